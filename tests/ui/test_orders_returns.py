"""Goods and money that go back in part, from the panel of an order, by keys."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.domain.order_states import PaymentState
from app.domain.payment import RefundState
from app.domain.slips import Slip
from app.services.wishes import Wanted
from data.ids import new_id
from tests.helpers import windows
from tests.helpers.back_rooms import Rooms, button, coins_of, sell, send, show_code, tap, words
from tests.helpers.screens import clipped, looks
from tests.ui.test_orders_view import open_newest
from ui.views.orders.amount_step import AmountStep
from ui.views.orders.return_step import ReturnStep


def open_step(rooms: Rooms, name: str) -> Any:
    """The newest order's panel, and a step further."""
    open_newest(rooms)
    tap(button(rooms.panel, name))
    return rooms.step


def returning(rooms: Rooms) -> ReturnStep:
    step = open_step(rooms, "Return goods …")
    assert isinstance(step, ReturnStep)
    return step


def giving(rooms: Rooms) -> AmountStep:
    step = open_step(rooms, "Give back a part …")
    assert isinstance(step, AmountStep)
    return step


def test_a_piece_is_taken_back_by_keys_alone(rooms: Rooms) -> None:
    sale = sell(rooms.shop, "tea", "tea", "water")
    step = returning(rooms)
    assert step.rows[0].more.hasFocus()
    assert not step.do_button.isEnabled()
    rooms.press(Qt.Key.Key_Return)
    assert step.do_button.text() == "Give back ¥5.50 in cash"
    step.reason.setFocus()
    rooms.type("stale")
    step.do_button.setFocus()
    rooms.press(Qt.Key.Key_Return)
    detail = rooms.shop.detail(sale)
    assert [(x.reason, x.total_minor) for x in detail.returns] == [("stale", 550)]
    assert detail.order.payment is PaymentState.PARTIALLY_REFUNDED
    assert rooms.shop.on_hand("tea") == 9_000
    assert rooms.panel.title.text() == f"Order {sale.number}"
    told = words(rooms.step)
    tap(button(rooms.panel, "Refund receipt"))
    assert rooms.panel.title.text() == "Refund receipt"
    rooms.press(Qt.Key.Key_Escape)
    for part in ("partly refunded", "Goods that came back", "-¥5.50", "stale", "Goods came back"):
        assert part in told


def test_what_has_come_back_cannot_come_back_again(rooms: Rooms) -> None:
    sell(rooms.shop, "tea", "tea")
    step = returning(rooms)
    tap(step.everything)
    assert step.do_button.text() == "Give back ¥11.00 in cash"
    tap(step.rows[0].less)
    assert step.do_button.text() == "Give back ¥5.50 in cash"
    tap(step.do_button)
    tap(button(rooms.panel, "Return goods …"))
    step = rooms.step
    assert "1 bottle × ¥5.50 can come back" in words(step)
    tap(step.rows[0].more)
    tap(step.rows[0].more)
    assert step.rows[0].input.text() == "1"
    step.rows[0].input.setFocus()
    step.rows[0].input.selectAll()
    rooms.type("2")
    assert not step.do_button.isEnabled()
    assert "More than what can still be returned" in words(step)
    tap(step.everything)
    tap(step.do_button)
    with pytest.raises(LookupError):
        button(rooms.panel, "Return goods …")


def test_damaged_goods_are_written_off(rooms: Rooms) -> None:
    sell(rooms.shop, "tea", "bag")
    step = returning(rooms)
    assert not step.rows[0].damaged.isVisible()
    tap(step.everything)
    assert step.rows[0].damaged.isVisible()
    assert not step.rows[1].damaged.isVisible()  # bags are not counted
    step.rows[0].damaged.click()
    tap(step.do_button)
    assert rooms.shop.on_hand("tea") == 9_000
    assert "damaged, written off" in words(rooms.step)


def test_keeping_the_sale_changes_nothing(rooms: Rooms) -> None:
    sale = sell(rooms.shop, "tea")
    before = rooms.shop.detail(sale)
    step = returning(rooms)
    tap(step.everything)
    tap(rooms.panel.back_button)
    assert rooms.panel.title.text() == f"Order {sale.number}"
    rooms.press(Qt.Key.Key_Escape)
    assert rooms.shop.detail(sale) == before


def test_money_of_a_provider_goes_back_there_or_in_cash_where_that_is_allowed(
    provided_rooms: Rooms,
) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = show_code(shop, "tea", "water")
    shop.control.pay(attempt.id)
    shop.check(attempt)
    step = returning(rooms)
    tap(step.rows[0].more)
    assert step.do_button.text() == "Refund ¥5.50 to Alipay"
    assert not step.way.in_cash.isVisible()
    tap(rooms.panel.back_button)
    shop.change(cash_refunds=True)
    profile = shop.house.shop.profile()
    assert profile is not None
    rooms.window.session.set_profile(profile)
    tap(button(rooms.panel, "Return goods …"))
    step = rooms.step
    tap(step.rows[0].more)
    step.way.in_cash.click()
    assert step.do_button.text() == "Give back ¥5.50 in cash"
    tap(step.do_button)
    (refund,) = shop.detail(shop.order(attempt)).refunds
    assert (refund.tender, refund.state) == ("cash", RefundState.SUCCEEDED)


