"""A program that ended while a customer was paying says so at its next start, and goes on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from app.domain.order_states import Label
from app.domain.payment import Attempt
from tests.helpers.screens import clipped, looks
from tests.helpers.shop import Shop
from tests.helpers.windows import ENGLISH, close_window, open_window, press, settle
from tests.ui.test_real_shop import heartbeat, orders_of, panel_of
from ui.main_window import MainWindow
from ui.opening import Opening
from ui.views.pay.code import CodePage
from ui.views.pay.done import DonePage
from ui.views.pay.stages import Stage
from ui.widgets.strips import Strip


@pytest.fixture
def left(shop_with_provider: Shop) -> Attempt:
    """A code that was on screen when the program ended."""
    return shop_with_provider.show_code(shop_with_provider.cart("tea"))


@pytest.fixture
def till(
    qapp: object, left: Attempt, shop_with_provider: Shop, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The next start; what it does after a second is done at once."""
    monkeypatch.setattr("ui.opening._LOOK_BACK_MS", 0)
    window = open_window(shop_with_provider.house, settings=ENGLISH)
    Opening(window, lambda: shop_with_provider.house).start()
    settle()
    yield window
    close_window(window)


def strip_of(till: MainWindow) -> Strip:
    (strip,) = till.frame.strips.strips
    return strip


def paid(till: MainWindow, shop: Shop, attempt: Attempt) -> None:
    shop.control.pay(attempt.id)
    shop.clock.advance(seconds=6)
    heartbeat(till).beat()
    settle()


def test_the_payment_goes_on_where_it_was(
    till: MainWindow, shop_with_provider: Shop, left: Attempt
) -> None:
    (order,) = orders_of(shop_with_provider)
    told = f"The program ended while ¥5.50 for order {order.number} was being paid."
    assert strip_of(till).words.text().startswith(told)
    (go_on,) = strip_of(till).buttons
    go_on.setFocus()
    press(till, Qt.Key.Key_Return)
    panel = panel_of(till)
    assert till.view_id == "orders"
    assert isinstance(panel.page, CodePage)
    assert panel.page.code.isVisible()
    paid(till, shop_with_provider, left)
    assert isinstance(panel.page, DonePage)
    assert [x.label for x in orders_of(shop_with_provider)] == [Label.COMPLETED]
    assert till.frame.strips.strips == []


def test_it_can_be_ended_for_another_way(till: MainWindow, shop_with_provider: Shop) -> None:
    strip_of(till).buttons[0].click()
    settle()
    press(till, Qt.Key.Key_Escape)
    assert panel_of(till).sale.stage is Stage.CHOOSE
    press(till, Qt.Key.Key_F10)
    assert isinstance(panel_of(till).page, DonePage)
    assert [x.label for x in orders_of(shop_with_provider)] == [Label.COMPLETED]


def test_its_outcome_is_told_in_its_place(
    till: MainWindow, shop_with_provider: Shop, left: Attempt
) -> None:
    paid(till, shop_with_provider, left)
    assert strip_of(till).words.text() == "¥5.50 has arrived; that sale is done."


def test_the_strip_fits_every_look(till: MainWindow) -> None:
    for name, window in looks(till):
        assert clipped(window.frame.strips) == [], name


def test_several_are_told_at_once_and_are_to_be_found(
    qapp: object, left: Attempt, shop_with_provider: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.opening._LOOK_BACK_MS", 0)
    shop_with_provider.show_code(shop_with_provider.cart("tea"))
    window = open_window(shop_with_provider.house, settings=ENGLISH)
    Opening(window, lambda: shop_with_provider.house).start()
    settle()
    assert "2 payments were under way" in strip_of(window).words.text()
    strip_of(window).buttons[0].click()
    settle()
    assert window.view_id == "payments"
    close_window(window)
