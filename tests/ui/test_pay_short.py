"""A customer who paid less than was asked for: said in words, and the rest is taken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from app.domain.order_states import Label
from tests.helpers.screens import clipped, looks
from tests.helpers.shop import Shop
from tests.helpers.windows import ENGLISH, close_window, open_window, press, scan, settle
from tests.ui.test_real_shop import CODES, heartbeat, orders_of, panel_of
from ui.main_window import MainWindow
from ui.views.pay.done import DonePage
from ui.views.pay.unknown import UnknownPage

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def till(qapp: object, shop_with_provider: Shop) -> Iterator[MainWindow]:
    """A tea for 5.50, of which the customer has paid 2.00 by the shown code."""
    shop = shop_with_provider
    window = open_window(shop.house, settings=ENGLISH)
    scan(window, CODES["tea"])
    press(window, Key.Key_2, ALT)
    attempt = panel_of(window).sale.attempt
    assert attempt is not None
    shop.control.pay(attempt.id, "2.00")
    shop.clock.advance(seconds=6)
    heartbeat(window).beat()
    settle()
    yield window
    close_window(window)


def short_page(till: MainWindow) -> UnknownPage:
    page = panel_of(till).page
    assert isinstance(page, UnknownPage)
    return page


def test_what_is_missing_is_said_and_taken_in_cash(
    till: MainWindow, shop_with_provider: Shop
) -> None:
    page = short_page(till)
    assert "Only ¥2.00 came in; ¥3.50 is still missing." in page.words.text()
    page.rest.setFocus()
    press(till, Key.Key_Return)
    assert panel_of(till).amount.text() == "¥3.50"
    press(till, Key.Key_F10)
    assert isinstance(panel_of(till).page, DonePage)
    (order,) = orders_of(shop_with_provider)
    assert order.label is Label.COMPLETED
    assert shop_with_provider.house.queries.open_attempts() == []


def test_or_it_is_left_to_the_payments(till: MainWindow, shop_with_provider: Shop) -> None:
    page = short_page(till)
    page.payments.setFocus()
    press(till, Key.Key_Return)
    assert till.panels.panel is None
    assert till.view_id == "payments"
    assert len(shop_with_provider.house.queries.open_attempts()) == 1


def test_its_page_fits_every_look(till: MainWindow) -> None:
    for name, window in looks(till, texts=("normal", "largest")):
        assert clipped(panel_of(window)) == [], name
