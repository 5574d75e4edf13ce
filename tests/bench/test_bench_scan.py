"""From a scanner's last key to the painted line, with the real database on its worker."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.bench import ratio
from tests.helpers.shop import GOODS, open_shop
from tests.helpers.windows import close_window, open_window, settle
from ui.executor import ThreadExecutor
from ui.views.sell.view import SellView

SCANS = 300
LINES_AT_MOST = 30
P95_MS = 16.0
PATIENCE_MS = 2000


class PaintWatch(QObject):
    """Ends an event loop when the cart is painted with what was scanned in it."""

    def __init__(self, cart: QWidget, arrived: Callable[[], bool], loop: QEventLoop) -> None:
        super().__init__(cart)
        self._arrived, self._loop = arrived, loop
        cart.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Painting has happened once this event has been handled."""
        if event.type() is QEvent.Type.Paint and self._arrived():
            QTimer.singleShot(0, self._loop.quit)
        return False


@pytest.mark.bench
@pytest.mark.timeout(300)
def test_a_scanned_line_is_on_screen_within_a_frame(tmp_path: Path) -> None:
    shop = open_shop(f"sqlite:///{tmp_path / 'shop.db'}", tmp_path)
    shop.furnish()
    executor = ThreadExecutor()
    window = open_window(shop.house, executor=executor)
    sell = window.go("sell")
    assert isinstance(sell, SellView)
    codes = itertools.cycle(product.barcodes[0] for product in GOODS.values())
    taken: list[float] = []
    for number in range(SCANS):
        before = sell.desk.cart
        loop = QEventLoop()
        watch = PaintWatch(
            sell.cart.table.viewport(), lambda before=before: sell.desk.cart != before, loop
        )
        QTimer.singleShot(PATIENCE_MS, loop.quit)
        handle = window.windowHandle()
        for sign in next(codes):
            QTest.keyClick(handle, sign)
        begin = time.perf_counter()
        QTest.keyClick(handle, Qt.Key.Key_Return)
        loop.exec()
        taken.append(time.perf_counter() - begin)
        watch.deleteLater()
        if number % LINES_AT_MOST == LINES_AT_MOST - 1:
            sell.counter.new_sale()
        settle()
    close_window(window)
    executor.close()
    shop.close()
    worst = sorted(taken)[int(SCANS * 0.95)] * 1000
    middle = sorted(taken)[SCANS // 2] * 1000
    ratio.promise(
        ratio.Figure(
            name="scan to painted line, p95",
            value=worst,
            limit=P95_MS,
            unit="ms",
            detail=f"median {middle:.1f} ms over {SCANS} scans",
        )
    )
