"""What the till keeps failing at by a fault of ours stands in the Payments view until it works."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from app.domain.errors import Bug, Unavailable, UserError
from app.domain.order_states import Lifecycle
from app.domain.originals import Sheet
from app.domain.outbox import GIVEN_UP
from app.domain.payment import AttemptState
from tests.helpers.back_rooms import Rooms, cells, show_code, words
from tests.helpers.screens import clipped, looks
from tests.ui.test_payments_cases import (
    AMOUNT,
    NEXT,
    ORDER,
    SINCE,
    STATE,
    anew,
    choose,
    open_first,
    told_to_staff,
)

Key = Qt.Key
BROKEN = "app.services.ending.ask"


def broken(*_: object, **__: object) -> None:
    """The program fails."""
    raise Bug("rows_do_not_match")


def look_after(rooms: Rooms, reason: str) -> None:
    """Somebody has, and says what was done; without a word it stays a task."""
    choose(rooms, "Taken care of")
    rooms.press(Key.Key_Return)
    assert rooms.step.reason.complaint.text()
    rooms.type(reason)
    rooms.press(Key.Key_Return)
    assert told_to_staff(rooms)[0] == 0


@pytest.mark.expects_logs
def test_a_fault_of_the_program_is_a_task_until_it_is_mended(
    provided_rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = show_code(shop, "tea")
    assert shop.house.poller.run_due().broken == []
    with monkeypatch.context() as patch:
        patch.setattr(BROKEN, broken)
        for minutes in (0, 6):
            shop.clock.advance(minutes=minutes, seconds=3)
            (failure,) = shop.house.poller.run_due().broken
            assert "rows_do_not_match" in str(failure)
        view = anew(rooms)
        assert cells(view.table, STATE) == ["Keeps failing"]
        assert cells(view.table, AMOUNT) == ["¥5.50"]
        assert cells(view.table, ORDER) == [shop.order(attempt).number]
        assert cells(view.table, SINCE) == ["6 min ago"]
        assert cells(view.table, NEXT) == ["in 5 min"]
        assert told_to_staff(rooms) == (1, "1 needs attention · oldest 6 min ago")
        open_first(rooms)
        told = words(rooms.panel)
        assert "rows_do_not_match" in told and "Nothing is decided meanwhile" in told
        choose(rooms, "Try now")
        assert "rows_do_not_match" in rooms.step.complaint.text()
        assert shop.house.queries.troubles()[0].trouble.tries == 3
    choose(rooms, "Try now")
    assert rooms.panel is None
    assert shop.house.queries.troubled() == frozenset()
    assert told_to_staff(rooms)[0] == 0
    assert shop.house.payments.attempt(attempt.id).state is not AttemptState.SUCCEEDED


@pytest.mark.expects_logs
def test_answers_of_no_use_are_told_from_the_third_on(provided_rooms: Rooms) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = show_code(shop, "tea")
    shop.control.fault("invalid-timestamp")
    for _ in range(2):
        shop.clock.advance(seconds=40)
        shop.house.poller.run_due()
    assert told_to_staff(rooms)[0] == 0
    shop.clock.advance(seconds=40)
    shop.house.poller.run_due()
    view = anew(rooms)
    assert cells(view.table, STATE) == ["Keeps failing"]
    (found,) = shop.house.queries.troubles()
    assert (found.trouble.problem, found.trouble.tries) == ("provider_clock_wrong", 3)
    assert found.order_number == shop.order(attempt).number
    shop.control.clear()
    shop.clock.advance(seconds=60)
    shop.house.poller.run_due()
    assert told_to_staff(rooms)[0] == 0
    assert cells(anew(rooms).table, STATE) != ["Keeps failing"]


@pytest.mark.expects_logs
def test_what_somebody_looked_after_leaves_the_list_and_is_tried_all_the_same(
    provided_rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = show_code(shop, "tea")
    monkeypatch.setattr(BROKEN, broken)
    shop.clock.advance(seconds=40)
    shop.house.poller.run_due()
    open_first(rooms)
    look_after(rooms, "told the maker")
    shop.clock.advance(minutes=6)
    assert len(shop.house.poller.run_due().broken) == 1
    assert told_to_staff(rooms)[0] == 0
    with pytest.raises(UserError, match="reason_missing"):
        shop.house.troubles.settle(attempt.id, staff="li", reason=" ")


@pytest.mark.expects_logs
def test_an_order_that_cannot_be_let_go_is_told_by_itself(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = rooms.shop
    order = shop.house.checkout.place(shop.cart("tea"), staff="li")
    shop.clock.advance(hours=1)
    with monkeypatch.context() as patch:
        patch.setattr("app.services.cancelling.cancel", broken)
        assert len(shop.house.poller.run_due().broken) == 1
    view = anew(rooms)
    assert cells(view.table, STATE) == ["Keeps failing"]
    assert cells(view.table, ORDER) == [order.number]
    assert told_to_staff(rooms)[0] == 1
    rooms.press(Key.Key_Return)
    assert "cannot let this order go" in words(rooms.panel)
    choose(rooms, "Try now")
    assert shop.detail(order).order.lifecycle is Lifecycle.CANCELLED
    assert told_to_staff(rooms)[0] == 0


def unprinted(rooms: Rooms, receipts: int) -> None:
    """The printer is out of paper while things are sold, and for minutes after."""
    shop = rooms.shop
    shop.print_receipts = True
    shop.printer.failure = Unavailable("printer_failed", problem="no paper")
    for _ in range(receipts):
        shop.house.checkout.pay_cash(shop.cart("tea"), tendered_minor=550, staff="li")
    for _ in range(GIVEN_UP):
        shop.house.printing.run_due()
        shop.clock.advance(seconds=31)


def test_receipts_the_printer_never_took_are_one_task(rooms: Rooms) -> None:
    shop = rooms.shop
    unprinted(rooms, 3)
    view = anew(rooms)
    assert cells(view.table, STATE) == ["3 receipts not printed"]
    assert cells(view.table, AMOUNT) == [""]
    assert told_to_staff(rooms)[0] == 1
    open_first(rooms)
    assert "printer_failed" in words(rooms.panel)
    choose(rooms, "Try now")
    assert "no paper" in rooms.step.complaint.text()
    shop.printer.failure = None
    choose(rooms, "Try now")
    assert len(shop.printer.printed) == 3
    assert told_to_staff(rooms)[0] == 0
    assert shop.house.queries.due_jobs("1", shop.clock.now(), 9) == []


def test_receipts_nobody_wants_any_more_are_dropped_with_a_reason(rooms: Rooms) -> None:
    shop = rooms.shop
    unprinted(rooms, 2)
    open_first(rooms)
    look_after(rooms, "the customers are gone")
    shop.printer.failure = None
    assert shop.house.printing.run_due() == 0
    assert shop.printer.printed == []
    with pytest.raises(UserError, match="reason_missing"):
        shop.house.printing.drop(staff="li", reason="")


@pytest.mark.expects_logs
def test_a_receipt_that_cannot_be_made_keeps_no_other_from_the_printer(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = rooms.shop
    shop.print_receipts = True
    bad, good = (
        shop.house.checkout.pay_cash(shop.cart("tea"), tendered_minor=550, staff="li").order
        for _ in range(2)
    )
    made = shop.house.papers.pdf

    def pdf(sheet: Sheet, *, language: str) -> bytes:
        if sheet.order_id == bad.id:
            raise ZeroDivisionError
        return made(sheet, language=language)

    monkeypatch.setattr(shop.house.papers, "pdf", pdf)
    assert shop.house.printing.run_due() == 1
    assert len(shop.printer.printed) == 1
    (job,) = shop.house.queries.due_jobs("1", shop.clock.now() + timedelta(minutes=1), 9)
    assert (job.subject, job.last_error) == (bad.id, "ZeroDivisionError")
    assert good.id != job.subject


@pytest.mark.expects_logs
def test_a_failing_payment_fits_in_every_look(
    provided_rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    show_code(shop, "tea")
    monkeypatch.setattr(BROKEN, broken)
    shop.clock.advance(seconds=40)
    shop.house.poller.run_due()
    unprinted(rooms, 2)
    for name, _window in looks(rooms.window, texts=("normal", "largest")):
        rooms.view("payments")
        rooms.window.teller.look()
        rooms.press(Key.Key_Return)
        assert clipped(rooms.panel) == [], name
        rooms.press(Key.Key_Escape)
