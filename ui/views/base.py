"""What every view is and is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import errors
from ui.event_bridge import EventBridge
from ui.executor import Executor
from ui.session import Session
from ui.theme import look
from ui.tones import Tones
from ui.widgets.panels import Panel, PanelHost
from ui.widgets.strips import LONG_MS, News, StripHost

if TYPE_CHECKING:
    from app.services.house import House

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Shell:
    """The window as a view sees it.

    Attributes:
        house: the shop's rooms; call them through `executor`, never on the GUI thread.
        go: open another view by its id and hand back that view.
        open_url: show a web page in the customer's or the system's browser.
    """

    house: House
    executor: Executor
    bridge: EventBridge
    session: Session
    panels: PanelHost
    strips: StripHost
    tones: Tones
    go: Callable[[str], View]
    open_url: Callable[[str], object]

    def tell(self, news: News) -> None:
        """Show a strip at the foot of the window."""
        self.strips.tell(news)

    def tell_failure(self, failure: Exception) -> None:
        """Show a failure as a strip."""
        news = News(
            text=errors.text(failure),
            tone=errors.tone(failure),
            topic="failure",
            stay_ms=LONG_MS,
        )
        self.tell(news)


class View(QWidget):
    """One page of the window. Built when it is first opened, kept afterwards.

    Subclasses build their widgets in `__init__` and give them words with say().
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.setProperty("kind", "ground")

    @property
    def house(self) -> House:
        """The shop's rooms."""
        return self.shell.house

    @property
    def session(self) -> Session:
        """Who works here, in which shop."""
        return self.shell.session

    def page_column(self) -> QVBoxLayout:
        """What the page is laid out in, with the air around it that all pages have."""
        column, gap = QVBoxLayout(self), look.metrics.gap
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap)
        column.setSpacing(gap)
        return column

    def work(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do `job` on the database worker and hand its result to `done`, here."""
        self.shell.executor.database(job, owner=self, done=done)

    def open_panel(self, panel: Panel) -> bool:
        """Slide a panel over this view; False when the open one must stay."""
        return self.shell.panels.open(panel)

    def may_close(self, again: Callable[[], object]) -> bool:
        """Whether the window may be closed now; otherwise `again` is called when it may."""
        return True

    def refresh(self) -> None:
        """The view is shown, or what it shows has changed: load anew."""

    def retranslate(self) -> None:
        """The language changed: anew everything that say() does not know."""

    def focus_first(self) -> None:
        """Put the keyboard where the work begins."""
        self.setFocus()

    def search_for(self, text: str) -> None:
        """Narrow the view's list to `text`, where it has one."""

    def open_item(self, item_id: str) -> None:
        """Show one thing of this view's list by its id; at the counter: sell that product."""

    def on_key(self, action: str) -> bool:
        """A key of ui.keys was pressed; returns whether it was for this view."""
        return False

    def on_scan(self, code: str) -> bool:
        """A code was scanned; returns whether this view took it (else it is sold)."""
        return False
