"""Every repository keeps the promises of its port, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from app.domain.cart import Cart, Delivery
from app.domain.catalog import Category, Product, StockPolicy, TaxClass
from app.domain.errors import Bug, ShopError, UserError
from app.domain.holds import HeldCart
from app.domain.money import currency
from app.domain.order import HistoryRow
from app.domain.order_states import CancelReason, Fulfilment, Lifecycle, PaymentState
from app.domain.outbox import Job, JobKind
from app.domain.payment import AttemptState, Refund, RefundState
from app.domain.pricing import LineTax, TaxRounding, TaxRule, TaxTotal
from app.domain.shipping import Shipment
from app.domain.shop import ShopProfile
from app.domain.stock import MAIN_LOCATION, MovementKind, StockItem, StockLevel
from data.ids import new_id
from tests.helpers.books import (
    NOW,
    TODAY,
    Books,
    make_attempt,
    make_entry,
    make_line,
    make_movement,
    make_order,
    make_product,
)


def refused(error: type[ShopError], key: str, action: Callable[[], object]) -> ShopError:
    """The action is refused with this key; returns the error."""
    with pytest.raises(error) as caught:
        action()
    assert caught.value.key == key
    return caught.value


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
        assert unit.orders.by_number(order.number) == order
        assert unit.orders.by_token(order.client_token) == order


def test_an_order_that_is_not_there_is_named(books: Books) -> None:
    with books.unit_of_work() as unit:
        refused(UserError, "order_not_found", lambda: unit.orders.get(new_id()))
        refused(UserError, "order_not_found", lambda: unit.orders.get("no id at all"))
        refused(UserError, "order_not_found", lambda: unit.orders.by_number("20260101-1-0001"))
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


def test_an_attempt_comes_back_as_it_was_added(books: Books) -> None:
    order = make_order(make_line())
    attempt = make_attempt(
        order,
        AttemptState.PENDING,
        provider_ref="2026033122001",
        qr_text="https://pay.example/茶",
        evidence="slip 7",
        expires_at=NOW + timedelta(minutes=5),
        settled_at=NOW,
        checked_at=NOW,
        due_at=NOW,
        polls=3,
        unanswered=1,
        tendered_minor=1200,
        change_minor=100,
        rounding_minor=0,
    )
    books.add_order(order, attempt)
    with books.unit_of_work() as unit:
        assert unit.payments.get_attempt(attempt.id) == attempt
        assert unit.payments.attempts_of(order.id) == [attempt]
        refused(UserError, "attempt_not_found", lambda: unit.payments.get_attempt(new_id()))


def test_attempts_of_an_order_come_oldest_first(books: Books) -> None:
    order = make_order(make_line())
    later = make_attempt(order, AttemptState.DECLINED, created_at=NOW + timedelta(seconds=1))
    earlier = make_attempt(order, AttemptState.EXPIRED)
    books.add_order(order, later, earlier)
    with books.unit_of_work() as unit:
        assert unit.payments.attempts_of(order.id) == [earlier, later]


def test_saving_an_attempt_writes_what_can_change(books: Books) -> None:
    order = make_order(make_line())
    attempt = make_attempt(order, AttemptState.CREATED)
    books.add_order(order, attempt)
    with books.unit_of_work() as unit:
        attempt.state, attempt.paid_minor = AttemptState.SUCCEEDED, 1100
        attempt.provider_ref, attempt.qr_text, attempt.evidence = "R", "Q", "E"
        attempt.expires_at = attempt.settled_at = attempt.checked_at = attempt.due_at = NOW
        attempt.polls, attempt.unanswered = 4, 2
        unit.payments.save_attempt(attempt)
        unit.commit()
    assert books.queries.attempt(attempt.id) == attempt
    assert attempt.version == 2


def test_the_second_to_save_an_attempt_loses(books: Books) -> None:
    order = make_order(make_line())
    attempt = make_attempt(order, AttemptState.CREATED)
    books.add_order(order, attempt)
    with books.unit_of_work() as unit:
        stale = unit.payments.get_attempt(attempt.id)
        unit.payments.save_attempt(attempt)
        refused(UserError, "changed_elsewhere", lambda: unit.payments.save_attempt(stale))


@pytest.mark.parametrize(
    "state", [AttemptState.CREATED, AttemptState.PENDING, AttemptState.UNKNOWN]
)
def test_an_order_has_one_live_attempt(books: Books, state: AttemptState) -> None:
    order = make_order(make_line())
    books.add_order(order, make_attempt(order, AttemptState.DECLINED), make_attempt(order, state))
    second = make_attempt(order, AttemptState.CREATED)
    with books.unit_of_work() as unit:
        refused(UserError, "attempt_live", lambda: unit.payments.add_attempt(second))


def test_an_attempt_does_not_come_alive_beside_another(books: Books) -> None:
    order = make_order(make_line())
    old = make_attempt(order, AttemptState.EXPIRED)
    books.add_order(order, old, make_attempt(order, AttemptState.PENDING))
    old.state = AttemptState.UNKNOWN
    with books.unit_of_work() as unit:
        refused(UserError, "attempt_live", lambda: unit.payments.save_attempt(old))


def test_a_provider_reference_belongs_to_one_attempt(books: Books) -> None:
    first, second = make_order(make_line()), make_order(make_line())
    books.add_order(first, make_attempt(first, AttemptState.SUCCEEDED, provider_ref="R"))
    other = make_attempt(second, AttemptState.PENDING)
    elsewhere = make_attempt(second, AttemptState.SUCCEEDED, provider="wechat", provider_ref="R")
    books.add_order(second, other, elsewhere)
    other.provider_ref = "R"
    with books.unit_of_work() as unit:
        refused(UserError, "provider_ref_taken", lambda: unit.payments.save_attempt(other))


def test_refunds_come_back_and_are_saved(books: Books) -> None:
    order = make_order(make_line())
    attempt = make_attempt(order, AttemptState.SUCCEEDED)
    books.add_order(order, attempt)
    refund = Refund(
        id=new_id(),
        order_id=order.id,
        attempt_id=attempt.id,
        amount_minor=1100,
        reason="坏了",
        staff="li",
        created_at=NOW,
        due_at=NOW,
    )
    with books.unit_of_work() as unit:
        unit.payments.add_refund(refund)
        refund.state, refund.settled_at, refund.due_at = RefundState.FAILED, NOW, None
        refund.tries, refund.last_error, refund.reason = 3, "refund_refused", "again"
        stale = replace(refund)
        unit.payments.save_refund(refund)
        refused(UserError, "changed_elsewhere", lambda: unit.payments.save_refund(stale))
    with books.unit_of_work() as unit:
        unit.payments.add_refund(stale)
        assert unit.payments.get_refund(refund.id) == stale
        assert unit.payments.refunds_of(order.id) == [stale]
        refused(UserError, "refund_not_found", lambda: unit.payments.get_refund(new_id()))


def test_exchanges_are_kept(books: Books) -> None:
    order = make_order(make_line())
    attempt = make_attempt(order, AttemptState.PENDING)
    books.add_order(order, attempt)
    with books.unit_of_work() as unit:
        unit.payments.add_exchange(attempt.id, at=NOW, what="query", raw="{}")
        unit.payments.add_exchange(attempt.id, at=NOW, what="query", raw="{}")
        unit.commit()


def test_stock_is_reserved_released_and_consumed(books: Books) -> None:
    product = books.add_product(on_hand_milli=5000)
    order = books.add_order(make_order(make_line(1, product)))
    wish = [StockItem(product.id, 2000, StockPolicy.DENY)]
    out = make_movement(product.id, -2000, MovementKind.SALE, order_id=order.id)
    with books.unit_of_work() as unit:
        unit.stock.reserve(wish)
        unit.stock.reserve(wish)
        assert unit.stock.level(product.id) == StockLevel(product.id, MAIN_LOCATION, 5000, 4000)
        unit.stock.release(wish)
        unit.stock.consume(wish, [out])
        assert unit.stock.level(product.id) == StockLevel(product.id, MAIN_LOCATION, 3000, 0)
        unit.commit()
    assert not books.queries.stock_mismatches()


def test_what_is_promised_cannot_be_taken(books: Books) -> None:
    tea = books.add_product(on_hand_milli=9000)
    water = books.add_product(make_product("矿泉水"), on_hand_milli=5000)
    with books.unit_of_work() as unit:
        unit.stock.reserve([StockItem(water.id, 4000, StockPolicy.DENY)])
        unit.commit()
    wish = [StockItem(x.id, 2000, StockPolicy.DENY) for x in (tea, water)]
    out = [make_movement(x.id, -2000, MovementKind.SALE) for x in (tea, water)]
    with books.unit_of_work() as unit:
        reserving = refused(UserError, "out_of_stock", lambda: unit.stock.reserve(wish))
    with books.unit_of_work() as unit:
        taking = refused(UserError, "out_of_stock", lambda: unit.stock.take(wish, out))
    short = {"product_id": water.id, "available_milli": 1000}
    assert reserving.params == taking.params == short


def test_goods_that_may_go_below_zero_always_leave(books: Books) -> None:
    product = books.add_product(make_product(stock_policy=StockPolicy.ALLOW_NEGATIVE))
    wish = [StockItem(product.id, 2000, StockPolicy.ALLOW_NEGATIVE)]
    with books.unit_of_work() as unit:
        unit.stock.take(wish, [make_movement(product.id, -2000, MovementKind.SALE)])
        unit.stock.reserve(wish)
        assert unit.stock.level(product.id) == StockLevel(product.id, MAIN_LOCATION, -2000, 2000)
        unit.commit()
    assert not books.queries.stock_mismatches()


def test_goods_that_are_not_tracked_have_no_stock(books: Books) -> None:
    product = books.add_product(make_product(stock_policy=StockPolicy.NOT_TRACKED))
    wish = [StockItem(product.id, 2000, StockPolicy.NOT_TRACKED)]
    out = [make_movement(product.id, -2000, MovementKind.SALE)]
    with books.unit_of_work() as unit:
        unit.stock.reserve(wish)
        unit.stock.consume(wish, out)
        unit.stock.take(wish, out)
        unit.stock.release(wish)
        assert unit.stock.level(product.id) == StockLevel(product.id, MAIN_LOCATION, 0, 0)
        unit.commit()
    assert not books.queries.movements(product.id, 10)


def test_stock_that_was_not_reserved_cannot_be_given_back(books: Books) -> None:
    product = books.add_product(on_hand_milli=5000)
    wish = [StockItem(product.id, 1000, StockPolicy.DENY)]
    with books.unit_of_work() as unit:
        refused(Bug, "stock_not_reserved", lambda: unit.stock.release(wish))


def test_movements_must_say_what_the_levels_say(books: Books) -> None:
    product = books.add_product(on_hand_milli=5000)
    wish = [StockItem(product.id, 1000, StockPolicy.DENY)]
    wrong = [make_movement(product.id, -2000, MovementKind.SALE)]
    with books.unit_of_work() as unit:
        refused(Bug, "movements_differ_from_items", lambda: unit.stock.take(wish, wrong))


def test_the_stock_of_what_never_moved_is_zero(books: Books) -> None:
    product = books.add_product()
    with books.unit_of_work() as unit:
        nowhere = new_id()
        assert unit.stock.level(product.id) == StockLevel(product.id, MAIN_LOCATION, 0, 0)
        assert unit.stock.level(nowhere) == StockLevel(nowhere, MAIN_LOCATION, 0, 0)


FULL = Product(
    id="",
    name="乌龙茶",
    name_en="Oolong",
    sku="OO-1",
    barcodes=("036000291452", "6901234567892", "店内-7"),
    unit="罐",
    price_minor=1250,
    ask_price=True,
    cost_minor=700,
    prices_include_tax=False,
    stock_policy=StockPolicy.DENY,
    supplier="茶厂",
    favourite=True,
    active=True,
    lead_days=7,
    safety_milli=2500,
    order_cost_minor=5000,
    holding_cost_minor=10,
    initials="wlc",
)


def test_a_product_comes_back_as_it_was_added(books: Books) -> None:
    tax = TaxClass(id=new_id(), name="标准", rules=(TaxRule("VAT", percent=Decimal(13)),))
    category = Category(id=new_id(), name="茶", name_en="Tea", position=2)
    product = replace(FULL, id=new_id(), tax_class_id=tax.id, category_id=category.id)
    with books.unit_of_work() as unit:
        unit.catalog.save_tax_class(tax)
        unit.catalog.save_category(category)
        unit.catalog.add(product)
        assert unit.catalog.get(product.id) == product
        assert unit.catalog.by_sku("OO-1") == product
        assert unit.catalog.by_name("乌龙茶") == [product]
        assert unit.catalog.by_sku("") is None
        assert unit.catalog.by_name("绿茶") == []
        refused(UserError, "product_not_found", lambda: unit.catalog.get(new_id()))


def test_a_code_is_found_in_either_form(books: Books) -> None:
    product = books.add_product(replace(FULL, id=new_id()))
    with books.unit_of_work() as unit:
        for code in ("036000291452", "0036000291452", " 0360 00291452 ", "店内-7"):
            assert unit.catalog.by_barcode(code) == product
        assert unit.catalog.by_barcode("36000291452") is None


def test_a_product_that_is_not_sold_is_not_found_by_its_code(books: Books) -> None:
    books.add_product(replace(FULL, id=new_id(), active=False))
    assert books.queries.product_by_code("036000291452") is None
    assert books.queries.product_by_code("OO-1") is None


def test_saving_a_product_replaces_its_codes(books: Books) -> None:
    product = books.add_product(replace(FULL, id=new_id()))
    changed = replace(product, name="铁观音", barcodes=("4006381333931",), price_minor=1300)
    with books.unit_of_work() as unit:
        unit.catalog.save(changed)
        refused(UserError, "changed_elsewhere", lambda: unit.catalog.save(changed))
    with books.unit_of_work() as unit:
        unit.catalog.save(changed)
        unit.commit()
    with books.unit_of_work() as unit:
        assert unit.catalog.get(product.id) == replace(changed, version=2)
        assert unit.catalog.by_barcode("036000291452") is None


@pytest.mark.parametrize("form", ["036000291452", "0036000291452"])
def test_a_code_belongs_to_one_product(books: Books, form: str) -> None:
    books.add_product(replace(FULL, id=new_id()))
    second = make_product("别的", barcodes=(form,))
    other = books.add_product(make_product("第三"))
    with books.unit_of_work() as unit:
        error = refused(UserError, "barcode_taken", lambda: unit.catalog.add(second))
        assert error.params == {"barcode": "036000291452", "name": "乌龙茶"}
    with books.unit_of_work() as unit:
        taker = replace(other, barcodes=(form,))
        refused(UserError, "barcode_taken", lambda: unit.catalog.save(taker))
    with books.unit_of_work() as unit:
        pair = [make_product("甲", barcodes=("1",)), make_product("乙", barcodes=("1",))]
        refused(UserError, "barcode_taken", lambda: unit.catalog.add_many(pair))


def test_a_sku_belongs_to_one_product(books: Books) -> None:
    books.add_product(replace(FULL, id=new_id()))
    with books.unit_of_work() as unit:
        error = refused(UserError, "sku_taken", lambda: unit.catalog.add(make_product(sku="OO-1")))
        assert error.params == {"sku": "OO-1", "name": "乌龙茶"}
    with books.unit_of_work() as unit:
        pair = [make_product(sku="S"), make_product(sku="S")]
        refused(UserError, "sku_taken", lambda: unit.catalog.add_many(pair))
    with books.unit_of_work() as unit:
        unit.catalog.add_many([make_product(), make_product()])  # having none is no clash
        unit.commit()


def test_products_are_matched_by_code_sku_or_name(books: Books) -> None:
    a, b, c = (replace(FULL, id=new_id(), name=x, sku=x, barcodes=(x,)) for x in "abc")
    with books.unit_of_work() as unit:
        unit.catalog.add_many([a, b, c])
        unit.commit()
    with books.unit_of_work() as unit:
        found = unit.catalog.matching(barcodes=["a"], skus=["b", "z"], names=["a"])
        assert sorted(found, key=lambda x: x.name) == [a, b]
        assert unit.catalog.matching(barcodes=[], skus=[], names=[]) == []


def test_tax_classes_come_back_with_their_rules_in_order(books: Books) -> None:
    rules = (
        TaxRule("levy", fixed_minor=Decimal("2.5"), in_base_of_next=True),
        TaxRule("VAT", percent=Decimal("19.125"), included=True),
        TaxRule("city", percent=Decimal("0"), included=False),
    )
    first = TaxClass(id=new_id(), name="A", name_en="a", rules=rules, is_default=True)
    second = TaxClass(id=new_id(), name="B", rules=rules[:1], is_default=True)
    with books.unit_of_work() as unit:
        unit.catalog.save_tax_class(first)
        unit.catalog.save_tax_class(second)
        unit.catalog.save_tax_class(replace(second, name_en="b"))
        unit.commit()
    expected = [replace(first, is_default=False), replace(second, name_en="b")]
    assert list(books.queries.tax_classes()) == expected


def test_a_rate_too_fine_for_the_books_is_refused(books: Books) -> None:
    fine = TaxClass(id=new_id(), name="A", rules=(TaxRule("x", percent=Decimal("0.0001")),))
    with books.unit_of_work() as unit:
        refused(UserError, "rate_too_fine", lambda: unit.catalog.save_tax_class(fine))


def test_categories_come_in_the_order_of_the_tiles(books: Books) -> None:
    tea, milk = Category(id=new_id(), name="茶", position=2), Category(id=new_id(), name="奶")
    with books.unit_of_work() as unit:
        unit.catalog.save_category(tea)
        unit.catalog.save_category(milk)
        unit.catalog.save_category(replace(tea, name_en="Tea"))
        assert unit.catalog.categories() == [milk, replace(tea, name_en="Tea")]
        unit.commit()
    assert list(books.queries.categories()) == [milk, replace(tea, name_en="Tea")]


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
    early, late = (
        Job(id=new_id(), kind=JobKind.PRINT_RECEIPT, subject=x, due_at=NOW + timedelta(hours=n))
        for n, x in enumerate("ab")
    )
    with books.unit_of_work() as unit:
        unit.outbox.add(late)
        unit.outbox.add(early)
        unit.commit()
    assert list(books.queries.due_jobs(NOW, 10)) == [early]
    assert list(books.queries.due_jobs(NOW + timedelta(hours=2), 10)) == [early, late]
    with books.unit_of_work() as unit:
        unit.outbox.postpone(early.id, due_at=NOW + timedelta(hours=3), error="no paper")
        unit.outbox.done(late.id)
        unit.commit()
    (left,) = books.queries.due_jobs(NOW + timedelta(days=1), 10)
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
