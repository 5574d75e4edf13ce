"""The taxes a new shop starts with: the usual rates where its currency tells the country.

A currency that does not tell (dollars: every state has its own) starts without tax, and the
shopkeeper sets the rates in the settings; a demo shop has a sample, which says that it is one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from app.domain import common_words
from app.domain.catalog import TaxClass
from app.domain.pricing import TaxRule

# Value added tax or what stands for it: the standard rate, and the one for food.
_PERCENTS: dict[str, tuple[str, str]] = {
    "CNY": ("13", "9"),
    "EUR": ("21", "9"),
    "GBP": ("20", "0"),
    "CHF": ("8.1", "2.6"),
    "NOK": ("25", "15"),
    "DKK": ("25", "25"),
    "JPY": ("10", "8"),
    "KRW": ("10", "10"),
    "TWD": ("5", "5"),
    "SGD": ("9", "9"),
    "AUD": ("10", "0"),
    "NZD": ("15", "15"),
    "ZAR": ("15", "0"),
}


_SAMPLE_PERCENT = "8"


@dataclass(frozen=True, slots=True)
class StartingTaxes:
    """Tax classes of a new shop by what they are for; some may be the same one."""

    standard: TaxClass
    food: TaxClass
    free: TaxClass

    def distinct(self) -> tuple[TaxClass, ...]:
        """Each class once, the default first."""
        return tuple({x.id: x for x in (self.standard, self.food, self.free)}.values())


def for_demo(currency: str, language: str, new_id: Callable[[], str]) -> StartingTaxes:
    """Tax classes for a demo shop: goods, but not food, are taxed in every currency."""
    taxes = for_shop(currency, language, new_id)
    if taxes.standard.rules:
        return taxes
    rule = TaxRule(
        name=common_words.tax("Sales tax (sample)", language), percent=Decimal(_SAMPLE_PERCENT)
    )
    sample = _class(new_id(), rule, "税（示例）", "Sales tax (sample)", is_default=True)
    free = replace(taxes.free, is_default=False)
    return StartingTaxes(sample, free, free)


def for_shop(currency: str, language: str, new_id: Callable[[], str]) -> StartingTaxes:
    """Tax classes for a new shop.

    Args:
        language: of the shop's documents, zh or en: how the tax is called on paper.
    """
    standard, food = _PERCENTS.get(currency, ("0", "0"))
    free = TaxClass(id=new_id(), name="免税", name_en="No tax", is_default=standard == "0")
    if free.is_default:
        return StartingTaxes(free, free, free)
    vat = TaxRule(name=common_words.tax("VAT", language), percent=Decimal(standard))
    usual = _class(new_id(), vat, "标准税率 ", "Standard", is_default=True)
    if food in ("0", standard):
        return StartingTaxes(usual, free if food == "0" else usual, free)
    reduced = _class(new_id(), replace(vat, percent=Decimal(food)), "低税率 ", "Reduced")
    return StartingTaxes(usual, reduced, free)


def _class(id_: str, rule: TaxRule, zh: str, en: str, *, is_default: bool = False) -> TaxClass:
    return TaxClass(
        id=id_,
        name=f"{zh}{rule.percent}%",
        name_en=f"{en} {rule.percent}%",
        rules=(rule,),
        is_default=is_default,
    )
