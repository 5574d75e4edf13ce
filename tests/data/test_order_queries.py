"""The Orders and Payments views, the shipping board, and what is due."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.cart import Delivery
from app.domain.errors import UserError
from app.domain.order import Order
from app.domain.order_states import (
    Fulfilment,
    Label,
    Lifecycle,
    PaymentState,
    label,
)
from app.domain.payment import AttemptState, Refund, RefundState
from app.domain.shipping import Shipment
from app.ports.queries import Due, Line, OrderFilter
from data.ids import new_id
from tests.helpers.books import (
    NOW,
    TODAY,
    Books,
    make_attempt,
    make_line,
    make_order,
    make_product,
)

ALL = 10_000
DAY = timedelta(days=1)


def numbers(books: Books, **wanted: object) -> list[str]:
    """Numbers of the orders a filter lets through, in the order of the list."""
    chosen = OrderFilter(**wanted)  # type: ignore[arg-type]
    rows, _ = books.queries.orders(chosen, after=None, limit=ALL)
    assert books.queries.count_orders(chosen) == len(rows)
    return [row.number for row in rows]


def add(books: Books, number: str, **fields: object) -> Order:
    """Commit an order with this number."""
    return books.add_order(make_order(make_line(), number=number, **fields))


def test_orders_come_newest_first_page_by_page(books: Books) -> None:
    moments = [NOW + timedelta(seconds=n // 3) for n in range(11)]  # several at the same time
    for n, at in enumerate(moments):
        add(books, f"n{n:02}", placed_at=at)
    everything = numbers(books)
    assert [x.placed_at for x in books.queries.orders(OrderFilter(), after=None, limit=ALL)[0]] == (
        sorted(moments, reverse=True)
    )
    paged: list[str] = []
    after = None
    for _ in itertools.count():
        rows, after = books.queries.orders(OrderFilter(), after=after, limit=4)
        paged += [row.number for row in rows]
        if after is None:
            break
    assert paged == everything
    assert len(paged) == 11


def test_an_order_that_comes_meanwhile_does_not_shift_the_next_page(books: Books) -> None:
    for n in range(4):
        add(books, f"n{n}", placed_at=NOW + timedelta(seconds=n))
    first, after = books.queries.orders(OrderFilter(), after=None, limit=2)
    add(books, "new", placed_at=NOW + timedelta(hours=1))
    second, _ = books.queries.orders(OrderFilter(), after=after, limit=2)
    assert [x.number for x in [*first, *second]] == ["n3", "n2", "n1", "n0"]


@pytest.mark.parametrize("text", ["", "x", "bm9wZQ==", "W10=", "茶"])
def test_a_page_nobody_gave_out_is_refused(books: Books, text: str) -> None:
    with pytest.raises(UserError) as caught:
        books.queries.orders(OrderFilter(), after=text, limit=2)
    assert caught.value.key == "page_unknown"


def test_a_row_says_what_the_list_shows(books: Books) -> None:
    tea = books.add_product()
    lines = make_line(1, tea), make_line(2, tea), make_line(3, None)  # two goods and a fee
    order = make_order(
        *lines,
        customer_name="王小明",
        lifecycle=Lifecycle.COMPLETED,
        payment=PaymentState.PARTIALLY_REFUNDED,
    )
    books.add_order(order)
    ((row,), _) = books.queries.orders(OrderFilter(), after=None, limit=5)
    assert (row.order_id, row.number, row.placed_at) == (order.id, order.number, NOW)
    assert (row.business_date, row.customer_name) == (TODAY, "王小明")
    assert (row.total_minor, row.currency, row.items_milli) == (3300, "CNY", 4000)
    assert (row.label, row.partly_refunded) == (Label.COMPLETED, True)


def test_orders_are_narrowed_by_day(books: Books) -> None:
    for n in range(4):
        add(books, f"n{n}", business_date=TODAY + timedelta(days=n))
    first, last = TODAY + timedelta(days=1), TODAY + timedelta(days=2)
    assert sorted(numbers(books, first_day=first, last_day=last)) == ["n1", "n2"]
    assert sorted(numbers(books, first_day=last)) == ["n2", "n3"]


def test_orders_are_narrowed_by_what_somebody_remembers(books: Books) -> None:
    tea = books.add_product(make_product("茉莉花茶"))
    books.add_order(
        make_order(make_line(1, tea, name_en="Jasmine", sku="TEA-1"), number="20260331-1-0001")
    )
    books.add_order(make_order(make_line(), number="20260331-1-0002", customer_name="Ada 100%"))
    for text in ("0001", "jasmine", "花茶", "tea-1"):
        assert numbers(books, text=text) == ["20260331-1-0001"]
    assert numbers(books, text="ADA 100%") == ["20260331-1-0002"]
    assert numbers(books, text="100_") == []
    assert len(numbers(books, text="20260331")) == 2


def test_archived_orders_are_shown_on_request(books: Books) -> None:
    add(books, "old", archived=True)
    assert numbers(books) == []
    assert numbers(books, include_archived=True) == ["old"]


def test_labels_narrow_exactly_as_they_are_shown(books: Books) -> None:
    states = list(itertools.product(Lifecycle, PaymentState, Fulfilment))
    with books.unit_of_work() as unit:
        for n, (lifecycle, payment, fulfilment) in enumerate(states):
            unit.orders.add(
                make_order(
                    number=f"n{n:04}",
                    lifecycle=lifecycle,
                    payment=payment,
                    fulfilment=fulfilment,
                )
            )
        unit.commit()
    for wanted in [*({x} for x in Label), {Label.PAID, Label.CANCELLED, Label.SHIPPED}]:
        expected = [f"n{n:04}" for n, state in enumerate(states) if label(*state) in wanted]
        assert sorted(numbers(books, labels=frozenset(wanted))) == expected


def test_detail_has_everything_about_an_order(books: Books) -> None:
    order = make_order(make_line())
    attempt = make_attempt(order, AttemptState.SUCCEEDED)
    refund = make_refund(order, attempt.id)
    parcel = make_parcel(order)
    books.add_order(order, attempt)
    with books.unit_of_work() as unit:
        unit.payments.add_refund(refund)
        unit.shipments.add(parcel)
        unit.commit()
    detail = books.queries.order_detail(books.queries.order_id_of(order.number))
    assert detail.order == order
    assert (detail.attempts, detail.refunds) == ((attempt,), (refund,))
    assert (detail.shipments, detail.history) == ((parcel,), ())


def test_an_order_nobody_knows_is_named(books: Books) -> None:
    with pytest.raises(UserError, match="order_not_found"):
        books.queries.order_detail("nothing")
    with pytest.raises(UserError, match=r"order_number_unknown \(number=A-9\)"):
        books.queries.order_id_of("A-9")


def test_the_order_report_is_oldest_first_and_has_archived_orders(books: Books) -> None:
    add(books, "b", business_date=TODAY + timedelta(days=1))
    add(books, "a", archived=True)
    add(books, "z", business_date=TODAY + timedelta(days=2))
    rows = books.queries.orders_between(TODAY, TODAY + timedelta(days=1))
    assert [row.number for row in rows] == ["a", "b"]


def make_refund(order: Order, attempt_id: str, **fields: object) -> Refund:
    """A refund of everything."""
    money = {"amount_minor": order.total_minor, "tender": "alipay"}
    values = {"id": new_id(), "created_at": NOW, **money, **fields}
    return Refund(order_id=order.id, attempt_id=attempt_id, **values)  # type: ignore[arg-type]


def make_parcel(order: Order, **fields: object) -> Shipment:
    """A parcel that waits."""
    values = {"id": new_id(), "state": Fulfilment.AWAITING_SHIPMENT, "created_at": NOW, **fields}
    return Shipment(order_id=order.id, **values)  # type: ignore[arg-type]


def test_open_attempts_are_those_somebody_must_look_at(books: Books) -> None:
    expected = []
    for n, state in enumerate(AttemptState):
        order = make_order(make_line(), number=f"n{n}")
        at = NOW - timedelta(seconds=n)
        attempt = make_attempt(order, state, created_at=at, paid_minor=1000)
        books.add_order(order, attempt)
        if state.value in {"CREATED", "PENDING", "UNKNOWN", "LATE_PAID", "MISMATCH"}:
            expected.insert(0, (attempt, f"n{n}"))
    found = [(x.attempt, x.order_number) for x in books.queries.open_attempts()]
    assert found == expected


def test_late_money_is_settled_when_it_is_the_price_or_went_back(books: Books) -> None:
    good = make_order(make_line(), payment=PaymentState.PAID)
    books.add_order(good, make_attempt(good, AttemptState.LATE_PAID))
    back = make_order(make_line(), lifecycle=Lifecycle.CANCELLED)
    late = make_attempt(back, AttemptState.LATE_PAID)
    books.add_order(back, late)
    assert [x.attempt for x in books.queries.open_attempts()] == [late]
    with books.unit_of_work() as unit:
        unit.payments.add_refund(make_refund(back, late.id))
        unit.commit()
    assert list(books.queries.open_attempts()) == []


@pytest.mark.parametrize(
    ("lifecycle", "fulfilment", "payment", "left"),
    [
        (Lifecycle.COMPLETED, Fulfilment.NOT_REQUIRED, PaymentState.PARTIALLY_REFUNDED, 0),
        (Lifecycle.COMPLETED, Fulfilment.NOT_REQUIRED, PaymentState.REFUND_PENDING, 0),
        (Lifecycle.PLACED, Fulfilment.PACKED, PaymentState.PARTIALLY_REFUNDED, 0),
        (Lifecycle.PLACED, Fulfilment.PACKED, PaymentState.REFUND_PENDING, 0),
        (Lifecycle.PLACED, Fulfilment.NOT_REQUIRED, PaymentState.REFUND_PENDING, 1),
        (Lifecycle.PLACED, Fulfilment.UNALLOCATED, PaymentState.REFUND_PENDING, 1),
        (Lifecycle.COMPLETED, Fulfilment.NOT_REQUIRED, PaymentState.PARTIALLY_PAID, 1),
        (Lifecycle.COMPLETED, Fulfilment.NOT_REQUIRED, PaymentState.OVERPAID, 1),
        (Lifecycle.CANCELLED, Fulfilment.NOT_REQUIRED, PaymentState.PARTIALLY_REFUNDED, 1),
        (Lifecycle.CANCELLED, Fulfilment.NOT_REQUIRED, PaymentState.REFUND_PENDING, 1),
    ],
)
def test_what_goes_back_of_an_order_that_was_paid_brings_no_wrong_amount_back(
    books: Books, lifecycle: Lifecycle, fulfilment: Fulfilment, payment: PaymentState, left: int
) -> None:
    order = make_order(
        make_line(), lifecycle=lifecycle, fulfilment=fulfilment, payment=payment, pay_by=None
    )
    wrong = make_attempt(order, AttemptState.MISMATCH, paid_minor=200)
    books.add_order(order, wrong)
    assert [x.attempt for x in books.queries.open_attempts()] == [wrong][:left]
    assert books.queries.waiting("1", NOW).tasks == left


def test_open_refunds_are_those_that_have_not_arrived(books: Books) -> None:
    order = make_order(make_line(), number="n1")
    attempts = [make_attempt(order, AttemptState.SUCCEEDED, tender=x) for x in ("alipay", "cash")]
    books.add_order(order, *attempts)
    given_up = make_refund(order, attempts[0].id, state=RefundState.FAILED)
    later = NOW + timedelta(seconds=1)
    again = make_refund(order, attempts[0].id, created_at=later)
    failed = make_refund(order, attempts[1].id, state=RefundState.FAILED)
    done = make_refund(order, attempts[1].id, state=RefundState.SUCCEEDED, created_at=NOW - 2 * DAY)
    with books.unit_of_work() as unit:
        for refund in (given_up, again, failed, done):
            unit.payments.add_refund(refund)
        unit.commit()
    found = [(x.refund, x.order_number) for x in books.queries.open_refunds()]
    assert found == [(failed, "n1"), (again, "n1")]


def test_a_part_that_is_on_its_way_or_failed_is_not_hidden_by_another_part(books: Books) -> None:
    order = make_order(make_line())
    attempt = make_attempt(order, AttemptState.SUCCEEDED)
    books.add_order(order, attempt)
    parts = [
        make_refund(
            order,
            attempt.id,
            state=state,
            amount_minor=amount_minor,
            created_at=NOW + timedelta(seconds=n),
        )
        for n, (state, amount_minor) in enumerate(
            [
                (RefundState.PENDING, 100),
                (RefundState.FAILED, 300),
                (RefundState.SUCCEEDED, 200),
                (RefundState.FAILED, 50),
                (RefundState.SUCCEEDED, 50),
            ]
        )
    ]
    with books.unit_of_work() as unit:
        for refund in parts:
            unit.payments.add_refund(refund)
        unit.commit()
    assert [x.refund for x in books.queries.open_refunds()] == parts[:2]


ALIPAY = Line("alipay", False)


def due_ids(found: Sequence[Due]) -> list[str]:
    return [each.id for each in found]


def test_due_attempts_come_newest_first(books: Books) -> None:
    ids = []
    for n, due in enumerate([NOW, NOW - timedelta(hours=1), NOW + timedelta(seconds=1), None]):
        order = make_order(make_line())
        at = NOW + timedelta(seconds=n)
        attempt = make_attempt(order, AttemptState.PENDING, due_at=due, created_at=at)
        books.add_order(order, attempt)
        ids.append(attempt.id)
    assert due_ids(books.queries.due_attempts(ALIPAY, NOW, 10)) == [ids[1], ids[0]]
    assert due_ids(books.queries.due_attempts(ALIPAY, NOW, 1)) == [ids[1]]
    assert due_ids(books.queries.due_attempts(Line("wechat", False), NOW, 10)) == []
    assert due_ids(books.queries.due_attempts(Line("alipay", True), NOW, 10)) == []


def test_due_refunds_come_newest_first(books: Books) -> None:
    order = make_order(make_line())
    attempt = make_attempt(order, AttemptState.SUCCEEDED)
    books.add_order(order, attempt)
    newer = make_refund(order, attempt.id, due_at=NOW, amount_minor=1, created_at=NOW + DAY)
    older = make_refund(order, attempt.id, due_at=NOW - timedelta(minutes=5), amount_minor=1)
    done = make_refund(order, attempt.id, state=RefundState.SUCCEEDED, amount_minor=1)
    with books.unit_of_work() as unit:
        for refund in (newer, older, done):
            unit.payments.add_refund(refund)
        unit.commit()
    assert due_ids(books.queries.due_refunds(ALIPAY, NOW, 10)) == [newer.id, older.id]
    assert due_ids(books.queries.due_refunds(ALIPAY, NOW - timedelta(minutes=10), 10)) == []


def test_only_unpaid_orders_run_out_of_time(books: Books) -> None:
    early = NOW - timedelta(minutes=2)
    failed = add(books, "failed", payment=PaymentState.FAILED, pay_by=early)
    unpaid = add(books, "unpaid", pay_by=NOW)
    refunded = add(books, "back", payment=PaymentState.REFUNDED, pay_by=NOW)
    moneyless = {PaymentState.UNPAID, PaymentState.FAILED, PaymentState.REFUNDED}
    for n, payment in enumerate(PaymentState):
        if payment not in moneyless:
            add(books, f"n{n}", payment=payment, pay_by=early)
    add(books, "gone", lifecycle=Lifecycle.CANCELLED, pay_by=early)
    add(books, "later", pay_by=NOW + timedelta(seconds=1))
    add(books, "no hurry", pay_by=None)
    first, *rest = books.queries.due_unpaid(NOW, 10)
    assert (first, set(rest)) == (failed.id, {unpaid.id, refunded.id})


def test_the_board_shows_what_is_on_its_way(books: Books) -> None:
    where = Delivery(recipient="李雷", phone="139", address="南京路")
    on_way = make_order(
        make_line(),
        number="way",
        delivery=where,
        fulfilment=Fulfilment.SHIPMENT_FAILED,
        payment=PaymentState.PAID,
    )
    books.add_order(on_way)
    new = replace(make_order(make_line(), number="new"), fulfilment=Fulfilment.UNALLOCATED)
    books.add_order(replace(new, delivery=where, placed_at=NOW + timedelta(seconds=1)))
    add(books, "counter")
    add(books, "done", fulfilment=Fulfilment.RECEIVED, lifecycle=Lifecycle.COMPLETED)
    add(books, "cancelled", fulfilment=Fulfilment.PACKED, lifecycle=Lifecycle.CANCELLED)
    failed = make_parcel(on_way, carrier="顺丰", tracking_number="SF1", reason="无人")
    older = make_parcel(on_way, carrier="EMS", created_at=NOW - timedelta(1))
    with books.unit_of_work() as unit:
        unit.shipments.add(failed)
        unit.shipments.add(older)
        unit.commit()
    way, fresh = books.queries.shipping_board()
    assert (way.number, way.label, way.delivery) == ("way", Label.SHIPMENT_FAILED, where)
    assert (way.carrier, way.tracking_number, way.reason) == ("顺丰", "SF1", "无人")
    assert (fresh.number, fresh.carrier, fresh.total_minor) == ("new", "", 1100)
