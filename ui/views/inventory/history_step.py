"""How the stock of a product moved."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.catalog import Product
from app.ports.queries import MovementRow
from ui import exports, files, formats, i18n
from ui.session import Session
from ui.views.base import Shell
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.steps import Step
from ui.widgets.table.columns import Column
from ui.widgets.table.view import DataTable

_MOST = 500


class HistoryStep(Step):
    """Every movement, newest first."""

    def __init__(self, shell: Shell, product: Product) -> None:
        super().__init__("inventory.history_title", fill=True)
        self._shell, self._product = shell, product
        self.table: DataTable[MovementRow] = DataTable(
            _columns(shell.session), "inventory.history_title"
        )
        subject = Label("", "heading", wrap=True)
        subject.setText(i18n.name_of(product.name, product.name_en))
        self.count = Label("", "muted")
        self.column.addWidget(subject)
        self.column.addWidget(self.table, 1)
        self.foot.addWidget(self.count, 1)
        self.foot.addWidget(Button("list.export", icon="export", on_click=self._export))
        queries = shell.house.queries
        shell.executor.database(
            lambda: queries.movements(product.id, _MOST), owner=self, done=self._show
        )

    def focus_first(self) -> None:
        """On the list."""
        self.table.setFocus()

    def retranslate(self) -> None:
        """Say everything again."""
        self.table.retranslate()
        self.count.setText(i18n.trn("inventory.movements", len(self.table.rows)))

    def _show(self, rows: Sequence[MovementRow]) -> None:
        self.table.fill(rows)
        self.retranslate()

    def _export(self) -> None:
        columns, rows = self.table.rows_model.columns, tuple(self.table.rows)
        files.save_list(
            self._shell,
            self,
            name=f"stock-{self._product.sku or self._product.id}.csv",
            read=lambda: rows,
            as_csv=lambda shown: exports.of_columns(columns, shown),
        )


def _columns(session: Session) -> list[Column[MovementRow]]:
    return [
        Column(
            key="inventory.movement_when",
            text=lambda row: formats.day(session.shop_time(row.at).date()),
            detail=lambda row: formats.clock_time(session.shop_time(row.at)),
            wide_em=6.4,
        ),
        Column(
            key="inventory.movement_kind",
            text=lambda row: i18n.tr(f"inventory.kind.{row.kind}"),
            detail=lambda row: " · ".join(x for x in (row.order_number, row.staff, row.note) if x),
        ),
        Column(
            key="inventory.movement_qty",
            text=lambda row: ("+" if row.qty_milli > 0 else "") + formats.quantity(row.qty_milli),
            wide_em=4.6,
            figure=True,
        ),
        Column(
            key="inventory.movement_left",
            text=lambda row: formats.quantity(row.on_hand_after_milli),
            wide_em=4.6,
            figure=True,
        ),
    ]
