"""Every way to pay at the counter, on a real shop: card slips, customers' codes, parts, tips."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest
from PySide6.QtCore import Qt

from app.domain.order_states import Label, PaymentState
from app.domain.payment import AttemptState
from app.gateways.registry import PROVIDERS
from app.ports.provider import whose_code
from tests.helpers.screens import SIZES, clipped, looks
from tests.helpers.shop import Shop
from tests.helpers.windows import ENGLISH, close_window, open_window, press, scan, settle, type_text
from tests.reports import reading
from tests.ui.test_real_shop import CODES, heartbeat, orders_of, panel_of
from ui.main_window import MainWindow
from ui.theme import look
from ui.views.pay.card import CardPage
from ui.views.pay.cash import CashPage
from ui.views.pay.code import CodePage
from ui.views.pay.done import DonePage
from ui.views.pay.order_payment import OrderPayment
from ui.views.pay.panel import PayPanel
from ui.views.pay.scan import ScanPage
from ui.views.pay.stages import Stage
from ui.views.pay.tenders import TenderPage, ways
from ui.views.pay.unknown import UnknownPage
from ui.widgets.buttons import Button

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def shop(shop_with_provider: Shop) -> Shop:
    """A shop that sells in euros, shows its bank's code and asks for tips."""
    payee = {"scheme": "epc", "name": "Corner shop", "iban": "DE71110220330123456789"}
    shop_with_provider.take_bank_codes("EUR", payee)
    shop_with_provider.change(tips=True)
    return shop_with_provider


@pytest.fixture
def till(qapp: object, shop: Shop) -> Iterator[MainWindow]:
    """A window at that shop's till, with a tea in the cart and the Pay panel open."""
    window = open_window(shop.house, settings=ENGLISH)
    scan(window, CODES["tea"])
    press(window, Key.Key_F12)
    yield window
    close_window(window)


def tenders(till: MainWindow) -> TenderPage:
    page = panel_of(till).page
    assert isinstance(page, TenderPage)
    return page


def pay_by(till: MainWindow, way: str) -> None:
    """Alt and the number that stands on the button."""
    place = ways(panel_of(till).sale.providers).index(way)
    press(till, Key(Key.Key_1.value + place), ALT)


def choose_part(till: MainWindow, amount: str) -> None:
    """So much is to be paid next."""
    tenders(till).part.setFocus()
    press(till, Key.Key_Return)
    type_text(till, amount)
    press(till, Key.Key_Return)


def test_every_way_to_pay_has_a_number(till: MainWindow) -> None:
    words = [button.text().strip() for button in tenders(till).buttons.values()]
    assert [text.rpartition(" ")[2] for text in words] == [
        f"(Alt+{place})" for place, _ in enumerate(words, start=1)
    ]
    assert [text.rpartition(" ")[0] for text in words] == [
        "Cash",
        "Alipay: customer scans",
        "WeChat Pay: customer scans",
        "Scan the customer's code",
        "Card",
        "Bank QR code: customer scans",
    ]


def test_a_card_slip_by_keyboard_alone(till: MainWindow, shop: Shop) -> None:
    pay_by(till, "manual_card")
    page = panel_of(till).page
    assert isinstance(page, CardPage)
    assert "€5.50" in page.words.text()
    press(till, Key.Key_Return)
    press(till, Key.Key_Return)
    assert "slip" in page.number.complaint.text()
    assert page.number.input.hasFocus()
    page.number.setFocus()
    type_text(till, "000123")
    press(till, Key.Key_Return)
    type_text(till, "4242")
    press(till, Key.Key_Return)
    assert isinstance(panel_of(till).page, DonePage)
    (order,) = orders_of(shop)
    assert order.label is Label.COMPLETED
    (attempt,) = shop.house.queries.order_detail(order.order_id).attempts
    assert (attempt.state, attempt.evidence) == (AttemptState.CLAIMED, "000123 ****4242")


def test_all_ways_to_pay_are_in_sight_in_a_small_window(till: MainWindow) -> None:
    for size in SIZES.values():
        till.resize(*size)
        settle()
        for button in tenders(till).buttons.values():
            assert button.visibleRegion().boundingRect() == button.rect()
            assert button.height() >= look.metrics.touch()


def test_a_customers_code_is_charged_by_one_scan(till: MainWindow, shop: Shop) -> None:
    code = shop.control.code("alipay")
    assert whose_code(code, PROVIDERS.values()) == "alipay"
    scan(till, code)
    assert isinstance(panel_of(till).page, DonePage)
    (order,) = orders_of(shop)
    assert order.label is Label.COMPLETED


def test_in_practice_the_page_that_makes_codes_is_one_click_away(
    till: MainWindow, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda x: opened.append(x.url()))
    pay_by(till, "scan")
    page = panel_of(till).page
    assert isinstance(page, ScanPage)
    page.test.button.click()
    settle()
    code = shop.control.code("alipay")
    (address,) = opened
    with httpx.Client(trust_env=False) as browser:
        seen = browser.get(address).text
    assert urlsplit(address).fragment == "codes"
    assert code in seen[seen.index('id="codes"') :]


