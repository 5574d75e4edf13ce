"""The Payments view: nothing unknown is painted paid, and each case has its one way on."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtCore import Qt

from app.domain.order_states import PaymentState
from app.domain.payment import Attempt, AttemptEvent, AttemptState, RefundState
from app.ports.gateway import Charge, Money, Status
from app.services.records import Observation, Recorder
from tests.helpers.back_rooms import Rooms, button, cells, sell, show_code, tap, words
from tests.helpers.shop import Shop

STATE, AMOUNT, WAY, ORDER, SINCE, NEXT = range(6)


def hear(shop: Shop, attempt: Attempt, event: AttemptEvent, paid_minor: int = 0) -> None:
    """The provider says something about an attempt, or nothing at all."""
    charge = Charge(
        attempt_no=attempt.id,
        status=Status.PAID,
        provider_ref=f"ref-{attempt.id}",
        paid=Money(paid_minor, attempt.currency),
    )
    said = charge if paid_minor else None
    recorder = Recorder(shop.house.payments._context)
    recorder.record_status(attempt.id, Observation(event=event, what="query", charge=said))


def test_nothing_open_is_good_news(rooms: Rooms) -> None:
    sell(rooms.shop, "tea")
    assert "All money is accounted for" in words(rooms.view("payments"))


def test_a_waiting_payment_is_told_with_its_age_and_next_check(provided_rooms: Rooms) -> None:
    rooms = provided_rooms
    attempt = show_code(rooms.shop, "tea")
    rooms.shop.clock.advance(seconds=7)
    view = rooms.view("payments")
    assert cells(view.table, STATE) == ["Waiting for the customer"]
    assert cells(view.table, AMOUNT) == ["¥5.50"]
    assert cells(view.table, SINCE) == ["7 s ago"]
    assert cells(view.table, ORDER) == [rooms.shop.order(attempt).number]
    rooms.shop.clock.advance(minutes=2)
    assert cells(view.table, SINCE) == ["2 min ago"]


def test_an_unknown_result_warns_against_charging_again(provided_rooms: Rooms) -> None:
    rooms = provided_rooms
    attempt = show_code(rooms.shop, "tea")
    hear(rooms.shop, attempt, AttemptEvent.NO_ANSWER)
    view = rooms.view("payments")
    rooms.press(Qt.Key.Key_Return)
    told = words(rooms.panel)
    assert "Do not charge again" in told
    assert "Result unknown" in cells(view.table, STATE)[0]
    assert "Paid" not in cells(view.table, STATE)[0]


def test_checking_now_clears_what_was_paid(provided_rooms: Rooms) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = show_code(shop, "tea")
    shop.control.pay(attempt.id)
    view = rooms.view("payments")
    rooms.press(Qt.Key.Key_Return)
    rooms.press(Qt.Key.Key_Return)
    assert shop.order(attempt).payment is PaymentState.PAID
    assert rooms.panel is None
    assert cells(view.table, STATE) == []


def test_cancelling_asks_the_provider_first(provided_rooms: Rooms) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = show_code(shop, "tea")
    shop.control.pay(attempt.id)
    rooms.view("payments")
    rooms.press(Qt.Key.Key_Return)
    tap(button(rooms.panel, "Cancel payment"))
    assert shop.house.payments.attempt(attempt.id).state is AttemptState.SUCCEEDED


def test_a_silent_provider_is_told_and_the_payment_stays(provided_rooms: Rooms) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    show_code(shop, "tea")
    shop.provider.stop()
    view = rooms.view("payments")
    rooms.press(Qt.Key.Key_Return)
    rooms.press(Qt.Key.Key_Return)
    rooms.view("payments")
    assert cells(view.table, STATE) == ["Waiting for the customer"]


def test_late_money_goes_back_after_asking_and_no_other_money(provided_rooms: Rooms) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    late = show_code(shop, "tea")
    shop.house.payments.cancel(late.id, staff="li")
    order = shop.order(late)
    paid = shop.house.checkout.pay_cash(shop.cart_of(order), tendered_minor=550, staff="li")
    hear(shop, late, AttemptEvent.PAID, 550)
    view = rooms.view("payments")
    assert cells(view.table, STATE) == ["Paid too late"]
    assert cells(view.table, NEXT) == ["your turn"]
    rooms.press(Qt.Key.Key_Return)
    tap(button(rooms.panel, "Refund this money"))
    tap(button(rooms.panel, "Refund ¥5.50 to Alipay"))
    refunds = shop.detail(paid.order).refunds
    assert [(x.attempt_id, x.amount_minor) for x in refunds] == [(late.id, 550)]
    assert cells(view.table, STATE) == ["Refund is being sent"]


def test_a_failed_refund_waits_for_a_person_and_is_sent_again(provided_rooms: Rooms) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = show_code(shop, "tea")
    shop.control.pay(attempt.id)
    shop.check(attempt)
    order = shop.order(attempt)
    (refund,) = shop.house.refunds.refund_all(order.id, staff="li", reason="staff")
    with shop.database.unit_of_work() as unit:
        failed = unit.payments.get_refund(refund.id)
        failed.state, failed.due_at, failed.tries = RefundState.FAILED, None, 3
        unit.payments.save_refund(failed)
        unit.commit()
    view = rooms.view("payments")
    assert cells(view.table, STATE) == ["Refund failed"]
    rooms.press(Qt.Key.Key_Return)
    tap(button(rooms.panel, "Send it again"))
    assert shop.detail(order).refunds[0].state is not RefundState.FAILED
    assert "Refund failed" not in cells(view.table, STATE)


def test_the_whole_order_is_one_step_away(provided_rooms: Rooms) -> None:
    rooms = provided_rooms
    attempt = show_code(rooms.shop, "tea")
    rooms.view("payments")
    rooms.press(Qt.Key.Key_Return)
    tap(button(rooms.panel, "Whole order"))
    assert rooms.window.view_id == "orders"
    assert rooms.panel.title.text() == f"Order {rooms.shop.order(attempt).number}"


def test_the_list_is_narrowed_and_exported(provided_rooms: Rooms, target: Path) -> None:
    rooms = provided_rooms
    first, second = show_code(rooms.shop, "tea"), show_code(rooms.shop, "water")
    view = rooms.view("payments")
    view.finder.put(rooms.shop.order(second).number)
    assert cells(view.table, AMOUNT) == ["¥2.00"]
    view.finder.put("")
    tap(button(view, "Export"))
    rows = list(csv.reader(target.read_text("utf-8-sig").splitlines()))
    assert [row[4] for row in rows[1:]] == [
        rooms.shop.order(attempt).number for attempt in (first, second)
    ]


def test_a_payment_that_is_answered_leaves_by_itself(provided_rooms: Rooms) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = show_code(shop, "tea")
    view = rooms.view("payments")
    shop.control.pay(attempt.id)
    shop.check(attempt)
    rooms.view("payments")
    assert cells(view.table, STATE) == []
