"""The Sell view: scanning left, tiles and the total right; one column where there is no room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent

from app.domain.errors import ShopError
from app.services.desk import Desk
from ui import keys
from ui.theme import look
from ui.views.base import Shell, View
from ui.views.sell.actions import Actions
from ui.views.sell.cart_card import CartCard
from ui.views.sell.counter import UNKNOWN_CODE, Counter, split_times
from ui.views.sell.layout import SellLayout
from ui.views.sell.search import CounterSearch
from ui.views.sell.tile_shelf import TileShelf
from ui.views.sell.totals import Totals
from ui.widgets.buttons import Button
from ui.widgets.kept_clear import KeptClear
from ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from app.domain.cart import Cart
    from app.domain.holds import HeldCart
    from ui.views.pay.flow import PayFlow
    from ui.views.sell.panels import SellPanels


_AHEAD_MS = 1000
_COUNT_MS = 200  # a scan comes before what waits to be recalled
_OPENS = {"customer", "quantity", "discount", "hold", "recall", "pay", "quick_cash"}


class SellView(View):
    """Puts the parts together and connects them; the counter knows what is being sold."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.counter = Counter(shell)
        self.line = SearchBox(
            self, name_key="sell.search", hint_key="sell.scan_hint", hint=keys.hint("search")
        )
        self.search = CounterSearch(self.line, self.counter, shell)
        self.customer = Button("sell.customer", icon="person", action="customer")
        self.cart = CartCard(self.counter.desk, shell.session, self.on_key)
        self.actions_row = Actions(self.on_key)
        self.shelf = TileShelf(shell)
        self.totals = Totals(shell.session)
        self._layout = SellLayout(self)
        KeptClear(self.cart, shell.strips)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(_AHEAD_MS)
        self._ahead.timeout.connect(self._ask_ahead)
        self._keeping = False
        self._not_kept: Cart | None = None
        self._connect_signals()
        self._show(0)

    @cached_property
    def slides(self) -> SellPanels:
        """The panels around a sale; imported when the first one is wanted."""
        from ui.views.sell.panels import SellPanels

        return SellPanels(self, self.counter, held=self._count_holds)

    @cached_property
    def money(self) -> PayFlow:
        """Taking money; imported when it is first wanted."""
        from ui.views.pay.flow import PayFlow

        return PayFlow(self, self.counter)

    @property
    def desk(self) -> Desk:
        """What lies on the counter."""
        return self.counter.desk

    def may_close(self, again: Callable[[], object]) -> bool:
        """What lies on the counter is put aside first; F7 has it at the next start.

        What cannot be put aside is told, and lost only at the second try.
        """
        empty = not (self.desk.cart.lines or self.counter.pending)
        if self.counter.held or empty or self.desk.cart == self._not_kept:
            return True
        if not self._keeping:
            self._keeping = True
            self.counter.when_idle(lambda: self._keep(again))
        return False

    def refresh(self) -> None:
        """Tiles may have changed while another view was open."""
        self.shelf.load()
        QTimer.singleShot(_COUNT_MS, self, self._count_holds)

    def retranslate(self) -> None:
        """Speak the other language."""
        self.cart.retranslate()
        self.shelf.retranslate()
        self.totals.retranslate()
        self.actions_row.retranslate()
        self._show_customer()

    def focus_first(self) -> None:
        """Scanning and typing go on at once."""
        self.line.setFocus()

    def open_item(self, item_id: str) -> None:
        """Sell a product."""
        self._sell(lambda times: self.counter.sell(item_id, times_milli=times))

    def on_scan(self, code: str) -> bool:
        """Everything that is scanned is sold."""
        self.shell.strips.clear_topic(UNKNOWN_CODE)
        self.line.show_results(())
        try:
            times, rest = split_times(code)
        except ShopError as failure:
            self.counter.refuse(failure)
            return True
        if not rest:
            self.line.setText(code)  # "5*", typed as fast as a scanner does
        elif any(sign.isdigit() for sign in rest):
            self._sell(lambda factor: self.counter.scan(rest, times_milli=times or factor))
        else:  # a word, typed as fast as a scanner does
            self._sell(lambda factor: self.counter.type_in(rest, times_milli=times or factor))
        return True

    def on_key(self, action: str) -> bool:
        """The keys of the counter."""
        opens = action in _OPENS or action.startswith(keys.TENDER)
        if opens and not self.shell.panels.keep():
            return True
        if action.startswith(keys.TENDER):
            self.pay(tender=int(action.removeprefix(keys.TENDER)))
            return True
        do = self._table_of_keys().get(action)
        if do is not None:
            do()
        return do is not None

    def _sell(self, sell: Callable[[int | None], object]) -> None:
        """With the factor that stands in the line; one that is none sells nothing."""
        try:
            factor = self.search.take_times()
        except ShopError as failure:
            self.counter.refuse(failure)
            return
        sell(factor)

    def pay(self, *, tender: int = 0) -> None:
        """Take the money, once every scan has come back; `tender` counts from 1."""
        self.counter.when_idle(lambda: self._open_pay(tender))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Whatever is typed while nothing else listens goes into the line."""
        text, steps = event.text(), {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self._step(steps[Qt.Key(event.key())])
        elif text == "/":
            self.line.setFocus()
        elif text.isprintable() and text:
            self.line.setFocus()
            self.line.insert(text)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was said about the last scan is of no use in another view."""
        super().hideEvent(event)
        self.shell.strips.clear_topic(UNKNOWN_CODE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two."""
        super().resizeEvent(event)
        self._layout.fit()

    def _table_of_keys(self) -> dict[str, Callable[[], object]]:
        return {
            "search": self._focus_search,
            "customer": self.slides.customer,
            "quantity": self.slides.line,
            "discount": self.slides.discount,
            "hold": self.slides.hold,
            "recall": self.slides.recall,
            "pay": self.pay,
            "quick_cash": self._quick_cash,
            "remove": self._remove,
            "undo": lambda: self.counter.edit(lambda desk: desk.undo()),
            "redo": lambda: self.counter.edit(lambda desk: desk.redo()),
            "reprint": self._reprint,
            "back": self._back,
        }

    def _keep(self, then: Callable[[], object]) -> None:
        cart = self.desk.cart

        def leave() -> None:
            self._keeping = False
            QTimer.singleShot(0, self, then)

        def failed(failure: Exception) -> None:
            self._keeping, self._not_kept = False, cart
            self.shell.tell_failure(failure)

        if cart.lines:
            self.counter.put_aside(done=lambda _held: leave(), failed=failed)
        else:  # what was scanned last is nothing that is sold
            leave()

    def _tell_unknown(self, code: str) -> None:
        self.slides.unknown(code)

    def _ask_price(self) -> None:
        self.slides.ask_price()

    def _tell_why(self) -> None:
        if self.shell.panels.keep():
            self.slides.why()

    def _focus_search(self) -> None:
        self.line.setFocus()
        self.line.selectAll()

    def _back(self) -> None:
        """Esc: results go first, then what was typed; never the cart."""
        if self.line.results.isVisible():
            self.line.show_results(())
        else:
            self.line.clear()
        self.line.setFocus()

    def _remove(self) -> None:
        key = self.desk.selected
        if key is not None:
            self.counter.edit(lambda desk: desk.remove(key))

    def _goods_came(self, _line: int) -> None:
        """Somebody will want to pay soon."""
        self.counter.changed.disconnect(self._goods_came)
        self._ahead.start()

    def _ask_ahead(self) -> None:
        """Have the ways to pay ready before they are asked for; a failure is told then."""
        self.shell.executor.background(
            self.house.payments.providers,
            owner=self,
            done=lambda _found: None,
            failed=lambda _failure: None,
        )

    def _open_pay(self, tender: int) -> None:
        self.money.open(tender=tender)

    def _quick_cash(self) -> None:
        self.counter.when_idle(lambda: self.money.quick_cash())

    def _reprint(self) -> None:
        self.money.after.print_last()

    def _choose(self, key: int) -> None:
        self.desk.select(key)
        self._show(0)

    def _step(self, delta: int) -> None:
        self.desk.move_selection(delta)
        self._show(0)

    def _open_line(self, key: int) -> None:
        if self.shell.panels.keep():
            self._choose(key)
            self.slides.line()

    def _show(self, flash: int) -> None:
        if flash:
            self.shell.strips.clear_topic(UNKNOWN_CODE)
        self.cart.show_cart(flash)
        self.totals.show_cart(self.desk.cart, self.desk.priced)
        self.actions_row.show_desk(self.desk)
        self._show_customer()

    def _show_again(self) -> None:
        self._show(0)

    def _show_customer(self) -> None:
        cart = self.desk.cart
        if cart.delivery is not None:
            name = cart.customer_name or cart.delivery.recipient
            self.customer.reword("sell.customer_delivery", name=name)
        elif cart.customer_name:
            self.customer.reword("sell.customer_named", name=cart.customer_name)
        else:
            self.customer.reword("sell.customer", action="customer")

    def _count_holds(self) -> None:
        def count(holds: Sequence[HeldCart]) -> None:
            self.actions_row.show_held(len(holds))

        self.work(self.house.holds.all, count)

    def _connect_signals(self) -> None:
        self.counter.changed.connect(self._show)
        self.counter.changed.connect(self._goods_came)
        self.counter.unknown.connect(self._tell_unknown)
        self.counter.price_wanted.connect(self._ask_price, Qt.ConnectionType.QueuedConnection)
        self.customer.clicked.connect(lambda _checked=False: self.on_key("customer"))
        self.shelf.on_pick = self.open_item
        self.totals.why.connect(self._tell_why)
        self.totals.pay.connect(lambda: self.pay())
        self.line.on_step = self._step
        self.cart.table.on_choose = self._choose
        self.cart.table.on_open = self._open_line
        self.shell.session.changed.connect(self._show_again)
        look.changed.connect(self._layout.fit)
