"""Everything that needs a person has its one way on in the Payments view, by keys alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.order_states import Label, Lifecycle, PaymentState
from app.domain.payment import Attempt, AttemptState, RefundState
from app.domain.slips import Slip
from app.ports.gateway import Money
from app.services.wishes import Wanted
from data.ids import new_id
from tests.helpers.back_rooms import Rooms, button, cells, show_code, tap, words
from tests.helpers.shop import Shop
from tests.helpers.windows import settle
from ui import files
from ui.views.payments.cases import everything
from ui.widgets.buttons import Button

Key = Qt.Key
STATE, AMOUNT, WAY, ORDER, SINCE, NEXT = range(6)


def choose(rooms: Rooms, said: str) -> None:
    """Go to a button of the panel with Tab, and press it with Enter."""
    for _ in range(30):
        focus = QApplication.focusWidget()
        if isinstance(focus, Button) and focus.text().strip() == said:
            rooms.press(Key.Key_Return)
            return
        rooms.press(Key.Key_Tab)
    raise LookupError(f"{said} cannot be reached in: {words(rooms.panel)}")


def open_first(rooms: Rooms) -> None:
    """The list is entered, and its first row opened, with Enter."""
    rooms.view("payments")
    rooms.press(Key.Key_Return)


def anew(rooms: Rooms) -> Any:
    """Time has passed, and somebody looks again."""
    view = rooms.view("payments")
    tap(button(view, "Refresh"))
    view.focus_first()
    return view


def unknown(shop: Shop) -> Attempt:
    """A code whose request was lost on its way."""
    shop.control.fault("drop-after-execute", method="precreate")
    return show_code(shop, "tea")


def paid_wrong(shop: Shop, amount: str) -> Attempt:
    """The customer has paid another amount."""
    attempt = show_code(shop, "tea")
    shop.control.pay(attempt.id, amount)
    return shop.check(attempt)


def paid_late(shop: Shop, *, withdrawn: bool = True) -> Attempt:
    """The customer has paid what was given up."""
    cart = shop.cart("tea")
    attempt = shop.show_code(cart)
    shop.control.scan(attempt.id)
    shop.house.vouching.give_up(attempt.id, staff="li", reason="gone")
    if withdrawn:
        shop.house.checkout.withdraw(cart, staff="li")
    shop.control.pay(attempt.id)
    return shop.check(attempt)


def test_a_manager_vouches_for_what_nobody_can_be_asked_about(provided_rooms: Rooms) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = unknown(shop)
    open_first(rooms)
    choose(rooms, "It was paid: I vouch for it")
    rooms.press(Key.Key_Return)
    assert rooms.step.reason.complaint.text()
    assert shop.house.payments.attempt(attempt.id).state is AttemptState.UNKNOWN
    rooms.type("seen on the phone")
    rooms.press(Key.Key_Return)
    assert shop.house.payments.attempt(attempt.id).state is AttemptState.CLAIMED
    assert rooms.panel is None
    assert shop.order(attempt).label is Label.COMPLETED


def test_a_manager_stops_waiting(provided_rooms: Rooms) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = unknown(shop)
    open_first(rooms)
    choose(rooms, "Stop waiting")
    rooms.type("phone died")
    choose(rooms, "Stop waiting")
    assert shop.house.payments.attempt(attempt.id).state is AttemptState.EXPIRED


def test_what_was_paid_too_much_is_returned_once(provided_rooms: Rooms) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = paid_wrong(shop, "7.50")
    view = rooms.view("payments")
    assert cells(view.table, STATE) == ["Wrong amount paid"]
    assert cells(view.table, WAY) == ["Alipay · practice"]
    rooms.press(Key.Key_Return)
    told = words(rooms.panel)
    assert "¥2.00" in told and "Practice money" in told
    choose(rooms, "Return the surplus")
    choose(rooms, "Return ¥2.00")
    (refund,) = shop.detail(shop.order(attempt)).refunds
    assert (refund.amount_minor, refund.attempt_id) == (200, attempt.id)
    assert refund.state is RefundState.REQUESTED


def test_wrong_money_that_was_settled_by_hand_leaves_with_a_reason(provided_rooms: Rooms) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = paid_wrong(shop, "3.00")
    open_first(rooms)
    choose(rooms, "Settled by hand")
    rooms.type("paid the rest in cash")
    rooms.press(Key.Key_Return)
    assert "paid the rest in cash" in shop.house.payments.attempt(attempt.id).handled
    assert cells(rooms.view("payments").table, STATE) == []


def test_an_order_whose_money_came_late_is_taken_up_again(provided_rooms: Rooms) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = paid_late(shop)
    open_first(rooms)
    choose(rooms, "Take the order up again")
    choose(rooms, "Take the order up again")
    assert shop.order(attempt).label is Label.COMPLETED
    assert cells(rooms.view("payments").table, STATE) == []


def test_a_refund_that_failed_is_given_back_in_cash(provided_rooms: Rooms) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = show_code(shop, "tea")
    shop.control.pay(attempt.id)
    shop.check(attempt)
    (refund,) = shop.house.refunds.refund_attempt(attempt.id, staff="li", reason="x")
    with shop.database.unit_of_work() as unit:
        failed = unit.payments.get_refund(refund.id)
        failed.state, failed.due_at = RefundState.FAILED, None
        unit.payments.save_refund(failed)
        unit.commit()
    shop.clock.advance(minutes=1)
    open_first(rooms)
    with pytest.raises(LookupError):  # the shop does not want that
        button(rooms.panel, "Give it back in cash")
    rooms.press(Key.Key_Escape)
    shop.change(cash_refunds=True)
    rooms.window.session.set_profile(shop.house.shop.profile())
    open_first(rooms)
    choose(rooms, "Give it back in cash")
    choose(rooms, "Give back ¥5.50 in cash")
    detail = shop.detail(shop.order(attempt))
    assert [(r.tender, r.state) for r in detail.refunds] == [
        ("alipay", RefundState.FAILED),
        ("cash", RefundState.SUCCEEDED),
    ]
    assert detail.order.payment is PaymentState.REFUNDED
    assert cells(rooms.view("payments").table, STATE) == []


def test_an_order_left_lying_with_a_part_of_its_money_is_cancelled(rooms: Rooms) -> None:
    shop = rooms.shop
    sale = shop.house.checkout.pay_cash(
        shop.cart("tea"), tendered_minor=300, staff="li", amount_minor=300
    )
    assert cells(rooms.view("payments").table, STATE) == []
    shop.clock.advance(hours=1)
    view = anew(rooms)
    assert cells(view.table, STATE) == ["Partly paid"]
    assert cells(view.table, AMOUNT) == ["¥2.50"]
    rooms.press(Key.Key_Return)
    assert "Still missing" in words(rooms.panel)
    choose(rooms, "Cancel the order")
    choose(rooms, "Refund ¥3.00")
    assert shop.detail(sale.order).order.lifecycle is Lifecycle.CANCELLED
    assert cells(rooms.view("payments").table, STATE) == []


def test_what_only_the_cashier_vouches_for_is_there_for_those_who_look(rooms: Rooms) -> None:
    shop = rooms.shop
    wish = Wanted(key=new_id(), provider="manual_card", amount_minor=550)
    shop.house.vouching.take_slip(shop.cart("tea"), wish, Slip(number="41"), staff="li")
    view = rooms.view("payments")
    assert not view.claims.isVisible()
    shop.clock.advance(days=2)
    view = anew(rooms)
    assert cells(view.table, STATE) == []
    assert view.claims.text() == "Not in a statement yet: 1"
    view.claims.setFocus()
    rooms.press(Key.Key_Return)
    assert cells(view.table, STATE) == ["Paid, as the cashier says"]
    view.table.setFocus()
    view.table.choose(0)
    rooms.press(Key.Key_Return)
    choose(rooms, "Settled by hand")
    rooms.type("found on the acquirer's page")
    rooms.press(Key.Key_Return)
    assert cells(view.table, STATE) == []


def bank_code(rooms: Rooms) -> Attempt:
    """The customer is shown the code of the shop's bank, and nobody says anything."""
    payee = {"scheme": "epc", "name": "Laden", "iban": "DE02120300000000202051"}
    rooms.shop.take_bank_codes("EUR", payee)
    rooms.window.session.set_profile(rooms.shop.house.shop.profile())
    return rooms.shop.show_code(rooms.shop.cart("tea"), "static_qr")


