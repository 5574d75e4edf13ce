"""The customer's code: what is known is shown, what is not known is never painted as known."""

from __future__ import annotations

import pytest
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from app.domain.errors import Unavailable, UserError
from app.domain.payment import AttemptState
from tests.helpers.fake_house import CODES, QR_TEXT, FakeHouse
from tests.helpers.screens import SIZES
from tests.helpers.windows import press, restyle, scan, settle
from ui import i18n
from ui.main_window import MainWindow
from ui.theme import Size, look
from ui.views.pay.code import CodePage
from ui.views.pay.done import DonePage
from ui.views.pay.panel import PayPanel
from ui.views.pay.stages import Stage
from ui.views.pay.tenders import TenderPage
from ui.views.pay.unknown import UnknownPage
from ui.views.sell.view import SellView

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
State = AttemptState


def start(window: MainWindow) -> PayPanel:
    """Scan a tea and let the customer pay by code."""
    scan(window, CODES["tea"])
    press(window, Key.Key_2, ALT)
    panel = window.panels.panel
    assert isinstance(panel, PayPanel)
    return panel


def named(house: FakeHouse, name: str) -> list[object]:
    return [given for called, given in house.calls if called == name]


def settle_attempt(house: FakeHouse, state: AttemptState) -> None:
    """The provider has answered, and the heartbeat has recorded it."""
    house.settle(next(iter(house.attempts.values())), state)
    settle()


def code_page(panel: PayPanel) -> CodePage:
    assert isinstance(panel.page, CodePage)
    return panel.page


def unknown_page(panel: PayPanel) -> UnknownPage:
    assert isinstance(panel.page, UnknownPage)
    return panel.page


def test_the_code_can_be_read_and_is_six_centimetres_wide(window: MainWindow) -> None:
    panel = start(window)
    code = code_page(panel).code
    assert code.width() >= 60 / 25.4 * look.metrics.dpi
    shown = code.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = memoryview(shown.constBits())
    image = zxingcpp.ImageView(
        pixels,
        shown.width(),
        shown.height(),
        zxingcpp.ImageFormat.Lum,
        row_stride=shown.bytesPerLine(),
    )
    assert [found.text for found in zxingcpp.read_barcodes(image)] == [QR_TEXT]


@pytest.mark.parametrize("text", Size)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_code_is_in_sight_whole_in_a_small_window(
    window: MainWindow, text: Size, language: str
) -> None:
    restyle(window, size=text, language=language)
    window.resize(*SIZES["small"])
    page = code_page(start(window))
    settle()
    assert page.code.visibleRegion().boundingRect() == page.code.rect()
    if text is not Size.LARGEST:
        assert page.code.width() >= 60 / 25.4 * look.metrics.dpi
    if text is Size.NORMAL:
        assert page.test.visibleRegion().boundingRect() == page.test.rect()
    for told in (page.words, page.state):
        assert told.visibleRegion().boundingRect() == told.rect()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_it_names_the_wallet_for_staff_and_customers(window: MainWindow, language: str) -> None:
    restyle(window, language=language)
    panel = start(window)
    assert panel.title.text() == "Alipay 支付宝"
    press(window, Key.Key_Escape)
    assert panel.title.text() == i18n.tr("pay.title")


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_the_code_is_black_on_white_in_every_theme(window: MainWindow, theme: str) -> None:
    restyle(window, theme=theme)
    code = code_page(start(window)).code
    picture = code.grab().toImage()
    assert picture.pixelColor(1, 1).name() == "#ffffff"


def test_time_left_follows_the_steady_clock_and_not_the_wall(
    window: MainWindow, house: FakeHouse
) -> None:
    panel = start(window)
    house.clock.jump(hours=3)  # somebody sets the machine's clock
    panel.tick()
    assert code_page(panel).words.text().endswith("5:00")
    house.clock.advance(seconds=61)
    panel.tick()
    assert code_page(panel).words.text().endswith("3:59")


def test_it_says_when_the_provider_was_asked(window: MainWindow, house: FakeHouse) -> None:
    panel = start(window)
    assert code_page(panel).state.text() == "Waiting for the customer"
    settle_attempt(house, State.PENDING)
    house.clock.advance(seconds=3)
    panel.tick()
    assert code_page(panel).state.text() == "Checked 3 s ago"


def test_a_test_provider_says_so_and_opens_the_customer_s_page(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "PySide6.QtGui.QDesktopServices.openUrl", lambda url: opened.append(url.toString())
    )
    page = code_page(start(window))
    assert page.test.isVisible()
    assert "no real money" in page.test.words.text()
    page.test.button.click()
    assert opened == [QR_TEXT]


