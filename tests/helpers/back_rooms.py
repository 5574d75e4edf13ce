"""The real window over a real shop with a history, for tests of the views behind the rail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.domain.cart import Cart, Delivery
from app.domain.catalog import Category
from app.domain.order import Order
from app.domain.payment import Attempt
from tests.helpers import windows
from tests.helpers.shop import Shop, beside_provider, copied, open_shop
from ui.main_window import MainWindow


class Rooms:
    """A window over a shop.

    Attributes:
        shop: the shop; window: the window.
    """

    def __init__(self, shop: Shop, window: MainWindow) -> None:
        self.shop, self.window = shop, window

    def view(self, view_id: str) -> Any:
        """Open a view."""
        shown = self.window.go(view_id)
        windows.settle()
        return shown

    @property
    def panel(self) -> Any:
        """The open panel, None when there is none."""
        return self.window.panels.panel

    @property
    def step(self) -> Any:
        """The step of the open panel that is in sight."""
        return self.panel.step

    def news(self) -> list[str]:
        """What the strips say."""
        return [strip.news.text for strip in self.window.frame.strips.strips]

    def press(self, key: Qt.Key) -> None:
        """A person presses a key."""
        windows.press(self.window, key)

    def type(self, text: str) -> None:
        """A person types."""
        windows.type_text(self.window, text)

    def scan(self, code: str) -> None:
        """A scanner reads a code."""
        windows.scan(self.window, code)

    def speak(self, language: str) -> None:
        """Change the language while the window is open."""
        windows.restyle(self.window, language=language)


def tap(button: QWidget) -> None:
    """A thumb on a button."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    windows.settle()


def button(root: QWidget, words: str) -> QAbstractButton:
    """The visible button with these words on it."""
    shown = [x for x in root.findChildren(QAbstractButton) if x.isVisibleTo(root)]
    for each in shown:
        if words in {each.text().strip(), each.accessibleName()}:
            return each
    raise LookupError(f"{words} is not among {[x.text() or x.accessibleName() for x in shown]}")


def words(root: QWidget) -> str:
    """Everything that can be read in a widget, line by line."""
    from PySide6.QtWidgets import QLabel

    shown = [x for x in root.findChildren(QLabel) if x.isVisibleTo(root) and x.text()]
    return "\n".join(x.text() for x in shown)


def cells(table: Any, column: int) -> list[str]:
    """What the rows of a table say in one column."""
    model = table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def coins_of(rooms: Rooms, step_minor: int) -> None:
    """No smaller coins than this one are in the shop."""
    rooms.shop.change(cash_step_minor=step_minor)
    profile = rooms.shop.house.shop.profile()
    if profile is not None:
        rooms.window.session.set_profile(profile)


def sell(shop: Shop, *codes: str, name: str = "") -> Order:
    """A sale in cash, a minute after the one before it."""
    shop.clock.advance(minutes=1)
    cart = replace(shop.cart(*codes), customer_name=name)
    return shop.house.checkout.pay_cash(
        cart, tendered_minor=cart.priced().cash_due_minor, staff="li"
    ).order


def for_delivery(shop: Shop, *codes: str, name: str = "王小明") -> Cart:
    """A cart that is to be sent to somebody."""
    there = Delivery(recipient=name, phone="13800000000", address="示例路 1 号 2 单元 301")
    return replace(shop.cart(*codes), delivery=there, customer_name=name)


def send(shop: Shop, *codes: str, name: str = "王小明") -> Order:
    """A paid order for delivery."""
    shop.clock.advance(minutes=1)
    cart = for_delivery(shop, *codes, name=name)
    return shop.house.checkout.pay_cash(
        cart, tendered_minor=cart.priced().cash_due_minor, staff="li"
    ).order


def show_code(shop: Shop, *codes: str) -> Attempt:
    """A payment whose code the customer sees."""
    shop.clock.advance(minutes=1)
    return shop.show_code(shop.cart(*codes))


def live(shop: Shop) -> None:
    """A day with a bit of everything."""
    shop.house.shop.save_category(Category(id="", name="饮料", name_en="Drinks"), "li")
    for name in ("", "Anna", "A customer with quite a long name"):
        sell(shop, "tea", "water", "bag", name=name)
    taken_back = sell(shop, "bun")
    shop.house.orders.void(taken_back.id, staff="li")
    for _ in range(2):
        send(shop, "tea")
    shipped = send(shop, "water", name="Bo")
    shop.house.shipping.ship(shipped.id, carrier="SF", tracking_number="SF1", staff="li")


@pytest.fixture
def room_shop(tmp_path: Path, furnished_sqlite: Path) -> Iterator[Shop]:
    """An open shop with no sale yet."""
    made = open_shop(copied(furnished_sqlite, tmp_path / "shop"), tmp_path / "shop")
    yield made
    made.close()


@pytest.fixture
def provided_shop(tmp_path: Path, furnished_sqlite: Path, provider_keys: Path) -> Iterator[Shop]:
    """An open shop beside a running provider."""
    url = copied(furnished_sqlite, tmp_path / "shop")
    with beside_provider(url, tmp_path, provider_keys) as made:
        yield made


@pytest.fixture
def rooms(qapp: object, room_shop: Shop) -> Iterator[Rooms]:
    """The window over the shop, in English."""
    window = windows.open_window(room_shop.house, settings=windows.ENGLISH)
    yield Rooms(room_shop, window)
    windows.close_window(window)


@pytest.fixture
def provided_rooms(qapp: object, provided_shop: Shop) -> Iterator[Rooms]:
    """The window over the shop with a provider, in English."""
    window = windows.open_window(provided_shop.house, settings=windows.ENGLISH)
    yield Rooms(provided_shop, window)
    windows.close_window(window)


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where every file goes that somebody is asked a name for."""
    from ui import files

    chosen = tmp_path / "chosen"
    monkeypatch.setattr(files, "ask_target", lambda _parent, _name, _kind: chosen)
    return chosen
