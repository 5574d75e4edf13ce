"""Pictures of the window; `python -m tests.helpers.screens OUT` renders every view and look."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from app.names import NAMES
from tests.helpers.windows import close_window, open_window, restyle, settle
from ui.main_window import MainWindow
from ui.views import VIEWS
from ui.widgets.labels import AmountLabel

SIZES = {"wide": (1366, 768), "small": (1024, 600)}
LANGUAGES = ("zh", "en")
THEMES = ("light", "dark", "contrast")


def picture(widget: QWidget, file: Path) -> Path:
    """Render a widget into a PNG file."""
    settle()
    file.parent.mkdir(parents=True, exist_ok=True)
    if not widget.grab().save(str(file)):
        raise OSError(f"{file} could not be written")
    return file


def looks(
    window: MainWindow, *, texts: tuple[str, ...] = ("normal",)
) -> Iterator[tuple[str, MainWindow]]:
    """The window at both sizes and in both languages; yields a name for each.

    Themes are colours alone (tests/ui/test_theme.py) and move nothing. A size of text lays all
    widgets out anew, so it changes least often.
    """
    for text, language, size in product(texts, LANGUAGES, SIZES):
        restyle(window, language=language, size=text)
        window.resize(*SIZES[size])
        settle()
        yield f"{size}_{language}_{text}", window


def clipped(root: QWidget) -> list[str]:
    """Visible children that stick out of their parents: what nobody can read or touch."""
    out = []
    for child in root.findChildren(QWidget):
        parent = child.parentWidget()
        if isinstance(child, QScrollArea) and _too_wide(child):
            out.append(f"{type(child.widget()).__name__} is wider than its {type(child).__name__}")
        if _cut(child):
            out.append(f"{type(child).__name__} {_text(child)!r} is wider than its place")
        if parent is None or not child.isVisibleTo(root) or child.isWindow():
            continue
        if _scrolls(child, root) or child.width() == 0 or child.height() == 0:
            continue
        if not parent.rect().adjusted(-2, -2, 2, 2).contains(child.geometry()):
            name = f"{type(child).__name__} {child.accessibleName()!r}"
            out.append(f"{name} sticks out of {type(parent).__name__}")
    return out


def _text(child: QWidget) -> str:
    return child.text() if isinstance(child, QLabel | QAbstractButton) else ""


def _cut(child: QWidget) -> bool:
    """Whether words are wider than the widget that says them."""
    if not _text(child) or not child.isVisible() or isinstance(child, AmountLabel):
        return False
    wraps = isinstance(child, QLabel) and child.wordWrap()
    return not wraps and child.sizeHint().width() > child.width() + 1


def _too_wide(area: QScrollArea) -> bool:
    """Whether something can only be seen by scrolling sideways, where that is not offered."""
    off = area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    inside, vertical = area.widget(), area.verticalScrollBarPolicy()
    if not off or inside is None or vertical is Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
        return False
    return area.isVisible() and inside.width() > area.viewport().width()


def _scrolls(child: QWidget, root: QWidget) -> bool:
    """Whether a scroll area shows the rest on demand."""
    at: QWidget | None = child
    while at is not None and at is not root:
        if at.objectName() == "qt_scrollarea_viewport":
            return True
        at = at.parentWidget()
    return False


def main(out: Path) -> None:
    """Write pictures of every view of a shop with a history."""
    from main import words_of_providers
    from tests.helpers.back_rooms import live
    from tests.helpers.shop import furnished

    NAMES.bring(words_of_providers)
    with tempfile.TemporaryDirectory() as folder:
        shop = furnished(Path(folder))
        live(shop)
        window = open_window(shop.house)
        for theme, entry in product(THEMES, VIEWS):
            restyle(window, theme=theme)
            window.go(entry.id)
            for name, shown in looks(window):
                picture(shown, out / f"{entry.id}_{name}_{theme}.png")
        close_window(window)
        shop.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