def test_payment_confirmed_by_the_provider_ends_the_sale(
    window: MainWindow, house: FakeHouse, sell: SellView
) -> None:
    panel = start(window)
    settle_attempt(house, State.SUCCEEDED)
    assert panel.sale.stage is Stage.DONE
    assert isinstance(panel.page, DonePage)
    assert panel.page.title.text() == "Paid"
    assert sell.desk.cart.lines == ()


def test_a_customer_who_says_paid_is_not_believed(window: MainWindow, house: FakeHouse) -> None:
    panel = start(window)
    code_page(panel).claimed.click()
    settle()
    page = unknown_page(panel)
    assert page.title.text() == "Not paid yet"
    assert "has not seen the money" in page.words.text()
    assert page.state.text() == "Checked 0 s ago"
    assert len(named(house, "check")) == 1
    assert panel.sale.stage is Stage.UNKNOWN


def test_a_provider_that_does_not_answer_leaves_it_unknown(
    window: MainWindow, house: FakeHouse
) -> None:
    panel = start(window)
    house.next_state = State.UNKNOWN
    code_page(panel).claimed.click()
    settle()
    assert unknown_page(panel).title.text() == "Result unknown. Do not charge again."


def test_another_way_is_at_hand_while_nothing_is_paid(window: MainWindow, house: FakeHouse) -> None:
    panel = start(window)
    code_page(panel).claimed.click()
    settle()
    unknown_page(panel).other.click()
    settle()
    assert len(named(house, "cancel")) == 1
    assert isinstance(panel.page, TenderPage)


def test_the_code_can_be_shown_again_while_nothing_is_known(window: MainWindow) -> None:
    panel = start(window)
    code_page(panel).claimed.click()
    settle()
    unknown_page(panel).code.click()
    assert panel.sale.stage is Stage.CODE


def test_an_unknown_result_says_do_not_charge_again(window: MainWindow, house: FakeHouse) -> None:
    house.next_state = State.UNKNOWN
    panel = start(window)
    page = unknown_page(panel)
    assert page.title.text() == "Result unknown. Do not charge again."
    assert "every 5 s" in page.words.text()
    assert not page.code.isVisible()
    press(window, Key.Key_Escape)
    assert window.panels.panel is panel


def test_an_unknown_result_that_is_answered_ends_the_sale(
    window: MainWindow, house: FakeHouse
) -> None:
    house.next_state = State.UNKNOWN
    panel = start(window)
    settle_attempt(house, State.SUCCEEDED)
    assert isinstance(panel.page, DonePage)


def test_the_next_customer_can_be_served_meanwhile(
    window: MainWindow, house: FakeHouse, sell: SellView
) -> None:
    house.next_state = State.UNKNOWN
    unknown_page(start(window)).hold.click()
    settle()
    assert window.panels.panel is None
    assert window.frame.status.text_of("checking").strip() == "1 payment being checked"
    scan(window, CODES["water"])
    assert [line.product_id for line in sell.desk.cart.lines] == ["water"]
    assert named(house, "withdraw") == []
    settle_attempt(house, State.SUCCEEDED)
    assert "has arrived" in window.frame.strips.strips[-1].words.text()
    assert window.frame.status.text_of("checking") == ""
    assert [line.product_id for line in sell.desk.cart.lines] == ["water"]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.MISMATCH, "¥1.00 came in, which is not what was asked for."),
        (State.LATE_PAID, "¥1.00 came for a code that had been withdrawn."),
    ],
)
def test_money_that_came_for_a_parked_payment_is_never_told_as_not_paid(
    window: MainWindow, house: FakeHouse, state: State, said: str
) -> None:
    house.next_state = State.UNKNOWN
    unknown_page(start(window)).hold.click()
    settle()
    (attempt,) = house.attempts.values()
    house.settle(attempt, state, paid_minor=100)
    settle()
    (strip,) = window.frame.strips.strips
    assert said in strip.words.text()
    assert [button.text().strip() for button in strip.buttons] == ["Payments"]


def test_a_declined_payment_offers_another_way(window: MainWindow, house: FakeHouse) -> None:
    panel = start(window)
    settle_attempt(house, State.DECLINED)
    assert isinstance(panel.page, TenderPage)
    assert "declined" in panel.page.message.text()
    press(window, Key.Key_1, ALT)
    press(window, Key.Key_Return)
    assert isinstance(panel.page, DonePage)


def test_another_way_ends_the_attempt_first(window: MainWindow, house: FakeHouse) -> None:
    panel = start(window)
    code_page(panel).other.click()
    settle()
    assert len(named(house, "cancel")) == 1
    assert isinstance(panel.page, TenderPage)


