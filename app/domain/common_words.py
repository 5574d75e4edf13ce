"""Units and taxes that every shop knows, in both languages.

A shop writes them once, in its own language. Those that stand here are shown in the language of
whoever reads, on screen and on paper; any other is shown as the shop wrote it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

_ONE_MILLI = 1000


class Word(NamedTuple):
    """One thing in Chinese and in English; `many` where English counts it otherwise."""

    zh: str
    en: str
    many: str = ""


# The first word that fits is taken, so what an English word usually means stands before the rest.
_UNITS = (
    Word("件", "piece", "pieces"),
    Word("个", "piece", "pieces"),
    Word("只", "piece", "pieces"),
    Word("支", "piece", "pieces"),
    Word("本", "piece", "pieces"),
    Word("件", "pcs"),
    Word("瓶", "bottle", "bottles"),
    Word("听", "can", "cans"),
    Word("罐", "can", "cans"),
    Word("盒", "box", "boxes"),
    Word("袋", "bag", "bags"),
    Word("包", "pack", "packs"),
    Word("箱", "case", "cases"),
    Word("桶", "bucket", "buckets"),
    Word("杯", "cup", "cups"),
    Word("碗", "bowl", "bowls"),
    Word("块", "bar", "bars"),
    Word("片", "slice", "slices"),
    Word("张", "sheet", "sheets"),
    Word("卷", "roll", "rolls"),
    Word("双", "pair", "pairs"),
    Word("套", "set", "sets"),
    Word("打", "dozen"),
    Word("千克", "kg"),
    Word("公斤", "kg"),
    Word("克", "g"),
    Word("升", "l"),
    Word("毫升", "ml"),
    Word("米", "m"),
    Word("厘米", "cm"),
    Word("小时", "hour", "hours"),
)
_TAXES = (
    Word("增值税", "VAT"),
    Word("消费税", "Consumption tax"),
    Word("商品及服务税", "GST"),
    Word("销售税", "Sales tax"),
    Word("税（示例）", "Sales tax (sample)"),
    Word("税", "Tax"),
)


def _by_form(words: tuple[Word, ...]) -> MappingProxyType[str, Word]:
    found: dict[str, Word] = {}
    for word in words:
        for form in word:
            found.setdefault(form.casefold(), word)
    found.pop("", None)
    return MappingProxyType(found)


_UNIT_OF = _by_form(_UNITS)
_TAX_OF = _by_form(_TAXES)


def unit(written: str, language: str, qty_milli: int = _ONE_MILLI) -> str:
    """A unit of goods in a language ("en" or "zh"), as it is said of so many thousandths."""
    word = _UNIT_OF.get(written.casefold())
    if word is None:
        return written
    if language == "zh":
        return word.zh
    return word.en if qty_milli == _ONE_MILLI or not word.many else word.many


def tax(written: str, language: str) -> str:
    """The name of a tax in a language ("en" or "zh")."""
    word = _TAX_OF.get(written.casefold())
    if word is None:
        return written
    return word.zh if language == "zh" else word.en
