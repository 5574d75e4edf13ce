"""Goods of an order come back: chosen line by line, their money with them."""

from __future__ import annotations

from collections.abc import Callable

from app.domain import returning
from app.domain.errors import ShopError, UserError
from app.domain.order import OrderLine
from app.domain.returning import Brought
from app.ports.queries import OrderDetail
from app.services.returns import Wish
from ui import i18n
from ui.views.base import Shell
from ui.views.orders import going_back
from ui.views.orders.going_back import GoingBack
from ui.views.orders.return_row import ReturnRow
from ui.widgets.buttons import Button
from ui.widgets.forms import TextField
from ui.widgets.steps import Step
from ui.widgets.strips import News

_LONGEST_REASON = 200


def can_return(detail: OrderDetail) -> bool:
    """Whether anything of an order can come back."""
    return returning.may_come_back(detail.order) and bool(
        returning.everything_left(detail.order, detail.returns)
    )


class ReturnStep(Step):
    """The button says what it gives back, and which way, for what is chosen just now.

    Args:
        done: called after it was done.
    """

    def __init__(self, shell: Shell, detail: OrderDetail, done: Callable[[], object]) -> None:
        super().__init__("orders.return_title", number=detail.order.number)
        self._shell, self._detail, self._done = shell, detail, done
        self._key = shell.house.new_id()
        self.rows = [self._row(line, left) for line, left in self._lines_left()]
        self.everything = Button("orders.return_all", on_click=self._take_all)
        self.reason = TextField("orders.return_reason", most=_LONGEST_REASON)
        self.way = GoingBack(shell, detail)
        self.way.in_cash.toggled.connect(lambda _on: self._changed())
        for row in self.rows:
            self.column.addWidget(row)
        for part in (self.everything, self.reason, self.way):
            self.column.addWidget(part)
        self.keep_button = Button("orders.keep_sale", on_click=self.back)
        self.do_button = Button(kind="danger", on_click=self._finish)
        self.foot.addWidget(self.keep_button, 1)
        self.foot.addWidget(self.do_button, 2)
        self._changed()

    def focus_first(self) -> None:
        """On the first line: Enter adds a piece."""
        self.rows[0].more.setFocus()

    def retranslate(self) -> None:
        """Lines and button."""
        for row in self.rows:
            row.retranslate()
        self._changed()

    def _lines_left(self) -> list[tuple[OrderLine, int]]:
        lines = {line.id: line for line in self._detail.order.lines}
        left = returning.everything_left(self._detail.order, self._detail.returns)
        return [(lines[x.line_id], x.qty_milli) for x in left]

    def _row(self, line: OrderLine, left_milli: int) -> ReturnRow:
        price = going_back.amount(self._detail, line.unit_minor)
        row = ReturnRow(line, left_milli=left_milli, price=price)
        row.on_change = self._changed
        return row

    def _take_all(self) -> None:
        for row in self.rows:
            row.take_all()

    def _brought(self) -> tuple[Brought, ...]:
        return tuple(x for row in self.rows for x in row.brought())

    def _worth(self) -> int:
        """What goes back for what is chosen; UserError when it cannot be."""
        lines = returning.lines_back(
            self._detail.order, self._detail.returns, self._brought(), lambda: ""
        )
        return min(sum(x.total_minor for x in lines), going_back.held(self._detail))

    def _changed(self) -> None:
        try:
            worth_minor = self._worth()
        except ShopError as failure:
            nothing = isinstance(failure, UserError) and failure.key == "return_empty"
            self.complain(None if nothing else failure)
            self._show("orders.return_nothing", possible=False)
            return
        self.complain(None)
        if worth_minor:
            self.do_button.setText(self.way.show_amount(worth_minor))
            self.way.show()
            self.do_button.setEnabled(True)
        else:
            self._show("orders.return_without_money", possible=True)

    def _show(self, key: str, *, possible: bool) -> None:
        self.way.hide()
        self.do_button.setText(i18n.tr(key))
        self.do_button.setEnabled(possible)

    def _finish(self) -> None:
        wish = Wish(
            key=self._key,
            brought=self._brought(),
            reason=self.reason.text(),
            in_cash=self.way.in_cash.isChecked(),
        )
        returns, staff = self._shell.house.returns, self._shell.session.staff
        order_id = self._detail.order.id
        self.do_button.setEnabled(False)
        self._shell.executor.database(
            lambda: returns.take_back(order_id, wish, staff=staff),
            owner=self,
            done=self._finished,
            failed=self._failed,
        )

    def _finished(self, _made: object) -> None:
        text = i18n.tr("orders.returned", number=self._detail.order.number)
        self._shell.tell(News(text=text, tone="good", topic="order"))
        self.back()
        self._done()

    def _failed(self, failure: Exception) -> None:
        self.do_button.setEnabled(True)
        self.complain(failure)
