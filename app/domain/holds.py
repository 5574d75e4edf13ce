"""A cart put aside under a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.cart import Cart


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCart:
    """A held cart, claimed by exactly one till when it is recalled."""

    id: str
    name: str
    cart: Cart
    total_minor: int
    till: str
    staff: str
    held_at: datetime