def test_a_card_is_given_back_on_its_terminal_first(rooms: Rooms) -> None:
    shop = rooms.shop
    wanted = Wanted(key=new_id(), provider="manual_card", amount_minor=1100)
    slip = Slip(number="0042", last_four="1234")
    shop.house.vouching.take_slip(shop.cart("tea", "tea"), wanted, slip, staff="li")
    step = returning(rooms)
    tap(step.rows[0].more)
    first = "Give ¥5.50 back on the card terminal.\nDo that now, then press the button."
    tap(button(rooms.panel, "Refund ¥5.50 to Card"))
    assert first in words(rooms.step)
    tap(button(rooms.panel, "Not yet"))
    assert rooms.step is step
    assert shop.on_hand("tea") == 8_000
    tap(button(rooms.panel, "Refund ¥5.50 to Card"))
    tap(button(rooms.panel, "It has been given back"))
    assert shop.on_hand("tea") == 9_000
    tap(button(rooms.panel, "Refund and take back"))
    assert first in words(rooms.step)


def test_a_refusal_is_told_where_it_was_asked(rooms: Rooms) -> None:
    sale = sell(rooms.shop, "tea")
    step = returning(rooms)
    tap(step.everything)
    rooms.shop.house.orders.void(sale.id, staff="li")
    tap(step.do_button)
    assert "nothing can come back" in words(step)
    assert step.do_button.isEnabled()


def test_a_part_of_the_money_goes_back_by_keys_alone(rooms: Rooms) -> None:
    sale = sell(rooms.shop, "tea", "tea")
    step = giving(rooms)
    assert step.amount.input.hasFocus()
    assert "Up to ¥11.00 can go back" in words(step)
    rooms.type("2.5")
    rooms.press(Qt.Key.Key_Return)
    rooms.type("dented")
    assert step.do_button.text() == "Give back ¥2.50 in cash"
    step.do_button.setFocus()
    rooms.press(Qt.Key.Key_Return)
    (refund,) = rooms.shop.detail(sale).refunds
    assert (refund.amount_minor, refund.reason) == (250, "dented")
    assert rooms.shop.on_hand("tea") == 8_000
    assert "dented" in words(rooms.step)


@pytest.mark.parametrize("written", ["0", "11.01", "abc", "-1", "1.005"])
def test_an_amount_that_cannot_go_back_is_refused_beside_it(rooms: Rooms, written: str) -> None:
    sale = sell(rooms.shop, "tea", "tea")
    step = giving(rooms)
    rooms.type(written)
    assert step.amount.complaint.isVisible()
    assert not step.do_button.isEnabled()
    assert rooms.shop.detail(sale).refunds == ()


def test_an_order_that_is_on_its_way_gives_money_back_but_no_goods(rooms: Rooms) -> None:
    send(rooms.shop, "tea")
    open_newest(rooms)
    assert button(rooms.panel, "Give back a part …").isVisible()
    with pytest.raises(LookupError):
        button(rooms.panel, "Return goods …")


def test_goods_follow_money_that_went_back_before(rooms: Rooms) -> None:
    sale = sell(rooms.shop, "tea")
    rooms.shop.house.refunds.refund_all(sale.id, staff="li", reason="staff")
    step = returning(rooms)
    tap(step.everything)
    tap(button(rooms.panel, "Take back, no money"))
    assert rooms.shop.on_hand("tea") == 10_000


def test_both_steps_speak_the_other_language_at_once(rooms: Rooms) -> None:
    sell(rooms.shop, "tea")
    step = returning(rooms)
    tap(step.everything)
    rooms.speak("zh")
    assert step.do_button.text() == "退还现金 ¥5.50"
    assert "茉莉花茶" in words(step)
    assert "可退 1 瓶 × ¥5.50" in words(step)


def test_f8_and_the_receipt_lead_straight_to_what_can_come_back(rooms: Rooms) -> None:
    sale = sell(rooms.shop, "tea", "tea")
    sell(rooms.shop, "water")
    rooms.view("sell")
    rooms.press(Qt.Key.Key_F8)
    assert rooms.window.view_id == "orders"
    rooms.scan(sale.number)
    assert isinstance(rooms.step, ReturnStep)
    assert rooms.panel.title.text() == f"Return goods of {sale.number}"
    rooms.press(Qt.Key.Key_Return)
    tap(rooms.step.do_button)
    assert rooms.panel.title.text() == f"Order {sale.number}"
    assert rooms.shop.on_hand("tea") == 9_000


