"""The ways to pay are not known at once: what is to come is said, and nothing wrong can happen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from app.domain.errors import Unavailable
from tests.helpers.fake_house import CODES, FakeHouse
from tests.helpers.screens import SIZES, clipped, looks
from tests.helpers.slow import SlowExecutor
from tests.helpers.windows import ENGLISH, close_window, open_window, press, restyle, scan, settle
from tests.ui.test_real_shop import panel_of
from ui.main_window import MainWindow
from ui.views.pay.cash import CashPage
from ui.views.pay.code import CodePage
from ui.views.pay.done import DonePage
from ui.views.pay.tenders import TenderPage

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def till(qapp: object, house: FakeHouse, executor: SlowExecutor) -> Iterator[MainWindow]:
    """The first Pay after a start, with a tea on the counter."""
    window = open_window(house.house, settings=ENGLISH, executor=executor)
    scan(window, CODES["tea"])
    executor.slow = True
    press(window, Key.Key_F12)
    yield window
    close_window(window)


def tenders(till: MainWindow) -> TenderPage:
    page = panel_of(till).page
    assert isinstance(page, TenderPage)
    return page


def test_what_is_on_its_way_is_said_in_both_languages(
    till: MainWindow, executor: SlowExecutor
) -> None:
    page = tenders(till)
    assert page.hint.isVisible()
    assert page.hint.text() == "More ways to pay are being fetched …"
    restyle(till, language="zh")
    assert page.hint.text() == "正在读取其他收款方式…"
    executor.catch_up()
    settle()
    assert page.hint.isHidden()
    assert list(page.buttons) == ["cash", "alipay"]


@pytest.mark.parametrize("size", SIZES)
def test_it_is_said_where_they_will_stand_and_cash_stays(
    till: MainWindow, executor: SlowExecutor, size: str
) -> None:
    till.resize(*SIZES[size])
    settle()
    page = tenders(till)
    cash, before = page.buttons["cash"], page.buttons["cash"].geometry()
    said_at = page.hint.geometry().top()
    executor.catch_up()
    settle()
    assert page.buttons["cash"] is cash
    assert cash.hasFocus()
    assert cash.geometry().contains(before)
    other = page.buttons["alipay"].geometry()
    assert abs(other.top() - said_at) <= before.height()


def test_it_fits_every_look(till: MainWindow) -> None:
    for name, window in looks(till, texts=("normal", "largest")):
        assert clipped(panel_of(window)) == [], name


def test_a_way_that_was_chosen_meanwhile_begins_when_it_is_there(
    till: MainWindow, executor: SlowExecutor
) -> None:
    press(till, Key.Key_2, ALT)
    assert tenders(till).hint.isVisible()
    executor.catch_up()
    settle()
    assert isinstance(panel_of(till).page, CodePage)


def test_a_number_that_nothing_stands_for_does_nothing(
    till: MainWindow, house: FakeHouse, executor: SlowExecutor
) -> None:
    press(till, Key.Key_9, ALT)
    executor.catch_up()
    settle()
    assert list(tenders(till).buttons) == ["cash", "alipay"]
    assert [name for name, _ in house.calls if name == "start"] == []


def test_who_changed_to_cash_meanwhile_pays_in_cash(
    till: MainWindow, house: FakeHouse, executor: SlowExecutor
) -> None:
    press(till, Key.Key_2, ALT)
    press(till, Key.Key_1, ALT)
    assert isinstance(panel_of(till).page, CashPage)
    press(till, Key.Key_Escape)
    executor.catch_up()
    settle()
    assert isinstance(panel_of(till).page, TenderPage)
    press(till, Key.Key_1, ALT)
    press(till, Key.Key_Return)
    executor.catch_up()
    settle()
    assert isinstance(panel_of(till).page, DonePage)
    assert [name for name, _ in house.calls if name == "start"] == []


def test_ways_that_cannot_be_read_are_not_said_to_be_on_their_way(
    till: MainWindow, house: FakeHouse, executor: SlowExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    executor.catch_up()
    press(till, Key.Key_Escape)

    def fail() -> None:
        raise Unavailable("provider_not_reached", problem="down")

    monkeypatch.setattr(house.payments, "providers", fail)
    press(till, Key.Key_F12)
    executor.catch_up()
    settle()
    assert tenders(till).hint.isHidden()
    assert till.frame.strips.strips
