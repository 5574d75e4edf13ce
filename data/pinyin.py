"""Pinyin initials of names, for search: 茉莉花茶 -> mlhc."""

from __future__ import annotations

import unicodedata

MAX_INITIALS = 64


def initials(text: str) -> str:
    """First letters of the Chinese characters in lower case; Latin letters and digits stay."""
    import pypinyin  # a fifth of a second: only when something is named

    folded = unicodedata.normalize("NFKD", text).lower()
    plain = (
        folded
        if folded.isascii()
        else "".join(
            pypinyin.lazy_pinyin(folded, style=pypinyin.Style.FIRST_LETTER, errors="default")
        )
    )
    return "".join(x for x in plain if x.isascii() and x.isalnum())[:MAX_INITIALS]
