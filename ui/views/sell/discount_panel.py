"""A discount: on the chosen line or on the whole order, in percent or as an amount."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain import cart as carts
from app.domain import money
from app.domain.errors import UserError
from app.domain.pricing import Discount
from ui import i18n
from ui.session import Session
from ui.theme import look
from ui.views.sell.counter import Counter
from ui.views.sell.number_panel import NumberPanel, read_amount
from ui.widgets.buttons import Button, Segmented

LINE, ORDER = "line", "order"
PERCENT, AMOUNT = "percent", "amount"
_QUICK = (5, 10, 20, 50)


class DiscountPanel(NumberPanel):
    """Opens on the chosen line; another press of F5 means the whole order."""

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
        self.unit.on_change = lambda _chosen: self.focus_first()
        self.body.insertWidget(0, self.target)
        self.body.insertWidget(2, self.unit)
        quick = self._quick_percents()
        self.body.insertWidget(3, quick)
        self.extras += [quick, self.subject]
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
        text = self.entry.line.number()
        if not text:
            raise UserError("field_empty")
        if self.unit.chosen == PERCENT:
            self._give(carts.percent(Decimal(text)))
        else:
            self._give(Discount(amount_minor=read_amount(text, self._session)))

    def _give(self, discount: Discount | None) -> None:
        desk = self._counter.desk
        key = desk.selected
        if self.target.chosen == LINE and key is not None:
            desk.discount(discount, key)
            self._counter.changed.emit(key)
        else:
            desk.discount(discount)
            self._counter.changed.emit(0)

    def _take_away(self) -> None:
        self._give(None)
        self.close_panel()

    def _quick_percents(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.metrics.gap)
        for percent in _QUICK:
            button = Button(on_click=_giving(self, percent))
            button.setText(f"{percent}%")
            button.setAccessibleName(button.text())
            row.addWidget(button, 1)
        return holder

    def quick(self, percent: int) -> None:
        """Give a usual percentage."""
        self.unit.choose(PERCENT)
        self.entry.set_number(str(percent))
        self.finish()

    def _show_present(self) -> None:
        desk = self._counter.desk
        on_line = self.target.chosen == LINE and desk.selected is not None
        line = desk.cart.line(desk.selected) if on_line and desk.selected else None
        present = line.discount if line else desk.cart.order_discount
        if line:
            self.subject.setText(i18n.name_of(line.name, line.name_en))
        else:
            total = self._session.amount(desk.priced.total_minor)
            self.subject.setText(i18n.tr("sell.total_is", total=total))
        if present is None:
            self.entry.set_number("")
        elif present.percent is not None:
            self.unit.choose(PERCENT)
            self.entry.set_number(f"{present.percent.normalize():f}")
        else:
            self.unit.choose(AMOUNT)
            self.entry.set_number(money.plain(present.amount_minor or 0, self._session.currency))
        self.entry.line.setFocus()


def _giving(panel: DiscountPanel, percent: int) -> Callable[[], None]:
    return lambda: panel.quick(percent)
