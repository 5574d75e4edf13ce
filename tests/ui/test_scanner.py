"""A scanner is told from a person by the pace of the keys, wherever the focus is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from tests.helpers.windows import settle
from ui.scanner import GAP_MS, STALL_MS, Scanner

CODE = "9520000000011"


class Pace:
    """Time that passes only when a key takes it."""

    def __init__(self) -> None:
        self.ms = 100_000.0

    def __call__(self, _key: QKeyEvent) -> float:
        return self.ms


class Counter:
    """A line with the focus, a scanner in front of it, and two kinds of fingers."""

    def __init__(self) -> None:
        self.pace = Pace()
        self.window = QWidget()
        self.line = QLineEdit(self.window)
        self.window.show()
        self.scanner = Scanner(moment_ms=self.pace)
        self.codes: list[str] = []
        self.scanner.scanned.connect(self.codes.append)
        self.scanner.watch(self.window.windowHandle())
        self.line.setFocus()

    def key(self, key: str | Qt.Key, *, after_ms: float) -> None:
        self.pace.ms += after_ms
        QTest.keyClick(self.window.windowHandle(), key)

    def keys(self, text: str, *, each_ms: float) -> None:
        for sign in text:
            self.key(sign, after_ms=each_ms)


@pytest.fixture
def counter(qapp: QApplication) -> Iterator[Counter]:
    made = Counter()
    yield made
    made.scanner.watch(None)
    made.window.close()
    made.window.deleteLater()


@pytest.mark.parametrize("each_ms", [0.5, 4, 20, GAP_MS - 1])
def test_a_scan_is_one_code_and_leaves_nothing_in_the_field(
    counter: Counter, each_ms: float
) -> None:
    counter.keys(CODE, each_ms=each_ms)
    counter.key(Qt.Key.Key_Return, after_ms=each_ms)
    settle()
    assert counter.codes == [CODE]
    assert counter.line.text() == ""


def test_capitals_and_signs_are_part_of_a_code(counter: Counter) -> None:
    counter.keys("AB-12/x", each_ms=3)
    counter.key(Qt.Key.Key_Enter, after_ms=3)
    assert counter.codes == ["AB-12/x"]


def test_what_a_person_types_arrives_in_order(counter: Counter) -> None:
    counter.keys("tea 500", each_ms=GAP_MS * 3)
    counter.key(Qt.Key.Key_Return, after_ms=GAP_MS * 3)
    settle()
    assert counter.codes == []
    assert counter.line.text() == "tea 500"


def test_a_person_s_last_key_is_not_kept_waiting(counter: Counter) -> None:
    counter.key("7", after_ms=500)
    assert counter.line.text() == ""
    counter.scanner.hand_on()  # what its timer does after GAP_MS
    assert counter.line.text() == "7"


def test_a_space_pressed_and_let_go_at_once_presses_the_button(counter: Counter) -> None:
    pressed: list[bool] = []
    button = QPushButton(counter.window)
    button.clicked.connect(lambda on=False: pressed.append(on))
    button.show()
    button.setFocus()
    counter.key(Qt.Key.Key_Space, after_ms=500)
    assert not pressed
    counter.scanner.hand_on()  # what its timer does after GAP_MS
    assert pressed == [False] and not button.isDown()


def test_a_key_that_is_no_text_first_hands_on_what_was_kept(counter: Counter) -> None:
    counter.key("7", after_ms=500)
    counter.key(Qt.Key.Key_Backspace, after_ms=1)
    assert counter.line.text() == ""
    assert counter.codes == []


def test_a_code_too_short_for_a_scanner_was_typed(counter: Counter) -> None:
    counter.keys("123", each_ms=2)
    counter.key(Qt.Key.Key_Return, after_ms=2)
    assert (counter.codes, counter.line.text()) == ([], "123")


def test_a_scan_right_after_typing_takes_nothing_of_it(counter: Counter) -> None:
    counter.keys("5*", each_ms=200)
    counter.pace.ms += 200
    counter.keys(CODE, each_ms=3)
    counter.key(Qt.Key.Key_Return, after_ms=3)
    assert counter.codes == [CODE]
    assert counter.line.text() == "5*"


def test_return_long_after_the_keys_is_a_person_s(counter: Counter) -> None:
    counter.keys("1234567", each_ms=2)
    counter.key(Qt.Key.Key_Return, after_ms=STALL_MS + 1)
    assert (counter.codes, counter.line.text()) == ([], "1234567")


@pytest.mark.parametrize("pause_after", [2, 7, 12, 13])
@pytest.mark.parametrize("pause_ms", [GAP_MS + 1, STALL_MS])
def test_a_scan_that_pauses_is_still_one_code(
    counter: Counter, pause_after: int, pause_ms: float
) -> None:
    counter.keys("5*", each_ms=500)
    counter.pace.ms += 1000
    counter.keys(CODE[:pause_after], each_ms=4)
    counter.scanner.hand_on()  # what its timer does in the pause
    settle()
    assert counter.line.text() == "5*" + CODE[:pause_after]
    counter.pace.ms += pause_ms - 4
    counter.keys(CODE[pause_after:], each_ms=4)
    counter.key(Qt.Key.Key_Return, after_ms=4)
    assert counter.codes == [CODE]
    assert counter.line.text() == "5*"


@pytest.mark.parametrize("pause_ms", [GAP_MS + 1, 112, 150])
def test_a_scan_that_pauses_after_its_first_key_is_still_one_code(
    counter: Counter, pause_ms: float
) -> None:
    counter.key(CODE[0], after_ms=1000)
    counter.pace.ms += pause_ms - 3
    counter.keys(CODE[1:], each_ms=3)
    counter.key(Qt.Key.Key_Return, after_ms=3)
    assert (counter.codes, counter.line.text()) == ([CODE], "")


def test_a_scan_that_pauses_twice_is_still_one_code(counter: Counter) -> None:
    for part in (CODE[:4], CODE[4:5], CODE[5:]):
        counter.pace.ms += 100
        counter.keys(part, each_ms=3)
    counter.key(Qt.Key.Key_Return, after_ms=3)
    assert (counter.codes, counter.line.text()) == ([CODE], "")


@pytest.mark.parametrize("each_ms", [GAP_MS + 1, 120, 250, STALL_MS])
def test_a_person_with_two_quick_fingers_still_types(counter: Counter, each_ms: float) -> None:
    counter.keys("ja", each_ms=30)
    counter.keys("smine tea", each_ms=each_ms)
    counter.key(Qt.Key.Key_Return, after_ms=each_ms)
    assert (counter.codes, counter.line.text()) == ([], "jasmine tea")


@pytest.mark.parametrize("each_ms", [20, GAP_MS + 1])
def test_a_quick_factor_before_a_scan_is_not_part_of_it(counter: Counter, each_ms: float) -> None:
    counter.key("5", after_ms=500)
    counter.key("*", after_ms=each_ms)
    counter.pace.ms += 100
    counter.keys(CODE, each_ms=3)
    counter.key(Qt.Key.Key_Return, after_ms=3)
    assert (counter.codes, counter.line.text()) == ([CODE], "5*")


def test_two_scans_in_a_row_are_two_codes(counter: Counter) -> None:
    for code in (CODE, "9520000000028"):
        counter.keys(code, each_ms=2)
        counter.key(Qt.Key.Key_Return, after_ms=2)
    assert counter.codes == [CODE, "9520000000028"]


def test_commands_pass_through(counter: Counter) -> None:
    counter.line.setText("abc")
    QTest.keyClick(counter.window.windowHandle(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert counter.line.selectedText() == "abc"


def test_a_window_that_is_watched_no_more_types_as_ever(counter: Counter) -> None:
    counter.scanner.watch(None)
    counter.keys("12345", each_ms=1)
    assert counter.line.text() == "12345"
