"""The pages of a document below each other, drawn as they come into sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from ui import i18n
from ui.documents import pages
from ui.executor import Executor
from ui.i18n.live import say
from ui.theme import look

_SCREEN_DPI = 96.0
ZOOM_STEP = 1.25
_LEAST, _MOST = 0.5, 4.0


class Sheets(QScrollArea):
    """At zoom 1 a page is as wide as there is room, but not wider than on paper."""

    def __init__(self, executor: Executor) -> None:
        super().__init__()
        self._executor = executor
        self._pdf = b""
        self._sizes: tuple[pages.PageSize, ...] = ()
        self._labels: list[QLabel] = []
        self._drawn: dict[int, int] = {}
        self._zoom = 1.0
        inside = QWidget()
        inside.setProperty("kind", "ground")
        self._column = QVBoxLayout(inside)
        self._column.setSpacing(look.metrics.gap)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        say(self.setAccessibleName, "preview.pages")
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._draw_in_sight())

    @property
    def page_count(self) -> int:
        """How many pages."""
        return len(self._sizes)

    @property
    def zoom(self) -> float:
        """How large, 1 fits the width."""
        return self._zoom

    def show_pdf(self, pdf: bytes, sizes: tuple[pages.PageSize, ...]) -> None:
        """Show a document."""
        for label in self._labels:
            label.deleteLater()
        self._pdf, self._sizes = pdf, sizes
        self._labels = [self._sheet(place) for place in range(len(sizes))]
        self._lay_out()

    def set_zoom(self, zoom: float) -> None:
        """Larger or smaller."""
        self._zoom = max(_LEAST, min(zoom, _MOST))
        self._lay_out()

    def picture_of(self, place: int) -> QPixmap:
        """What is drawn of a page; null while it is not."""
        return self._labels[place].pixmap()

    def place_of(self, place: int) -> QRect:
        """Where a page lies among all of them."""
        return self._labels[place].geometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._lay_out)  # what a resize changes Qt takes for laid out

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A page has come into sight."""
        if event.type() is QEvent.Type.Show:
            self._draw_in_sight()
        return super().eventFilter(watched, event)

    def _sheet(self, place: int) -> QLabel:
        label = QLabel()
        label.setStyleSheet("background: white;")
        label.setAccessibleName(i18n.tr("preview.page", page=place + 1, pages=len(self._sizes)))
        label.installEventFilter(self)
        self._column.addWidget(label)
        return label

    def _lay_out(self) -> None:
        self._drawn.clear()
        for place, label in enumerate(self._labels):
            dots = self._dots(place)
            size = self._sizes[place]
            label.setFixedSize(
                round(size.wide * dots / pages.POINTS_PER_INCH),
                round(size.high * dots / pages.POINTS_PER_INCH),
            )
        self._draw_in_sight()

    def _dots(self, place: int) -> float:
        room = self.viewport().width() - 4 * look.metrics.gap
        fitting = room * pages.POINTS_PER_INCH / self._sizes[place].wide
        return max(20.0, min(fitting, _SCREEN_DPI * 1.25) * self._zoom)

    def _draw_in_sight(self) -> None:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        for place, label in enumerate(self._labels):
            y, high = label.y(), label.height()
            if label.isVisible() and y < bottom and y + high > top:
                self._draw(place, label.width())

    def _draw(self, place: int, wide: int) -> None:
        if self._drawn.get(place) == wide:
            return
        self._drawn[place] = wide
        pdf, ratio = self._pdf, self.devicePixelRatioF()
        dots = self._dots(place) * ratio

        def done(image: QImage) -> None:
            if self._pdf is pdf and self._drawn.get(place) == wide:
                image.setDevicePixelRatio(ratio)
                self._labels[place].setPixmap(QPixmap.fromImage(image))

        self._executor.background(
            lambda: pages.picture(pdf, place, dots_per_inch=dots), owner=self, done=done
        )
