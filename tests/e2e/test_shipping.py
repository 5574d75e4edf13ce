"""A parcel's way: out of the door, back again, to the customer."""

from __future__ import annotations

import pytest

from app.domain.cart import Delivery
from app.domain.errors import UserError
from app.domain.order import Order
from app.domain.order_states import Fulfilment, Label, Lifecycle
from app.domain.returning import Brought
from app.domain.slips import Slip
from app.services.bills import Placed
from app.services.returns import Wish
from data.ids import new_id
from tests.e2e.test_tenders import card
from tests.helpers.shop import Shop

HOME = Delivery(recipient="收件人", phone="13800000000", address="某路 1 号")


def _paid(shop: Shop) -> Order:
    desk = shop.desk("tea", "tea")
    desk.set_delivery(HOME)
    return shop.house.checkout.pay_cash(desk.checked(), tendered_minor=2000, staff="li").order


def test_a_parcel_goes_out_arrives_and_the_order_is_complete(shop: Shop) -> None:
    order = _paid(shop)
    shipping = shop.house.shipping
    assert [row.order_id for row in shop.house.queries.shipping_board()] == [order.id]
    shipping.ship(order.id, carrier="顺丰", tracking_number="SF1", staff="li")
    assert shop.detail(order).order.label is Label.SHIPPED
    assert shop.on_hand("tea") == 8000
    shipping.receive(order.id, staff="li")
    assert shop.detail(order).order.label is Label.RECEIVED
    shipping.complete(order.id, staff="li")
    assert shop.detail(order).order.label is Label.COMPLETED
    assert shop.house.queries.shipping_board() == []
    assert shop.house.queries.stock_mismatches() == []


def test_shipping_twice_takes_the_goods_once(shop: Shop) -> None:
    order = _paid(shop)
    for _ in range(2):
        shop.house.shipping.ship(order.id, carrier="顺丰", tracking_number="SF1", staff="li")
    assert shop.on_hand("tea") == 8000


def test_a_failed_parcel_is_kept_and_tried_again(shop: Shop) -> None:
    order = _paid(shop)
    shop.house.shipping.ship(order.id, carrier="顺丰", tracking_number="SF1", staff="li")
    shop.house.shipping.fail(order.id, reason="no such street", staff="li")
    assert shop.detail(order).order.label is Label.SHIPMENT_FAILED
    shop.house.shipping.retry(order.id, staff="li")
    shop.house.shipping.ship(order.id, carrier="京东", tracking_number="JD2", staff="li")
    parcels = shop.detail(order).shipments
    assert [p.tracking_number for p in parcels] == ["SF1", "JD2"]
    assert [p.state for p in parcels] == [Fulfilment.SHIPMENT_FAILED, Fulfilment.SHIPPED]
    assert shop.on_hand("tea") == 8000


def test_what_was_not_shipped_can_be_cancelled_with_all_money_back(shop: Shop) -> None:
    order = _paid(shop)
    shop.house.orders.cancel(order.id, staff="li")
    assert shop.detail(order).order.label is Label.REFUNDED
    assert shop.available("tea") == 10_000


def test_giving_up_a_parcel_that_came_back_returns_its_goods(shop: Shop) -> None:
    order = _paid(shop)
    shop.house.shipping.ship(order.id, carrier="顺丰", tracking_number="SF1", staff="li")
    shop.house.shipping.fail(order.id, reason="refused", staff="li")
    shop.house.orders.cancel(order.id, staff="li")
    assert shop.on_hand("tea") == 10_000
    assert shop.available("tea") == 10_000
    assert shop.house.queries.stock_mismatches() == []


def test_a_shipped_order_is_not_cancelled(shop: Shop) -> None:
    order = _paid(shop)
    shop.house.shipping.ship(order.id, carrier="顺丰", tracking_number="SF1", staff="li")
    with pytest.raises(UserError, match="order_shipped"):
        shop.house.orders.cancel(order.id, staff="li")


@pytest.mark.parametrize("step", ["receive", "complete", "retry"])
def test_steps_out_of_turn_are_refused(shop: Shop, step: str) -> None:
    order = _paid(shop)
    with pytest.raises(UserError):
        getattr(shop.house.shipping, step)(order.id, staff="li")
    assert shop.detail(order).order.fulfilment is Fulfilment.AWAITING_SHIPMENT


