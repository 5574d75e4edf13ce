"""The window with everything behind it: real services, a real database, the practice provider."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.errors import Unavailable
from app.domain.order_states import Label
from app.domain.payment import AttemptState
from app.ports.queries import OrderFilter, OrderRow
from tests.helpers.fake_house import FakeHouse
from tests.helpers.shop import GOODS, Shop, open_shop
from tests.helpers.windows import (
    ENGLISH,
    close_window,
    open_window,
    press,
    scan,
    settle,
    type_text,
)
from ui.executor import ThreadExecutor
from ui.main_window import MainWindow
from ui.opening import Opening
from ui.polling import Heartbeat
from ui.views.first_start import EMPTY, FirstStart
from ui.views.pay.done import DonePage
from ui.views.pay.panel import PayPanel
from ui.views.pay.stages import Stage
from ui.views.pay.tenders import TenderPage
from ui.views.sell.unknown_code import NewProductPanel
from ui.views.sell.view import SellView
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CODES = {name: product.barcodes[0] for name, product in GOODS.items()}


@pytest.fixture
def till(qapp: object, shop_with_provider: Shop) -> Iterator[MainWindow]:
    """A window at that shop's till."""
    window = open_window(shop_with_provider.house, settings=ENGLISH)
    yield window
    close_window(window)


def panel_of(till: MainWindow) -> PayPanel:
    panel = till.panels.panel
    assert isinstance(panel, PayPanel)
    return panel


def orders_of(shop: Shop) -> list[OrderRow]:
    return list(shop.house.queries.orders(OrderFilter(), after=None, limit=50)[0])


def heartbeat(till: MainWindow) -> Heartbeat:
    assert till.shell is not None
    return Heartbeat(till.shell, till.teller, till)


def test_a_cash_sale_is_in_the_books_when_the_change_is_on_screen(
    till: MainWindow, shop_with_provider: Shop
) -> None:
    scan(till, CODES["tea"])
    scan(till, CODES["tea"])
    press(till, Key.Key_1, ALT)
    type_text(till, "20")
    press(till, Key.Key_Return)
    page = panel_of(till).page
    assert isinstance(page, DonePage)
    assert page.change.text() == "¥9.00"
    (order,) = orders_of(shop_with_provider)
    assert (order.label, order.total_minor) == (Label.COMPLETED, 1100)
    assert order.number in page.number.text()
    assert shop_with_provider.on_hand("tea") == 8000


def test_a_customer_pays_by_code_and_the_heartbeat_finds_out(
    till: MainWindow, shop_with_provider: Shop
) -> None:
    shop = shop_with_provider
    scan(till, CODES["tea"])
    press(till, Key.Key_2, ALT)
    panel = panel_of(till)
    assert panel.sale.stage is Stage.CODE
    attempt = panel.sale.attempt
    assert attempt is not None and attempt.qr_text.startswith("http")
    assert panel.page.test.isVisible()  # type: ignore[attr-defined]
    beating = heartbeat(till)
    shop.clock.advance(seconds=4)
    beating.beat()
    settle()
    assert panel.sale.stage is Stage.CODE
    shop.control.pay(attempt.id)
    shop.clock.advance(seconds=6)
    beating.beat()
    settle()
    page = panel.page
    assert isinstance(page, DonePage)
    assert page.change.text() == "¥5.50"
    (order,) = orders_of(shop)
    assert order.label is Label.COMPLETED


def test_a_code_given_up_for_cash_is_still_one_order(
    till: MainWindow, shop_with_provider: Shop
) -> None:
    scan(till, CODES["tea"])
    press(till, Key.Key_2, ALT)
    press(till, Key.Key_Escape)
    panel = panel_of(till)
    assert isinstance(panel.page, TenderPage)
    press(till, Key.Key_1, ALT)
    press(till, Key.Key_Return)
    assert isinstance(panel.page, DonePage)
    (order,) = orders_of(shop_with_provider)
    assert order.label is Label.COMPLETED
    assert shop_with_provider.on_hand("tea") == 9000


def test_a_code_given_up_for_more_goods_is_taken_back(
    till: MainWindow, shop_with_provider: Shop
) -> None:
    shop = shop_with_provider
    scan(till, CODES["tea"])
    press(till, Key.Key_2, ALT)
    press(till, Key.Key_Escape)
    scan(till, CODES["water"])
    press(till, Key.Key_F10)
    assert isinstance(panel_of(till).page, DonePage)
    labels = sorted(order.label for order in orders_of(shop))
    assert labels == [Label.CANCELLED, Label.COMPLETED]
    assert shop.available("tea") == 9000


def test_without_the_provider_cash_goes_on(till: MainWindow, shop_with_provider: Shop) -> None:
    shop = shop_with_provider
    scan(till, CODES["tea"])
    shop.provider.stop()
    press(till, Key.Key_2, ALT)
    panel = panel_of(till)
    assert isinstance(panel.page, TenderPage)
    assert "nothing was charged" in panel.page.message.text()
    press(till, Key.Key_1, ALT)
    press(till, Key.Key_Return)
    assert isinstance(panel.page, DonePage)


def test_a_parked_payment_is_told_when_it_arrives(
    till: MainWindow, shop_with_provider: Shop
) -> None:
    shop = shop_with_provider
    scan(till, CODES["tea"])
    press(till, Key.Key_2, ALT)
    attempt = panel_of(till).sale.attempt
    assert attempt is not None
    shop.control.pay(attempt.id)
    shop.control.fault("http-502")
    panel_of(till).page.claimed.click()  # type: ignore[attr-defined]
    settle()
    assert panel_of(till).sale.stage is Stage.UNKNOWN
    panel_of(till).page.hold.click()  # type: ignore[attr-defined]
    settle()
    scan(till, CODES["water"])
    shop.control.fault(None)
    shop.clock.advance(minutes=1)
    heartbeat(till).beat()
    settle()
    assert "has arrived" in till.frame.strips.strips[-1].words.text()
    sell = till.views["sell"]
    assert isinstance(sell, SellView)
    assert len(sell.desk.cart.lines) == 1


