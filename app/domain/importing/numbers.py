"""Numbers as people write them into tables: currency signs, grouping, full-width digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from app.domain import iso4217

_COMMA_DECIMAL = re.compile(r"\d,(\d{1,2}|\d{4,})$", re.ASCII)
_DOT_DECIMAL = re.compile(r"\d\.(\d{1,2}|\d{4,})$", re.ASCII)
_DOT_GROUPS = re.compile(r"\d{1,3}(\.\d{3})+,\d+$", re.ASCII)
_COMMA_GROUPS = re.compile(r"\d{1,3}(,\d{3})+\.\d+$", re.ASCII)
_FORMS = {
    mark: re.compile(
        rf"[+-]?(\d{{1,3}}([{group} ']\d{{3}})+|\d+)?({re.escape(mark)}\d*)?", re.ASCII
    )
    for mark, group in ((".", ","), (",", "."))
}
_SIMPLE = re.compile(r"\d{1,15}(\.\d{1,2})?", re.ASCII)  # means the same with either mark
_SPELT = frozenset({"元", "圆", "块", "人民币", "rmb", "kr", "kč", "zł", "ft", "fr", "lei", "руб"})
_MAX_LENGTH = 40


def decimal_mark(texts: Iterable[str]) -> str:
    """Say "." or ",": which of them a file's numbers use, from the cells where it is certain.

    A file that gives no sign, or both, uses the dot.
    """
    commas = False
    for text in texts:
        core = _core(text)
        if _DOT_DECIMAL.search(core) or _COMMA_GROUPS.fullmatch(core):
            return "."
        commas = commas or bool(_COMMA_DECIMAL.search(core) or _DOT_GROUPS.fullmatch(core))
    return "," if commas else "."


def read(text: str, mark: str) -> Decimal | None:
    """The number in a cell, None when it is not one; "(5.00)" is negative as in accounts."""
    if _SIMPLE.fullmatch(text):
        return Decimal(text)
    core = _core(text)
    if core.startswith("(") and core.endswith(")"):
        core = "-" + core[1:-1]
    digits = any(x.isdigit() for x in core)
    if not digits or len(core) > _MAX_LENGTH or not _FORMS[mark].fullmatch(core):
        return None
    kept = (x for x in core if x.isdigit() or x in f"+-{mark}")
    return Decimal("".join(kept).replace(",", "."))


def _core(text: str) -> str:
    """The number without currency signs, names and codes before or behind it."""
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").replace("’", "'").strip()
    sign = "-" if plain.startswith("-") else ""
    bare = plain.removeprefix(sign)
    before = re.match(r"[^\d.,()+\s-]*", bare)
    behind = re.search(r"[^\d.,()\s]*\.?$", bare)
    if before and _is_money(before.group()):
        bare = bare[before.end() :]
    if behind and _is_money(behind.group().removesuffix(".")):
        bare = bare.removesuffix(behind.group())
    return sign + bare.strip()


def _is_money(text: str) -> bool:
    if not text:
        return False
    if unicodedata.category(text[-1]) == "Sc":  # ¥, €, US$, HK$
        return len(text) <= 4
    return text.casefold() in _SPELT or text.upper() in iso4217.DECIMALS
