"""The window's house: views, panels, keys, languages, looks, and room for everything."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.helpers.fake_house import CODES, FakeHouse
from tests.helpers.screens import SIZES, clipped
from tests.helpers.windows import press, restyle, scan, settle, type_text
from ui import crashes, i18n, keys
from ui.main_window import MainWindow
from ui.polling import Heartbeat
from ui.theme import Size, ThemeName, look
from ui.views import VIEWS
from ui.views.keys_sheet import KeysSheet
from ui.views.palette import Palette
from ui.views.sell.view import SellView
from ui.widgets.labels import Badge
from ui.widgets.panels import Panel
from ui.widgets.strips import News

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
PANELS = ("customer", "quantity", "discount", "hold", "recall", "pay", "help", "anything")


def filled(window: MainWindow) -> None:
    for name in ("tea", "water", "bun", "apple"):
        scan(window, CODES[name])


def open_panels(window: MainWindow) -> Iterator[tuple[str, Panel]]:
    """Every panel of the counter, one after the other."""
    filled(window)
    for action in PANELS:
        window.act(action)
        settle()
        assert window.panels.panel is not None, action
        yield action, window.panels.panel
        window.panels.close_panel()
        settle()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("text", [Size.SMALL, Size.NORMAL, Size.LARGE, Size.LARGEST])
def test_nothing_is_cut_off(window: MainWindow, size: str, language: str, text: Size) -> None:
    restyle(window, language=language, size=text)
    window.resize(*SIZES[size])
    settle()
    filled(window)
    assert clipped(window) == []
    for action, _panel in open_panels(window):
        assert clipped(window) == [], action


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text", Size)
def test_the_rail_has_room_for_its_words_or_leaves_them_out(
    window: MainWindow, size: str, text: Size
) -> None:
    window.resize(*SIZES[size])
    restyle(window, size=text)
    icons_alone = Qt.ToolButtonStyle.ToolButtonIconOnly
    for view in VIEWS:
        button = window.frame.rail.button(view.id)
        words = button.fontMetrics().height()
        needed = 0 if button.toolButtonStyle() is icons_alone else words
        assert button.height() >= button.iconSize().height() + needed


def test_keys_are_written_as_they_stand_on_the_keys() -> None:
    assert keys.written("Ctrl+Shift+Z", "linux") == "Ctrl+Shift+Z"
    assert keys.written("Ctrl+Shift+Z", "darwin") == "⌘⇧Z"
    assert keys.written("Alt+1", "darwin") == "⌥1"


def test_everything_to_touch_can_be_touched(window: MainWindow) -> None:
    window.resize(*SIZES["small"])
    settle()
    filled(window)
    small = [
        (type(part).__name__, part.accessibleName(), part.height())
        for part in window.frame.stack.findChildren(QAbstractButton)
        if part.isVisible() and part.height() < 48
    ]
    assert small == []


def test_everything_has_a_name_for_those_who_listen(window: MainWindow) -> None:
    def nameless(root: QWidget) -> list[str]:
        kinds = (QAbstractButton, QLineEdit, QComboBox)
        return [
            f"{type(part).__name__} in {type(part.parentWidget()).__name__}"
            for part in root.findChildren(QWidget)
            if isinstance(part, kinds)
            and part.focusPolicy() != Qt.FocusPolicy.NoFocus
            and not (part.accessibleName() or (isinstance(part, QCheckBox) and part.text()))
        ]

    filled(window)
    assert nameless(window) == []
    for action, panel in open_panels(window):
        assert nameless(panel) == [], action


def test_a_panel_has_the_keyboard_and_gives_it_back(window: MainWindow, sell: SellView) -> None:
    for action, panel in open_panels(window):
        focus = window.focusWidget()
        assert focus is not None and panel.isAncestorOf(focus), action
    assert sell.line.hasFocus()


def test_esc_closes_a_panel_and_only_that(window: MainWindow, sell: SellView) -> None:
    filled(window)
    press(window, Key.Key_F3)
    press(window, Key.Key_Escape)
    assert window.panels.panel is None
    assert len(sell.desk.cart.lines) == 4


def test_there_is_only_ever_one_panel(window: MainWindow) -> None:
    filled(window)
    for key in (Key.Key_F3, Key.Key_F4, Key.Key_F5, Key.Key_F1):
        press(window, key)
        panels = [x for x in window.findChildren(Panel) if x.isVisible()]
        assert panels == [window.panels.panel]


def test_the_cart_stays_in_sight_beside_a_panel(window: MainWindow, sell: SellView) -> None:
    filled(window)
    for size in SIZES.values():
        window.resize(*size)
        settle()
        press(window, Key.Key_F3)
        panel = window.panels.panel
        assert panel is not None
        edge = panel.mapToGlobal(panel.rect().topLeft()).x()
        assert sell.cart.mapToGlobal(sell.cart.rect().topRight()).x() <= edge
        press(window, Key.Key_Escape)


def test_the_sheet_lists_every_key(window: MainWindow) -> None:
    press(window, Key.Key_F1)
    panel = window.panels.panel
    assert isinstance(panel, KeysSheet)
    told = {label.text() for label in panel.findChildren(QWidget) if hasattr(label, "text")}
    assert {" / ".join(key.sequences) for key in keys.KEYS} <= told
    assert {i18n.tr(f"key.{key.action}") for key in keys.KEYS} <= told


def test_the_key_sheet_is_read_to_its_end_by_keys(window: MainWindow) -> None:
    window.resize(1024, 600)
    press(window, Qt.Key.Key_F1)
    area = window.panels.panel.findChild(QScrollArea) if window.panels.panel else None
    assert area is not None
    bar = area.verticalScrollBar()
    assert bar.maximum() > 0
    press(window, Qt.Key.Key_Down)
    assert 0 < bar.value() < bar.maximum()
    for _ in range(10):
        press(window, Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum()
    press(window, Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()


def test_keys_are_written_on_the_buttons(sell: SellView) -> None:
    buttons = sell.actions_row.buttons
    assert "(F12)" in sell.totals.pay_button.text()
    assert "(F6)" in buttons["hold"].toolTip()
    assert "(F3)" in sell.customer.text()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_keys_stay_on_the_buttons_of_a_small_window_with_a_held_sale(
    window: MainWindow, sell: SellView, language: str
) -> None:
    restyle(window, language=language)
    window.resize(*SIZES["small"])
    sell.actions_row.show_held(12)
    settle()
    buttons = sell.actions_row.buttons
    assert clipped(sell.actions_row) == []
    for action in ("quantity", "discount", "hold", "recall"):
        assert keys.hint(action) in buttons[action].text()


def test_no_key_has_two_meanings() -> None:
    sequences = [sequence for key in keys.KEYS for sequence in key.sequences]
    sequences += [keys.view_sequence(place) for place in range(len(VIEWS))]
    assert len(sequences) == len(set(sequences))


def test_f11_fills_the_screen_and_back(window: MainWindow) -> None:
    press(window, Key.Key_F11)
    assert window.isFullScreen()
    press(window, Key.Key_F11)
    assert not window.isFullScreen()


def test_anything_finds_products_and_commands(window: MainWindow, sell: SellView) -> None:
    press(window, Key.Key_K, CTRL)
    panel = window.panels.panel
    assert isinstance(panel, Palette)
    type_text(window, "egg")
    press(window, Key.Key_Return)
    assert [line.product_id for line in sell.desk.cart.lines] == ["tart"]
    press(window, Key.Key_K, CTRL)
    type_text(window, "hold this")
    press(window, Key.Key_Return)
    assert window.panels.panel is not None
    assert window.panels.panel.title.text() == "Hold this sale"


@pytest.mark.parametrize("typed", ["中文", "语言", "language", "Chinese"])
def test_the_language_is_found_by_whoever_cannot_read_it(window: MainWindow, typed: str) -> None:
    for words, language in ((typed, "zh"), ("english", "en")):
        press(window, Key.Key_K, CTRL)
        panel = window.panels.panel
        assert isinstance(panel, Palette)
        panel.line.setText(words)
        settle()
        press(window, Key.Key_Return)
        assert i18n.language() == language


@pytest.mark.parametrize("typed", ["size", "large", "字号", "大"])
def test_the_size_of_the_writing_is_found_as_well(window: MainWindow, typed: str) -> None:
    press(window, Key.Key_K, CTRL)
    panel = window.panels.panel
    assert isinstance(panel, Palette)
    panel.line.setText(typed)
    settle()
    found = [pick.id for pick in panel.list.picks]
    assert "size:large" in found
    panel.list.step(found.index("size:large"))
    press(window, Key.Key_Return)
    assert window.session.settings.size == "large"
    assert look.metrics.size is Size.LARGE


def test_what_is_typed_as_a_command_is_no_product(window: MainWindow, sell: SellView) -> None:
    press(window, Key.Key_K, CTRL)
    panel = window.panels.panel
    assert isinstance(panel, Palette)
    type_text(window, "p")
    kinds = [pick.id.partition(":")[0] for pick in panel.list.picks]
    assert kinds.index("command") < kinds.index("product")
    panel.line.clear()
    type_text(window, "dark")
    press(window, Key.Key_Return)
    assert look.theme is ThemeName.DARK
    assert not sell.desk.cart.lines


def test_the_language_changes_while_everything_is_open(window: MainWindow, sell: SellView) -> None:
    filled(window)
    press(window, Key.Key_F3)
    restyle(window, language="zh")
    assert sell.totals.pay_button.text().strip() == "收款 (F12)"
    assert sell.cart.table.cart.index(0, 0).data() == "茉莉花茶 500毫升"
    assert sell.shelf.pills[1].text() == "饮品"
    assert window.panels.panel is not None
    assert window.panels.panel.title.text() == "顾客与配送"
    restyle(window, language="en")
    assert sell.cart.table.cart.index(0, 0).data() == "Jasmine tea 500 ml"
    assert window.windowTitle() == "转角小店 · Zhanggui"


def test_the_theme_changes_while_everything_is_open(window: MainWindow) -> None:
    filled(window)
    for theme in ("dark", "contrast", "light"):
        restyle(window, theme=theme)
        card = window.views["sell"].cart.grab().toImage()  # type: ignore[attr-defined]
        middle = card.pixelColor(card.width() // 2, card.height() - 40)
        assert middle == look.colour("card")


def test_news_of_one_topic_replaces_itself_and_there_are_never_many(
    window: MainWindow,
) -> None:
    shell = window.shell
    assert shell is not None
    for number in range(5):
        shell.tell(News(text=str(number), topic="same"))
    assert [strip.words.text() for strip in window.frame.strips.strips] == ["4"]
    for number in range(5):
        shell.tell(News(text=str(number)))
    assert len(window.frame.strips.strips) == 2


@pytest.mark.parametrize("size", SIZES)
def test_news_moves_no_button_and_lies_on_none_that_takes_money(
    window: MainWindow, sell: SellView, size: str
) -> None:
    window.resize(*SIZES[size])
    filled(window)
    settle()

    def places() -> list[QRect]:
        pressed = (sell.totals.pay_button, *sell.actions_row.buttons.values())
        return [QRect(x.mapTo(window, QPoint()), x.size()) for x in pressed]

    before = places()
    assert window.shell is not None
    for number in range(2):
        window.shell.tell(News(text=f"{number} " * 60, topic=str(number)))
    settle()
    assert places() == before
    strips = window.frame.strips
    told = QRect(strips.mapTo(window, QPoint()), strips.size())
    assert strips.height() > 0
    assert not any(told.intersects(place) for place in before)


def test_the_status_bar_has_room_for_every_state_in_any_writing(window: MainWindow) -> None:
    status = window.frame.status
    told = {
        "checking": "12 payments being checked, since 09:30",
        "printer": "3 receipts wait for the printer",
        "network": "No network since 09:30",
    }
    for text in (Size.NORMAL, Size.LARGEST):
        restyle(window, size=text)
        for state, words in told.items():
            status.show_badge(state, words)
        window.resize(*SIZES["small"])
        settle()
        assert clipped(window) == []
        shown = [x for x in status.findChildren(Badge) if x.isVisible()]
        assert {x.toolTip() or x.text() for x in shown} >= set(told.values())
        assert status.height() < look.metrics.em(3)


@pytest.mark.expects_logs
def test_a_crash_in_any_thread_is_told_in_the_window_and_the_till_goes_on(
    window: MainWindow, sell: SellView, tmp_path: Path, qtbot: QtBot
) -> None:
    strips = window.frame.strips
    with crashes.reported(tmp_path) as broken:
        broken.told.connect(window.tell_crash)
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        qtbot.waitUntil(lambda: bool(strips.strips))
        thread.join()
    (strip,) = strips.strips
    assert "your data is safe" in strip.words.text()
    assert str(tmp_path / "crash") in strip.words.text()
    assert [button.text() for button in strip.buttons] == ["Open folder"]
    scan(window, CODES["tea"])
    assert len(sell.desk.cart.lines) == 1


@pytest.mark.expects_logs
def test_what_breaks_in_the_background_is_told_once(window: MainWindow, house: FakeHouse) -> None:
    def broken() -> list[object]:
        raise RuntimeError("no questions today")

    assert window.shell is not None
    house.poller = SimpleNamespace(due=broken)  # type: ignore[attr-defined]
    beating = Heartbeat(window.shell, window.teller, window)
    beating.beat()
    (strip,) = window.frame.strips.strips
    assert "RuntimeError" in strip.words.text()
    window.frame.strips.close_strip(strip)
    beating.beat()
    assert window.frame.strips.strips == []


@pytest.mark.expects_logs
def test_an_unexpected_failure_is_told_and_the_window_goes_on(
    window: MainWindow, house: FakeHouse, sell: SellView
) -> None:
    def broken(code: str) -> None:
        raise RuntimeError("disk on fire")

    lookup = house.lookup
    house.lookup = type("Broken", (), {"scan": staticmethod(broken)})()  # type: ignore[assignment]
    scan(window, CODES["tea"])
    assert "RuntimeError" in window.frame.strips.strips[-1].words.text()
    house.lookup = lookup
    scan(window, CODES["tea"])
    assert len(sell.desk.cart.lines) == 1
