"""What a demo shop is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.catalog import Category, Product
    from app.domain.shop import ShopProfile
    from app.domain.starting_taxes import StartingTaxes
    from app.ports.unit_of_work import NewId


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoShop:
    """Goods to begin with; `stock_milli` is what lies there, by product id."""

    categories: Sequence[Category]
    products: Sequence[Product]
    stock_milli: Mapping[str, int]


class DemoSource(Protocol):
    """Makes demo goods; initials are left to the service."""

    def shop(self, profile: ShopProfile, taxes: StartingTaxes, new_id: NewId) -> DemoShop:
        """Goods with prices in the shop's currency."""