def test_a_bank_code_nobody_spoke_of_becomes_a_task_after_half_an_hour(rooms: Rooms) -> None:
    shop = rooms.shop
    attempt = bank_code(rooms)
    shop.clock.advance(minutes=29)
    view = rooms.view("payments")
    assert cells(view.table, STATE) == ["Waiting for the customer"]
    assert told_to_staff(rooms) == (0, "")
    shop.clock.advance(minutes=1)
    view = anew(rooms)
    assert cells(view.table, STATE) == ["Nobody said if it was paid"]
    assert cells(view.table, SINCE) == ["30 min ago"]
    assert told_to_staff(rooms) == (1, "1 needs attention · oldest 30 min ago")
    rooms.press(Key.Key_Return)
    assert "The order is kept until then" in words(rooms.panel)
    choose(rooms, "It was paid: I vouch for it")
    rooms.type("stands in the bank's app")
    rooms.press(Key.Key_Return)
    assert shop.house.payments.attempt(attempt.id).state is AttemptState.CLAIMED
    assert shop.order(attempt).label is Label.COMPLETED
    assert told_to_staff(rooms) == (0, "")


def test_an_order_is_let_go_only_when_staff_has_stopped_waiting(rooms: Rooms) -> None:
    shop = rooms.shop
    attempt = bank_code(rooms)
    shop.clock.advance(hours=20)
    assert shop.house.poller.run_due().expired == 0
    assert shop.house.orders.expire(attempt.order_id).lifecycle is Lifecycle.PLACED
    open_first(rooms)
    choose(rooms, "Stop waiting")
    rooms.type("not in the bank's app")
    choose(rooms, "Stop waiting")
    assert shop.house.poller.run_due().expired == 1
    assert shop.order(attempt).lifecycle is Lifecycle.CANCELLED
    assert shop.available("tea") == 10_000


