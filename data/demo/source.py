"""Demo goods in the shop's currency and language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain import common_words, money
from app.domain.barcode import make_ean13
from app.domain.catalog import Category, Product

if TYPE_CHECKING:
    from app.domain.shop import ShopProfile
    from app.domain.starting_taxes import StartingTaxes
    from app.ports.demo import DemoShop
    from app.ports.unit_of_work import NewId
    from data.demo.goods import Good

_EAN_START = "95200000"
_GROUP = 1000
_LEAD_DAYS = 3
_ORDER_COST_FEN = 2000
_HOLDING_PERCENT = 20  # of the cost, for a year

# Minor units for a hundred fen, and the step prices are rounded to: what looks like a price in a
# shop there, not an exchange rate.
_LEVELS: dict[str, tuple[int, int]] = {
    "CNY": (100, 1),
    "JPY": (40, 10),
    "KRW": (400, 100),
    "TWD": (500, 100),
    "HKD": (120, 10),
    **dict.fromkeys(("EUR", "USD", "GBP", "CHF", "AUD", "CAD", "NZD", "SGD"), (30, 5)),
}
_LEVEL_BY_DECIMALS = {0: (100, 10), 3: (100, 5)}


class DemoGoods:
    """The goods of data.demo.goods as products."""

    def shop(self, profile: ShopProfile, taxes: StartingTaxes, new_id: NewId) -> DemoShop:
        """Goods with prices in the shop's currency; sizes and taxes as in a corner shop."""
        from app.ports.demo import DemoShop
        from data.demo.goods import GOODS, GROUPS

        groups = {
            number: Category(
                id=new_id(), name=group.name, name_en=group.name_en, position=number - 1
            )
            for number, group in GROUPS.items()
        }
        made = [
            (good, replace(_product(good, profile, groups, taxes), id=new_id())) for good in GOODS
        ]
        return DemoShop(
            categories=tuple(groups.values()),
            products=tuple(product for _, product in made),
            stock_milli={
                product.id: good.stock * 1000 for good, product in made if good.stock is not None
            },
        )


def _product(
    good: Good,
    profile: ShopProfile,
    groups: dict[int, Category],
    taxes: StartingTaxes,
) -> Product:
    from data.demo.goods import GROUPS

    currency = money.currency(profile.currency)
    group = good.number // _GROUP
    cost = _local(good.cost, currency, rounded=False)
    return Product(
        id="",
        name=good.name,
        name_en=good.name_en,
        sku=str(good.number),
        barcodes=(make_ean13(f"{_EAN_START}{good.number}"),),
        category_id=groups[group].id,
        unit=common_words.unit(good.unit, profile.documents_language),
        price_minor=_local(good.price, currency, rounded=True),
        ask_price=good.price == 0,
        cost_minor=cost or None,
        tax_class_id=(taxes.food if GROUPS[group].food else taxes.standard).id,
        stock_policy=good.policy,
        favourite=good.favourite,
        lead_days=_LEAD_DAYS,
        order_cost_minor=_local(_ORDER_COST_FEN, currency, rounded=False),
        holding_cost_minor=max(1, cost * _HOLDING_PERCENT // 100),
    )


def _local(fen: int, currency: money.Currency, *, rounded: bool) -> int:
    per_hundred, step = _LEVELS.get(
        currency.code, _LEVEL_BY_DECIMALS.get(currency.decimals, (100, 1))
    )
    minor = money.round_ratio(fen * per_hundred, 100, step if rounded else 1)
    return max(minor, step) if fen else 0
