"""A receipt scanned at the counter leads to its order; its number is no product to be made."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.helpers.back_rooms import Rooms, button, sell, tap, words
from tests.helpers.windows import settle
from ui.views.orders.order_step import OrderStep
from ui.views.orders.return_step import ReturnStep


def offers(rooms: Rooms) -> list[str]:
    return [each.text() for each in rooms.window.frame.strips.strips[-1].buttons]


def take(rooms: Rooms, words_: str) -> None:
    tap(button(rooms.window.frame.strips.strips[-1], words_))
    settle()


def test_a_scanned_receipt_opens_its_order(rooms: Rooms) -> None:
    order = sell(rooms.shop, "tea", "water")
    rooms.view("sell")
    rooms.scan(order.number)
    assert rooms.news()[-1] == f"{order.number} is an order"
    assert offers(rooms) == ["Open the order", "Return goods", "Ignore"]
    take(rooms, "Open the order")
    assert rooms.window.view_id == "orders"
    assert isinstance(rooms.step, OrderStep)
    assert rooms.panel.title.text() == f"Order {order.number}"


def test_goods_come_back_straight_from_a_scanned_receipt(rooms: Rooms) -> None:
    order = sell(rooms.shop, "tea", "water")
    rooms.view("sell")
    rooms.scan(order.number)
    take(rooms, "Return goods")
    assert rooms.window.view_id == "orders"
    assert isinstance(rooms.step, ReturnStep)
    assert order.number in rooms.panel.title.text()
    assert "Jasmine tea" in words(rooms.step)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "There is no order 20200101-1-0001."),
        ("zh", "没有订单 20200101-1-0001。"),
    ],
)
def test_an_order_that_is_not_there_is_no_product_to_add(
    rooms: Rooms, language: str, told: str
) -> None:
    rooms.speak(language)
    rooms.view("sell")
    rooms.scan("20200101-1-0001")
    assert rooms.news() == [told]
    assert offers(rooms) == []


def test_a_typed_number_is_told_from_a_product_too(rooms: Rooms) -> None:
    order = sell(rooms.shop, "tea")
    rooms.view("sell")
    rooms.type(order.number)
    rooms.press(Qt.Key.Key_Return)
    assert rooms.news()[-1] == f"{order.number} is an order"


def test_the_offer_goes_with_the_next_goods(rooms: Rooms) -> None:
    order = sell(rooms.shop, "tea")
    view = rooms.view("sell")
    rooms.scan(order.number)
    rooms.scan(rooms.shop.house.queries.product(rooms.shop.product_id("tea")).barcodes[0])
    assert len(view.desk.cart.lines) == 1
    assert rooms.news() == []