def test_a_parcel_needs_a_carrier(shop: Shop) -> None:
    order = _paid(shop)
    with pytest.raises(UserError, match="carrier_missing"):
        shop.house.shipping.ship(order.id, carrier=" ", tracking_number="", staff="li")


def test_the_customers_phone_and_address_are_not_readable_in_the_database(shop: Shop) -> None:
    _paid(shop)
    for secret in (HOME.phone, HOME.address):
        assert not shop.stored_in_clear(secret)


def test_a_cancelled_order_is_never_shipped(shop: Shop) -> None:
    order = _paid(shop)
    shop.house.orders.cancel(order.id, staff="li")
    with pytest.raises(UserError, match="order_not_open"):
        shop.house.shipping.ship(order.id, carrier="顺丰", tracking_number="SF1", staff="li")
    assert shop.on_hand("tea") == 10_000


def _shipped(shop: Shop) -> Order:
    order = _paid(shop)
    shop.house.shipping.ship(order.id, carrier="顺丰", tracking_number="SF1", staff="li")
    return order


def _give_all_back(shop: Shop, order: Order) -> None:
    shop.house.refunds.refund_all(order.id, staff="li", reason="late")
    shop.clock.advance(hours=1)


def _stock(shop: Shop) -> tuple[int, int]:
    return shop.on_hand("tea"), shop.available("tea")


def test_what_is_on_its_way_is_not_let_go_because_its_money_went_back(shop: Shop) -> None:
    order = _shipped(shop)
    _give_all_back(shop, order)
    assert shop.house.queries.due_unpaid(shop.clock.now(), 10) == []
    assert shop.house.orders.expire(order.id).lifecycle is Lifecycle.PLACED
    assert _stock(shop) == (8000, 8000)
    shop.house.shipping.receive(order.id, staff="li")
    assert shop.house.shipping.complete(order.id, staff="li").lifecycle is Lifecycle.COMPLETED


def test_what_was_sent_and_came_back_whole_is_completed_and_not_let_go(shop: Shop) -> None:
    order = _shipped(shop)
    shop.house.shipping.receive(order.id, staff="li")
    everything = tuple(Brought(line_id=x.id, qty_milli=x.qty_milli) for x in order.lines)
    shop.house.returns.take_back(order.id, Wish(key=new_id(), brought=everything), staff="li")
    shop.clock.advance(hours=1)
    tally = shop.house.poller.run_due()
    assert (tally.expired, tally.broken) == (0, [])
    assert shop.detail(order).order.lifecycle is Lifecycle.PLACED
    assert _stock(shop) == (10_000, 10_000)
    assert shop.house.shipping.complete(order.id, staff="li").lifecycle is Lifecycle.COMPLETED


@pytest.mark.parametrize("by_itself", [True, False])
def test_a_parcel_that_came_back_after_its_money_brings_its_goods(
    shop: Shop, by_itself: bool
) -> None:
    waiting = shop.house.checkout.place(shop.cart("tea", "tea"), staff="li")
    order = _shipped(shop)
    shop.house.shipping.fail(order.id, reason="refused", staff="li")
    shop.house.refunds.refund_all(order.id, staff="li", reason="late")
    if by_itself:
        shop.house.orders.expire(order.id)
    else:
        shop.house.orders.cancel(order.id, staff="li")
    assert shop.detail(order).order.lifecycle is Lifecycle.CANCELLED
    assert _stock(shop) == (10_000, 8000), "what another order was promised stays promised"
    assert shop.detail(waiting).order.lifecycle is Lifecycle.PLACED
    assert shop.house.queries.stock_mismatches() == []


def test_what_came_back_and_is_taken_up_again_leaves_the_stock_again(shop: Shop) -> None:
    order = _shipped(shop)
    shop.house.shipping.fail(order.id, reason="refused", staff="li")
    shop.house.orders.cancel(order.id, staff="li")
    shop.house.vouching.take_slip(
        Placed(order.id), card(shop, order.total_minor), Slip(number="9"), staff="li"
    )
    shop.house.orders.reinstate(order.id, staff="li")
    assert _stock(shop) == (10_000, 8000)
    shop.house.shipping.retry(order.id, staff="li")
    shop.house.shipping.ship(order.id, carrier="京东", tracking_number="JD2", staff="li")
    assert _stock(shop) == (8000, 8000)
    assert shop.house.queries.stock_mismatches() == []
