"""How names are cut into searchable pieces: every one, two and three characters in a row.

A text of up to three characters is then found as one piece, and a longer one among the few
products that have its rarest pieces, at any length and in any script.
"""

from __future__ import annotations

import unicodedata

LONGEST_GRAM = 3
_SPACE = "\ufdd0"  # stands for white space; Unicode promises that no text contains it
_BLANKS = {code: " " for code in (*range(32), 127)}
_PIECES = {ord(" "): _SPACE}


def fold(text: str) -> str:
    """The form in which texts are compared: case folded, control characters as spaces."""
    if not text.isprintable():
        text = text.translate(_BLANKS).encode("utf-8", "ignore").decode()
    return text.casefold()


def wanted(text: str) -> str:
    """What somebody typed, ready to be compared."""
    return fold(text).strip()


def plain(folded: str) -> str:
    """The same without full-width and other compatibility forms."""
    return fold(unicodedata.normalize("NFKC", folded))


def grams(folded: str) -> list[str]:
    """The pieces a query needs: itself when short, else every three characters in a row."""
    text = folded.translate(_PIECES)
    if len(text) <= LONGEST_GRAM:
        return [text]
    return list(dict.fromkeys(_triples(text)))


def name_grams(*folded: str) -> tuple[set[str], set[str]]:
    """All pieces of a product's names: those of one and two characters, those of three."""
    short: set[str] = set()
    triples: set[str] = set()
    for name in folded:
        text = name.translate(_PIECES)
        short.update(text)
        short.update(map(str.__add__, text, text[1:]))
        triples.update(_triples(text))
    return short, triples


def _triples(text: str) -> list[str]:
    return [a + b + c for a, b, c in zip(text, text[1:], text[2:], strict=False)]


def after_prefix(folded: str) -> str:
    """The smallest text behind all that begin with `folded`."""
    for place in range(len(folded) - 1, -1, -1):
        code = ord(folded[place])
        if code < 0x10FFFF:
            following = 0xE000 if code == 0xD7FF else code + 1  # surrogates are no characters
            return folded[:place] + chr(following)
    return folded + chr(0x10FFFF) * 100  # only for texts of nothing but the last code point


def has_slip(text: str, query: str, place: int) -> bool:
    """Whether `text` holds `query` but for one slip at `place`.

    A slip is a wrong, missing or additional character, or two that changed places.
    """
    left, right = query[:place], query[place + 1 :]
    swapped = query[place + 1 : place + 2] + query[place : place + 1] + query[place + 2 :]
    if not left:
        return right in text or swapped in text
    at = text.find(left)
    while at >= 0:
        end = at + len(left)
        if (
            text.startswith(right, end + 1)
            or text.startswith(right, end)
            or text.startswith(swapped, end)
            or text.startswith(query[place:], end + 1)
        ):
            return True
        at = text.find(left, at + 1)
    return False
