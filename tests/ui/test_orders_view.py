"""The Orders view: every sale is found, told whole, printed again and taken back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.domain.order_states import Fulfilment, Label, Lifecycle, PaymentState
from tests.helpers.back_rooms import (
    Rooms,
    button,
    cells,
    for_delivery,
    sell,
    send,
    show_code,
    tap,
    words,
)
from ui.views.orders import view as orders_view

NUMBER, TIME, CUSTOMER, ITEMS, TOTAL, STATUS = range(6)


def open_newest(rooms: Rooms) -> None:
    rooms.view("orders")
    rooms.press(Qt.Key.Key_Return)


def test_every_sale_is_listed_newest_first(rooms: Rooms) -> None:
    first = sell(rooms.shop, "tea", name="Anna")
    second = sell(rooms.shop, "tea", "water")
    view = rooms.view("orders")
    assert cells(view.table, NUMBER) == [second.number, first.number]
    assert cells(view.table, CUSTOMER) == ["–", "Anna"]
    assert cells(view.table, ITEMS) == ["2", "1"]
    assert cells(view.table, TOTAL) == ["¥7.50", "¥5.50"]
    assert cells(view.table, STATUS) == ["Completed", "Completed"]
    assert view.list.count.text() == "2 orders"


def test_an_empty_list_leads_to_the_counter(rooms: Rooms) -> None:
    view = rooms.view("orders")
    assert "No orders yet" in words(view)
    tap(button(view, "Make the first sale"))
    assert rooms.window.view_id == "sell"


def test_a_sale_appears_while_the_list_is_in_sight(rooms: Rooms) -> None:
    view = rooms.view("orders")
    sale = sell(rooms.shop, "tea")
    rooms.view("orders")
    assert cells(view.table, NUMBER) == [sale.number]


def test_the_list_is_narrowed_by_words_status_and_days(rooms: Rooms) -> None:
    anna = sell(rooms.shop, "tea", name="Anna")
    water = sell(rooms.shop, "water")
    rooms.shop.house.orders.void(water.id, staff="li")
    view = rooms.view("orders")
    rooms.press(Qt.Key.Key_F2)
    rooms.type("Anna")
    rooms.press(Qt.Key.Key_Return)
    assert cells(view.table, NUMBER) == [anna.number]
    view.filters.find.put("Mineral")
    assert cells(view.table, NUMBER) == [water.number]
    view.filters.find.put("")
    view.filters.status.choose(Label.REFUNDED)
    assert cells(view.table, NUMBER) == [water.number]
    view.filters.status.choose("")
    view.filters.period.choose("last_month")
    assert cells(view.table, NUMBER) == []
    assert "Nothing found" in words(view)
    tap(button(view, "Show all orders"))
    assert len(cells(view.table, NUMBER)) == 2


def test_arrows_and_enter_open_an_order_and_esc_comes_back(rooms: Rooms) -> None:
    older = sell(rooms.shop, "tea")
    sell(rooms.shop, "water")
    view = rooms.view("orders")
    rooms.press(Qt.Key.Key_Down)
    rooms.press(Qt.Key.Key_Return)
    assert rooms.panel.title.text() == f"Order {older.number}"
    rooms.press(Qt.Key.Key_Escape)
    assert rooms.panel is None
    assert view.table.hasFocus()


def test_an_order_is_told_whole(rooms: Rooms) -> None:
    shop = rooms.shop
    cart = shop.cart("tea", "tea")
    shop.house.checkout.pay_cash(cart, tendered_minor=2000, staff="li")
    open_newest(rooms)
    told = words(rooms.step)
    for part in ("Jasmine tea", "2 bottles × ¥5.50", "VAT 13%", "¥11.00"):
        assert part in told
    assert "¥20.00 given, ¥9.00 change" in told
    for part in ("Order placed", "Paid", "Completed"):
        assert part in told


def test_a_scanned_order_number_opens_that_order(rooms: Rooms) -> None:
    older = sell(rooms.shop, "tea")
    sell(rooms.shop, "water")
    rooms.view("orders")
    rooms.scan(older.number)
    assert rooms.panel.title.text() == f"Order {older.number}"


def test_a_number_nobody_knows_is_told(rooms: Rooms) -> None:
    rooms.view("orders")
    rooms.scan("20200101-1-0001")
    assert rooms.news() == ["There is no order 20200101-1-0001."]


def test_a_scanned_product_is_sold_from_here_too(rooms: Rooms) -> None:
    rooms.view("orders")
    rooms.scan("9520000000011")
    assert rooms.window.view_id == "sell"
    assert len(rooms.view("sell").desk.cart.lines) == 1


def test_esc_leads_from_the_paper_back_to_the_order(rooms: Rooms) -> None:
    sale = sell(rooms.shop, "tea")
    open_newest(rooms)
    tap(button(rooms.panel, "Receipt"))
    assert rooms.panel.title.text() == "Receipt"
    rooms.press(Qt.Key.Key_Escape)
    assert rooms.panel.title.text() == f"Order {sale.number}"


def test_a_counter_sale_is_taken_back_after_asking(rooms: Rooms) -> None:
    sale = sell(rooms.shop, "tea", "tea")
    open_newest(rooms)
    tap(button(rooms.panel, "Refund and take back"))
    tap(button(rooms.panel, "Refund nothing"))
    assert rooms.shop.detail(sale).order.payment is PaymentState.PAID
    tap(button(rooms.panel, "Refund and take back"))
    tap(button(rooms.panel, "Give back ¥11.00 in cash"))
    after = rooms.shop.detail(sale).order
    assert (after.lifecycle, after.payment) == (Lifecycle.CANCELLED, PaymentState.REFUNDED)
    assert rooms.shop.on_hand("tea") == 10_000
    assert "Refunded" in words(rooms.step)


def test_the_harmless_button_has_the_keyboard_when_money_is_asked_about(rooms: Rooms) -> None:
    sale = sell(rooms.shop, "tea")
    open_newest(rooms)
    tap(button(rooms.panel, "Refund and take back"))
    rooms.press(Qt.Key.Key_Return)
    assert rooms.panel.title.text() == f"Order {sale.number}"
    assert rooms.shop.detail(sale).order.payment is PaymentState.PAID


def test_money_from_a_provider_goes_back_to_it(provided_rooms: Rooms) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = show_code(shop, "tea")
    shop.control.pay(attempt.id)
    shop.check(attempt)
    open_newest(rooms)
    tap(button(rooms.panel, "Refund and take back"))
    tap(button(rooms.panel, "Refund ¥5.50 to Alipay"))
    assert shop.order(attempt).payment is PaymentState.REFUND_PENDING
    assert "Refunding" in words(rooms.step)


def test_an_order_with_an_open_payment_cannot_be_ended(provided_rooms: Rooms) -> None:
    show_code(provided_rooms.shop, "tea")
    open_newest(provided_rooms)
    assert "no final answer yet" in words(provided_rooms.step)
    with pytest.raises(LookupError):
        button(provided_rooms.panel, "Cancel order")


def test_an_unpaid_order_is_cancelled(rooms: Rooms) -> None:
    placed = rooms.shop.house.checkout.place(for_delivery(rooms.shop, "tea"), staff="li")
    open_newest(rooms)
    tap(button(rooms.panel, "Cancel order"))
    tap(button(rooms.panel, "Cancel the order"))
    assert rooms.shop.detail(placed).order.lifecycle is Lifecycle.CANCELLED
    assert rooms.shop.available("tea") == 10_000


def test_a_paid_delivery_is_cancelled_with_its_money(rooms: Rooms) -> None:
    order = send(rooms.shop, "tea")
    open_newest(rooms)
    tap(button(rooms.panel, "Cancel and refund"))
    tap(button(rooms.panel, "Give back ¥5.50 in cash"))
    assert rooms.shop.detail(order).order.payment is PaymentState.REFUNDED


def test_a_parcel_is_sent_from_its_order(rooms: Rooms) -> None:
    order = send(rooms.shop, "tea")
    open_newest(rooms)
    tap(button(rooms.panel, "Ship …"))
    rooms.type("SF")
    rooms.press(Qt.Key.Key_Return)
    rooms.press(Qt.Key.Key_Return)
    assert rooms.shop.detail(order).order.fulfilment is Fulfilment.SHIPPED
    assert rooms.panel.title.text() == f"Order {order.number}"
    assert "Shipped" in words(rooms.step)


def test_further_pages_come_when_the_list_is_scrolled(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders_view, "_PAGE", 4)
    for _ in range(9):
        sell(rooms.shop, "bag")
    view = rooms.view("orders")
    while view.table.rows_model.canFetchMore():
        view.table.scrollToBottom()
        view.table.rows_model.fetchMore(view.table.rootIndex())
    numbers = cells(view.table, NUMBER)
    assert len(numbers) == len(set(numbers)) == 9
    assert numbers == sorted(numbers, reverse=True)
    assert view.list.count.text() == "9 orders"


def test_everything_that_fits_is_exported(rooms: Rooms, target: Path) -> None:
    sell(rooms.shop, "tea", name="=Anna()")
    sell(rooms.shop, "water", name="Bo")
    view = rooms.view("orders")
    tap(button(view, "Export"))
    rows = list(csv.reader(target.read_text("utf-8-sig").splitlines()))
    assert [row[3] for row in rows] == ["Customer", "Bo", "'=Anna()"]
    assert [row[5] for row in rows[1:]] == ["2.00", "5.50"]
    assert rooms.news()[-1].startswith("2 rows written to")


def test_the_list_speaks_the_other_language_at_once(rooms: Rooms) -> None:
    sell(rooms.shop, "tea")
    open_newest(rooms)
    rooms.speak("zh")
    view = rooms.view("orders")
    assert cells(view.table, STATUS) == ["已完成"]
    assert view.list.count.text() == "共 1 个订单"
    assert "茉莉花茶" in words(rooms.step)


def test_finding_from_elsewhere_narrows_the_list(rooms: Rooms) -> None:
    anna = sell(rooms.shop, "tea", name="Anna")
    sell(rooms.shop, "water")
    view = rooms.view("orders")
    view.search_for("Anna")
    assert cells(view.table, NUMBER) == [anna.number]


def test_a_question_about_money_is_asked_in_the_language_in_use(rooms: Rooms) -> None:
    sell(rooms.shop, "tea")
    open_newest(rooms)
    tap(button(rooms.panel, "Refund and take back"))
    rooms.speak("zh")
    assert button(rooms.panel, "退还现金 ¥5.50").isVisible()
    assert "全部款项退回" in words(rooms.step)


def test_a_payment_that_brought_nothing_is_told_apart_from_one_that_did(
    provided_rooms: Rooms,
) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    given_up = show_code(shop, "tea")
    shop.house.payments.cancel(given_up.id, staff="li")
    paid = shop.show_code(shop.cart_of(shop.order(given_up)))
    shop.control.pay(paid.id)
    shop.check(paid)
    open_newest(rooms)
    shown = {x.text(): x for x in rooms.step.payments.findChildren(QLabel)}
    assert "Alipay · practice · Cancelled, not paid" in shown
    figures = [x for x in rooms.step.payments.findChildren(QLabel) if x.text() == "¥5.50"]
    assert [(x.font().strikeOut(), x.property("kind")) for x in figures] == [
        (True, "muted"),
        (False, "body"),
    ]
