"""The cashier's desk: one cart, its prices, the chosen line, and the way back and forth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain import cart as carts
from app.domain import phones, pricing
from app.domain.cart import Cart, CartLine, Delivery
from app.domain.money import currency
from app.domain.shop import ShopProfile
from app.services.lookup import Found

if TYPE_CHECKING:
    from app.domain.pricing.why import TraceStep
    from app.ports.unit_of_work import NewId

UNDO_STEPS = 200


class Desk:
    """In memory only, pure and fast; the window may call it on its own thread.

    Attributes:
        cart, priced: what lies there and what it costs.
        selected: key of the chosen line, None when the cart is empty.
    """

    cart: Cart
    priced: pricing.Priced
    selected: int | None

    def __init__(self, profile: ShopProfile, new_id: NewId) -> None:
        self._profile = profile
        self._new_id = new_id
        self.new_sale()

    def new_sale(self, profile: ShopProfile | None = None) -> None:
        """Begin with an empty cart and a token of its own."""
        self._profile = profile or self._profile
        self._back: list[tuple[Cart, int | None]] = []
        self._forth: list[tuple[Cart, int | None]] = []
        self._show(
            Cart(
                client_token=self._new_id(),
                currency=currency(self._profile.currency),
                prices_include_tax=self._profile.prices_include_tax,
                tax_rounding=self._profile.tax_rounding,
                cash_step_minor=self._profile.cash_step_minor,
            ),
            None,
        )

    def load(self, cart: Cart) -> None:
        """Put a recalled cart on the desk, under the shop's rules of today."""
        self.new_sale()
        lines = cart.lines
        self._show(
            replace(
                cart,
                prices_include_tax=self._profile.prices_include_tax,
                tax_rounding=self._profile.tax_rounding,
                cash_step_minor=self._profile.cash_step_minor,
            ),
            lines[-1].key if lines else None,
        )

    def renew_token(self) -> None:
        """After an order was withdrawn, what is on the desk becomes a new order."""
        self.cart = replace(self.cart, client_token=self._new_id())

    @property
    def can_undo(self) -> bool:
        """Whether there is an action to take back."""
        return bool(self._back)

    @property
    def can_redo(self) -> bool:
        """Whether there is an action to do again."""
        return bool(self._forth)

    def undo(self) -> None:
        """Take the last action back; nothing happens at the beginning."""
        self._travel(self._back, self._forth)

    def redo(self) -> None:
        """Do an action again that was taken back."""
        self._travel(self._forth, self._back)

    def add(self, found: Found, qty_milli: int | None = None) -> int:
        """Add a product; returns the key of its line. `qty_milli` multiplies an embedded one."""
        qty = found.qty_milli if qty_milli is None else found.qty_milli * qty_milli // 1000
        changed, key = carts.add_product(
            self.cart,
            found.product,
            taxes=found.taxes,
            qty_milli=qty,
            unit_minor=found.unit_minor,
        )
        self._do(changed, key)
        return key

    def edit(self, action: Callable[[Cart], Cart]) -> None:
        """Apply one of app.domain.cart's functions; one step for undo."""
        changed = action(self.cart)
        if changed != self.cart:
            self._do(changed, self.selected)

    def set_qty(self, key: int, qty_milli: int) -> None:
        """Set a line's quantity in thousandths."""
        self.edit(lambda cart: carts.set_qty(cart, key, qty_milli))

    def discount(self, discount: pricing.Discount | None, key: int | None = None) -> None:
        """Give a line (the whole order without `key`) a discount, or take it away."""
        if key is None:
            self.edit(lambda cart: carts.set_order_discount(cart, discount))
        else:
            self.edit(lambda cart: carts.set_line_discount(cart, key, discount))

    def set_customer(self, name: str, phone: str, note: str) -> None:
        """Say who buys, and what is to be remembered about it; UserError("phone_wrong")."""
        number = phones.checked(phone)
        self.edit(
            lambda cart: replace(
                cart,
                customer_name=name.strip(),
                customer_phone=number,
                note=note.strip(),
            )
        )

    def set_delivery(
        self,
        delivery: Delivery | None,
        fee_minor: int = 0,
        fee_name: str = "",
        fee_taxes: Sequence[pricing.TaxRule] = (),
    ) -> None:
        """Make the order one for delivery, or one handed over here."""
        self.edit(
            lambda cart: carts.set_delivery(
                cart, delivery, fee_minor=fee_minor, fee_name=fee_name, fee_taxes=fee_taxes
            )
        )

    def remove(self, key: int) -> None:
        """Take a line out; the next one is chosen."""
        index = self._index(key)
        changed = carts.remove_line(self.cart, key)
        left = changed.lines
        chosen = left[min(index, len(left) - 1)].key if left else None
        self._do(changed, chosen)

    def select(self, key: int) -> None:
        """Choose a line."""
        self.cart.line(key)
        self.selected = key

    def move_selection(self, delta: int) -> None:
        """Choose a line further down (or up, negative), stopping at the ends."""
        if self.selected is None:
            return
        index = self._index(self.selected) + delta
        self.selected = self.cart.lines[max(0, min(index, len(self.cart.lines) - 1))].key

    def rows(self) -> tuple[tuple[CartLine, pricing.PricedLine], ...]:
        """Each line with its price."""
        return tuple(zip(self.cart.lines, self.priced.lines, strict=True))

    def explain(self) -> tuple[TraceStep, ...]:
        """Every cent's path to the total."""
        from app.domain.pricing import why  # a start has no use for it

        return why.trace(self.cart.as_priceable())

    def checked(self) -> Cart:
        """The cart, fit to be paid; UserError names what is missing."""
        return carts.checked(self.cart)

    def _index(self, key: int) -> int:
        line = self.cart.line(key)
        return self.cart.lines.index(line)

    def _do(self, cart: Cart, selected: int | None) -> None:
        previous = (self.cart, self.selected)
        self._show(cart, selected)
        self._back = [*self._back[-UNDO_STEPS + 1 :], previous]
        self._forth = []

    def _travel(
        self, source: list[tuple[Cart, int | None]], target: list[tuple[Cart, int | None]]
    ) -> None:
        if source:
            target.append((self.cart, self.selected))
            cart, selected = source.pop()
            self._show(replace(cart, client_token=self.cart.client_token), selected)

    def _show(self, cart: Cart, selected: int | None) -> None:
        priced = cart.priced()
        self.cart, self.priced, self.selected = cart, priced, selected