def test_f8_takes_a_typed_number_and_says_when_nobody_knows_it(rooms: Rooms) -> None:
    sale = sell(rooms.shop, "tea")
    rooms.shop.house.orders.void(sale.id, staff="li")
    rooms.view("inventory")
    rooms.press(Qt.Key.Key_F8)
    rooms.type("20200101-1-0001")
    rooms.press(Qt.Key.Key_Return)
    assert "There is no order 20200101-1-0001." in words(rooms.step)
    rooms.step.number.set_text(sale.number)
    rooms.press(Qt.Key.Key_Return)
    assert rooms.panel.title.text() == f"Order {sale.number}"  # nothing is left to come back


def test_both_steps_fit_every_screen_and_writing(rooms: Rooms) -> None:
    sell(rooms.shop, "tea", "bag")
    step = returning(rooms)
    tap(step.everything)
    for name, window in looks(rooms.window, texts=("normal", "largest")):
        step.do_button.setText("Refund ¥12,345.50 to WeChat Pay")
        windows.settle()
        assert clipped(window) == [], name


def test_cash_that_goes_back_is_said_in_coins(rooms: Rooms) -> None:
    coins_of(rooms, 100)
    sale = sell(rooms.shop, "tea", "tea", "tea")
    step = returning(rooms)
    tap(step.rows[0].more)
    assert step.do_button.text() == "Give back ¥6.00 in cash"
    assert "Rounded to the coins there are; the books say ¥5.50." in words(step)
    tap(step.do_button)
    assert "Cash rounding ¥0.50" in words(rooms.step)
    tap(button(rooms.panel, "Refund and take back"))
    assert button(rooms.panel, "Give back ¥11.00 in cash").isEnabled()
    tap(button(rooms.panel, "Give back ¥11.00 in cash"))
    back = rooms.shop.detail(sale).refunds
    assert sum(x.amount_minor + x.rounding_minor for x in back) == 1700


def split(rooms: Rooms) -> Any:
    """A sale of 11.00: first 6.00 in cash, then the rest at the provider."""
    shop = rooms.shop
    cart = shop.cart("tea", "tea")
    shop.house.checkout.pay_cash(cart, tendered_minor=600, staff="li", amount_minor=600)
    attempt = shop.show_code(cart)
    shop.control.pay(attempt.id)
    return shop.order(shop.check(attempt))


def choose_cash(step: Any) -> None:
    """Have the money come out of the payment in cash."""
    (cash,) = [
        x for x in range(step.payment.input.count()) if "Cash" in step.payment.input.itemText(x)
    ]
    step.payment.input.setCurrentIndex(cash)
    windows.settle()


def test_of_several_payments_one_is_chosen_that_a_part_comes_from(provided_rooms: Rooms) -> None:
    rooms = provided_rooms
    order = split(rooms)
    step = giving(rooms)
    rooms.type("2")
    assert step.do_button.text() == "Refund ¥2.00 to Alipay"  # the newest
    choose_cash(step)
    assert "Up to ¥6.00 can go back" in words(step)
    assert step.do_button.text() == "Give back ¥2.00 in cash"
    step.amount.input.setText("6.01")
    step.changed()
    assert "6.00" in step.amount.complaint.text()
    step.amount.input.setText("2")
    step.changed()
    rooms.speak("zh")
    assert step.do_button.text() == "退还现金 ¥2.00"
    tap(step.do_button)
    assert [(x.tender, x.amount_minor) for x in rooms.shop.detail(order).refunds] == [("cash", 200)]


def test_goods_can_be_paid_back_from_a_payment_of_choice(provided_rooms: Rooms) -> None:
    rooms = provided_rooms
    order = split(rooms)
    step = returning(rooms)
    tap(step.everything)
    choose_cash(step)
    assert not step.do_button.isEnabled()  # 11.00 are not in it
    tap(step.rows[0].less)
    assert step.do_button.text() == "Give back ¥5.50 in cash"
    for name, window in looks(rooms.window, texts=("normal", "largest")):
        assert clipped(window.panels.panel) == [], name
    tap(step.do_button)
    assert [(x.tender, x.amount_minor) for x in rooms.shop.detail(order).refunds] == [("cash", 550)]


def test_one_payment_is_nothing_to_choose_from(rooms: Rooms) -> None:
    sell(rooms.shop, "tea")
    assert not giving(rooms).payment.isVisible()


def test_the_list_marks_the_order_the_return_is_about(rooms: Rooms) -> None:
    older = sell(rooms.shop, "tea")
    sell(rooms.shop, "water")
    rooms.view("sell")
    rooms.press(Qt.Key.Key_F8)
    rooms.scan(older.number)
    table = rooms.window.views["orders"].table
    assert table.current().number == older.number
    rooms.press(Qt.Key.Key_Return)
    tap(rooms.step.do_button)  # the list is read anew
    assert table.current().number == older.number
    rooms.window.views["orders"].search_for("water")
    windows.settle()
    assert table.current() is None  # it is not among these
