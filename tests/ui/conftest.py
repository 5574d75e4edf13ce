"""A window with a made-up shop in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers import windows
from tests.helpers.back_rooms import (
    provided_rooms,
    provided_shop,
    room_shop,
    rooms,
    target,
)
from tests.helpers.fake_house import FakeHouse
from tests.helpers.sandbox import provider_keys
from tests.helpers.shop import copied, furnished_sqlite, shop_with_provider
from tests.helpers.slow import SlowExecutor
from ui.main_window import MainWindow
from ui.views.sell.view import SellView

__all__ = [
    "furnished_sqlite",
    "provided_rooms",
    "provided_shop",
    "provider_keys",
    "room_shop",
    "rooms",
    "shop_with_provider",
    "target",
]


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """pytest-qt's application, with the program's fonts."""
    return windows.application()


@pytest.fixture
def shop_url(furnished_sqlite: Path, tmp_path: Path) -> str:
    """The window does not care which database; one kind is enough here."""
    return copied(furnished_sqlite, tmp_path / "shop")


@pytest.fixture
def house() -> FakeHouse:
    """Twelve goods, no database."""
    return FakeHouse()


@pytest.fixture
def executor() -> SlowExecutor:
    """Answers may take their time, as they do in a shop."""
    return SlowExecutor()


@pytest.fixture
def window(qapp: QApplication, house: FakeHouse) -> Iterator[MainWindow]:
    """The real window, in English, with an open shop."""
    made = windows.open_window(house.house, settings=windows.ENGLISH)
    yield made
    windows.close_window(made)


@pytest.fixture
def sell(window: MainWindow) -> SellView:
    """The Sell view of that window."""
    view = window.views["sell"]
    assert isinstance(view, SellView)
    return view
