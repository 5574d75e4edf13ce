"""Who pays by keyboard never loses it: each page of a payment has it where its work is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.domain.errors import Unavailable
from app.domain.payment import AttemptState
from tests.helpers.fake_house import CODES, FakeHouse
from tests.helpers.slow import SlowExecutor
from tests.helpers.windows import ENGLISH, close_window, open_window, press, scan
from tests.ui.test_real_shop import panel_of
from ui.main_window import MainWindow
from ui.tones import Tone
from ui.views.pay.code import CodePage
from ui.views.pay.done import DonePage
from ui.views.pay.tenders import TenderPage
from ui.views.sell.view import SellView

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def slow_till(qapp: object, house: FakeHouse, executor: SlowExecutor) -> Iterator[MainWindow]:
    """A tea lies on the counter."""
    window = open_window(house.house, settings=ENGLISH, executor=executor)
    scan(window, CODES["tea"])
    executor.slow = True
    yield window
    close_window(window)


def keyboard_is_inside(window: MainWindow) -> bool:
    focus = window.focusWidget()
    return focus is not None and panel_of(window).isAncestorOf(focus)


def test_a_code_and_the_way_back_from_it(slow_till: MainWindow, executor: SlowExecutor) -> None:
    press(slow_till, Key.Key_F12)
    executor.catch_up()
    press(slow_till, Key.Key_2, ALT)
    assert keyboard_is_inside(slow_till)
    executor.catch_up()
    page = panel_of(slow_till).page
    assert isinstance(page, CodePage)
    assert page.claimed.hasFocus()
    press(slow_till, Key.Key_Escape)
    assert keyboard_is_inside(slow_till)
    executor.catch_up()
    tenders = panel_of(slow_till).page
    assert isinstance(tenders, TenderPage)
    assert tenders.buttons["cash"].hasFocus()


def test_an_answer_about_a_payment_that_was_left_says_nothing_about_the_next_one(
    slow_till: MainWindow, executor: SlowExecutor
) -> None:
    press(slow_till, Key.Key_F12)
    executor.catch_up()
    press(slow_till, Key.Key_2, ALT)
    executor.catch_up()
    panel = panel_of(slow_till)
    left = panel.sale.attempt
    panel.tick()
    late = executor.keep_back()
    press(slow_till, Key.Key_Escape)
    executor.catch_up()
    press(slow_till, Key.Key_2, ALT)
    executor.catch_up()
    late()
    assert isinstance(panel.page, CodePage)
    assert panel.sale.held
    assert left is not None and panel.sale.attempt is not None
    assert panel.sale.attempt.id != left.id


def test_a_sale_is_undone_once_however_often_it_is_pressed(
    slow_till: MainWindow, executor: SlowExecutor, house: FakeHouse
) -> None:
    press(slow_till, Key.Key_F10)
    executor.catch_up()
    page = panel_of(slow_till).page
    assert isinstance(page, DonePage)
    page.undo.setFocus()
    for _ in range(2):
        press(slow_till, Key.Key_Return)
    executor.catch_up()
    assert [name for name, _ in house.calls if name == "void"] == ["void"]


def test_cash_that_could_not_be_booked_is_tried_again_by_return(
    slow_till: MainWindow, executor: SlowExecutor, house: FakeHouse
) -> None:
    house.failure = Unavailable("database_unavailable")
    press(slow_till, Key.Key_F10)
    executor.catch_up()
    page = panel_of(slow_till).page
    assert isinstance(page, TenderPage)
    assert page.message.text()
    assert page.buttons["cash"].hasFocus()


def test_goods_scanned_while_a_payment_runs_are_refused_aloud(
    window: MainWindow, sell: SellView, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Tone] = []
    assert window.shell is not None
    monkeypatch.setattr(window.shell.tones, "play", heard.append)
    scan(window, CODES["tea"])
    press(window, Key.Key_2, ALT)
    scan(window, CODES["water"])
    assert heard.pop() is Tone.UNKNOWN
    (strip,) = window.frame.strips.strips
    assert "not added" in strip.words.text()
    assert len(sell.desk.cart.lines) == 1
    press(window, Key.Key_Escape)
    scan(window, CODES["water"])
    assert heard.pop() is Tone.KNOWN
    assert len(sell.desk.cart.lines) == 2


def test_money_that_has_come_is_not_left_before_it_is_known_what_it_pays(
    slow_till: MainWindow, house: FakeHouse, executor: SlowExecutor
) -> None:
    press(slow_till, Key.Key_F12)
    executor.catch_up()
    press(slow_till, Key.Key_2, ALT)
    executor.catch_up()
    panel = panel_of(slow_till)
    (attempt,) = house.attempts.values()
    short = replace(attempt, state=AttemptState.MISMATCH, paid_minor=100)
    house.attempts[attempt.id] = short
    panel.tick()
    executor.keep_back()()
    assert isinstance(panel.page, CodePage)
    panel.close_panel()
    assert slow_till.panels.panel is panel
    executor.catch_up()
    panel.close_panel()
    assert slow_till.panels.panel is panel
    assert panel.amount.text() == "¥4.50"
    assert [name for name, _ in house.calls if name == "withdraw"] == []
