"""The real window over a real shop with a history, for tests of the views behind the rail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.cart import Cart, Delivery
from app.domain.order import Order
from app.sandbox.server import SandboxThread
from app.settings import TillSettings
from tests.helpers.sandbox import Control
from tests.helpers.shop import Shop, open_shop
from tests.helpers.windows import close_window, open_window, settle
from ui.main_window import MainWindow

SETTINGS = TillSettings(staff_name="李娜", language="en", theme="light")


class Rooms:
    """A window over a shop.

    Attributes:
        shop: the shop; window: the window.
    """

    def __init__(self, shop: Shop, window: MainWindow) -> None:
        self.shop, self.window = shop, window

    def view(self, view_id: str):  # type: ignore[no-untyped-def]
        """Open a view."""
        shown = self.window.go(view_id)
        settle()
        return shown

    @property
    def panel(self):  # type: ignore[no-untyped-def]
        """The open panel."""
        return self.window.panels.panel

    def news(self) -> list[str]:
        """What the strips say."""
        return [strip.news.text for strip in self.window.frame.strips.strips]


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
    cart = for_delivery(shop, *codes, name=name)
    return shop.house.checkout.pay_cash(
        cart, tendered_minor=cart.priced().cash_due_minor, staff="li"
    ).order


@pytest.fixture
def room_shop(tmp_path: Path) -> Iterator[Shop]:
    """An open shop with no sale yet."""
    made = _furnished(tmp_path)
    yield made
    made.close()


@pytest.fixture
def provided_shop(tmp_path: Path) -> Iterator[Shop]:
    """An open shop beside a running provider."""
    sandbox = SandboxThread(tmp_path / "provider")
    control = Control(sandbox.start())
    made = _furnished(tmp_path, sandbox)
    made.connect(control)
    yield made
    control.close()
    made.close()
    sandbox.stop()


def _furnished(folder: Path, sandbox: SandboxThread | None = None) -> Shop:
    (folder / "shop").mkdir()
    made = open_shop(f"sqlite:///{folder / 'shop' / 'shop.db'}", folder / "shop", sandbox)
    made.furnish()
    return made


@pytest.fixture
def rooms(qapp: object, room_shop: Shop) -> Iterator[Rooms]:
    """The window over the shop."""
    window = open_window(room_shop.house, settings=SETTINGS)
    yield Rooms(room_shop, window)
    close_window(window)


@pytest.fixture
def provided_rooms(qapp: object, provided_shop: Shop) -> Iterator[Rooms]:
    """The window over the shop with a provider."""
    window = open_window(provided_shop.house, settings=SETTINGS)
    yield Rooms(provided_shop, window)
    close_window(window)
