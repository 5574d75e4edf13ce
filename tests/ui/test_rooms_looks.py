"""Every view behind the rail, in every look: nothing cut off, everything named, made for thumbs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from tests.helpers.back_rooms import Rooms, live
from tests.helpers.screens import LANGUAGES, SIZES, clipped
from tests.helpers.windows import restyle, settle
from ui.theme import look

VIEWS = ("orders", "payments", "inventory", "shipping", "reports", "settings")
INPUTS = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView)


@pytest.fixture
def busy(rooms: Rooms) -> Rooms:
    """A shop with a bit of everything."""
    live(rooms.shop)
    return rooms


def everything(busy: Rooms) -> list[tuple[str, Callable[[], object]]]:
    """Every view, page and panel, and how to get there."""
    tea = busy.shop.product_id("tea")
    inventory, settings = busy.view("inventory"), busy.view("settings")
    found: list[tuple[str, Callable[[], object]]] = [
        (view, lambda view=view: busy.view(view))
        for view in VIEWS  # type: ignore[misc]
    ]
    found += [
        (f"inventory {page}", lambda page=page: (busy.view("inventory"), inventory.show_page(page)))  # type: ignore[misc]
        for page in ("advice", "import", "products")
    ]
    found += [
        (f"settings {page}", lambda page=page: (busy.view("settings"), settings.show_page(page)))  # type: ignore[misc]
        for page in settings.pages
    ]
    found += [
        ("an order", lambda: (busy.view("orders"), busy.press(Qt.Key.Key_Return))),
        ("a parcel", lambda: (busy.view("shipping"), busy.press(Qt.Key.Key_Return))),
        ("a product", lambda: (busy.view("inventory"), inventory.open_item(tea))),
        ("a tax", lambda: (settings.show_page("taxes"), settings.page.add_button.click())),
    ]
    return found


def visit(busy: Rooms, go: Callable[[], object]) -> None:
    busy.window.panels.close_panel()
    busy.window.panels.close_panel()  # an editor asks once
    go()
    settle()


def shown(root: QWidget) -> list[QWidget]:
    return [
        widget
        for kind in INPUTS
        for widget in root.findChildren(kind)
        if widget.isVisibleTo(root)
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget, QHeaderView)
        and not isinstance(widget.parentWidget(), (QComboBox, QAbstractSpinBox, QLineEdit))
    ]


def cut_off(busy: Rooms) -> dict[tuple[str, str], list[str]]:
    """By size of the window and page: what cannot be read there."""
    cut = {}
    for size, pixels in SIZES.items():
        busy.window.resize(*pixels)
        settle()
        for name, go in everything(busy):
            visit(busy, go)
            if found := clipped(busy.window):
                cut[size, name] = found
    return cut


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off(busy: Rooms, language: str) -> None:
    restyle(busy.window, language=language)
    assert cut_off(busy) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_in_twice_the_size(busy: Rooms, language: str) -> None:
    restyle(busy.window, language=language, size="largest")
    assert cut_off(busy) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_be_used_has_a_name(busy: Rooms, language: str) -> None:
    restyle(busy.window, language=language)
    nameless = set()
    for name, go in everything(busy):
        visit(busy, go)
        for widget in shown(busy.window):
            if not widget.accessibleName():
                nameless.add((name, type(widget).__name__))
    assert nameless == set()


def test_everything_is_large_enough_for_a_thumb(busy: Rooms) -> None:
    small = set()
    for name, go in everything(busy):
        visit(busy, go)
        for widget in shown(busy.window):
            if widget.property("kind") in {"status", "rail"} or widget.height() == 0:
                continue
            if widget.height() < 48:
                small.add((name, type(widget).__name__, widget.height()))
    assert small == set()
    assert look.metrics.touch() >= 48


def test_a_view_without_anything_says_what_to_do_next(rooms: Rooms, tmp_path: Path) -> None:
    from PySide6.QtWidgets import QLabel

    from ui.widgets.empty import EmptyState

    for name in ("orders", "payments", "shipping", "reports"):
        view = rooms.view(name)
        (state,) = [x for x in view.findChildren(EmptyState) if x.isVisibleTo(view)]
        assert state.title.text()
        assert len([x for x in state.findChildren(QLabel) if x.text()]) >= 2