def test_a_customers_code_can_be_typed(till: MainWindow, shop: Shop) -> None:
    pay_by(till, "scan")
    page = panel_of(till).page
    assert isinstance(page, ScanPage)
    type_text(till, "12345")
    press(till, Key.Key_Return)
    assert "not a customer's payment code" in page.problem.text()
    page.code.input.clear()
    type_text(till, shop.control.code("alipay"))
    press(till, Key.Key_Return)
    assert isinstance(panel_of(till).page, DonePage)


def test_a_customer_who_types_a_password_is_waited_for(till: MainWindow, shop: Shop) -> None:
    scan(till, shop.control.code("alipay", "password"))
    panel = panel_of(till)
    assert isinstance(panel.page, CodePage)
    assert panel.page.code.isHidden()
    assert "confirms on the phone" in panel.page.words.text()
    assert panel.sale.attempt is not None
    shop.control.pay(panel.sale.attempt.id)
    shop.clock.advance(seconds=6)
    heartbeat(till).beat()
    settle()
    assert isinstance(panel.page, DonePage)


def test_a_refused_code_leads_back_to_the_other_ways(till: MainWindow, shop: Shop) -> None:
    scan(till, shop.control.code("alipay", "balance"))
    assert "declined (the account has too little money)" in tenders(till).message.text()
    assert clipped(till) == []
    press(till, Key.Key_F10)
    assert isinstance(panel_of(till).page, DonePage)


def test_the_cashier_sees_the_banks_message_and_says_so(till: MainWindow, shop: Shop) -> None:
    pay_by(till, "static_qr")
    page = panel_of(till).page
    assert isinstance(page, CodePage)
    assert page.claimed.isHidden()
    assert page.arrived.isVisible()
    assert not page.test.isVisible()
    press(till, Key.Key_Return)
    assert isinstance(panel_of(till).page, DonePage)
    (order,) = orders_of(shop)
    assert order.label is Label.COMPLETED


def test_a_sale_in_three_parts(till: MainWindow, shop: Shop) -> None:
    choose_part(till, "2")
    assert "Now €2.00, then €3.50" in tenders(till).paid.text()
    pay_by(till, "cash")
    assert isinstance(panel_of(till).page, CashPage)
    type_text(till, "5")
    press(till, Key.Key_Return)
    assert "Cash: €2.00 paid" in tenders(till).paid.text()
    assert panel_of(till).amount.text() == "€3.50"
    press(till, Key.Key_Escape)
    assert panel_of(till).isVisible(), "a sale that is paid in part is not left by accident"
    choose_part(till, "1.5")
    scan(till, shop.control.code("alipay"))
    assert "Alipay: €1.50 paid" in tenders(till).paid.text()
    press(till, Key.Key_F10)
    done = panel_of(till).page
    assert isinstance(done, DonePage)
    (order,) = orders_of(shop)
    assert (order.label, order.total_minor) == (Label.COMPLETED, 550)
    assert len(shop.house.queries.order_detail(order.order_id).attempts) == 3


def test_parts_are_given_back_and_the_goods_stay_on_the_counter(
    till: MainWindow, shop: Shop
) -> None:
    page = tenders(till)
    choose_part(till, "2")
    press(till, Key.Key_F10)
    page.give_back.setFocus()
    press(till, Key.Key_Return)
    assert till.panels.panel is None
    (order,) = orders_of(shop)
    assert order.label is Label.REFUNDED
    assert shop.available("tea") == 10_000
    press(till, Key.Key_F10)
    labels = {order.label for order in orders_of(shop)}
    assert labels == {Label.REFUNDED, Label.COMPLETED}


def test_a_tip_goes_on_top_of_what_is_not_cash(till: MainWindow, shop: Shop) -> None:
    page = tenders(till)
    page.tip.setFocus()
    press(till, Key.Key_Return)
    type_text(till, "1")
    press(till, Key.Key_Return)
    assert "Tip €1.00" in tenders(till).tip.text()
    pay_by(till, "alipay")
    panel = panel_of(till)
    assert panel.amount.text() == "€6.50"
    assert panel.sale.attempt is not None
    assert shop.control.trade(panel.sale.attempt.id)["total_amount"] == "6.50"
    shop.control.pay(panel.sale.attempt.id)
    shop.clock.advance(seconds=6)
    heartbeat(till).beat()
    settle()
    assert panel.sale.stage is Stage.DONE
    (order,) = orders_of(shop)
    assert shop.house.queries.order_detail(order.order_id).order.payment is PaymentState.PAID


def test_money_that_came_meanwhile_ends_the_sale_instead_of_being_taken_again(
    till: MainWindow, shop: Shop
) -> None:
    pay_by(till, "alipay")
    panel = panel_of(till)
    attempt = panel.sale.attempt
    assert attempt is not None
    press(till, Key.Key_Escape)
    shop.control.pay(attempt.id)
    assert shop.check(attempt).state is AttemptState.LATE_PAID
    press(till, Key.Key_F10)
    assert isinstance(panel.page, DonePage)
    (order,) = orders_of(shop)
    assert len(shop.house.queries.order_detail(order.order_id).attempts) == 1


