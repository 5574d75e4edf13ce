"""Every repository keeps the promises of its port, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from app.domain.cart import Cart, Delivery
from app.domain.catalog import StockPolicy
from app.domain.errors import Bug, UserError
from app.domain.holds import HeldCart
from app.domain.money import currency
from app.domain.order import HistoryRow
from app.domain.order_states import CancelReason, Fulfilment, Lifecycle, PaymentState
from app.domain.outbox import Job, JobKind
from app.domain.pricing import LineTax, TaxRounding, TaxTotal
from app.domain.shipping import Shipment
from app.domain.shop import ShopProfile
from app.domain.stock import StockItem
from data.ids import new_id
from tests.helpers.books import (
    NOW,
    TODAY,
    Books,
    make_entry,
    make_line,
    make_order,
    refused,
)


def test_an_order_comes_back_as_it_was_added(books: Books) -> None:
    product = books.add_product()
    taxes = (
        LineTax("VAT", Decimal("13"), None, True, 973, 127),
        LineTax("bag levy", None, Decimal("0.5"), False, 0, 1),
    )
    order = make_order(
        make_line(1, product, taxes=taxes, note="冷藏", cost_minor=300, name_en="Tea", sku="T1"),
        make_line(2, None),
        customer_name="王小明",
        customer_phone="138 0013 8000",
        delivery=Delivery(recipient="李雷", phone="13900139000", address="上海市南京路 1 号"),
        note="请早点送",
        cancel_reason=CancelReason.CUSTOMER,
        completed_at=NOW + timedelta(microseconds=1),
        fulfilment=Fulfilment.UNALLOCATED,
        taxes=(
            TaxTotal("VAT", Decimal("13"), None, 1946, 254),
            TaxTotal("bag levy", None, Decimal("0.5"), 0, 1),
        ),
    )
    books.add_order(order)
    with books.unit_of_work() as unit:
        assert unit.orders.get(order.id) == order
        assert unit.orders.by_token(order.client_token) == order


def test_an_order_that_is_not_there_is_named(books: Books) -> None:
    with books.unit_of_work() as unit:
        refused(UserError, "order_not_found", lambda: unit.orders.get(new_id()))
        refused(UserError, "order_not_found", lambda: unit.orders.get("no id at all"))
        assert unit.orders.by_token("never used") is None


def test_saving_an_order_writes_what_can_change(books: Books) -> None:
    order = books.add_order(make_order(make_line(), customer_phone="1", delivery=Delivery()))
    with books.unit_of_work() as unit:
        loaded = unit.orders.get(order.id)
        loaded.lifecycle = Lifecycle.CANCELLED
        loaded.payment = PaymentState.REFUNDED
        loaded.fulfilment = Fulfilment.RETURNED
        loaded.cancel_reason = CancelReason.OUT_OF_STOCK
        loaded.customer_name, loaded.customer_phone = "韩梅梅", "2"
        loaded.delivery = Delivery(recipient="韩梅梅", phone="3", address="B")
        loaded.note = "改"
        loaded.pay_by, loaded.completed_at = None, NOW
        loaded.archived = True
        unit.orders.save(loaded)
        assert loaded.version == order.version + 1
        unit.commit()
    with books.unit_of_work() as unit:
        assert unit.orders.get(order.id) == loaded


def test_the_second_to_save_an_order_loses(books: Books) -> None:
    order = books.add_order(make_order(make_line()))
    with books.unit_of_work() as unit:
        first, second = unit.orders.get(order.id), unit.orders.get(order.id)
        unit.orders.save(first)
        unit.orders.save(first)
        refused(UserError, "changed_elsewhere", lambda: unit.orders.save(second))


def test_a_cart_becomes_one_order(books: Books) -> None:
    order = books.add_order(make_order(make_line()))
    again = make_order(make_line(), client_token=order.client_token)
    with books.unit_of_work() as unit:
        refused(UserError, "order_exists", lambda: unit.orders.add(again))


def test_a_number_is_given_once(books: Books) -> None:
    order = books.add_order(make_order(make_line()))
    again = make_order(make_line(), number=order.number)
    with books.unit_of_work() as unit, pytest.raises(Bug):
        unit.orders.add(again)


def test_numbers_count_from_one_for_each_till_and_day(books: Books) -> None:
    with books.unit_of_work() as unit:
        assert [unit.orders.next_number("1", TODAY) for _ in range(3)] == [1, 2, 3]
        assert unit.orders.next_number("2", TODAY) == 1
        assert unit.orders.next_number("1", TODAY + timedelta(days=1)) == 1
        unit.commit()
    with books.unit_of_work() as unit:
        assert unit.orders.next_number("1", TODAY) == 4


def test_a_number_of_a_transaction_that_failed_is_given_again(books: Books) -> None:
    for _ in range(2):
        with books.unit_of_work() as unit:
            assert unit.orders.next_number("1", TODAY) == 1


def test_history_comes_back_in_order(books: Books) -> None:
    order = books.add_order(make_order(make_line()))
    rows = [
        HistoryRow(
            order_id=order.id,
            at=NOW,
            staff="li",
            event=event,
            column="payment",
            before="UNPAID",
            after="PAID",
            detail="支付宝",
        )
        for event in ("B", "A", "C")
    ]
    with books.unit_of_work() as unit:
        unit.orders.add_history(rows)
        unit.commit()
    assert list(books.queries.order_detail(order.id).history) == rows


def test_nothing_stays_without_a_commit(books: Books) -> None:
    order = make_order(make_line())
    with books.unit_of_work() as unit:
        unit.orders.add(order)
        unit.audit.append([make_entry()])
    with pytest.raises(ZeroDivisionError), books.unit_of_work() as unit:
        unit.orders.add(order)
        raise ZeroDivisionError
    with books.unit_of_work() as unit:
        assert unit.orders.by_token(order.client_token) is None
    assert books.queries.audit_break() is None


def test_a_transaction_is_over_after_its_commit(books: Books) -> None:
    with books.unit_of_work() as unit:
        unit.commit()
        refused(Bug, "transaction_over", lambda: unit.orders.add(make_order()))


def test_what_failed_halfway_cannot_be_committed(books: Books) -> None:
    product = books.add_product(on_hand_milli=1000)
    with books.unit_of_work() as unit:
        wish = [StockItem(product.id, 2000, StockPolicy.DENY)]
        refused(UserError, "out_of_stock", lambda: unit.stock.reserve(wish))
        refused(Bug, "transaction_doomed", unit.commit)


def test_a_held_cart_is_claimed_once(books: Books) -> None:
    cart = Cart(
        client_token=new_id(),
        currency=currency("EUR"),
        customer_phone="0171 2345678",
        delivery=Delivery(recipient="Ada", phone="", address="Weg 1"),
    )
    older, newer = (
        HeldCart(
            id=new_id(),
            name=name,
            cart=cart,
            total_minor=5,
            till="1",
            staff="li",
            held_at=NOW + timedelta(seconds=later),
        )
        for name, later in (("a", 0), ("b", 1))
    )
    with books.unit_of_work() as unit:
        unit.holds.add(older)
        unit.holds.add(newer)
        unit.commit()
    assert list(books.queries.holds()) == [newer, older]
    with books.unit_of_work() as unit:
        assert unit.holds.claim(older.id) == older
        refused(UserError, "hold_gone", lambda: unit.holds.claim(older.id))
        unit.commit()
    assert list(books.queries.holds()) == [newer]


def test_parcels_come_back_and_are_saved(books: Books) -> None:
    order = books.add_order(make_order(make_line()))
    first, second = (
        Shipment(
            id=new_id(),
            order_id=order.id,
            state=Fulfilment.AWAITING_SHIPMENT,
            created_at=NOW + timedelta(seconds=later),
        )
        for later in (0, 1)
    )
    with books.unit_of_work() as unit:
        unit.shipments.add(second)
        unit.shipments.add(first)
        stale = replace(first)
        first.state, first.carrier, first.tracking_number = Fulfilment.SHIPPED, "顺丰", "SF1"
        first.reason, first.shipped_at, first.received_at = "r", NOW, NOW
        first.stock_consumed = True
        unit.shipments.save(first)
        assert unit.shipments.of_order(order.id) == [first, second]
        refused(UserError, "changed_elsewhere", lambda: unit.shipments.save(stale))


def test_jobs_wait_until_they_are_due_and_done(books: Books) -> None:
    early, late, elsewhere = (
        Job(
            id=new_id(),
            kind=JobKind.PRINT_RECEIPT,
            subject=subject,
            till=till,
            due_at=NOW + timedelta(hours=hours),
        )
        for subject, till, hours in (("a", "1", 0), ("b", "1", 1), ("c", "2", 0))
    )
    with books.unit_of_work() as unit:
        for job in (late, early, elsewhere):
            unit.outbox.add(job)
        unit.commit()
    assert list(books.queries.due_jobs("1", NOW, 10)) == [early]
    assert list(books.queries.due_jobs("1", NOW + timedelta(hours=2), 10)) == [early, late]
    with books.unit_of_work() as unit:
        unit.outbox.postpone(early.id, due_at=NOW + timedelta(hours=3), error="no paper")
        unit.outbox.done(late.id)
        unit.commit()
    (left,) = books.queries.due_jobs("1", NOW + timedelta(days=1), 10)
    assert left == replace(early, due_at=NOW + timedelta(hours=3), tries=1, last_error="no paper")


def test_the_profile_is_none_until_it_is_saved(books: Books) -> None:
    assert books.queries.profile() is None
    profile = ShopProfile(name="小店", tax_rounding=TaxRounding.DOCUMENT, cash_step_minor=5)
    for saved in (profile, replace(profile, name="大店", demo=True)):
        with books.unit_of_work() as unit:
            unit.shop.save_profile(saved)
            assert unit.shop.profile() == saved
            unit.commit()
        assert books.queries.profile() == saved


def test_the_audit_chain_holds(books: Books) -> None:
    for count in (1, 3, 2):
        with books.unit_of_work() as unit:
            unit.audit.append(
                [make_entry(f"改价 {n}", before="1", after="2") for n in range(count)]
            )
            unit.commit()
    assert books.queries.audit_break() is None
