"""Entering a number with thumbs or keys: a large field and a keypad that types into it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.i18n.live import say
from ui.theme import look
from ui.typed_numbers import plain_number
from ui.widgets.buttons import Button

_LAYOUT = ("7", "8", "9", "4", "5", "6", "1", "2", "3", "0", "00", ".")


class NumberLine(QLineEdit):
    """A large line that takes a plain number of at most `decimals` decimals."""

    def __init__(self, name_key: str, *, decimals: int) -> None:
        super().__init__()
        self.setProperty("kind", "entry")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        tail = rf"([.,．，][0-9０-９]{{0,{decimals}}})?" if decimals else ""
        pattern = QRegularExpression(rf"[0-9０-９]{{0,12}}{tail}")
        self.setValidator(QRegularExpressionValidator(pattern, self))
        say(self.setAccessibleName, name_key)

    def number(self) -> str:
        """What was typed as a plain number; empty when nothing was."""
        return plain_number(self.text()).rstrip(".")


class Keypad(QWidget):
    """Digits for thumbs. Types into `target`; the first key replaces what is selected there."""

    def __init__(self, target: QLineEdit, *, decimals: int) -> None:
        super().__init__()
        self._target = target
        self.setMaximumHeight(look.metrics.touch(1.6) * 4 + look.metrics.gap * 3)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.metrics.gap)
        for place, sign in enumerate(_LAYOUT):
            button = self._key(sign)
            button.setEnabled(sign != "." or decimals > 0)
            grid.addWidget(button, place // 3, place % 3)
        back = Button(
            kind="key", icon="backspace", name_key="keypad.backspace", on_click=self._back
        )
        back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        clear = Button("keypad.clear", kind="key", on_click=target.clear)
        clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        grid.addWidget(back, 0, 3, 2, 1)
        grid.addWidget(clear, 2, 3, 2, 1)
        for button in self.findChildren(Button):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._grid = grid

    def put_beside(self, *buttons: Button) -> None:
        """Further buttons at the right, one in each row."""
        for place, button in enumerate(buttons):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            self._grid.addWidget(button, place, 4)

    def _key(self, sign: str) -> Button:
        button = Button(kind="key", on_click=lambda: self._type(sign))
        button.setText(sign)
        button.setAccessibleName(sign)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _type(self, sign: str) -> None:
        self._target.insert(sign)
        self._target.setFocus()

    def _back(self) -> None:
        self._target.backspace()
        self._target.setFocus()


class NumberEntry(QWidget):
    """The line above its keypad.

    Attributes:
        row: where the line stands; there is room for buttons beside it.
        on_enter: called when Return is pressed in the line.
    """

    def __init__(self, name_key: str, *, decimals: int) -> None:
        super().__init__()
        self.on_enter: Callable[[], object] = lambda: None
        self.line = NumberLine(name_key, decimals=decimals)
        self.keypad = Keypad(self.line, decimals=decimals)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.metrics.gap)
        self.row = QHBoxLayout()
        self.row.setSpacing(look.metrics.gap)
        self.row.addWidget(self.line, 1)
        column.addLayout(self.row)
        column.addWidget(self.keypad, 1)
        self.line.returnPressed.connect(lambda: self.on_enter())
        self.setFocusProxy(self.line)

    def set_number(self, text: str) -> None:
        """Fill in, all selected, so that the next digit begins anew."""
        self.line.setText(text)
        self.line.selectAll()


def type_in(target: QWidget | None, text: str) -> bool:
    """Type a text and Return into a line; False when the target is none."""
    if not isinstance(target, QLineEdit):
        return False
    target.insert(text)
    target.returnPressed.emit()
    return True
