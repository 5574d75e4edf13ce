"""Panels slide over the view from the right; there is never more than one, and no dialogs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, rule
from ui.widgets.scrolling import Scrolling

_SHARE = 0.42  # of the view's width, so that the cart beside it stays in sight
_MIN_EM, _MAX_EM = 26.0, 38.0


def panel_width(area_width: int) -> int:
    """How wide a panel is over an area of this width."""
    em = look.metrics.em()
    wanted = max(round(_MIN_EM * em), round(area_width * _SHARE))
    return min(wanted, round(_MAX_EM * em), area_width)


class Panel(QFrame):
    """One task over the view: a title, a body that scrolls, buttons at the foot.

    Subclasses add to `body` (a column) and `foot` (a row); `head` is the row of the title.
    Enter in a field or the last button of the foot finishes; Esc closes.

    Signals:
        closed: it has gone; it is deleted afterwards.
    """

    closed = Signal()

    def __init__(self, title_key: str, *, fill: bool = False) -> None:
        """`fill`: the body's parts share its whole height, instead of standing at its top."""
        super().__init__()
        self.setProperty("kind", "panel")
        self.setAutoFillBackground(True)
        self.host: PanelHost | None = None
        self.title = Label(title_key, "title", wrap=True)
        self.title.setMinimumWidth(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.head = self._head()
        self._column.addLayout(self.head)
        self._column.addWidget(rule())
        self.body = QVBoxLayout()
        self._area = self._scrolling(self.body)
        self._column.addWidget(self._area, 1)
        if not fill:
            self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.foot = QHBoxLayout()
        pad = look.metrics.gap * 2
        self.foot.setContentsMargins(pad, look.metrics.gap, pad, pad)
        self.foot.setSpacing(look.metrics.gap)
        self._column.addLayout(self.foot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page up and down scroll, whatever has the focus."""
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if pages is None:
            super().keyPressEvent(event)
            return
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def close_panel(self) -> None:
        """Go away, if it may."""
        if self.host is not None:
            self.host.close_panel()

    def put_away(self) -> None:
        """Esc or the cross: a person wants it out of the way."""
        self.close_panel()

    def may_leave(self) -> bool:
        """Whether it can be closed or replaced now; a payment under way says no."""
        return True

    def keep(self) -> bool:
        """Something else is wanted: take over what was typed; False when it must be put right."""
        return True

    def focus_first(self) -> None:
        """Put the keyboard where the work begins."""
        self.setFocus()

    def on_key(self, action: str) -> bool:
        """A key of ui.keys was pressed; returns whether it was for this panel."""
        return False

    def on_scan(self, code: str) -> bool:
        """A code was scanned; returns whether it was for this panel."""
        return False

    def retranslate(self) -> None:
        """The language changed: anew everything that say() does not know."""

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        gap = look.metrics.gap
        row.setContentsMargins(gap * 2, gap, gap, gap)
        row.addWidget(self.title, 1)
        self.close_button = Button(
            kind="quiet",
            icon="close",
            name_key="panel.close",
            action="back",
            on_click=self.put_away,
        )
        row.addWidget(self.close_button)
        return row

    def _scrolling(self, column: QVBoxLayout) -> Scrolling:
        inside = QWidget()
        inside.setProperty("kind", "bare")
        pad = look.metrics.gap * 2
        column.setContentsMargins(pad, pad, pad, look.metrics.gap)
        column.setSpacing(look.metrics.gap + look.metrics.gap // 2)
        inside.setLayout(column)
        return Scrolling(inside)


class PanelHost(QObject):
    """Shows one panel over the right side of `area`.

    Attributes:
        panel: the open one.
        on_closed: called when a panel has gone and no other took its place.
    """

    def __init__(self, area: QWidget) -> None:
        super().__init__(area)
        self._area = area
        self.panel: Panel | None = None
        self.on_closed: Callable[[], object] = lambda: None
        area.installEventFilter(self)

    def open(self, panel: Panel) -> bool:
        """Show a panel in place of the one that is open; False if that one must stay."""
        if self.panel is not None and not self.panel.may_leave():
            panel.deleteLater()
            return False
        self._drop()
        self.panel = panel
        panel.host = self
        panel.setParent(self._area)
        self._place()
        panel.show()
        panel.raise_()
        panel.focus_first()
        return True

    def keep(self) -> bool:
        """Before something takes the open panel's place: what was typed there counts."""
        return self.panel is None or self.panel.keep()

    def close_panel(self) -> bool:
        """Close the open panel; False if it must stay."""
        if self.panel is None:
            return True
        if not self.panel.may_leave():
            return False
        self._drop()
        if self.panel is None:
            self.on_closed()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the panel in place when the area changes."""
        if watched is self._area and event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _drop(self) -> None:
        panel, self.panel = self.panel, None
        if panel is not None:
            panel.host = None
            panel.hide()
            panel.closed.emit()
            panel.deleteLater()

    def _place(self) -> None:
        if self.panel is not None:
            width = panel_width(self._area.width())
            self.panel.setGeometry(self._area.width() - width, 0, width, self._area.height())
