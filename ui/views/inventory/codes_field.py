"""Several barcodes of one product: scan or type to add, tap to take away."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain import barcode, texts
from ui.i18n.live import say
from ui.theme import look
from ui.widgets.buttons import Button
from ui.widgets.forms import Field
from ui.widgets.labels import Label


class CodesField(Field):
    """Codes are text: leading zeros stay. A wrong check digit warns and is kept."""

    def __init__(self, key: str) -> None:
        self.input = QLineEdit()
        super().__init__(key, self.input)
        self._codes: list[str] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look.metrics.gap // 2)
        self.input.setMaxLength(80)
        say(self.input.setPlaceholderText, "inventory.code_hint")
        self.warning = Label("inventory.check_digit", "small", wrap=True)
        self.warning.hide()
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(2, self.warning)
            layout.insertLayout(1, self._rows)
        self.input.returnPressed.connect(self._add_typed)
        self.input.textEdited.connect(lambda _text: self.complain(None))

    def codes(self) -> tuple[str, ...]:
        """All of them, also one that was typed and not yet added."""
        self._add_typed()
        return tuple(self._codes)

    def set_codes(self, codes: tuple[str, ...]) -> None:
        """Fill in."""
        self._codes = list(codes)
        self.input.clear()
        self._show()

    def add(self, code: str) -> None:
        """One more, unless it is there in any form."""
        plain = barcode.normalise(code)
        known = {texts.same_code(each) for each in self._codes}
        if plain and texts.same_code(plain) not in known:
            self._codes.append(plain)
            self._show()

    def remove(self, code: str) -> None:
        """One less."""
        self._codes.remove(code)
        self._show()
        self.input.setFocus()

    def _add_typed(self) -> None:
        typed = self.input.text()
        if typed.strip():
            self.input.clear()
            self.add(typed)

    def _show(self) -> None:
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for code in self._codes:
            self._rows.addWidget(self._row(code))
        self.warning.setVisible(any(map(barcode.has_wrong_check_digit, self._codes)))

    def _row(self, code: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        words = Label()
        words.setText(code)
        row.addWidget(words, 1)
        row.addWidget(
            Button(
                kind="quiet",
                icon="remove",
                name_key="inventory.remove_code",
                on_click=partial(self.remove, code),
            )
        )
        return holder
