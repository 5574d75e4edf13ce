"""One card of the board, opened."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.order import Order
from app.ports.queries import ShippingRow
from ui import formats, i18n, order_words
from ui.views.base import Shell
from ui.views.preview import papers
from ui.views.preview.step import PreviewStep
from ui.views.shipping.parcel_actions import ParcelActions
from ui.widgets.buttons import Button
from ui.widgets.facts import FactRow, FactRows, Facts
from ui.widgets.flow import flowing
from ui.widgets.labels import Badge
from ui.widgets.steps import Step


class CardStep(Step):
    """What goes where, what was done, and what comes next.

    Args:
        changed: called when something was done; the panel closes then.
    """

    def __init__(self, shell: Shell, row: ShippingRow, changed: Callable[[], object]) -> None:
        super().__init__("orders.order_title", number=row.number)
        self._shell, self._row, self._changed = shell, row, changed
        self.badge = Badge()
        self.facts = Facts()
        self.goods = FactRows("orders.lines")
        self._order: Order | None = None
        self.column.addWidget(self.badge)
        self.buttons = ParcelActions(shell, self, self._done).buttons(
            row.order_id, row.number, fulfilment=row.fulfilment, label=row.label
        )
        slip = Button("orders.packing_slip", icon="invoice", on_click=self._preview)
        whole = Button("shipping.open_order", icon="orders", on_click=self._open_order)
        self.column.addWidget(flowing(*self.buttons, slip, whole))
        self.column.addWidget(self.goods)
        self.column.addWidget(self.facts)
        self.retranslate()
        queries = shell.house.queries
        shell.executor.database(
            lambda: queries.order_detail(row.order_id).order, owner=self, done=self._show_goods
        )

    def focus_first(self) -> None:
        """Enter does the usual thing."""
        (self.buttons[0] if self.buttons else self).setFocus()

    def retranslate(self) -> None:
        """Say everything again."""
        row, delivery = self._row, self._row.delivery
        if self._order is not None:
            self._show_goods(self._order)
        self.badge.setText(order_words.label(row.label))
        self.badge.set_tone(order_words.label_tone(row.label))
        self.facts.show_pairs(
            [
                ("shipping.reason", row.reason),
                ("shipping.recipient", delivery.recipient),
                ("shipping.phone", delivery.phone),
                ("shipping.address", delivery.address),
                ("shipping.carrier", row.carrier),
                ("shipping.tracking", row.tracking_number),
                ("orders.column_items", formats.quantity(row.items_milli)),
                ("orders.column_total", self._shell.session.amount(row.total_minor)),
                (
                    "orders.placed",
                    formats.moment(self._shell.session.shop_time(row.placed_at)),
                ),
            ]
        )

    def _show_goods(self, order: Order) -> None:
        self._order = order
        self.goods.show_rows(
            [
                FactRow(
                    title=i18n.name_of(line.name, line.name_en),
                    detail=line.note,
                    figure=f"× {formats.counted(line.qty_milli, line.unit)}",
                )
                for line in order.goods
            ]
        )

    def _done(self) -> None:
        if self.panel is not None:
            self.panel.close_panel()
        self._changed()

    def _preview(self) -> None:
        if self.panel is not None:
            paper = papers.packing_slip(self._shell, self._row.order_id, self._row.number)
            self.panel.push(PreviewStep(self._shell, paper))

    def _open_order(self) -> None:
        shell, order_id = self._shell, self._row.order_id
        if self.panel is not None:
            self.panel.close_panel()
        shell.go("orders").open_item(order_id)
