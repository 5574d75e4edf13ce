"""Parts that views are made of."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.domain.errors import ShopError, UserError
from app.domain.money import currency
from tests.helpers.screens import clipped
from tests.helpers.windows import settle
from ui import errors, formats
from ui.sounds import RATE_HZ, wav
from ui.tones import NOTES, Tone, Tones
from ui.typed_numbers import plain_number
from ui.widgets.buttons import Button, Segmented
from ui.widgets.confirm import ConfirmStep
from ui.widgets.entry import NumberEntry
from ui.widgets.forms import AmountField, ChoiceField, QuantityField, TextField
from ui.widgets.labels import AmountLabel
from ui.widgets.pick_list import Pick, PickList
from ui.widgets.qr_view import QrView
from ui.widgets.steps import StepPanel
from ui.widgets.tiles import Tile, TileWall

CNY, JPY = currency("CNY"), currency("JPY")


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> None:
    """Every widget needs one."""


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12.50", "12.50"),
        ("12,50", "12.50"),
        ("1,234.50", "1234.50"),
        (" 1 234,5 ", "1234.5"),
        ("１２．５０", "12.50"),
        ("", ""),
    ],
)
def test_numbers_are_read_as_people_write_them(typed: str, number: str) -> None:
    assert plain_number(typed) == number


def test_an_amount_is_read_in_its_currency() -> None:
    field = AmountField("sell.unit_price", CNY)
    field.input.setText("12,5")
    assert field.minor() == 1250
    field.input.setText("")
    assert field.minor() is None
    field.set_minor(80)
    assert field.input.text() == "0.80"


@pytest.mark.parametrize(("wide", "below"), [(900, False), (400, True)])
def test_buttons_of_a_step_stand_below_each_other_where_words_are_long(
    wide: int, below: bool
) -> None:
    step = ConfirmStep(
        "orders.end.refund",
        words=lambda: "",
        verb=lambda: "Refund ¥123,456.00 to WeChat Pay",
        keep_key="orders.refund_nothing",
        do=lambda: None,
    )
    room = QWidget()  # a window of its own would grow to what its parts ask for
    room.resize(wide, 400)
    panel = StepPanel(step)
    panel.setParent(room)
    panel.setGeometry(room.rect())
    room.show()
    settle()
    assert clipped(room) == []
    assert (step.do_button.geometry().bottom() < step.keep_button.geometry().top()) is below
    room.deleteLater()


@pytest.mark.parametrize("typed", ["1.234", "abc", "-1", "9" * 30])
def test_what_is_no_amount_is_complained_about_below_the_field(typed: str) -> None:
    field = AmountField("sell.unit_price", CNY)
    field.input.setText(typed)
    assert not field.checked(field.minor)
    assert field.complaint.text()
    assert field.editor.property("wrong") is True
    QTest.keyClick(field.input, Qt.Key.Key_Backspace)
    assert field.complaint.text() == ""
    assert field.editor.property("wrong") is False


def test_quantities_have_three_decimals_at_most() -> None:
    field = QuantityField("sell.quantity")
    field.input.setText("0.125")
    assert field.milli() == 125
    field.input.setText("0.1255")
    with pytest.raises(ShopError):
        field.milli()
    field.set_milli(1500)
    assert field.input.text() == "1.5"


def test_a_field_that_must_be_filled_in_says_so() -> None:
    field = TextField("sell.product_name", required=True)
    field.set_text("  ")
    assert not field.checked(field.text)
    field.set_text(" Tea ")
    assert field.text() == "Tea"


def test_a_choice_is_found_by_typing_a_part_of_it() -> None:
    field = ChoiceField(
        "first.currency", [("CNY", "CNY  人民币"), ("USD", "USD  美元")], search=True
    )
    field.choose("USD")
    assert field.chosen() == "USD"
    line = field.input.lineEdit()
    completer = field.input.completer()
    assert line is not None and completer is not None
    completer.setCompletionPrefix("人民")
    assert completer.completionCount() == 1
    line.setText("人民")
    assert field.chosen() == ""
    field.input.setCurrentText("CNY  人民币")
    assert field.chosen() == "CNY"


def test_a_choice_keeps_its_place_when_its_words_change() -> None:
    field = ChoiceField("first.currency", [("a", "one"), ("b", "two")])
    field.choose("b")
    field.set_choices([("a", "eins"), ("b", "zwei")])
    assert (field.chosen(), field.input.currentText()) == ("b", "zwei")


def test_the_keypad_types_into_its_line() -> None:
    entry = NumberEntry("sell.quantity", decimals=2)
    entry.set_number("1")
    keys = {button.text(): button for button in entry.keypad.findChildren(Button)}
    for sign in ("4", "00", ".", "5", "0", "9"):
        keys[sign].click()
    assert entry.line.number() == "400.50"  # a third decimal is not taken
    entry.line.setText("12.")
    assert entry.line.number() == "12"


def test_a_currency_without_cents_has_no_point() -> None:
    entry = NumberEntry("sell.unit_price", decimals=JPY.decimals)
    keys = {button.text(): button for button in entry.keypad.findChildren(Button)}
    assert not keys["."].isEnabled()
    entry.line.setText("")
    QTest.keyClicks(entry.line, "12.5")
    assert entry.line.number() == "125"


def test_one_pill_is_always_chosen() -> None:
    chosen: list[str] = []
    pills = Segmented({"a": "sell.quantity", "b": "sell.unit_price"}, "a")
    pills.on_change = chosen.append
    pills.pill("b").click()
    pills.pill("b").click()
    assert pills.chosen == "b"
    assert set(chosen) == {"b"}


def test_figures_that_do_not_fit_become_smaller_and_never_cut() -> None:
    label = AmountLabel(40)
    label.setText("¥1,234,567,890.00")
    label.resize(160, 60)
    label.show()
    settle()
    image = label.grab().toImage()
    ground = image.pixel(0, 30)
    edges = {image.pixel(0, y) for y in range(60)}
    inked = {image.pixel(x, 30) for x in range(image.width())}
    assert edges == {ground}
    assert len(inked) > 1
    label.close()


def test_a_pick_list_is_walked_and_picked_by_keys() -> None:
    picks: list[str] = []
    shown = PickList("sell.recall_title")
    shown.on_pick = lambda pick: picks.append(pick.id)
    shown.fill([Pick(id=str(n), title=f"n{n}") for n in range(3)], choose_first=True)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(shown, key)
    assert picks == ["2"]
    shown.step(-1)
    current = shown.current()
    assert current is not None and current.id == "1"


def test_a_listener_hears_all_of_a_row() -> None:
    shown = PickList("sell.recall_title")
    shown.fill([Pick(id="1", title="Table 4", detail="3 items", figure="¥5.00")])
    heard = shown.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Table 4, 3 items, ¥5.00"


@pytest.mark.parametrize("count", [1, 5, 40])
@pytest.mark.parametrize("width", [200, 410, 640])
def test_tiles_fill_the_width_without_overlap(count: int, width: int) -> None:
    wall = TileWall("sell.tiles")
    wall.fill([Tile(id=str(n), name=f"Tea {n}", figure="¥1.00") for n in range(count)])
    wall.resize(width, 300)
    wall.show()
    settle()
    cells = [wall.visualRect(wall.model().index(row, 0)) for row in range(count)]
    assert all(cell.right() < width for cell in cells)
    assert all(not a.intersects(b) for a, b in itertools.pairwise(cells))
    assert all(cell.width() >= 48 and cell.height() >= 72 for cell in cells)
    wall.close()


def test_a_tile_under_the_finger_looks_pressed(qapp: QApplication) -> None:
    wall = TileWall("sell.tiles")
    wall.fill([Tile(id=str(n), name=f"Tea {n}", figure="¥1.00") for n in range(4)])
    wall.resize(600, 300)
    wall.show()
    settle()

    def looks(row: int) -> QImage:
        settle()
        return wall.grab(wall.visualRect(wall.model().index(row, 0))).toImage()

    usual, neighbour = looks(1), looks(2)
    middle = wall.visualRect(wall.model().index(1, 0)).center()
    QTest.mousePress(wall.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert looks(1) != usual
    assert looks(2) == neighbour
    QTest.mouseRelease(wall.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    wall.setCurrentIndex(QModelIndex())
    assert looks(1) == usual
    wall.close()


def test_a_code_is_drawn_in_whole_modules() -> None:
    view = QrView("pay.code")
    view.show_code([[True] * 21 for _ in range(21)])
    assert view.sizeHint().width() % 29 == 0


def test_failures_are_told_with_amounts_in_their_currency() -> None:
    told = errors.text(UserError("tendered_too_little", due_minor=550, currency="CNY"))
    assert "¥5.50" in told
    assert errors.tone(UserError("cart_empty")) == "warn"


@pytest.mark.parametrize(
    ("milli", "text"), [(1000, "1"), (1500, "1.5"), (125, "0.125"), (1_234_000, "1,234")]
)
def test_quantities_are_as_short_as_can_be(milli: int, text: str) -> None:
    assert formats.quantity(milli) == text


@pytest.mark.parametrize(
    ("minor", "text"), [(123456, "1,234.56"), (-50, "-0.50"), (0, "0.00"), (-123456, "-1,234.56")]
)
def test_figures_are_grouped(minor: int, text: str) -> None:
    assert formats.figure(minor, CNY) == text


def test_a_countdown_never_goes_below_zero() -> None:
    assert [formats.countdown(s) for s in (299.9, 60, 1, -5)] == ["4:59", "1:00", "0:01", "0:00"]


@pytest.mark.parametrize("tone", Tone)
def test_tones_are_short_and_never_clip(tone: Tone) -> None:
    sound = wav(NOTES[tone])
    samples = memoryview(sound[44:]).cast("h")
    assert 0 < len(samples) / RATE_HZ < 0.5
    assert max(samples) < 32767 and min(samples) > -32768


def test_a_silent_till_starts_no_player(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    monkeypatch.setattr("ui.sounds.subprocess.run", lambda *given, **_named: started.append(given))
    Tones(on=False).play(Tone.KNOWN)
    assert started == []


def test_words_that_are_cut_off_are_found() -> None:
    """The helper that the window's own test relies on."""
    root = QWidget()
    root.resize(200, 100)
    inside, outside = QLabel("much too long for its place", root), QLabel("ok", root)
    inside.setGeometry(0, 0, 20, 20)
    outside.setGeometry(150, 10, 100, 20)
    root.show()
    settle()
    assert len(clipped(root)) == 2
    root.close()