def _pages(till: MainWindow) -> Iterator[str]:
    """Every page of the panel that nothing has been sent from, one after the other."""
    panel = panel_of(till)
    panel.sale.due.choose_part(200)
    panel.sale.due.tip_minor = 100
    panel.sale.choose(Stage.CHOOSE)
    yield "tenders"
    for stage in (Stage.PART, Stage.CARD, Stage.SCAN, Stage.CASH):
        panel.sale.choose(stage)
        yield stage.name.lower()
    panel.sale.choose(Stage.CHOOSE)
    pay_by(till, "static_qr")
    yield "bank_code"


def test_every_page_fits_every_look(till: MainWindow) -> None:
    for _page in _pages(till):
        for name, window in looks(till):
            assert clipped(window) == [], (_page, name)


def test_the_rest_is_paid_another_time_from_the_orders_view(till: MainWindow, shop: Shop) -> None:
    choose_part(till, "2")
    press(till, Key.Key_F10)
    tenders(till).later.setFocus()
    press(till, Key.Key_Return)
    assert till.panels.panel is None
    (order,) = orders_of(shop)
    assert order.label is Label.AWAITING_PAYMENT
    scan(till, CODES["bun"])
    press(till, Key.Key_F10)
    assert len(orders_of(shop)) == 2, "the counter is free for the next customer"
    view = till.shell.go("orders") if till.shell else None
    assert view is not None
    view.open_item(order.order_id)
    settle()
    step = till.panels.panel
    assert step is not None
    (pay,) = [x for x in step.findChildren(Button) if x.text().strip() == "Take the payment"]
    pay.setFocus()
    press(till, Key.Key_Return)
    assert panel_of(till).amount.text() == "€3.50"
    pay_by(till, "cash")
    type_text(till, "5")
    press(till, Key.Key_Return)
    done = panel_of(till).page
    assert isinstance(done, DonePage)
    assert done.change.text() == "€1.50"
    assert {x.label for x in orders_of(shop)} == {Label.COMPLETED}
    press(till, Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert order.number in reading.words(shop.printer.printed[-1]), "not the counter's last sale"
    assert isinstance(till.panels.panel, PayPanel)
    press(till, Key.Key_Return)
    assert not isinstance(till.panels.panel, PayPanel)


def test_a_payment_for_an_order_may_be_left_and_the_order_stays(
    till: MainWindow, shop: Shop
) -> None:
    order = shop.house.checkout.place(shop.cart("bun"), staff="li")
    detail = shop.house.queries.order_detail(order.id)
    press(till, Key.Key_Escape)
    assert till.shell is not None
    OrderPayment(till.shell, detail).open()
    settle()
    pay_by(till, "alipay")
    panel = panel_of(till)
    assert panel.sale.stage is Stage.CODE
    press(till, Key.Key_Escape)
    press(till, Key.Key_Escape)
    assert not isinstance(till.panels.panel, PayPanel)
    assert shop.detail(order).order.label is Label.AWAITING_PAYMENT


def test_money_for_a_withdrawn_code_is_told_at_the_counter(till: MainWindow, shop: Shop) -> None:
    pay_by(till, "alipay")
    panel = panel_of(till)
    attempt = panel.sale.attempt
    assert attempt is not None
    press(till, Key.Key_Escape)
    press(till, Key.Key_F10)
    shop.control.pay(attempt.id)
    shop.clock.advance(minutes=2)
    heartbeat(till).beat()
    settle()
    strip = till.frame.strips.strips[-1]
    assert "€5.50 came for a code that had been withdrawn" in strip.words.text()
    strip.buttons[0].click()
    settle()
    assert till.view_id == "payments"


def test_a_slip_typed_as_fast_as_a_scan_is_a_slip(till: MainWindow, shop: Shop) -> None:
    pay_by(till, "manual_card")
    scan(till, "slip123456")
    scan(till, CODES["tea"])
    page = panel_of(till).page
    assert isinstance(page, CardPage)
    assert page.number.text() == "slip123456"
    scan(till, "4242")
    assert isinstance(panel_of(till).page, DonePage)
    (order,) = orders_of(shop)
    (attempt,) = shop.house.queries.order_detail(order.order_id).attempts
    assert attempt.evidence == "slip123456 ****4242"


def test_without_a_code_to_show_another_way_is_open_at_once(till: MainWindow, shop: Shop) -> None:
    shop.control.fault("drop-after-execute", method="precreate")
    pay_by(till, "alipay")
    page = panel_of(till).page
    assert isinstance(page, UnknownPage)
    assert "does not answer" in page.title.text()
    assert page.code.isHidden()
    shop.control.fault("drop-before-execute")
    page.other.setFocus()
    press(till, Key.Key_Return)
    press(till, Key.Key_F10)
    assert isinstance(panel_of(till).page, DonePage)
    shop.control.clear()
    (order,) = orders_of(shop)
    states = [x.state for x in shop.house.queries.order_detail(order.order_id).attempts]
    assert states == [AttemptState.EXPIRED, AttemptState.SUCCEEDED]
