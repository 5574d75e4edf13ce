"""Pinyin initials of names, for search: 茉莉花茶 -> mlhc."""

from __future__ import annotations

import re
import unicodedata

MAX_INITIALS = 64
_SIZE = re.compile(r"\d[\d.]*\s*[a-z]+\W*(?=[^\W\da-z_])")  # before the first Chinese character


def initials(text: str) -> str:
    """First letters of the Chinese characters in lower case; Latin letters and digits stay.

    A size that stands before a name (355ml雪碧) is not what anybody begins with.
    """
    import pypinyin  # a fifth of a second: only when something is named

    folded = unicodedata.normalize("NFKD", text).lower()
    size = _SIZE.match(folded)
    if size is not None:
        folded = folded[size.end() :]
    plain = (
        folded
        if folded.isascii()
        else "".join(
            pypinyin.lazy_pinyin(folded, style=pypinyin.Style.FIRST_LETTER, errors="default")
        )
    )
    return "".join(x for x in plain if x.isascii() and x.isalnum())[:MAX_INITIALS]
