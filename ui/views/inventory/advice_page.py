"""What to order again, how much, and why."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.replenishment import Reason
from app.services.inventory import ReorderAdvice
from ui import exports, files, formats, i18n
from ui.i18n.live import say
from ui.views.base import Shell
from ui.widgets.buttons import Button
from ui.widgets.choice import Choice, worded
from ui.widgets.empty import EmptyState
from ui.widgets.find_line import FindLine
from ui.widgets.kept_clear import KeptClear
from ui.widgets.labels import Tone
from ui.widgets.listing import Listing
from ui.widgets.table.columns import Column
from ui.widgets.table.view import DataTable

DUE, EVERY = "due", "every"
_WHICH = {DUE: "inventory.advice_due", EVERY: "inventory.advice_every"}


class AdvicePage(QWidget):
    """Made from the sales of the last 90 days.

    Attributes:
        on_open: called with a product id.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.on_open: Callable[[str], object] = lambda _product_id: None
        self._shell = shell
        self.finder = FindLine("inventory.find_advice")
        self.which = Choice("inventory.which", worded(_WHICH))
        self.table: DataTable[ReorderAdvice] = DataTable(columns(), "inventory.advice")
        self.table.on_open = lambda row: self.on_open(row.row.product_id)
        everything = Button("inventory.advice_show_every", on_click=self._show_every)
        self.list: Listing[ReorderAdvice] = Listing(
            self.table,
            shell.executor,
            count_key="inventory.advice_count",
            empty=EmptyState("tick", "inventory.advice_empty", "inventory.advice_empty_hint"),
            nothing=EmptyState(
                "tick",
                "inventory.advice_nothing",
                "inventory.advice_nothing_hint",
                button=everything,
            ),
        )
        self.list.add_filters(self.finder, self.which)
        self.list.narrowed = lambda: self.which.chosen == DUE or bool(self.finder.text().strip())
        self.list.foot.addWidget(Button("list.export", icon="export", on_click=self._export))
        self.finder.on_find = lambda _text: self.load()
        self.finder.on_down = self.list.enter_list
        self.which.on_change = lambda _chosen: self.load()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        KeptClear(self.list.frame, shell.strips)

    def load(self) -> None:
        """Work it out anew."""
        inventory = self._shell.house.inventory
        text, due = self.finder.text().strip().casefold(), self.which.chosen == DUE
        found: list[ReorderAdvice] = []
        title = "inventory.nothing" if text else "inventory.advice_nothing"
        say(self.list.nothing.title.setText, title)

        def read(_after: str | None) -> tuple[list[ReorderAdvice], None]:
            found[:] = [each for each in inventory.advice() if _wanted(each, text, due=due)]
            return found, None

        self.list.read_page = read
        self.list.read_count = lambda: len(found)
        self.list.load()

    def retranslate(self) -> None:
        """Filters, list and count."""
        self.which.retranslate()
        self.list.retranslate()

    def focus_first(self) -> None:
        """On the list, else on the search."""
        self.list.enter_soon(self.finder)

    def _show_every(self) -> None:
        self.finder.put("")
        self.which.choose(EVERY)

    def _export(self) -> None:
        columns_, rows = self.table.rows_model.columns, tuple(self.table.rows)
        files.save_list(
            self._shell,
            self,
            name="reorder.csv",
            read=lambda: rows,
            as_csv=lambda shown: exports.of_columns(columns_, shown),
        )


def columns() -> list[Column[ReorderAdvice]]:
    """Product and reason, what is there, what to order."""
    return [
        Column(
            key="inventory.name",
            text=lambda row: i18n.name_of(row.row.name, row.row.name_en),
            detail=reason,
        ),
        Column(
            key="inventory.on_hand",
            text=lambda row: formats.quantity(row.row.on_hand_milli),
            detail=lambda row: formats.unit(row.row.unit),
            wide_em=6.0,
            figure=True,
            gives_way=1,
        ),
        Column(
            key="inventory.advice_order",
            text=_order,
            tone=_tone,
            wide_em=9.0,
        ),
    ]


def reason(advice: ReorderAdvice) -> str:
    """Why, in words: that nothing is left, and what the amount comes from or is missing."""
    shown = {
        name: f"{number:,.1f}".removesuffix(".0")
        for name, number in advice.suggestion.params.items()
    }
    why = i18n.tr(advice.suggestion.reason, **shown)
    return i18n.tr("reorder_out", why=why) if advice.suggestion.out else why


def _order(advice: ReorderAdvice) -> str:
    if not advice.suggestion.due:
        return ""
    if advice.suggestion.reason is Reason.ORDER:
        return formats.counted(advice.suggestion.order_milli, advice.row.unit)
    out = advice.suggestion.out
    return i18n.tr("inventory.order_out" if out else "inventory.order_some")


def _tone(advice: ReorderAdvice) -> Tone:
    return "warn" if advice.suggestion.due else ""


def _wanted(advice: ReorderAdvice, text: str, *, due: bool) -> bool:
    fits = text in f"{advice.row.name} {advice.row.name_en}".casefold()
    return fits and (not due or advice.suggestion.due)
