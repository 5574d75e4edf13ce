"""A list that fills a view: filters above, rows or what an empty list says, the count below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ui import i18n
from ui.executor import Executor
from ui.theme import look
from ui.widgets.empty import EmptyState
from ui.widgets.find_line import FindLine
from ui.widgets.flow import flowing
from ui.widgets.labels import Label, card
from ui.widgets.table.columns import R
from ui.widgets.table.view import DataTable

Page = tuple[Sequence[R], str | None]


class Listing(QWidget, Generic[R]):
    """Loads rows page by page; an answer to an older question is dropped.

    Args:
        count_key: the message with the number of rows, as trn() takes it.
        empty: shown where there is nothing at all; nothing: where the filter leaves nothing.

    Attributes:
        read_page: reads one page, given what the last one said comes next.
        read_count: reads how many rows the filter lets through.
        narrowed: whether a filter is set; tells which of the two empty states fits.
        on_loaded: called when the rows were read anew.
        frame: what holds the rows.
    """

    def __init__(
        self,
        table: DataTable[R],
        executor: Executor,
        *,
        count_key: str,
        empty: EmptyState,
        nothing: EmptyState,
    ) -> None:
        super().__init__()
        self.table = table
        self.empty, self.nothing = empty, nothing
        self.read_page: Callable[[str | None], Page[R]] = lambda _after: ((), None)
        self.read_count: Callable[[], int] = lambda: 0
        self.narrowed: Callable[[], bool] = lambda: False
        self.on_loaded: Callable[[], object] = lambda: None
        self.count = Label("", "muted")
        self._executor = executor
        self._count_key, self._number = count_key, 0
        self._question = 0
        self._next: str | None = None
        self._waiting: FindLine | None = None
        table.rows_model.on_more = self._load_more
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.metrics.gap)
        self._pages = QStackedLayout()
        self.frame = self._framed()
        self._column.addWidget(self.frame, 1)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(look.metrics.gap)
        self.foot.addWidget(self.count)
        self.foot.addStretch(1)
        self._column.addLayout(self.foot)

    def add_filters(self, *filters: QWidget) -> None:
        """Put filters above the list."""
        self._column.insertWidget(0, flowing(*filters))

    def load(self) -> None:
        """Read the first page and the count anew."""
        self._question += 1
        asked, read_page, read_count = self._question, self.read_page, self.read_count

        def done(read: tuple[Page[R], int]) -> None:
            if asked == self._question:
                self._show(*read)

        self._executor.database(lambda: (read_page(None), read_count()), owner=self, done=done)

    def retranslate(self) -> None:
        """Heads, texts and count in another language."""
        self.table.retranslate()
        self._tell_count()

    def enter_list(self) -> None:
        """Put the keyboard on the list, its first row chosen."""
        if self.table.rows:
            if self.table.current() is None:
                self.table.choose(0)
            self.table.setFocus()

    def enter_soon(self, finder: FindLine) -> None:
        """Like enter_list, also when the rows come later; until then, in the search."""
        if self.table.rows:
            self.enter_list()
        else:
            finder.setFocus()
            self._waiting = finder

    def _show(self, page: Page[R], count: int) -> None:
        rows, self._next = page
        self._number = count
        self.table.fill(rows, more=self._next is not None)
        fitting = self.nothing if self.narrowed() else self.empty
        self._pages.setCurrentWidget(self.table if rows else fitting)
        self._tell_count()
        self.on_loaded()
        waiting, self._waiting = self._waiting, None
        if waiting is not None and waiting.hasFocus() and not waiting.text():
            self.enter_list()

    def _load_more(self) -> None:
        asked, read_page, after = self._question, self.read_page, self._next

        def done(page: Page[R]) -> None:
            if asked == self._question:
                rows, self._next = page
                self.table.rows_model.append(rows, more=self._next is not None)

        self._executor.database(lambda: read_page(after), owner=self, done=done)

    def _tell_count(self) -> None:
        self.count.setText(i18n.trn(self._count_key, self._number))

    def _framed(self) -> QFrame:
        frame = card()
        frame.setLayout(self._pages)
        for page in (self.table, self.empty, self.nothing):
            self._pages.addWidget(page)
        return frame
