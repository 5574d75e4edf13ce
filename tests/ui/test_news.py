"""Strips do not hide what the cashier looks at, and end with what they are about."""

from __future__ import annotations

from PySide6.QtCore import QPoint

from tests.helpers.fake_house import CODES
from tests.helpers.screens import SIZES
from tests.helpers.windows import scan, settle
from ui.main_window import MainWindow
from ui.views.sell.view import SellView
from ui.widgets.strips import News


def test_the_line_scanned_last_stays_in_sight_above_news(
    window: MainWindow, sell: SellView
) -> None:
    window.resize(*SIZES["small"])
    for code in CODES.values():
        scan(window, code)
    scan(window, "4006381333931")
    strips, table = window.frame.strips, sell.cart.table
    last = table.visualRect(table.currentIndex())
    bottom = table.viewport().mapTo(window, last.bottomLeft()).y()
    assert table.viewport().height() >= last.bottom()
    assert bottom < strips.mapTo(window, QPoint()).y()
    lower = table.height()
    strips.close_strip(strips.strips[0])
    settle()
    assert table.height() > lower


def test_news_that_needs_no_answer_does_not_follow_into_another_view(window: MainWindow) -> None:
    assert window.shell is not None
    window.shell.tell(News(text="done"))
    window.shell.tell(News(text="hand over 3.00", stay_ms=0))
    window.go("settings")
    assert [strip.words.text() for strip in window.frame.strips.strips] == ["hand over 3.00"]
