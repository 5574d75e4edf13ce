"""Selling: scans, keys and taps at the counter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.helpers.fake_house import CODES
from tests.helpers.screens import clipped, looks
from tests.helpers.windows import press, restyle, scan, settle, type_text
from ui.main_window import MainWindow
from ui.views.sell.discount_panel import DiscountPanel
from ui.views.sell.line_panel import LinePanel
from ui.views.sell.view import SellView
from ui.views.sell.why_panel import WhyPanel
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def lines(sell: SellView) -> list[tuple[str, int]]:
    """What is in the cart: product ids and thousandths."""
    return [(str(line.product_id), line.qty_milli) for line in sell.desk.cart.lines]


def test_a_scan_puts_a_product_into_the_cart(window: MainWindow, sell: SellView) -> None:
    scan(window, CODES["tea"])
    assert lines(sell) == [("tea", 1000)]
    assert sell.totals.total.text() == "¥5.50"
    assert sell.cart.table.cart.flash == sell.desk.selected


def test_the_same_item_again_adds_one_to_its_line(window: MainWindow, sell: SellView) -> None:
    for _ in range(3):
        scan(window, CODES["tea"])
    assert lines(sell) == [("tea", 3000)]


def test_five_times_then_scan_is_five(window: MainWindow, sell: SellView) -> None:
    type_text(window, "5*")
    assert sell.line.text() == "5*"
    scan(window, CODES["bun"])
    assert lines(sell) == [("bun", 5000)]
    assert sell.line.text() == ""


@pytest.mark.parametrize("factor", ["0*", "-3*", "99999999*", "1.2345*"])
def test_a_factor_that_is_no_quantity_sells_nothing(
    window: MainWindow, sell: SellView, factor: str
) -> None:
    type_text(window, factor)
    scan(window, CODES["bun"])
    assert lines(sell) == []
    assert sell.line.text() == factor
    assert len(window.frame.strips.strips) == 1
    type_text(window, "bun")
    press(window, Key.Key_Return)
    assert lines(sell) == []
    sell.line.clear()
    scan(window, CODES["bun"])
    assert lines(sell) == [("bun", 1000)]


def test_the_factor_counts_once(window: MainWindow, sell: SellView) -> None:
    type_text(window, "2.5*")
    scan(window, CODES["apple"])
    scan(window, CODES["bun"])
    assert lines(sell) == [("apple", 2500), ("bun", 1000)]


def test_a_typed_code_and_enter_is_a_scan(window: MainWindow, sell: SellView) -> None:
    type_text(window, "3*SKU-water")
    press(window, Key.Key_Return)
    assert lines(sell) == [("water", 3000)]
    assert sell.line.text() == ""


def test_search_shows_results_and_arrows_choose(window: MainWindow, sell: SellView) -> None:
    type_text(window, "ml")
    found = [pick.id for pick in sell.line.results.picks]
    assert sell.line.results.isVisible()
    assert len(found) > 1
    press(window, Key.Key_Down)
    press(window, Key.Key_Return)
    assert lines(sell) == [(found[1], 1000)]
    assert not sell.line.results.isVisible()


def test_enter_takes_the_best_result(window: MainWindow, sell: SellView) -> None:
    type_text(window, "custard")
    press(window, Key.Key_Return)
    assert lines(sell) == [("bun", 1000)]


def test_chinese_is_searched_as_well(window: MainWindow, sell: SellView) -> None:
    sell.line.setText("苹果")
    settle()
    assert [pick.id for pick in sell.line.results.picks] == ["apple"]


def test_a_result_can_be_tapped(window: MainWindow, sell: SellView) -> None:
    type_text(window, "loaf")
    results = sell.line.results
    QTest.mouseClick(
        results.viewport(),
        Qt.MouseButton.LeftButton,
        pos=results.visualRect(results.currentIndex()).center(),
    )
    settle()
    assert lines(sell) == [("loaf", 1000)]


def test_a_tile_can_be_tapped_and_takes_the_factor(window: MainWindow, sell: SellView) -> None:
    type_text(window, "4*")
    wall = sell.shelf.wall
    index = wall.model().index(2, 0)
    QTest.mouseClick(
        wall.viewport(), Qt.MouseButton.LeftButton, pos=wall.visualRect(index).center()
    )
    settle()
    assert lines(sell) == [("coffee", 4000)]


def test_two_quick_taps_are_two(window: MainWindow, sell: SellView) -> None:
    wall = sell.shelf.wall
    spot = wall.visualRect(wall.model().index(0, 0)).center()
    QTest.mouseClick(wall.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(wall.viewport(), Qt.MouseButton.LeftButton, pos=spot)  # no release in it
    QTest.mouseRelease(wall.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    settle()
    assert lines(sell) == [("tea", 2000)]


def test_tiles_are_reached_and_taken_by_keyboard(window: MainWindow, sell: SellView) -> None:
    wall = sell.shelf.wall
    wall.setFocus()
    wall.setCurrentIndex(wall.model().index(1, 0))
    press(window, Key.Key_Return)
    assert lines(sell) == [("water", 1000)]


def test_a_category_narrows_the_tiles(window: MainWindow, sell: SellView) -> None:
    fruit = next(pill for pill in sell.shelf.pills if pill.text() == "Fruit")
    fruit.click()
    settle()
    assert [tile.id for tile in sell.shelf.wall.tiles] == ["apple", "banana"]


def test_a_product_that_is_gone_from_the_shelf_says_so_in_words(sell: SellView) -> None:
    warnings = {tile.id: tile.warning for tile in sell.shelf.wall.tiles}
    assert warnings["loaf"] == "none left"
    assert warnings["tea"] == ""


def test_arrows_choose_a_line_and_del_removes_it(window: MainWindow, sell: SellView) -> None:
    for name in ("tea", "water", "bun"):
        scan(window, CODES[name])
    press(window, Key.Key_Up)
    press(window, Key.Key_Delete)
    assert [name for name, _ in lines(sell)] == ["tea", "bun"]


def test_del_in_a_typed_text_is_not_for_the_cart(window: MainWindow, sell: SellView) -> None:
    scan(window, CODES["tea"])
    type_text(window, "xyz")
    press(window, Key.Key_Home)
    press(window, Key.Key_Delete)
    assert sell.line.text() == "yz"
    assert lines(sell) == [("tea", 1000)]


def test_everything_can_be_undone_and_done_again(window: MainWindow, sell: SellView) -> None:
    for name in ("tea", "water"):
        scan(window, CODES[name])
    press(window, Key.Key_Delete)
    press(window, Key.Key_Z, CTRL)
    assert [name for name, _ in lines(sell)] == ["tea", "water"]
    press(window, Key.Key_Z, CTRL)
    assert [name for name, _ in lines(sell)] == ["tea"]
    press(window, Key.Key_Y, CTRL)
    press(window, Key.Key_Y, CTRL)
    assert [name for name, _ in lines(sell)] == ["tea"]


def test_esc_never_clears_the_cart(window: MainWindow, sell: SellView) -> None:
    scan(window, CODES["tea"])
    type_text(window, "an")
    press(window, Key.Key_Escape)
    assert (sell.line.results.isVisible(), sell.line.text()) == (False, "an")
    for _ in range(4):
        press(window, Key.Key_Escape)
    assert sell.line.text() == ""
    assert lines(sell) == [("tea", 1000)]


def test_f4_sets_the_quantity(window: MainWindow, sell: SellView) -> None:
    scan(window, CODES["tea"])
    press(window, Key.Key_F4)
    type_text(window, "12")
    press(window, Key.Key_Return)
    assert lines(sell) == [("tea", 12_000)]
    assert window.panels.panel is None


def test_f4_twice_sets_the_price_in_one_step(window: MainWindow, sell: SellView) -> None:
    scan(window, CODES["tea"])
    press(window, Key.Key_F4)
    press(window, Key.Key_F4)
    type_text(window, "4.80")
    press(window, Key.Key_Return)
    assert sell.desk.cart.lines[0].unit_minor == 480
    press(window, Key.Key_Z, CTRL)
    assert sell.desk.cart.lines[0].unit_minor == 550


def test_the_quantity_of_a_line_goes_up_and_down_by_taps(
    window: MainWindow, sell: SellView
) -> None:
    scan(window, CODES["tea"])
    press(window, Key.Key_F4)
    panel = window.panels.panel
    assert isinstance(panel, LinePanel)
    panel.plus.click()
    panel.plus.click()
    panel.minus.click()
    assert lines(sell) == [("tea", 2000)]
    assert panel.entry.line.text() == "2"


@pytest.mark.parametrize("typed", ["0", "9999999999", ""])
def test_a_quantity_that_cannot_be_is_refused_in_words(
    window: MainWindow, sell: SellView, typed: str
) -> None:
    scan(window, CODES["tea"])
    press(window, Key.Key_F4)
    panel = window.panels.panel
    assert isinstance(panel, LinePanel)
    panel.entry.line.clear()
    type_text(window, typed)
    press(window, Key.Key_Return)
    assert panel.complaint.isVisible()
    assert lines(sell) == [("tea", 1000)]


def test_a_discount_in_percent_on_the_line(window: MainWindow, sell: SellView) -> None:
    scan(window, CODES["apple"])
    press(window, Key.Key_F5)
    type_text(window, "10")
    press(window, Key.Key_Return)
    assert sell.totals.total.text() == "¥14.31"


def test_a_discount_as_an_amount_on_the_whole_order(window: MainWindow, sell: SellView) -> None:
    scan(window, CODES["apple"])
    scan(window, CODES["tea"])
    press(window, Key.Key_F5)
    press(window, Key.Key_F5)
    panel = window.panels.panel
    assert panel is not None
    panel.unit.pill("amount").click()
    type_text(window, "1.40")
    press(window, Key.Key_Return)
    assert sell.totals.total.text() == "¥20.00"


def test_a_discount_shows_at_once_what_it_leads_to(window: MainWindow, sell: SellView) -> None:
    scan(window, CODES["apple"])
    press(window, Key.Key_F5)
    panel = window.panels.panel
    assert isinstance(panel, DiscountPanel)
    assert panel.result.text() == "¥15.90"
    type_text(window, "10")
    assert panel.result.text() == "¥15.90 → ¥14.31"
    panel.unit.pill("amount").click()
    assert panel.result.text() == "¥15.90 → ¥5.90"
    type_text(window, "99")
    assert panel.result.text() == "¥15.90"  # it cannot be
    press(window, Key.Key_F5)
    type_text(window, "5.90")
    assert panel.subject.text() == "Whole order"
    assert panel.result.text() == "¥15.90 → ¥10.00"


@pytest.mark.parametrize(("language", "words"), [("zh", "8.5折"), ("en", "−15%")])
def test_a_usual_discount_is_given_by_its_own_name(
    window: MainWindow, sell: SellView, language: str, words: str
) -> None:
    restyle(window, language=language)
    scan(window, CODES["apple"])
    press(window, Key.Key_F5)
    panel = window.panels.panel
    assert panel is not None
    (quick,) = [x for x in panel.findChildren(Button) if x.text() == words]
    quick.click()
    settle()
    assert sell.totals.total.text() == "¥13.51"
    assert window.panels.panel is None


def test_a_discount_fits_every_screen_and_writing(window: MainWindow, sell: SellView) -> None:
    scan(window, CODES["tea"])
    press(window, Key.Key_F5)
    type_text(window, "10")
    for name, shown in looks(window, texts=("normal", "largest")):
        panel = shown.panels.panel
        assert isinstance(panel, DiscountPanel)
        assert clipped(panel) == [], name
        assert panel.subject.isVisible(), name


def test_a_discount_larger_than_the_line_is_refused(window: MainWindow, sell: SellView) -> None:
    scan(window, CODES["tea"])
    press(window, Key.Key_F5)
    panel = window.panels.panel
    assert panel is not None
    panel.unit.pill("amount").click()
    type_text(window, "99")
    press(window, Key.Key_Return)
    assert panel.complaint.isVisible()
    assert sell.totals.total.text() == "¥5.50"


def test_why_this_number_tells_every_step(window: MainWindow, sell: SellView) -> None:
    scan(window, CODES["tea"])
    sell.totals.why_button.click()
    settle()
    panel = window.panels.panel
    assert isinstance(panel, WhyPanel)
    told = [label.text() for label in panel.findChildren(Label)]
    assert next(text for text in told if "5.50" in text).startswith("Total")
    assert any("VAT" in text and "0.63" in text for text in told)
    assert any(text.startswith("Jasmine tea") for text in told)
    assert not any("茉莉花茶" in text for text in told)


def test_what_is_typed_beside_the_line_goes_into_it(window: MainWindow, sell: SellView) -> None:
    scan(window, CODES["tea"])
    sell.cart.table.setFocus()
    type_text(window, "bu")
    assert sell.line.text() == "bu"
    assert sell.line.hasFocus()


def test_search_begins_with_a_slash_or_f2(window: MainWindow, sell: SellView) -> None:
    scan(window, CODES["tea"])
    for key in (Key.Key_F2, Key.Key_Slash):
        sell.cart.table.setFocus()
        press(window, key)
        window.scanner.hand_on()
        settle()
        assert sell.line.hasFocus()
        assert sell.line.text() == ""


def test_a_scan_in_another_view_comes_back_to_the_counter(
    window: MainWindow, sell: SellView
) -> None:
    press(window, Key.Key_F1)
    scan(window, CODES["tea"])
    assert window.view_id == "sell"
    assert lines(sell) == [("tea", 1000)]


def test_a_scan_while_a_panel_is_open_leaves_its_fields_alone(
    window: MainWindow, sell: SellView
) -> None:
    scan(window, CODES["tea"])
    press(window, Key.Key_F3)
    scan(window, CODES["water"])
    panel = window.panels.panel
    assert panel is not None and panel.name.text() == ""
    assert [name for name, _ in lines(sell)] == ["tea", "water"]


def test_the_total_has_the_height_of_its_figures(window: MainWindow, sell: SellView) -> None:
    for _name, shown in looks(window):
        total = sell.totals.total
        assert total.height() >= total.sizeHint().height(), (_name, shown.size())


def test_a_factor_typed_as_fast_as_a_scan_counts(window: MainWindow, sell: SellView) -> None:
    scan(window, f"5*{CODES['tea']}")
    (line,) = sell.desk.cart.lines
    assert line.qty_milli == 5000
    scan(window, "3*")
    scan(window, CODES["tea"])
    (line,) = sell.desk.cart.lines
    assert line.qty_milli == 8000


def test_a_word_typed_as_fast_as_a_scan_is_searched_for(window: MainWindow, sell: SellView) -> None:
    scan(window, "jasmine")
    (line,) = sell.desk.cart.lines
    assert line.product_id == "tea"
