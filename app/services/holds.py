"""Putting a cart aside and taking it back, at any till."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain import cart as carts
from app.domain.errors import UserError
from app.domain.holds import HeldCart

if TYPE_CHECKING:
    from app.domain.cart import Cart, CartLine
    from app.ports.queries import Queries
    from app.services.context import Context
    from app.services.lookup import Lookup


class Holds:
    """Held carts."""

    def __init__(self, context: Context, queries: Queries, lookup: Lookup) -> None:
        self._context = context
        self._queries = queries
        self._lookup = lookup

    def hold(self, cart: Cart, *, name: str, staff: str) -> HeldCart:
        """Put a cart aside; the name may be empty."""
        if not cart.lines:
            raise UserError("cart_empty")
        held = HeldCart(
            id=self._context.new_id(),
            name=name.strip(),
            cart=cart,
            total_minor=cart.priced().total_minor,
            till=self._context.till,
            staff=staff,
            held_at=self._context.now(),
        )
        with self._context.unit_of_work() as unit:
            unit.holds.add(held)
            unit.audit.append([self._context.note("cart.hold", held.id, staff=staff)])
            unit.commit()
        return held

    def all(self) -> Sequence[HeldCart]:
        """Held carts of all tills, newest first."""
        return self._queries.holds()

    def recall(self, hold_id: str, *, staff: str) -> tuple[HeldCart, tuple[str, ...]]:
        """Take a held cart; one till gets it. Prices are today's where the price was the
        catalog's; the second value names the lines whose price changed."""
        with self._context.unit_of_work() as unit:
            held = unit.holds.claim(hold_id)
            taken = self._at_todays_prices(held)  # what fails here leaves the cart held
            unit.audit.append([self._context.note("cart.recall", held.id, staff=staff)])
            unit.commit()
        return taken

    def _at_todays_prices(self, held: HeldCart) -> tuple[HeldCart, tuple[str, ...]]:
        cart, changed = held.cart, []
        for line in held.cart.lines:
            now_minor = self._price_today(line)
            if now_minor is not None and now_minor != line.list_minor:
                cart = _reprice(cart, line, now_minor)
                changed.append(line.name)
        return replace(held, cart=cart), tuple(changed)

    def _price_today(self, line: CartLine) -> int | None:
        """The catalog's price; None where the cashier's own price stands or the product is gone."""
        if line.product_id is None or line.unit_minor != line.list_minor:
            return None
        try:
            product = self._lookup.product(line.product_id).product
        except UserError:
            return None
        return None if product.ask_price else product.price_minor


def _reprice(cart: Cart, line: CartLine, unit_minor: int) -> Cart:
    repriced = carts.set_unit_price(cart, line.key, unit_minor)
    lines = tuple(
        replace(x, list_minor=unit_minor) if x.key == line.key else x for x in repriced.lines
    )
    return replace(repriced, lines=lines)
