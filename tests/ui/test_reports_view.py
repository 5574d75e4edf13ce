"""The Reports view: today, a period by day, product and tender, and everything as a file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from python_calamine import CalamineWorkbook

from app.ports.queries import SalesBy
from tests.helpers.back_rooms import Rooms, button, cells, coins_of, sell, tap, words
from tests.helpers.screens import SIZES
from tests.helpers.windows import restyle, settle
from tests.reports import reading
from ui.widgets.strips import News

NAME, ORDERS = 0, 1


def column(view, head: str) -> list[str]:  # type: ignore[no-untyped-def]
    model = view.table.model()
    heads = [
        str(model.headerData(place, Qt.Orientation.Horizontal))
        for place in range(model.columnCount())
    ]
    return cells(view.table, heads.index(head))


def group(rooms: Rooms, by: SalesBy):  # type: ignore[no-untyped-def]
    view = rooms.view("reports")
    tap(view.by.pill(by.value))
    return view


def test_today_at_a_glance(rooms: Rooms) -> None:
    sell(rooms.shop, "tea", "tea")
    sell(rooms.shop, "water")
    view = rooms.view("reports")
    assert view.glance.sales.value.text() == "¥13.00"
    assert view.glance.orders.value.text() == "2"
    assert view.glance.average.value.text() == "¥6.50"


def test_a_day_without_sales_has_no_average(rooms: Rooms) -> None:
    view = rooms.view("reports")
    assert view.glance.sales.value.text() == "¥0.00"
    assert view.glance.average.value.text() == "–"
    assert "Nothing was sold" in words(view)
    assert not button(view, "Print or PDF").isEnabled()


def test_sales_by_day_product_and_tender_add_up_to_the_same(rooms: Rooms) -> None:
    shop = rooms.shop
    shop.clock.jump(days=-1)
    sell(shop, "tea")
    shop.clock.jump(days=1)
    sell(shop, "tea", "water")
    rooms.view("reports").period.choose("week")
    view = group(rooms, SalesBy.DAY)
    assert column(view, "Sales") == ["5.50", "7.50"]
    assert "Sales ¥13.00" in words(view)
    view = group(rooms, SalesBy.PRODUCT)
    assert cells(view.table, NAME) == ["Jasmine tea", "Mineral water"]
    assert column(view, "Sales") == ["11.00", "2.00"]
    assert column(view, "Quantity") == ["2", "1"]
    assert "Sales ¥13.00" in words(view)
    view = group(rooms, SalesBy.TENDER)
    assert cells(view.table, NAME) == ["Cash"]
    assert column(view, "Paid") == ["13.00"]
    assert column(view, "Payments") == ["2"]
    assert "Paid ¥13.00" in words(view) and "Sales ¥" not in words(view)


def test_refunds_stand_on_the_day_they_were_made(rooms: Rooms) -> None:
    sale = sell(rooms.shop, "tea")
    rooms.shop.house.orders.void(sale.id, staff="li")
    view = rooms.view("reports")
    assert column(view, "Refunded") == ["5.50"]
    assert column(view, "After refunds") == ["0.00"]
    assert "Sales ¥5.50 · after refunds ¥0.00" in words(view)
    assert view.glance.sales.value.text() == "¥5.50"
    assert view.glance.sales.remark.text() == "after refunds ¥0.00"


def test_where_coins_are_few_the_drawer_is_said(rooms: Rooms) -> None:
    shop = rooms.shop
    coins_of(rooms, 100)
    sale = sell(shop, "tea", "tea", "tea", "tea", "tea", "water")
    sell(shop, "tea")
    shop.house.refunds.refund_amount(sale.id, 160, key="x" * 32, staff="li", reason="")
    view = group(rooms, SalesBy.TENDER)
    assert column(view, "Paid") == ["35.00"]
    assert column(view, "After refunds") == ["33.40"]
    assert column(view, "Cash rounding") == ["0.60"]
    assert column(view, "Taken in") == ["34.00"]


def test_a_period_is_chosen_by_name_or_by_its_days(rooms: Rooms) -> None:
    shop = rooms.shop
    shop.clock.jump(days=-3)
    sell(shop, "tea")
    shop.clock.jump(days=3)
    sell(shop, "water")
    view = rooms.view("reports")
    assert column(view, "Sales") == ["2.00"]
    view.period.choose("week")
    assert column(view, "Sales") == ["5.50", "2.00"]
    view.period.choose("today")
    view.period.choose("custom")
    span = view.period.span
    assert span.first.isVisible() and span.first.hasFocus()
    first = span.first.date()
    span.first.setDate(first.addDays(-3))
    span.last.setDate(first.addDays(-1))
    assert column(view, "Sales") == ["5.50"]


@pytest.mark.parametrize("room", ["reports", "orders"])
def test_a_period_never_ends_before_it_begins(rooms: Rooms, room: str) -> None:
    sell(rooms.shop, "tea")
    view = rooms.view(room)
    period = view.filters.period if room == "orders" else view.period
    period.choose("custom")
    today = period.span.first.date()
    period.span.last.setDate(today.addDays(-4))
    assert period.span.first.date() == today.addDays(-4)
    period.span.first.setDate(today)
    assert period.span.last.date() == today
    assert len(cells(view.table, 0)) == 1
    assert rooms.news() == []


def test_the_chart_is_drawn_for_its_room_and_its_theme(rooms: Rooms) -> None:
    sell(rooms.shop, "tea")
    view = rooms.view("reports")
    view.refresh()
    assert view.chart.renderer().isValid()
    light = view.chart.grab().toImage()
    restyle(rooms.window, theme="dark")
    dark = view.chart.grab().toImage()
    middle = light.width() // 2, light.height() // 2
    assert light.pixelColor(*middle) != dark.pixelColor(*middle)
    wide, high = view.chart.room
    size = view.chart.renderer().defaultSize()
    assert (size.width(), size.height()) == (pytest.approx(wide, abs=2), pytest.approx(high, abs=2))


def test_rows_are_narrowed_by_words(rooms: Rooms) -> None:
    sell(rooms.shop, "tea", "water")
    view = group(rooms, SalesBy.PRODUCT)
    rooms.press(Qt.Key.Key_F2)
    rooms.type("tea")
    rooms.press(Qt.Key.Key_Return)
    assert cells(view.table, NAME) == ["Jasmine tea"]
    assert "1 row" in words(view)


def test_the_report_goes_into_csv_and_a_workbook(rooms: Rooms, target: Path) -> None:
    sell(rooms.shop, "tea", "tea")
    view = group(rooms, SalesBy.PRODUCT)
    tap(button(view, "CSV"))
    rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"))))
    assert rows[0]["total"] == "11.00"
    tap(button(view, "Excel"))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(target.read_bytes())).get_sheet_by_index(0)
    assert any("茉莉花茶" in row or "Jasmine tea" in row for row in sheet.to_python())
    assert rooms.news()[-1] == f"Saved as {target}"


def test_the_report_is_previewed_printed_and_saved(rooms: Rooms, target: Path) -> None:
    sell(rooms.shop, "tea")
    rooms.view("reports")
    tap(button(rooms.view("reports"), "Print or PDF"))
    assert rooms.panel.title.text() == "Sales report"
    tap(button(rooms.panel, "Save PDF"))
    assert "5.50" in reading.words(target.read_bytes())
    rooms.press(Qt.Key.Key_Escape)
    assert rooms.panel is None


def test_the_order_report_lists_every_order(rooms: Rooms, target: Path) -> None:
    sale = sell(rooms.shop, "tea")
    tap(button(rooms.view("reports"), "Order report"))
    tap(button(rooms.panel, "Save PDF"))
    assert sale.number in reading.words(target.read_bytes())


def test_words_of_the_chart_follow_the_language(rooms: Rooms) -> None:
    sell(rooms.shop, "tea")
    view = group(rooms, SalesBy.PRODUCT)
    rooms.speak("zh")
    assert cells(view.table, NAME) == ["茉莉花茶"]
    assert column(view, "销售额") == ["5.50"]


def test_the_sums_can_be_read_above_news_that_waits(rooms: Rooms) -> None:
    sell(rooms.shop, "tea")
    rooms.window.resize(*SIZES["small"])
    view, strips = rooms.view("reports"), rooms.window.frame.strips
    strips.tell(News(text="Hand over 3.00. " * 4, stay_ms=0))
    settle()
    bottom = view.sums.mapTo(rooms.window, view.sums.rect().bottomLeft()).y()
    assert bottom < strips.mapTo(rooms.window, QPoint()).y()
