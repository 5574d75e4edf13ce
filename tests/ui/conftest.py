"""A window with a made-up shop in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers import windows
from tests.helpers.fake_house import FakeHouse
from ui.main_window import MainWindow
from ui.views.sell.view import SellView


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """pytest-qt's application, with the program's fonts."""
    return windows.application()


@pytest.fixture
def house() -> FakeHouse:
    """Twelve goods, no database."""
    return FakeHouse()


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
