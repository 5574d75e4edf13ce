"""Only an answer that can be believed counts as one; the cashier sees when there is none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from app.domain.payment import AttemptState
from tests.helpers.screens import clipped, looks
from tests.helpers.shop import Shop
from tests.helpers.windows import ENGLISH, close_window, open_window, press, restyle, scan, settle
from tests.ui.test_real_shop import CODES, heartbeat, panel_of
from ui.main_window import MainWindow
from ui.views.pay.code import CodePage
from ui.views.pay.done import DonePage
from ui.views.pay.tenders import TenderPage
from ui.views.pay.unknown import UnknownPage

pytestmark = pytest.mark.expects_logs  # of signatures that do not hold
Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
NO_ANSWER = "No reliable answer yet – asking again …"
GARBAGE = ["wrong-signature", "html", "http-502", "empty", "drop-before-execute"]


@pytest.fixture
def till(qapp: object, shop_with_provider: Shop) -> Iterator[MainWindow]:
    """A window at that shop's till, with a tea on the counter."""
    window = open_window(shop_with_provider.house, settings=ENGLISH)
    scan(window, CODES["tea"])
    yield window
    close_window(window)


def code_page(till: MainWindow) -> CodePage:
    page = panel_of(till).page
    assert isinstance(page, CodePage)
    return page


def unknown_page(till: MainWindow) -> UnknownPage:
    page = panel_of(till).page
    assert isinstance(page, UnknownPage)
    return page


def look(till: MainWindow, shop: Shop, seconds: float) -> None:
    """So much later the heartbeat asks again."""
    shop.clock.advance(seconds=seconds)
    heartbeat(till).beat()
    settle()
    panel_of(till).tick()
    settle()


@pytest.mark.parametrize("fault", GARBAGE)
def test_what_cannot_be_believed_is_not_told_as_checked(
    till: MainWindow, shop_with_provider: Shop, fault: str
) -> None:
    shop = shop_with_provider
    press(till, Key.Key_2, ALT)
    attempt = panel_of(till).sale.attempt
    assert attempt is not None
    look(till, shop, 3)
    assert code_page(till).state.text() == "Checked 0 s ago"
    believed_at = shop.house.payments.attempt(attempt.id).checked_at
    shop.control.fault(fault)
    shop.control.pay(attempt.id)
    look(till, shop, 3)
    assert code_page(till).state.text() == NO_ANSWER
    now = shop.house.payments.attempt(attempt.id)
    assert (now.state, now.checked_at) == (AttemptState.PENDING, believed_at)
    shop.control.clear()
    look(till, shop, 31)
    assert isinstance(panel_of(till).page, DonePage)


@pytest.mark.parametrize("fault", GARBAGE)
def test_a_customer_who_says_paid_is_not_told_as_not_paid(
    till: MainWindow, shop_with_provider: Shop, fault: str
) -> None:
    shop = shop_with_provider
    press(till, Key.Key_2, ALT)
    attempt = panel_of(till).sale.attempt
    assert attempt is not None
    shop.control.pay(attempt.id)
    shop.control.fault(fault)
    code_page(till).claimed.click()
    settle()
    assert unknown_page(till).title.text() == "Result unknown. Do not charge again."
    assert unknown_page(till).state.text() == NO_ANSWER
    shop.control.clear()
    unknown_page(till).ask.click()
    settle()
    assert isinstance(panel_of(till).page, DonePage)


def test_an_answer_that_is_believed_again_takes_the_words_away(
    till: MainWindow, shop_with_provider: Shop
) -> None:
    shop = shop_with_provider
    press(till, Key.Key_2, ALT)
    shop.control.fault("wrong-signature")
    for seconds in (3, 8):
        look(till, shop, seconds)
        assert code_page(till).state.text() == NO_ANSWER
    restyle(till, language="zh")
    panel_of(till).tick()
    assert code_page(till).state.text() == "尚无可信应答，正在继续查询…"
    restyle(till, language="en")
    look(till, shop, 14)
    assert unknown_page(till).title.text() == "Result unknown. Do not charge again."
    assert unknown_page(till).state.text() == NO_ANSWER
    shop.control.clear()
    look(till, shop, 31)
    assert unknown_page(till).title.text() == "Not paid yet"
    assert unknown_page(till).state.text() == "Checked 0 s ago"


def test_no_answer_moves_nothing_and_fits_every_look(
    till: MainWindow, shop_with_provider: Shop
) -> None:
    shop = shop_with_provider
    press(till, Key.Key_2, ALT)
    look(till, shop, 3)
    panel_of(till).tick()
    page = code_page(till)
    places = [page.other.mapTo(till, page.other.rect().topLeft()), page.code.size()]
    shop.control.fault("wrong-signature")
    look(till, shop, 3)
    assert places == [page.other.mapTo(till, page.other.rect().topLeft()), page.code.size()]
    for name, window in looks(till, texts=("normal", "largest")):
        assert clipped(panel_of(window)) == [], name


def test_a_provider_that_answers_again_without_a_code_is_told_as_that(
    till: MainWindow, shop_with_provider: Shop
) -> None:
    shop = shop_with_provider
    shop.control.fault("html")
    press(till, Key.Key_2, ALT)
    page = unknown_page(till)
    assert page.title.text() == "The provider does not answer."
    assert page.state.text() == NO_ANSWER
    shop.control.clear()
    look(till, shop, 7)
    assert page.title.text() == "There is no code to show."
    assert "answers again" in page.words.text()
    assert page.state.text() == "Checked 0 s ago"
    assert page.code.isHidden()
    for name, window in looks(till):
        assert clipped(panel_of(window)) == [], name
    page.other.click()
    settle()
    assert isinstance(panel_of(till).page, TenderPage)
    press(till, Key.Key_2, ALT)
    assert code_page(till).code.isVisible()
