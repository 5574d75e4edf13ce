"""Texts as they should stand in the catalogue: one clean line, one form of a code."""

from __future__ import annotations

import unicodedata

from app.domain import barcode

MAX_NAME = 200

_JOINERS = "\u200c\u200d"  # change how Persian words and emoji look: part of the text


def clean(text: str) -> str:
    """One line without control and invisible characters, HTML entities written out."""
    if "&" in text:
        import html  # a table of two thousand names, which few products need

        text = html.unescape(html.unescape(text))  # some exports escape twice
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return " ".join(text.split())
    spaced = "".join(" " if x.isspace() else x for x in unicodedata.normalize("NFC", text))
    seen = "".join(x for x in spaced if x in _JOINERS or unicodedata.category(x)[0] != "C")
    return " ".join(seen.split())


def same_code(code: str) -> str:
    """One text for all forms of a code: equal for a UPC-A and its EAN-13."""
    return max(barcode.lookup_forms(code), key=len)
