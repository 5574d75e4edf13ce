"""Goods of an order come back: chosen line by line, their money with them."""

from __future__ import annotations

from collections.abc import Callable

from app.domain import returning
from app.domain.errors import ShopError, UserError
from app.domain.order import OrderLine
from app.domain.returning import Brought
from app.ports.queries import OrderDetail
from app.services.returns import Wish
from ui.views.base import Shell
from ui.views.orders import going_back
from ui.views.orders.back_step import BackStep
from ui.views.orders.return_row import ReturnRow
from ui.widgets.buttons import Button


def can_return(detail: OrderDetail) -> bool:
    """Whether anything of an order can come back."""
    return returning.may_come_back(detail.order) and bool(
        returning.everything_left(detail.order, detail.returns)
    )


class ReturnStep(BackStep):
    """The button says what it gives back, and which way, for what is chosen just now."""

    def __init__(self, shell: Shell, detail: OrderDetail, done: Callable[[], object]) -> None:
        super().__init__(
            shell,
            detail,
            "orders.return_title",
            done_key="orders.returned",
            done=done,
        )
        self.rows = [self._row(line, left) for line, left in self._lines_left()]
        self.everything = Button("orders.return_all", on_click=self._take_all)
        for part in (*self.rows, self.everything, self.payment, self.reason, self.way):
            self.column.addWidget(part)
        self.changed()

    def focus_first(self) -> None:
        """On the first line: Enter adds a piece."""
        self.rows[0].more.setFocus()

    def retranslate(self) -> None:
        """Lines and button."""
        for row in self.rows:
            row.retranslate()
        self.payment.set_choices(going_back.payment_choices(self.detail))
        self.changed()

    def changed(self) -> None:
        """What is chosen is worth something else."""
        try:
            worth_minor = self._worth()
        except ShopError as failure:
            nothing = isinstance(failure, UserError) and failure.key == "return_empty"
            self.complain(None if nothing else failure)
            self.offer_no_money("orders.return_nothing", possible=False)
            return
        self.complain(None)
        if worth_minor:
            self.offer(worth_minor)
        else:
            self.offer_no_money("orders.return_without_money", possible=True)

    def job(self) -> Callable[[], object]:
        """Take it back."""
        returns, order_id = self.shell.house.returns, self.detail.order.id
        staff = self.shell.session.staff
        wish = Wish(
            key=self.key,
            brought=self._brought(),
            reason=self.reason.text(),
            in_cash=self.way.cash_wanted,
            only=self.way.only,
        )
        return lambda: returns.take_back(order_id, wish, staff=staff)

    def _lines_left(self) -> list[tuple[OrderLine, int]]:
        lines = {line.id: line for line in self.detail.order.lines}
        left = returning.everything_left(self.detail.order, self.detail.returns)
        return [(lines[x.line_id], x.qty_milli) for x in left]

    def _row(self, line: OrderLine, left_milli: int) -> ReturnRow:
        price = going_back.amount(self.detail, line.unit_minor)
        row = ReturnRow(line, left_milli=left_milli, price=price)
        row.on_change = self.changed
        return row

    def _take_all(self) -> None:
        for row in self.rows:
            row.take_all()

    def _brought(self) -> tuple[Brought, ...]:
        return tuple(x for row in self.rows for x in row.brought())

    def _worth(self) -> int:
        """What goes back for what is chosen; UserError when it cannot be."""
        lines = returning.lines_back(
            self.detail.order, self.detail.returns, self._brought(), lambda: ""
        )
        worth_minor = min(sum(x.total_minor for x in lines), going_back.held(self.detail))
        return self.way.checked(worth_minor)
