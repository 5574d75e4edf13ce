"""Codes nobody knows and goods without a price: told at once, mended where one stands."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.domain.catalog import Product
from tests.helpers.fake_house import CODES, FakeHouse
from tests.helpers.windows import press, scan, settle, type_text
from ui.main_window import MainWindow
from ui.views.sell.number_panel import AskPricePanel
from ui.views.sell.unknown_code import LinkProductPanel, NewProductPanel
from ui.views.sell.view import SellView

Key = Qt.Key


def lines(sell: SellView) -> list[tuple[str, int]]:
    """What is in the cart: product ids and thousandths."""
    return [(str(line.product_id), line.qty_milli) for line in sell.desk.cart.lines]


def test_an_unknown_code_is_told_and_scanning_goes_on(window: MainWindow, sell: SellView) -> None:
    scan(window, "4006381333931")
    strip = window.frame.strips.strips[-1]
    assert "4006381333931" in strip.words.text()
    assert [button.text() for button in strip.buttons] == [
        "Add product",
        "Link to product",
        "Ignore",
    ]
    scan(window, CODES["tea"])
    assert lines(sell) == [("tea", 1000)]
    assert window.frame.strips.strips == []


def test_an_unknown_code_is_of_no_interest_after_the_sale(
    window: MainWindow, sell: SellView
) -> None:
    scan(window, CODES["tea"])
    scan(window, "4006381333931")
    press(window, Key.Key_F10)
    assert not [x for x in window.frame.strips.strips if "4006381333931" in x.words.text()]


def test_an_unknown_code_becomes_a_product(
    window: MainWindow, sell: SellView, house: FakeHouse
) -> None:
    scan(window, "4006381333931")
    window.frame.strips.strips[-1].buttons[0].click()
    panel = window.panels.panel
    assert isinstance(panel, NewProductPanel)
    assert panel.code.text() == "4006381333931"
    type_text(window, "Pencil")
    panel.price.input.setText("1,50")
    press(window, Key.Key_Return)
    saved = next(x for x in house.products.values() if x.name == "Pencil")
    assert (saved.price_minor, saved.barcodes) == (150, ("4006381333931",))
    assert lines(sell) == [(saved.id, 1000)]
    assert window.panels.panel is None


def test_a_product_without_a_name_is_not_saved(window: MainWindow, house: FakeHouse) -> None:
    scan(window, "4006381333931")
    window.frame.strips.strips[-1].buttons[0].click()
    settle()
    press(window, Key.Key_Return)
    panel = window.panels.panel
    assert isinstance(panel, NewProductPanel)
    assert panel.name.complaint.text() == "This must be filled in."
    assert len(house.products) == 12


def test_an_unknown_code_is_linked_to_a_product(
    window: MainWindow, sell: SellView, house: FakeHouse
) -> None:
    scan(window, "4006381333931")
    window.frame.strips.strips[-1].buttons[1].click()
    settle()
    assert isinstance(window.panels.panel, LinkProductPanel)
    type_text(window, "jasmine")
    press(window, Key.Key_Return)
    assert house.products["tea"].barcodes == (CODES["tea"], "4006381333931")
    assert lines(sell) == [("tea", 1000)]


def test_a_product_without_a_price_asks_before_it_is_added(
    window: MainWindow, sell: SellView
) -> None:
    scan(window, CODES["topup"])
    assert isinstance(window.panels.panel, AskPricePanel)
    assert lines(sell) == []
    type_text(window, "30")
    press(window, Key.Key_Return)
    assert lines(sell) == [("topup", 1000)]
    assert sell.totals.total.text() == "¥30.00"
    assert window.panels.panel is None


def test_two_products_without_a_price_are_asked_for_one_after_the_other(
    window: MainWindow, sell: SellView, house: FakeHouse
) -> None:
    house.products["open"] = Product(id="open", name="散装", barcodes=("OPEN-1",), ask_price=True)
    scan(window, CODES["topup"])
    scan(window, "OPEN-1")
    type_text(window, "10")
    press(window, Key.Key_Return)
    settle()
    assert isinstance(window.panels.panel, AskPricePanel)
    type_text(window, "2.5")
    press(window, Key.Key_Return)
    assert [line.unit_minor for line in sell.desk.cart.lines] == [1000, 250]


def test_a_price_nobody_gives_leaves_the_product_out(window: MainWindow, sell: SellView) -> None:
    scan(window, CODES["topup"])
    press(window, Key.Key_Escape)
    assert lines(sell) == []
    assert sell.counter.asking == []


def test_no_price_at_all_is_not_zero(window: MainWindow, sell: SellView) -> None:
    scan(window, CODES["topup"])
    press(window, Key.Key_Return)
    panel = window.panels.panel
    assert isinstance(panel, AskPricePanel)
    assert panel.complaint.text() == "This must be filled in."


def test_a_product_half_typed_is_lost_only_at_the_second_try(
    window: MainWindow, sell: SellView
) -> None:
    scan(window, "4006381333931")
    window.frame.strips.strips[-1].buttons[0].click()
    panel = window.panels.panel
    type_text(window, "Pencil")
    press(window, Key.Key_F3)
    assert window.panels.panel is panel
    assert "not saved" in window.frame.strips.strips[-1].words.text()
    press(window, Key.Key_Escape)
    assert window.panels.panel is None
