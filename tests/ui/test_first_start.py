"""The first start, by keys alone: a demo shop, an empty one, and one's own list of goods."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.order_states import Label
from app.ports.queries import OrderFilter, ProductFilter
from tests.helpers.back_rooms import tap
from tests.helpers.shop import Shop, open_shop
from tests.helpers.windows import (
    ENGLISH,
    close_window,
    open_window,
    press,
    scan,
    settle,
    type_text,
)
from ui import files
from ui.main_window import MainWindow
from ui.opening import Opening
from ui.views.first_start import DEMO, EMPTY, IMPORT, FirstStart
from ui.views.inventory.view import InventoryView
from ui.views.pay.done import DonePage
from ui.views.pay.panel import PayPanel
from ui.views.sell.view import SellView

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
LIST = "name,barcode,price,stock\nGreen tea,9520000000998,4.20,12\n"


class Start:
    """A window that has never been opened before."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.window: MainWindow = open_window(shop.house, settings=ENGLISH)
        Opening(self.window, lambda: shop.house).start()
        settle()

    @property
    def page(self) -> FirstStart:
        shown = self.window.frame.stack.currentWidget()
        assert isinstance(shown, FirstStart)
        return shown

    def tab_to(self, wanted: QWidget) -> None:
        """Tab, as often as needed and no oftener than there are fields."""
        for _ in range(15):
            if QApplication.focusWidget() is wanted:
                return
            press(self.window, Key.Key_Tab)
        raise AssertionError(f"Tab never comes to {wanted.accessibleName()}")

    def count(self) -> int:
        return self.shop.house.queries.count_products(ProductFilter())


@pytest.fixture
def start(qapp: QApplication, tmp_path: Path) -> Iterator[Start]:
    """The page of the first start, in English."""
    made = Start(open_shop(f"sqlite:///{tmp_path / 'new.db'}", tmp_path / "new"))
    yield made
    close_window(made.window)
    made.shop.close()


def test_a_name_and_enter_open_a_demo_shop_that_sells_at_once(start: Start) -> None:
    type_text(start.window, "Corner shop")
    press(start.window, Key.Key_Return)
    profile = start.shop.house.shop.profile()
    assert profile is not None and profile.demo
    assert start.count() >= 60
    sell = start.window.views["sell"]
    assert isinstance(sell, SellView)
    assert "Still water 550 ml" in {tile.name for tile in sell.shelf.wall.tiles}
    type_text(start.window, "still water")
    press(start.window, Key.Key_Return)
    press(start.window, Key.Key_F12)
    press(start.window, Key.Key_1, ALT)
    press(start.window, Key.Key_Return)
    panel = start.window.panels.panel
    assert isinstance(panel, PayPanel) and isinstance(panel.page, DonePage)
    (order,) = start.shop.house.queries.orders(OrderFilter(), after=None, limit=5)[0]
    assert order.label is Label.COMPLETED


def test_an_empty_shop_is_chosen_and_opened_by_keys(start: Start) -> None:
    type_text(start.window, "Corner shop")
    start.tab_to(start.page.cards[DEMO])
    press(start.window, Key.Key_Right)
    assert start.page.choice == EMPTY
    press(start.window, Key.Key_Return)
    profile = start.shop.house.shop.profile()
    assert profile is not None and not profile.demo
    assert (start.window.view_id, start.count()) == ("sell", 0)


def test_ones_own_goods_are_brought_in_and_sold_by_keys(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "goods.csv"
    path.write_text(LIST, encoding="utf-8")
    monkeypatch.setattr(files, "ask_product_list", lambda _parent: path)
    type_text(start.window, "Corner shop")
    start.tab_to(start.page.cards[DEMO])
    press(start.window, Key.Key_Right)
    press(start.window, Key.Key_Right)
    assert start.page.choice == IMPORT
    press(start.window, Key.Key_Return)
    assert start.window.view_id == "inventory"
    view = start.window.views["inventory"]
    assert isinstance(view, InventoryView)
    press(start.window, Key.Key_Return)  # choose a file
    press(start.window, Key.Key_Return)  # import what it holds
    assert start.count() == 1
    press(start.window, Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    scan(start.window, "9520000000998")
    press(start.window, Key.Key_F10)
    (order,) = start.shop.house.queries.orders(OrderFilter(), after=None, limit=5)[0]
    assert (order.label, order.total_minor) == (Label.COMPLETED, 420)


def answers(start: Start) -> tuple[str, bool]:
    """Currency, and whether prices include tax."""
    return start.page.currency.chosen(), start.page.include_tax.isChecked()


def choose_language(start: Start, language: str) -> None:
    tap(start.page.language.pill(language))


@pytest.fixture
def in_america(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine counts in dollars."""
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("en_US"))


def test_a_language_brings_its_usual_currency_and_taxes(in_america: None, start: Start) -> None:
    assert answers(start) == ("USD", False)
    choose_language(start, "zh")
    assert answers(start) == ("CNY", True)
    choose_language(start, "en")
    assert answers(start) == ("USD", False)


def test_the_name_is_typed_right_after_the_language(in_america: None, start: Start) -> None:
    choose_language(start, "zh")
    type_text(start.window, "Corner shop")
    assert start.page.name.text() == "Corner shop"
    start.page.cards[EMPTY].setChecked(True)
    press(start.window, Key.Key_Return)
    profile = start.shop.house.shop.profile()
    assert profile is not None
    assert (profile.currency, profile.prices_include_tax) == ("CNY", True)
    assert profile.documents_language == "zh"


def test_a_currency_somebody_chose_stays_in_another_language(
    in_america: None, start: Start
) -> None:
    start.tab_to(start.page.currency.input)
    press(start.window, Key.Key_Down)
    chosen = answers(start)
    assert chosen[0] not in {"USD", "CNY"}
    choose_language(start, "zh")
    assert answers(start) == chosen


def test_a_tax_tick_somebody_set_stays_in_another_language(in_america: None, start: Start) -> None:
    start.page.include_tax.click()
    assert answers(start) == ("USD", True)
    choose_language(start, "zh")
    assert answers(start) == ("USD", True)
