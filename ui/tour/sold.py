"""A finished sale as the window showed it, and what it must be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.domain.money import Currency, plain
from ui.tour.plan import Line, total_minor


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """One customer.

    Attributes:
        way: which customer of the day: "by_code", "in_cash" or "held"; tender: how it was paid.
        lines: what must have been sold.
        tendered_minor: what was handed over in cash, 0 for a code.
        facts: whatever else tour.json tells about it.
    """

    way: str
    tender: str
    number: str
    order_id: str
    lines: tuple[Line, ...]
    tendered_minor: int = 0
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def total_minor(self) -> int:
        """What it must come to."""
        return total_minor(self.lines)

    @property
    def change_minor(self) -> int:
        """What goes back in cash."""
        return max(0, self.tendered_minor - self.total_minor) if self.tendered_minor else 0

    def as_json(self, currency: Currency) -> dict[str, Any]:
        """For tour.json; amounts are decimal strings."""
        return {
            "way": self.way,
            "number": self.number,
            "tender": self.tender,
            "lines": [_line(line, currency) for line in self.lines],
            "total": plain(self.total_minor, currency),
            "tendered": plain(self.tendered_minor, currency) if self.tendered_minor else None,
            "change": plain(self.change_minor, currency),
            **self.facts,
        }


def _line(line: Line, currency: Currency) -> dict[str, Any]:
    product = line.good.product
    return {
        "name": product.name,
        "name_en": product.name_en,
        "code": line.good.code,
        "quantity": str(line.times),
        "price": plain(line.good.unit_minor, currency),
        "price_asked": product.ask_price,
        "total": plain(line.total_minor, currency),
    }
