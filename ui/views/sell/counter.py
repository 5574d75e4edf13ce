"""What a scan, a key or a tap does to the desk. No widgets here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain import cart as carts
from app.domain.errors import ShopError, UserError
from app.domain.pricing import TaxRule
from app.domain.shop import ShopProfile
from app.services.desk import Desk
from app.services.lookup import Found
from ui import i18n
from ui.tones import Tone
from ui.typed_numbers import plain_number, quantity_milli
from ui.views.base import Shell
from ui.widgets.strips import News

if TYPE_CHECKING:
    from app.domain.holds import HeldCart
    from ui.executor import Failed

T = TypeVar("T")
_NAMED = 2  # so many goods give a held sale its name when nobody gave it one
UNKNOWN_CODE = "unknown"  # the topic of the strip about a code nobody knows
_TIMES = re.compile(r"\s*([-+]?[0-9０-９][0-9０-９.,．，]*)\s*[*×＊]\s*(.*)", re.DOTALL)


def split_times(text: str) -> tuple[int | None, str]:
    """ "5*cola" means five of cola: the factor in thousandths (None without one) and the rest.

    UserError when what stands before the star is no quantity.
    """
    match = _TIMES.fullmatch(text)
    if match is None:
        return None, text.strip()
    factor = quantity_milli(plain_number(match[1]))
    if not 0 < factor <= carts.MAX_QTY_MILLI:
        raise UserError("qty_out_of_range", max=carts.MAX_QTY_MILLI // 1000)
    return factor, match[2].strip()


class Counter(QObject):
    """One customer at a time.

    Attributes:
        desk: the cart and its prices; change it through `edit` so that the view follows.
        pending: look-ups that have not come back; paying waits for them.
        held_by: says whether a payment runs, during which the cart stays as it is.
        asking: products that need a price before they can be added, oldest first.
    Signals:
        changed(key): the desk changed; key of the line to flash, 0 for none.
        unknown(code): nobody knows this code. price_wanted: `asking` has a new first entry.
        idle: the last pending look-up came back.
    """

    changed = Signal(int)
    unknown = Signal(str)
    price_wanted = Signal()
    idle = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._profile = shell.session.profile
        self.desk = Desk(self._profile, shell.house.new_id)
        self.pending = 0
        self.held_by: Callable[[], bool] | None = None
        self.asking: list[tuple[Found, int | None]] = []
        shell.session.changed.connect(self._adopt_profile)

    def scan(self, code: str, *, times_milli: int | None = None) -> None:
        """Sell what a code stands for."""
        lookup = self._shell.house.lookup

        def found(result: Found | None) -> None:
            if result is None:
                self._shell.tones.play(Tone.UNKNOWN)
                self.unknown.emit(code)
            else:
                self.add(result, times_milli)

        self._look_up(lambda: lookup.scan(code), found)

    def sell(self, product_id: str, *, times_milli: int | None = None) -> None:
        """Sell a product by its id."""
        lookup = self._shell.house.lookup
        self._look_up(
            lambda: lookup.product(product_id), lambda found: self.add(found, times_milli)
        )

    def type_in(self, text: str, *, times_milli: int | None = None) -> None:
        """Sell what was typed: a code, else the best match of a search."""
        lookup = self._shell.house.lookup

        def look() -> Found | None:
            found = lookup.scan(text)
            if found is not None:
                return found
            hits = lookup.search(text, 1)
            return lookup.product(hits[0].product_id) if hits else None

        def done(found: Found | None) -> None:
            if found is None:
                self._shell.tones.play(Tone.UNKNOWN)
                self.unknown.emit(text)
            else:
                self.add(found, times_milli)

        self._look_up(look, done)

    def refuse(self, failure: ShopError) -> None:
        """What was scanned or typed cannot be: heard as well, for who looks at the goods."""
        self._shell.tones.play(Tone.UNKNOWN)
        self._shell.tell_failure(failure)

    def usual_taxes(self, done: Callable[[tuple[TaxRule, ...]], None]) -> None:
        """Find the taxes of what has no tax class of its own; paying waits for them."""
        self._look_up(self._shell.house.lookup.usual_taxes, done)

    def add(self, found: Found, times_milli: int | None = None) -> None:
        """Put a product into the cart; one without a price asks for it first."""
        if self._is_held():
            return
        if found.product.ask_price and found.unit_minor is None:
            self._shell.tones.play(Tone.KNOWN)
            self.asking.append((found, times_milli))
            self.price_wanted.emit()
            return
        try:
            key = self.desk.add(found, times_milli)
        except ShopError as failure:
            self._shell.tell_failure(failure)
            return
        self._shell.tones.play(Tone.KNOWN)
        self.changed.emit(key)

    def answer_price(self, unit_minor: int | None) -> None:
        """The price of the first product in `asking`; None leaves it out."""
        if not self.asking:
            return
        found, times_milli = self.asking.pop(0)
        if unit_minor is not None:
            self.add(replace(found, unit_minor=unit_minor), times_milli)
        if self.asking:
            self.price_wanted.emit()

    def edit(self, action: Callable[[Desk], object], *, flash: int = 0) -> bool:
        """Do something to the desk; a refusal is shown. Returns whether it was done."""
        if self._is_held():
            return False
        try:
            action(self.desk)
        except ShopError as failure:
            self._shell.tell_failure(failure)
            return False
        self.changed.emit(flash)
        return True

    def new_sale(self) -> None:
        """Begin anew; a code that nobody knew was of the last sale."""
        self._shell.strips.clear_topic(UNKNOWN_CODE)
        self._profile = self._shell.session.profile
        self.asking.clear()
        self.desk.new_sale(self._profile)
        self.changed.emit(0)

    def put_aside(
        self, *, done: Callable[[HeldCart], None], failed: Failed, name: str = ""
    ) -> None:
        """Hold the cart and begin anew once it is safe; unnamed, it is called what is in it."""
        cart, staff = self.desk.cart, self._shell.session.staff
        holds, spoken = self._shell.house.holds, name or _spoken_name(cart)

        def held(hold: HeldCart) -> None:
            self.new_sale()
            done(hold)

        self._shell.executor.database(
            lambda: holds.hold(cart, name=spoken, staff=staff),
            owner=self,
            done=held,
            failed=failed,
        )

    def when_idle(self, then: Callable[[], object]) -> None:
        """Call `then` as soon as no look-up is pending."""
        if not self.pending:
            then()
            return

        def once() -> None:
            self.idle.disconnect(once)
            then()

        self.idle.connect(once)

    @property
    def held(self) -> bool:
        """Whether a payment runs: the cart is an order already."""
        return self.held_by is not None and self.held_by()

    def _is_held(self) -> bool:
        if self.held:
            text = i18n.tr("pay.finish_first")
            self._shell.tell(News(text=text, tone="warn", topic="pay"))
        return self.held

    def _look_up(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        self.pending += 1

        def arrived(result: T) -> None:
            self._arrived(lambda: done(result))

        def failed(failure: Exception) -> None:
            self._arrived(lambda: self._shell.tell_failure(failure))

        self._shell.executor.database(job, owner=self, done=arrived, failed=failed)

    def _arrived(self, act: Callable[[], object]) -> None:
        self.pending -= 1
        act()
        if not self.pending:
            self.idle.emit()

    def _adopt_profile(self) -> None:
        profile: ShopProfile = self._shell.session.profile
        if profile != self._profile and not self.desk.cart.lines:
            self.new_sale()


def _spoken_name(cart: carts.Cart) -> str:
    names = [i18n.name_of(line.name, line.name_en) for line in cart.lines[:_NAMED]]
    more = "…" if len(cart.lines) > _NAMED else ""
    return i18n.tr("common.comma").join(names) + more
