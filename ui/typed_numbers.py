"""Numbers as people type them."""

from __future__ import annotations

from app.domain import money
from app.domain.money import Currency

_THREE_DECIMALS = Currency("", 3, "")
_FOLD = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


def plain_number(text: str) -> str:
    """What a person typed as a plain number: full-width digits, decimal comma, no grouping."""
    folded = text.strip().translate(_FOLD).replace(" ", "")
    if "," in folded and "." in folded:
        return folded.replace(",", "")
    return folded.replace(",", ".")


def quantity_milli(text: str) -> int:
    """A plain number as thousandths; UserError when it is none or has more than 3 decimals."""
    return money.to_minor(text, _THREE_DECIMALS, "quantity")
