"""The Shipping view: a board, a card, and a way for every parcel, by keys alone."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtCore import Qt

from app.domain.cart import set_delivery
from app.domain.order import Order
from app.domain.order_states import Fulfilment, Lifecycle
from tests.helpers.back_rooms import Rooms, button, for_delivery, sell, send, tap, words
from tests.reports import reading
from ui.views.shipping.board import Lane


def on_board(rooms: Rooms) -> dict[str, list[str]]:
    view = rooms.view("shipping")
    return {lane.value: [pick.title for pick in view.lanes[lane].cards.picks] for lane in Lane}


def fulfilment(rooms: Rooms, order: Order) -> Fulfilment:
    return rooms.shop.detail(order).order.fulfilment


def open_first(rooms: Rooms) -> None:
    rooms.view("shipping")
    rooms.press(Qt.Key.Key_Return)


def ship(rooms: Rooms, order: Order) -> None:
    rooms.shop.house.shipping.ship(order.id, carrier="SF", tracking_number="1", staff="li")


def test_an_empty_board_says_how_orders_come_here(rooms: Rooms) -> None:
    sell(rooms.shop, "tea")
    view = rooms.view("shipping")
    assert "Nothing to ship" in words(view)


def test_every_parcel_stands_where_it_is(rooms: Rooms) -> None:
    shop = rooms.shop
    send(shop, "tea", name="Anna")
    sent, failed, there = (send(shop, "water", name=name) for name in ("Bo", "Chen", "Dora"))
    for order in (sent, failed, there):
        ship(rooms, order)
    shop.house.shipping.fail(failed.id, reason="nobody home", staff="li")
    shop.house.shipping.receive(there.id, staff="li")
    assert on_board(rooms) == {
        "to_ship": ["Anna"],
        "shipped": ["Bo"],
        "failed": ["Chen"],
        "received": ["Dora"],
    }
    assert "4 orders on the board" in words(rooms.view("shipping"))


def test_a_parcel_is_shipped_by_keys_alone(rooms: Rooms) -> None:
    order = send(rooms.shop, "tea")
    open_first(rooms)
    rooms.press(Qt.Key.Key_Return)
    rooms.type("SF Express")
    rooms.press(Qt.Key.Key_Return)
    rooms.scan("SF1234567890")
    assert rooms.step.tracking.text() == "SF1234567890"
    rooms.press(Qt.Key.Key_Return)
    parcel = rooms.shop.detail(order).shipments[-1]
    assert (parcel.carrier, parcel.tracking_number) == ("SF Express", "SF1234567890")
    assert on_board(rooms)["shipped"] == ["王小明"]
    assert rooms.panel is None


def test_a_card_lists_what_is_to_be_packed(rooms: Rooms) -> None:
    send(rooms.shop, "tea", "tea", "water")
    open_first(rooms)
    told = words(rooms.panel)
    assert "Jasmine tea" in told and "× 2 bottles" in told


def test_the_fee_of_a_delivery_is_no_goods_to_pack(rooms: Rooms) -> None:
    shop = rooms.shop
    cart = for_delivery(shop, "tea", "tea", "water")
    cart = set_delivery(cart, cart.delivery, fee_minor=800, fee_name="Delivery fee")
    due = cart.priced().cash_due_minor
    order = shop.house.checkout.pay_cash(cart, tendered_minor=due, staff="li").order
    open_first(rooms)
    assert "Jasmine tea" in words(rooms.panel)
    assert "Delivery fee" not in words(rooms.panel)
    slip = reading.words(shop.house.papers.packing_slip_pdf(order.id, language="en"))
    assert "Deliveryfee" not in slip
    assert "Lines:2Items:3" in slip


def test_a_carrier_must_be_named(rooms: Rooms) -> None:
    order = send(rooms.shop, "tea")
    open_first(rooms)
    tap(button(rooms.panel, "Ship …"))
    tap(button(rooms.panel, "Ship it"))
    assert "This must be filled in." in words(rooms.step)
    assert fulfilment(rooms, order) is Fulfilment.AWAITING_SHIPMENT


def test_a_failure_needs_a_reason_and_leads_to_another_try(rooms: Rooms) -> None:
    order = send(rooms.shop, "tea")
    ship(rooms, order)
    open_first(rooms)
    tap(button(rooms.panel, "Could not be delivered …"))
    rooms.type("wrong street")
    rooms.press(Qt.Key.Key_Return)
    assert fulfilment(rooms, order) is Fulfilment.SHIPMENT_FAILED
    open_first(rooms)
    assert "wrong street" in words(rooms.step)
    tap(button(rooms.panel, "Try again"))
    assert fulfilment(rooms, order) is Fulfilment.AWAITING_SHIPMENT


def test_a_received_parcel_is_completed(rooms: Rooms) -> None:
    order = send(rooms.shop, "tea")
    ship(rooms, order)
    open_first(rooms)
    tap(button(rooms.panel, "Customer has it"))
    open_first(rooms)
    tap(button(rooms.panel, "Complete"))
    assert rooms.shop.detail(order).order.lifecycle is Lifecycle.COMPLETED
    assert "Nothing to ship" in words(rooms.view("shipping"))


def test_arrows_go_from_column_to_column_over_empty_ones(rooms: Rooms) -> None:
    send(rooms.shop, "tea", name="Anna")
    there = send(rooms.shop, "water", name="Bo")
    ship(rooms, there)
    rooms.shop.house.shipping.receive(there.id, staff="li")
    view = rooms.view("shipping")
    assert view.lanes[Lane.TO_SHIP].cards.hasFocus()
    rooms.press(Qt.Key.Key_Right)
    assert view.lanes[Lane.RECEIVED].cards.hasFocus()
    rooms.press(Qt.Key.Key_Left)
    rooms.press(Qt.Key.Key_Return)
    assert "Anna" in words(rooms.step)
    rooms.press(Qt.Key.Key_Escape)
    assert rooms.panel is None


def test_a_scanned_slip_or_label_opens_its_card(rooms: Rooms) -> None:
    send(rooms.shop, "tea", name="Anna")
    order = send(rooms.shop, "water", name="Bo")
    rooms.shop.house.shipping.ship(
        order.id, carrier="SF", tracking_number="SF1234567890", staff="li"
    )
    rooms.view("shipping")
    rooms.scan("SF1234567890")
    assert "Bo" in words(rooms.step)
    rooms.scan(rooms.shop.detail(order).order.number)
    assert "Bo" in words(rooms.step)


def test_the_board_is_narrowed_by_words(rooms: Rooms) -> None:
    send(rooms.shop, "tea", name="Anna")
    send(rooms.shop, "water", name="Bo")
    rooms.view("shipping").finder.put("anna")
    assert on_board(rooms)["to_ship"] == ["Anna"]


def test_the_packing_slip_has_no_prices(rooms: Rooms, target: Path) -> None:
    send(rooms.shop, "tea")
    open_first(rooms)
    tap(button(rooms.panel, "Packing slip"))
    tap(button(rooms.panel, "Save PDF"))
    slip = reading.words(target.read_bytes())
    assert "茉莉花茶" in slip
    assert "5.50" not in slip


def test_the_board_is_exported(rooms: Rooms, target: Path) -> None:
    send(rooms.shop, "tea", name="Anna")
    send(rooms.shop, "water", name="Bo")
    view = rooms.view("shipping")
    view.finder.put("anna")
    tap(button(view, "Export"))
    rows = list(csv.reader(target.read_text("utf-8-sig").splitlines()))
    assert [row[2] for row in rows] == ["Recipient", "Anna"]


def test_the_whole_order_is_one_step_away(rooms: Rooms) -> None:
    order = send(rooms.shop, "tea")
    open_first(rooms)
    tap(button(rooms.panel, "Whole order"))
    assert rooms.window.view_id == "orders"
    assert rooms.panel.title.text() == f"Order {order.number}"
