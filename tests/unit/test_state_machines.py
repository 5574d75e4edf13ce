"""The transition tables are total, reachable and never lose money."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import pytest

from app.domain import machine
from app.domain.errors import UserError
from app.domain.order_states import (
    LIFECYCLE,
    Fulfilment,
    Label,
    Lifecycle,
    OrderEvent,
    PaymentState,
    label,
)
from app.domain.payment import (
    ATTEMPT,
    CAPTURED,
    LIVE,
    REFUND,
    AttemptEvent,
    AttemptState,
    RefundEvent,
    RefundState,
)
from app.domain.shipping import SHIPMENT, ShipmentEvent

AnyTable = Mapping[StrEnum, Mapping[StrEnum, StrEnum]]

TABLES = [
    pytest.param(LIFECYCLE, Lifecycle, OrderEvent, Lifecycle.DRAFT, id="lifecycle"),
    pytest.param(ATTEMPT, AttemptState, AttemptEvent, AttemptState.CREATED, id="attempt"),
    pytest.param(REFUND, RefundState, RefundEvent, RefundState.REQUESTED, id="refund"),
    pytest.param(SHIPMENT, Fulfilment, ShipmentEvent, Fulfilment.UNALLOCATED, id="shipment"),
]


def _reachable(table: AnyTable, start: StrEnum) -> set[StrEnum]:
    seen, todo = {start}, [start]
    while todo:
        for after in table[todo.pop()].values():
            if after not in seen:
                seen.add(after)
                todo.append(after)
    return seen


@pytest.mark.parametrize(("table", "states", "events", "start"), TABLES)
def test_every_state_has_a_row_and_every_event_is_used(
    table: AnyTable, states: type[StrEnum], events: type[StrEnum], start: StrEnum
) -> None:
    assert set(table) == set(states)
    assert {event for row in table.values() for event in row} == set(events)


@pytest.mark.parametrize(
    ("table", "start"),
    [
        (LIFECYCLE, Lifecycle.DRAFT),
        (ATTEMPT, AttemptState.CREATED),
        (REFUND, RefundState.REQUESTED),
    ],
)
def test_every_state_can_be_reached(table: AnyTable, start: StrEnum) -> None:
    unreached = set(table) - _reachable(table, start)
    assert not unreached


@pytest.mark.parametrize("table", [ATTEMPT, REFUND])
def test_news_about_money_is_never_refused(table: AnyTable) -> None:
    events = AttemptEvent if table is ATTEMPT else RefundEvent
    for state in table:
        assert set(table[state]) == set(events), state


def test_a_redelivered_event_changes_nothing() -> None:
    for table in (ATTEMPT, REFUND):
        for row in table.values():
            for event, after in row.items():
                assert table[after][event] is after


def test_money_that_arrived_is_never_forgotten() -> None:
    for state in CAPTURED - {AttemptState.CLAIMED}:
        assert set(ATTEMPT[state].values()) == {state}
    assert set(ATTEMPT[AttemptState.CLAIMED].values()) < CAPTURED


def test_a_given_up_attempt_notices_late_money_and_nothing_else() -> None:
    for state in (AttemptState.CANCELLED, AttemptState.EXPIRED, AttemptState.DECLINED):
        row = ATTEMPT[state]
        assert row[AttemptEvent.PAID] is AttemptState.LATE_PAID
        assert row[AttemptEvent.WRONG_AMOUNT] is AttemptState.MISMATCH
        rest = {e: s for e, s in row.items() if s is not state}
        assert row[AttemptEvent.CLAIMED] is AttemptState.LATE_PAID
        news = {AttemptEvent.PAID, AttemptEvent.CLAIMED, AttemptEvent.WRONG_AMOUNT}
        assert set(rest) == news


def test_no_answer_is_neither_paid_nor_failed() -> None:
    for state in LIVE:
        assert ATTEMPT[state][AttemptEvent.NO_ANSWER] is AttemptState.UNKNOWN


def test_an_event_the_table_does_not_know_is_refused_by_name() -> None:
    with pytest.raises(UserError) as caught:
        machine.step(LIFECYCLE, Lifecycle.COMPLETED, OrderEvent.PLACE)
    assert caught.value.key == "transition_refused"
    assert caught.value.params == {"state": "COMPLETED", "event": "PLACE"}


@pytest.mark.parametrize(
    ("lifecycle", "payment", "fulfilment", "expected"),
    [
        ("CANCELLED", "REFUND_PENDING", "NOT_REQUIRED", Label.REFUNDING),
        ("CANCELLED", "REFUNDED", "NOT_REQUIRED", Label.REFUNDED),
        ("CANCELLED", "UNPAID", "NOT_REQUIRED", Label.CANCELLED),
        ("PLACED", "UNKNOWN", "NOT_REQUIRED", Label.CHECKING_PAYMENT),
        ("PLACED", "FAILED", "NOT_REQUIRED", Label.PAYMENT_FAILED),
        ("PLACED", "UNPAID", "NOT_REQUIRED", Label.AWAITING_PAYMENT),
        ("PLACED", "PENDING", "UNALLOCATED", Label.AWAITING_PAYMENT),
        ("PLACED", "PARTIALLY_PAID", "NOT_REQUIRED", Label.AWAITING_PAYMENT),
        ("PLACED", "PAID", "SHIPMENT_FAILED", Label.SHIPMENT_FAILED),
        ("COMPLETED", "PAID", "RECEIVED", Label.COMPLETED),
        ("PLACED", "PAID", "RECEIVED", Label.RECEIVED),
        ("PLACED", "PAID", "DELIVERED", Label.IN_TRANSIT),
        ("PLACED", "PAID", "IN_TRANSIT", Label.IN_TRANSIT),
        ("PLACED", "PAID", "PARTIALLY_SHIPPED", Label.SHIPPED),
        ("PLACED", "PARTIALLY_REFUNDED", "SHIPPED", Label.SHIPPED),
        ("PLACED", "PARTIALLY_REFUNDED", "PICKING", Label.AWAITING_SHIPMENT),
        ("PLACED", "PAID", "PACKED", Label.AWAITING_SHIPMENT),
        ("PLACED", "PAID", "NOT_REQUIRED", Label.PAID),
        ("PLACED", "PAID", "UNALLOCATED", Label.PAID),
    ],
)
def test_the_first_matching_row_names_the_order(
    lifecycle: str, payment: str, fulfilment: str, expected: Label
) -> None:
    assert label(Lifecycle(lifecycle), PaymentState(payment), Fulfilment(fulfilment)) is expected


def test_every_combination_of_the_three_columns_has_a_label() -> None:
    labels = {
        label(lifecycle, payment, fulfilment)
        for lifecycle in Lifecycle
        for payment in PaymentState
        for fulfilment in Fulfilment
    }
    assert labels == set(Label)
