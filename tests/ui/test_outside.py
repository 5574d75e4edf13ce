"""The window and the outside: a slow provider, one that is away, and our own faults."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from app.domain.errors import Bug, Unavailable
from app.domain.order_states import Label
from app.domain.payment import AttemptState
from app.ports.queries import OrderFilter
from tests.helpers.screens import clipped, looks
from tests.helpers.shop import Shop
from tests.helpers.waiting import left_waiting
from tests.helpers.windows import ENGLISH, close_window, open_window, press, restyle, scan, settle
from tests.reports import reading
from tests.ui.test_real_shop import CODES, till
from ui.executor import ThreadExecutor
from ui.main_window import MainWindow
from ui.polling import Heartbeat
from ui.widgets.buttons import Button

__all__ = ["till"]

TICK_MS = 10
SLOW_S = 5.0


def beat(window: MainWindow, times: int = 4) -> None:
    """Let the heart beat until the status bar has looked."""
    assert window.shell is not None
    beating = Heartbeat(window.shell, window.teller, window)
    for _ in range(times):
        beating.beat()
    settle()


def status(window: MainWindow, state: str) -> str:
    return window.frame.status.text_of(state).strip()


def warned(window: MainWindow, words: str) -> bool:
    """Whether the status bar says so on a button with a warning sign."""
    return any(words in x.text() for x in window.frame.status.findChildren(Button))


def test_the_window_goes_on_while_a_provider_takes_five_seconds(
    qapp: object, shop_with_provider: Shop, qtbot: QtBot
) -> None:
    shop = shop_with_provider
    (attempt_id,) = left_waiting(shop, 1)
    shop.clock.advance(seconds=5)
    executor = ThreadExecutor()
    window = open_window(shop.house, settings=ENGLISH, executor=executor)
    assert window.shell is not None
    ticks: list[float] = []
    timer = QTimer(window)
    timer.setInterval(TICK_MS)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    beating = Heartbeat(window.shell, window.teller, window)
    try:
        qtbot.wait(200)  # the window has come to rest
        shop.control.fault("slow", seconds=SLOW_S)
        timer.start()
        beating.start()
        begun = time.perf_counter()
        qtbot.waitUntil(lambda: bool(shop.house.payments.attempt(attempt_id).polls), timeout=20_000)
        assert time.perf_counter() - begun >= SLOW_S
    finally:
        beating.stop()
        timer.stop()
        close_window(window)
        executor.close()
    gaps = sorted(after - before for before, after in itertools.pairwise(ticks))
    assert len(ticks) >= SLOW_S * 1000 / TICK_MS * 0.5
    # a machine with other work to do may hold up a few of them
    assert gaps[int(len(gaps) * 0.98)] <= 0.05


def test_the_status_bar_says_who_does_not_answer_and_what_waits(
    till: MainWindow, shop_with_provider: Shop
) -> None:
    shop = shop_with_provider
    attempt = shop.show_code(shop.cart("tea"))
    beat(till)
    assert status(till, "online") == "Online: Alipay"
    assert status(till, "offline") == ""
    assert status(till, "checking") == "1 payment awaited"
    assert not warned(till, "1 payment awaited")
    shop.provider.stop()
    for _ in range(3):
        shop.check(attempt)
        shop.clock.advance(minutes=1)
    beat(till)
    assert status(till, "online") == ""
    assert status(till, "offline") == "Offline: Alipay"
    assert status(till, "checking") == "1 payment being checked · oldest 3 min ago"
    assert warned(till, "1 payment being checked")
    restyle(till, language="zh")
    assert status(till, "offline") == "离线：支付宝"
    assert status(till, "checking") == "1 笔支付待确认 · 最早 3 分钟前"
    buttons = till.frame.status.findChildren(Button)
    next(x for x in buttons if "离线" in x.text()).click()
    settle()
    assert till.view_id == "payments"
    shop.provider.start()
    shop.control.pay(attempt.id)
    shop.clock.advance(minutes=1)
    beat(till, 12)
    assert status(till, "offline") == ""
    assert status(till, "checking") == ""
    assert shop.order(attempt).label is Label.COMPLETED


def test_refunds_and_receipts_that_wait_are_counted(
    till: MainWindow, shop_with_provider: Shop
) -> None:
    shop = shop_with_provider
    shop.print_receipts = True
    attempt = shop.show_code(shop.cart("tea"))
    shop.control.pay(attempt.id)
    shop.check(attempt)
    shop.house.orders.void(attempt.order_id, staff="li")
    beat(till)
    assert status(till, "checking") == "1 refund under way"
    shop.printer.failure = Unavailable("printer_failed", problem="no paper")
    shop.house.checkout.pay_cash(shop.cart("tea"), tendered_minor=1000, staff="li")
    beat(till, 8)
    assert status(till, "printer") == "1 receipt waits for the printer"


def test_a_receipt_that_does_not_print_can_be_kept_as_a_file(
    till: MainWindow, shop_with_provider: Shop, target: Path
) -> None:
    shop = shop_with_provider
    scan(till, CODES["tea"])
    press(till, Qt.Key.Key_F10)  # exact cash, and the receipt
    assert till.frame.strips.strips[0].words.text() == "Receipt sent to the printer"
    shop.printer.failure = Unavailable("printer_failed", problem="no paper")
    press(till, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (strip,) = till.frame.strips.strips
    (row,), _ = shop.house.queries.orders(OrderFilter(), after=None, limit=2)
    told = f"Receipt {row.number}: Printing failed: no paper"
    assert strip.words.text() == told
    restyle(till, language="zh")
    assert strip.words.text() == f"购物小票 {row.number}：打印失败：no paper"
    restyle(till, language="en")
    assert [x.text() for x in strip.buttons] == ["Try again", "Save PDF", "Printer settings"]
    strip.buttons[1].click()
    settle()
    assert "副本" in reading.words(target.read_bytes())  # the first one was printed


def test_news_of_a_failed_print_go_once_a_paper_is_printed(
    till: MainWindow, shop_with_provider: Shop
) -> None:
    shop = shop_with_provider
    shop.print_receipts = True
    scan(till, CODES["tea"])
    press(till, Qt.Key.Key_F10)
    shop.printer.failure = Unavailable("printer_failed", problem="printer.none")
    press(till, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (strip,) = till.frame.strips.strips
    assert "no printer is set up" in strip.words.text()
    restyle(till, language="zh")
    assert strip.words.text().endswith("本机未安装打印机")
    shop.printer.failure = None
    shop.house.checkout.pay_cash(shop.cart("tea"), tendered_minor=1000, staff="li")
    beat(till, 8)
    assert till.frame.strips.strips == []


def test_a_till_without_a_printer_says_so_once_and_keeps_no_receipts(
    till: MainWindow, shop_with_provider: Shop
) -> None:
    shop = shop_with_provider
    shop.print_receipts, shop.printer.there = True, False
    scan(till, CODES["tea"])
    press(till, Qt.Key.Key_F10)
    (strip,) = till.frame.strips.strips
    assert strip.words.text() == "This till has no printer: receipts are not printed"
    assert strip.news.stay_ms > 0
    beat(till, 8)
    assert status(till, "printer") == ""
    strip.buttons[0].click()
    settle()
    assert till.view_id == "settings"
    till.go("sell")
    scan(till, CODES["tea"])
    press(till, Qt.Key.Key_F10)
    assert till.frame.strips.strips == []
    beat(till, 8)
    shop.printer.there = True
    beat(till, 8)
    assert shop.printer.printed == []


def test_the_badge_of_waiting_receipts_leads_to_the_printers(
    till: MainWindow, shop_with_provider: Shop
) -> None:
    shop = shop_with_provider
    shop.print_receipts = True
    shop.printer.failure = Unavailable("printer_failed", problem="no paper")
    shop.house.checkout.pay_cash(shop.cart("tea"), tendered_minor=1000, staff="li")
    beat(till, 8)
    buttons = till.frame.status.findChildren(Button)
    next(x for x in buttons if "printer" in x.text()).click()
    settle()
    assert till.view_id == "settings"


def test_status_fits_in_every_look(till: MainWindow, shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    left_waiting(shop, 12)
    attempt = shop.show_code(shop.cart("tea"))
    shop.provider.stop()
    for _ in range(3):
        shop.check(attempt)
        shop.clock.advance(minutes=1)
    beat(till)
    for name, window in looks(till, texts=("normal", "largest")):
        assert clipped(window.frame.status) == [], name


@pytest.mark.expects_logs
def test_a_fault_of_our_own_reaches_the_staff(
    till: MainWindow, shop_with_provider: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = shop_with_provider
    attempt = shop.show_code(shop.cart("tea"))

    def broken(*_: object, **__: object) -> None:
        raise Bug("rows_do_not_match")

    monkeypatch.setattr("app.services.ending.ask", broken)
    shop.clock.advance(seconds=3)
    beat(till, 20)
    (strip,) = till.frame.strips.strips
    assert "rows_do_not_match" in strip.words.text()
    assert shop.house.payments.attempt(attempt.id).state is AttemptState.PENDING