def told_to_staff(rooms: Rooms) -> tuple[int, str]:
    """How many rows of the view nobody but staff can do anything about, and the status bar."""
    queries, now = rooms.shop.house.queries, rooms.shop.clock.now()
    rooms.window.teller.look()
    settle()
    urgent = sum(case.urgent for case in everything(rooms.shop.house))
    assert queries.waiting("1", now).tasks == urgent
    assert rooms.window.frame.rail.button("payments").tasks == urgent
    return urgent, rooms.window.frame.status.text_of("tasks").strip()


def test_whoever_looks_at_the_status_bar_knows_what_the_view_will_say(
    provided_rooms: Rooms,
) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    assert told_to_staff(rooms) == (0, "")
    paid_wrong(shop, "7.50")
    paid_late(shop)
    unknown(shop)
    shop.house.checkout.pay_cash(shop.cart("tea"), tendered_minor=300, staff="li", amount_minor=300)
    shop.clock.advance(hours=1)
    assert told_to_staff(rooms) == (3, "3 need attention · oldest 1 h ago")
    assert rooms.window.frame.status.text_of("checking").startswith("1 payment being checked")
    attempt = show_code(shop, "tea")
    shop.control.pay(attempt.id)
    shop.check(attempt)
    shop.control.fault("bill-has-more", count=1)
    shop.house.reconciliation.download("alipay", shop.clock.china_day(), staff="li")
    shop.clock.advance(hours=1)
    assert told_to_staff(rooms)[0] == 4


def test_a_difference_waits_until_a_person_says_why(provided_rooms: Rooms) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = show_code(shop, "tea")
    shop.control.pay(attempt.id)
    shop.check(attempt)
    shop.control.fault("bill-differs", count=1)
    shop.house.reconciliation.download("alipay", shop.clock.china_day(), staff="li")
    view = rooms.view("payments")
    assert cells(view.table, STATE) == ["Statement says otherwise"]
    assert cells(view.table, ORDER) == [shop.order(attempt).number]
    rooms.press(Key.Key_Return)
    assert "¥6.50, in the books ¥5.50" in words(rooms.panel)
    choose(rooms, "Settled by hand")
    rooms.type("the provider has corrected it")
    rooms.press(Key.Key_Return)
    assert cells(view.table, STATE) == []
    assert shop.house.queries.open_differences() == []


def test_everything_that_was_said_can_be_read(provided_rooms: Rooms) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = show_code(shop, "tea")
    shop.check(attempt)
    open_first(rooms)
    choose(rooms, "Messages with the provider")
    said = rooms.step.text.toPlainText()
    assert said.index("asked what became of it") < said.index("asked for the payment")
    assert attempt.id in said
    rooms.press(Key.Key_Escape)
    assert rooms.step.badge.text() == "Waiting for the customer"


def test_a_managers_words_stay_where_what_was_said_is_read(provided_rooms: Rooms) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = paid_late(shop)
    open_first(rooms)
    choose(rooms, "Messages with the provider")
    assert "a manager gave it up\ngone" in rooms.step.text.toPlainText()
    gateway = shop.gateways.offered()["alipay"]
    all_of_it = Money(550, "CNY")
    gateway.refund(attempt.id, refund_no=new_id(), money=all_of_it, total=all_of_it)
    shop.house.reconciliation.download("alipay", shop.clock.china_day(), staff="li")
    rooms.window.go("orders").open_item(attempt.order_id)
    rooms.view("orders")
    assert "Refunded outside the till" in words(rooms.panel)


def test_a_statement_is_read_from_a_file(
    rooms: Rooms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = rooms.shop
    wish = Wanted(key=new_id(), provider="manual_card", amount_minor=550)
    taken = shop.house.vouching.take_slip(shop.cart("tea"), wish, Slip(number="41"), staff="li")
    file = tmp_path / "cards.csv"
    day = shop.clock.now().date()
    file.write_text(f"日期,金额,凭证号\n{day},5.50,0041\n{day},9.90,0042\n", "gb18030")
    monkeypatch.setattr(files, "ask_statement", lambda _parent: file)
    view = rooms.view("payments")
    tap(button(view, "Statements"))
    choose(rooms, "Read a file …")
    view = rooms.view("payments")
    assert cells(view.table, STATE) == ["Not in the books"]
    assert any("2 lines read, 1 payments or refunds confirmed" in x for x in rooms.news())
    rooms.window.go("orders").open_item(taken.order_id)
    rooms.view("orders")
    assert "Paid, in the statement" in words(rooms.panel)


def test_a_provider_that_is_not_ready_is_told_and_nothing_else_happens(
    provided_rooms: Rooms,
) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    shop.provider.stop()
    view = rooms.view("payments")
    tap(button(view, "Statements"))
    rooms.press(Key.Key_Return)
    (told,) = [x for x in rooms.news() if x.startswith("Alipay: ")]
    assert "not reached" in told
    assert told.startswith("Alipay: ")
    assert rooms.panel is None
