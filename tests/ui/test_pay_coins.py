"""Cash at the counter of a shop whose smallest coin is larger than its smallest price."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from tests.helpers.back_rooms import words
from tests.helpers.shop import Shop
from tests.helpers.windows import ENGLISH, close_window, open_window, press, scan, settle
from tests.ui.test_pay_ways import choose_part, pay_by, tenders
from tests.ui.test_real_shop import CODES, orders_of, panel_of
from ui.main_window import MainWindow
from ui.views.pay.cash import CashPage
from ui.views.pay.done import DonePage

Key = Qt.Key


@pytest.fixture
def till(qapp: object, shop_with_provider: Shop) -> Iterator[MainWindow]:
    """A Swiss till with a tea of 5.52 in the cart and the Pay panel open."""
    shop = shop_with_provider
    shop.change(currency="CHF", cash_step_minor=5)
    shop.reprice(shop.house.queries.product(shop.product_id("tea")), 552)
    window = open_window(shop.house, settings=ENGLISH)
    scan(window, CODES["tea"])
    press(window, Key.Key_F12)
    yield window
    close_window(window)


def test_a_part_that_no_coins_make_up_is_refused_and_another_is_taken(
    till: MainWindow, shop_with_provider: Shop
) -> None:
    choose_part(till, "3.02")
    pay_by(till, "cash")
    page = panel_of(till).page
    assert isinstance(page, CashPage)
    page.finish()
    assert "There are no coins for this part. Take CHF\xa03.00 in cash" in words(panel_of(till))
    press(till, Key.Key_Escape)
    choose_part(till, "3")
    press(till, Key.Key_F10)
    assert "Cash: CHF\xa03.00 paid" in tenders(till).paid.text()
    press(till, Key.Key_F10)
    assert isinstance(panel_of(till).page, DonePage)
    (order,) = orders_of(shop_with_provider)
    detail = shop_with_provider.house.queries.order_detail(order.order_id)
    assert [(x.paid_minor, x.rounding_minor) for x in detail.attempts] == [(300, 0), (252, -2)]


def test_an_undone_sale_says_what_to_give_back_in_coins(till: MainWindow) -> None:
    press(till, Key.Key_F10)
    page = panel_of(till).page
    assert isinstance(page, DonePage)
    page.undo.click()
    settle()
    told = [strip.news.text for strip in till.frame.strips.strips]
    assert any("Give back CHF\xa05.50 in cash." in text for text in told)
