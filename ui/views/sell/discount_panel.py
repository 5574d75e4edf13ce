"""A discount: on the chosen line or on the whole order, in percent or as an amount."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout

from app.domain import cart as carts
from app.domain import money
from app.domain.errors import ShopError, UserError
from app.domain.pricing import Discount
from ui import i18n
from ui.i18n.live import say
from ui.session import Session
from ui.theme import look
from ui.views.sell.counter import Counter
from ui.views.sell.number_panel import NumberPanel, read_amount
from ui.widgets.buttons import Button, Segmented
from ui.widgets.labels import Label

LINE, ORDER = "line", "order"
PERCENT, AMOUNT = "percent", "amount"
_QUICK = {
    10: "sell.discount_10",
    15: "sell.discount_15",
    20: "sell.discount_20",
    50: "sell.discount_50",
}


class DiscountPanel(NumberPanel):
    """Opens on the chosen line; another press of F5 means the whole order.

    What a number means is said by the price it leads to: ten percent off is "9折" in Chinese.

    Attributes:
        result: the price without the discount, and with what is typed.
    """

    def __init__(self, counter: Counter, session: Session) -> None:
        super().__init__(
            "sell.discount_title",
            done_key="sell.give_discount",
            name_key="sell.discount",
            decimals=max(2, session.currency.decimals),
        )
        self._counter = counter
        self._session = session
        key = counter.desk.selected
        self.target = Segmented(
            {LINE: "sell.discount_line", ORDER: "sell.discount_order"},
            ORDER if key is None else LINE,
        )
        self.target.pill(LINE).setEnabled(key is not None)
        self.unit = Segmented(
            {PERCENT: "sell.discount_percent", AMOUNT: "sell.discount_amount"}, PERCENT
        )
        self.target.on_change = lambda _chosen: self._show_present()
        self.unit.on_change = lambda _chosen: self._change_unit()
        self.head.insertWidget(1, self.target)
        self.result, self._sign = Label("", "heading"), Label("", "heading")
        about = QHBoxLayout()
        about.setSpacing(look.metrics.gap)
        self.body.removeWidget(self.subject)
        about.addWidget(self.subject, 1)
        about.addWidget(self.result)
        self.body.insertLayout(0, about)
        self.body.insertWidget(1, self.unit)
        self.entry.row.insertWidget(0, Label("sell.discount_minus", "heading"))
        self.entry.row.addWidget(self._sign)
        self.entry.keypad.put_beside(*self._quick_percents())
        self.entry.line.textChanged.connect(lambda _text: self._show_result())
        none = Button("sell.no_discount", kind="danger", on_click=self._take_away)
        self.foot.insertWidget(0, none)
        self._show_present()

    def on_key(self, action: str) -> bool:
        """F5 again changes between line and order."""
        if action == "discount" and self.target.pill(LINE).isEnabled():
            self.target.choose(ORDER if self.target.chosen == LINE else LINE)
            self._show_present()
            return True
        return False

    def apply(self) -> None:
        """Give the discount."""
        self._give(self._typed())

    def retranslate(self) -> None:
        """The name, and the price."""
        self._show_subject()
        self._show_result()

    def _typed(self) -> Discount:
        text = self.entry.line.number()
        if not text:
            raise UserError("field_empty")
        if self.unit.chosen == PERCENT:
            return carts.percent(Decimal(text))
        return Discount(amount_minor=read_amount(text, self._session))

    def _give(self, discount: Discount | None) -> None:
        key = self._line_key()
        self._counter.desk.discount(discount, key)
        self._counter.changed.emit(key or 0)

    def _line_key(self) -> int | None:
        """The line it is about; None for the whole order."""
        return self._counter.desk.selected if self.target.chosen == LINE else None

    def _take_away(self) -> None:
        self._give(None)
        self.close_panel()

    def _quick_percents(self) -> list[Button]:
        made = []
        for percent, key in _QUICK.items():
            button = Button(key, on_click=_giving(self, percent))
            say(button.setAccessibleName, "sell.discount_quick_name", percent=percent)
            made.append(button)
        return made

    def quick(self, percent: int) -> None:
        """Give a usual percentage."""
        self.unit.choose(PERCENT)
        self.entry.set_number(str(percent))
        self.finish()

    def _change_unit(self) -> None:
        self._show_result()
        self.focus_first()

    def _show_present(self) -> None:
        desk, key = self._counter.desk, self._line_key()
        present = desk.cart.order_discount if key is None else desk.cart.line(key).discount
        if present is None:
            self.entry.set_number("")
        elif present.percent is not None:
            self.unit.choose(PERCENT)
            self.entry.set_number(f"{present.percent.normalize():f}")
        else:
            self.unit.choose(AMOUNT)
            self.entry.set_number(money.plain(present.amount_minor or 0, self._session.currency))
        self._show_subject()
        self._show_result()
        self.entry.line.setFocus()

    def _show_subject(self) -> None:
        key = self._line_key()
        if key is None:
            self.subject.setText(i18n.tr("sell.discount_order"))
        else:
            line = self._counter.desk.cart.line(key)
            self.subject.setText(i18n.name_of(line.name, line.name_en))

    def _show_result(self) -> None:
        self._sign.setText("%" if self.unit.chosen == PERCENT else self._session.currency.code)
        before = self._session.amount(self._cost(None))
        try:
            after = self._session.amount(self._cost(self._typed()))
        except ShopError:
            self.result.setText(before)
            return
        self.result.setText(f"{before} → {after}")

    def _cost(self, discount: Discount | None) -> int:
        """What line or order would come to with this discount, as quoted, in minor units."""
        cart, key = self._counter.desk.cart, self._line_key()
        if key is None:
            return carts.set_order_discount(cart, discount).priced().total_minor
        place = cart.lines.index(cart.line(key))
        line = carts.set_line_discount(cart, key, discount).priced().lines[place]
        return line.gross_before_discount_minor - line.line_discount_minor


def _giving(panel: DiscountPanel, percent: int) -> Callable[[], None]:
    return lambda: panel.quick(percent)