def test_a_customer_faster_than_the_cancelling_cashier_has_paid(
    window: MainWindow, house: FakeHouse
) -> None:
    panel = start(window)
    house.next_state = State.SUCCEEDED
    press(window, Key.Key_Escape)
    assert isinstance(panel.page, DonePage)


def test_cancelling_without_an_answer_gives_nothing_up(
    window: MainWindow, house: FakeHouse
) -> None:
    panel = start(window)
    house.next_state = State.UNKNOWN
    press(window, Key.Key_Escape)
    assert isinstance(panel.page, UnknownPage)


def test_leaving_after_a_cancelled_code_takes_the_order_back(
    window: MainWindow, house: FakeHouse, sell: SellView
) -> None:
    panel = start(window)
    token = sell.desk.cart.client_token
    press(window, Key.Key_Escape)
    assert isinstance(panel.page, TenderPage)
    press(window, Key.Key_Escape)
    assert window.panels.panel is None
    assert named(house, "withdraw") == [token]
    assert sell.desk.cart.client_token != token
    assert len(sell.desk.cart.lines) == 1


def test_an_order_whose_money_came_meanwhile_leaves_nothing_to_charge_again(
    window: MainWindow, house: FakeHouse, sell: SellView
) -> None:
    start(window)
    house.withdraw_failure = UserError("order_already_paid", number="1-20260101-0001")
    press(window, Key.Key_Escape)
    press(window, Key.Key_Escape)
    assert window.panels.panel is None
    assert sell.desk.cart.lines == ()


def test_the_cart_stays_as_it_is_while_money_moves(
    window: MainWindow, house: FakeHouse, sell: SellView
) -> None:
    start(window)
    scan(window, CODES["water"])
    press(window, Key.Key_Delete)
    press(window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press(window, Key.Key_F6)
    sell.open_item("bun")
    assert [line.product_id for line in sell.desk.cart.lines] == ["tea"]
    assert "A payment is under way" in window.frame.strips.strips[-1].words.text()


def test_a_second_press_starts_nothing_twice(window: MainWindow, house: FakeHouse) -> None:
    panel = start(window)
    for _ in range(3):
        panel.choose("alipay")
        press(window, Key.Key_2, ALT)
    assert len(named(house, "start")) == 1


def test_no_network_says_so_and_what_works_instead(
    window: MainWindow, house: FakeHouse, sell: SellView
) -> None:
    house.failure = Unavailable("provider_not_reached", problem="down")
    panel = start(window)
    assert isinstance(panel.page, TenderPage)
    assert "nothing was charged" in panel.page.message.text()
    assert "cash" in panel.page.message.text()
    token = sell.desk.cart.client_token
    press(window, Key.Key_Escape)
    assert named(house, "withdraw") == [token]


def test_an_order_that_was_refused_is_not_taken_back(window: MainWindow, house: FakeHouse) -> None:
    house.failure = UserError("out_of_stock", product_id="tea", available_milli=0)
    panel = start(window)
    assert isinstance(panel.page, TenderPage)
    press(window, Key.Key_Escape)
    assert named(house, "withdraw") == []


def test_a_wrong_amount_is_for_a_person(window: MainWindow, house: FakeHouse) -> None:
    panel = start(window)
    settle_attempt(house, State.MISMATCH)
    page = unknown_page(panel)
    assert page.title.text() == "A wrong amount was paid"
    assert not page.ask.isVisible()


def test_too_little_money_is_a_part_and_the_rest_can_be_taken(
    window: MainWindow, house: FakeHouse
) -> None:
    panel = start(window)
    house.settle(next(iter(house.attempts.values())), State.MISMATCH, paid_minor=100)
    settle()
    page = unknown_page(panel)
    assert page.words.text().startswith("Only ¥1.00 came in; ¥4.50 is still missing.")
    page.rest.click()
    settle()
    assert isinstance(panel.page, TenderPage)
    assert panel.sale.due.now_minor == 450
    assert not panel.sale.busy


def test_the_manager_is_told_the_number(window: MainWindow, house: FakeHouse) -> None:
    house.next_state = State.UNKNOWN
    panel = start(window)
    page = unknown_page(panel)
    page.manager.click()
    number = next(iter(house.attempts))
    assert number in page.words.text()
    panel.tick()
    settle()
    assert number in page.words.text()  # long enough to be typed in elsewhere
    settle_attempt(house, State.MISMATCH)
    assert number not in page.words.text()


def test_other_views_can_be_looked_at_only_when_no_payment_runs(window: MainWindow) -> None:
    panel = start(window)
    if len(window.frame.rail.findChildren(type(window.frame.rail.button("sell")))) > 1:
        press(window, Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.view_id == "sell"
    assert window.panels.panel is panel
