"""The tour in a shop whose till books a cent more than it shows, for cash that leaves change.

`python -m tests.helpers.crooked_till tour --out DIR` is the program with that one defect.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

import main
from app.domain.cart import Cart
from app.services import house as houses
from app.services.bills import Bill
from app.services.checkout import Checkout, Sale
from app.services.house import House, Outside

_LEAST_CHANGE_MINOR = 100


class Crooked:
    """A checkout that adds a cent to the price of everything."""

    def __init__(self, honest: Checkout) -> None:
        self._honest = honest

    def __getattr__(self, name: str) -> Any:
        return getattr(self._honest, name)

    def pay_cash(self, bill: Bill, *, tendered_minor: int, staff: str, **part: Any) -> Sale:
        """Take more than was asked for."""
        if not isinstance(bill, Cart):
            return self._honest.pay_cash(bill, tendered_minor=tendered_minor, staff=staff, **part)
        if tendered_minor - bill.priced().total_minor > _LEAST_CHANGE_MINOR:
            dearer = (replace(line, unit_minor=line.unit_minor + 1) for line in bill.lines)
            bill = replace(bill, lines=tuple(dearer))
            part["amount_minor"] = None  # all of it, not what the customer was shown
        return self._honest.pay_cash(bill, tendered_minor=tendered_minor, staff=staff, **part)


def run(argv: list[str]) -> int:
    """The program with the defect in it."""
    build = houses.House

    def crooked(outside: Outside) -> House:
        house = build(outside)
        vars(house)["checkout"] = Crooked(house.checkout)
        return house

    houses.House = crooked  # type: ignore[assignment,misc]
    return main.main(argv)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