def test_undoing_a_sale_brings_the_goods_back(till: MainWindow, shop_with_provider: Shop) -> None:
    scan(till, CODES["tea"])
    press(till, Key.Key_F10)
    page = panel_of(till).page
    assert isinstance(page, DonePage)
    page.undo.click()
    settle()
    assert shop_with_provider.on_hand("tea") == 10_000


def test_more_than_is_there_is_refused_and_the_cart_stays(
    till: MainWindow, shop_with_provider: Shop
) -> None:
    type_text(till, "11*")
    scan(till, CODES["tea"])
    press(till, Key.Key_1, ALT)
    press(till, Key.Key_Return)
    words = panel_of(till).page.words.text()  # type: ignore[attr-defined]
    assert "Not enough in stock" in words
    assert orders_of(shop_with_provider) == []


def test_an_unknown_code_becomes_a_product_of_the_shop(
    till: MainWindow, shop_with_provider: Shop
) -> None:
    scan(till, "4006381333931")
    till.frame.strips.strips[-1].buttons[0].click()
    settle()
    panel = till.panels.panel
    assert isinstance(panel, NewProductPanel)
    panel.name.set_text("Pencil")
    panel.price.set_minor(150)
    panel.finish()
    found = shop_with_provider.house.lookup.scan("4006381333931")
    assert found is not None and found.product.price_minor == 150


def test_a_held_sale_comes_back_at_today_s_prices(
    till: MainWindow, shop_with_provider: Shop
) -> None:
    shop = shop_with_provider
    scan(till, CODES["tea"])
    press(till, Key.Key_F6)
    press(till, Key.Key_F6)
    tea = shop.house.lookup.scan(CODES["tea"])
    assert tea is not None
    shop.reprice(tea.product, 600)
    press(till, Key.Key_F7)
    press(till, Key.Key_Return)
    sell = till.views["sell"]
    assert isinstance(sell, SellView)
    assert sell.totals.total.text() == "¥6.00"
    assert "Prices have changed" in till.frame.strips.strips[-1].words.text()


def test_pinyin_initials_find_products(till: MainWindow) -> None:
    type_text(till, "mlhc")
    press(till, Key.Key_Return)
    sell = till.views["sell"]
    assert isinstance(sell, SellView)
    assert [line.name for line in sell.desk.cart.lines] == ["茉莉花茶"]


def test_the_same_with_workers_as_the_program_runs_it(
    qapp: object, shop_with_provider: Shop, qtbot: QtBot
) -> None:
    shop = shop_with_provider
    executor = ThreadExecutor()
    window = open_window(shop.house, settings=ENGLISH, executor=executor)
    try:
        sell = window.views["sell"]
        assert isinstance(sell, SellView)
        for _ in range(3):
            scan(window, CODES["tea"])
        press(window, Key.Key_2, ALT)  # waits for the scans by itself
        qtbot.waitUntil(lambda: isinstance(window.panels.panel, PayPanel))
        panel = panel_of(window)
        qtbot.waitUntil(lambda: panel.sale.stage is Stage.CODE, timeout=10_000)
        attempt = panel.sale.attempt
        assert attempt is not None and attempt.amount_minor == 1650
        beating = heartbeat(window)
        shop.control.pay(attempt.id)
        shop.clock.advance(seconds=6)

        def paid() -> bool:
            beating.beat()
            return panel.sale.stage is Stage.DONE

        qtbot.waitUntil(paid, timeout=10_000)
        assert shop.house.payments.attempt(attempt.id).state is AttemptState.SUCCEEDED
    finally:
        close_window(window)
        executor.close()


def test_a_shop_is_opened_by_answering_one_page(qapp: object, tmp_path: Path, qtbot: QtBot) -> None:
    shop = open_shop(f"sqlite:///{tmp_path / 'new.db'}", tmp_path / "new")
    window = open_window(shop.house, settings=ENGLISH)
    Opening(window, lambda: shop.house).start()
    settle()
    page = window.frame.stack.currentWidget()
    assert isinstance(page, FirstStart)
    page.start.click()
    assert page.name.complaint.text() == "This must be filled in."
    page.language.pill("zh").click()
    settle()
    assert page.start.text().strip() == "开店"
    page.name.set_text("转角小店")
    page.currency.choose("EUR")
    page.cards[EMPTY].click()
    page.start.click()
    settle()
    profile = shop.house.shop.profile()
    assert profile is not None
    assert (profile.name, profile.currency, profile.documents_language) == (
        "转角小店",
        "EUR",
        "zh",
    )
    assert window.view_id == "sell"
    assert window.frame.rail.isVisible()
    assert window.windowTitle() == "转角小店 · 掌柜"
    close_window(window)
    shop.close()


def test_a_shop_that_does_not_open_says_why_and_can_be_tried_again(
    qapp: object, shop_with_provider: Shop
) -> None:
    window = open_window(FakeHouse(profile=None).house, settings=ENGLISH)
    answers: list[object] = [Unavailable("attempt_busy"), shop_with_provider.house]

    def open_house() -> object:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    Opening(window, open_house).start()  # type: ignore[arg-type]
    settle()
    page = window.frame.stack.currentWidget()
    assert isinstance(page, EmptyState)
    assert page.title.text() == "The shop could not be opened."
    button = page.findChild(Button)
    assert button is not None
    button.click()
    settle()
    assert window.view_id == "sell"
    close_window(window)
