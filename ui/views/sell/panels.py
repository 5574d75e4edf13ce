"""Opens the panels around one sale."""

from __future__ import annotations

from collections.abc import Callable

from ui import i18n
from ui.views.base import View
from ui.views.sell import order_code
from ui.views.sell.counter import UNKNOWN_CODE, Counter
from ui.views.sell.customer_panel import CustomerPanel
from ui.views.sell.discount_panel import DiscountPanel
from ui.views.sell.hold_panels import HoldPanel, RecallPanel
from ui.views.sell.line_panel import LinePanel
from ui.views.sell.number_panel import AskPricePanel
from ui.views.sell.unknown_code import LinkProductPanel, NewProductPanel
from ui.views.sell.why_panel import WhyPanel
from ui.widgets.strips import News


class SellPanels:
    """One method for each panel; keys and buttons end here.

    Args:
        held: called when a cart was put aside or taken back.
    """

    def __init__(self, view: View, counter: Counter, *, held: Callable[[], object]) -> None:
        self._view = view
        self._shell = view.shell
        self._counter = counter
        self._held = held

    def line(self) -> None:
        """The chosen line."""
        key = self._counter.desk.selected
        if key is not None:
            self._view.open_panel(LinePanel(key, self._counter, self._shell.session))

    def discount(self) -> None:
        """A discount on line or order."""
        if self._counter.desk.cart.lines:
            self._view.open_panel(DiscountPanel(self._counter, self._shell.session))

    def customer(self) -> None:
        """Who buys."""
        self._view.open_panel(CustomerPanel(self._counter, self._shell.session))

    def hold(self) -> None:
        """Put the sale aside."""
        if self._counter.desk.cart.lines:
            self._view.open_panel(HoldPanel(self._counter, self._shell, held=self._held))

    def recall(self) -> None:
        """Take a sale back."""
        self._view.open_panel(RecallPanel(self._counter, self._shell, recalled=self._held))

    def why(self) -> None:
        """Explain the total."""
        if self._counter.desk.cart.lines:
            self._view.open_panel(WhyPanel(self._counter.desk, self._shell.session))

    def ask_price(self) -> None:
        """The first product that waits for a price."""
        if self._counter.asking and not isinstance(self._shell.panels.panel, AskPricePanel):
            found, _ = self._counter.asking[0]
            panel = AskPricePanel(found, self._counter, self._shell.session)
            if not self._view.open_panel(panel):
                self._counter.answer_price(None)

    def unknown(self, code: str) -> None:
        """Say that nobody knows a code, or whose order it is; scanning goes on."""
        number = order_code.number_in(code)
        if number:
            order_code.offer(self._shell, number, owner=self._view)
            return
        self._shell.tell(
            News(
                text=i18n.tr("sell.unknown", code=code),
                tone="warn",
                topic=UNKNOWN_CODE,
                stay_ms=0,
                actions=(
                    ("sell.add_product", lambda: self._new_product(code)),
                    ("sell.link", lambda: self._link(code)),
                    ("sell.ignore", lambda: None),
                ),
            )
        )

    def _new_product(self, code: str) -> None:
        self._view.open_panel(NewProductPanel(code, self._counter, self._shell))

    def _link(self, code: str) -> None:
        self._view.open_panel(LinkProductPanel(code, self._counter, self._shell))
