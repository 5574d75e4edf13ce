"""Form fields: a label above, the input, and what is wrong with it below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain import money
from app.domain.errors import ShopError, UserError
from app.domain.money import Currency
from ui import errors, i18n
from ui.i18n.live import say
from ui.theme import look
from ui.typed_numbers import plain_number, quantity_milli
from ui.widgets.labels import Label, restyle


class Field(QWidget):
    """Label, input and complaint in a column; subclasses read and write the input."""

    def __init__(self, key: str, editor: QWidget, *, hint_key: str = "") -> None:
        super().__init__()
        self.editor = editor
        self.label = Label(key, "muted", wrap=True)
        self.label.setBuddy(editor)
        self.complaint = Label("", "error", wrap=True)
        self.complaint.hide()
        say(editor.setAccessibleName, key)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.metrics.gap // 2)
        self.column.addWidget(self.label)
        self.column.addWidget(editor)
        if hint_key:
            self.column.addWidget(Label(hint_key, "small", wrap=True))
        self.column.addWidget(self.complaint)
        self.setFocusProxy(editor)

    def complain(self, failure: ShopError | None) -> None:
        """Show what is wrong with the input, or that nothing is."""
        text = errors.text(failure) if failure else ""
        self.complaint.setText(text)
        self.complaint.setVisible(bool(text))
        self.editor.setAccessibleDescription(text)
        if bool(self.editor.property("wrong")) != bool(text):
            self.editor.setProperty("wrong", bool(text))
            restyle(self.editor)

    def checked(self, read: Callable[[], object]) -> bool:
        """Whether the input can be read; complains below it when not."""
        try:
            read()
        except ShopError as failure:
            self.complain(failure)
            return False
        self.complain(None)
        return True


class TextField(Field):
    """One line of text."""

    def __init__(
        self, key: str, *, hint_key: str = "", required: bool = False, most: int = 200
    ) -> None:
        self.input = QLineEdit()
        super().__init__(key, self.input, hint_key=hint_key)
        self._required = required
        self.input.setMaxLength(most)
        self.input.textEdited.connect(lambda _text: self.complain(None))

    def text(self) -> str:
        """What was written, without spaces around it; UserError("field_empty") if it must."""
        written = self.input.text().strip()
        if self._required and not written:
            raise UserError("field_empty")
        return written

    def set_text(self, text: str) -> None:
        """Fill in."""
        self.input.setText(text)
        self.complain(None)


class NoteField(Field):
    """A few lines of text."""

    def __init__(self, key: str, *, lines: int = 2) -> None:
        self.input = QPlainTextEdit()
        super().__init__(key, self.input)
        self.input.setTabChangesFocus(True)
        self.input.textChanged.connect(lambda: self.complain(None))
        self.input.setFixedHeight(look.metrics.em(1.6 * lines) + look.metrics.touch(0.5))
        policy = QSizePolicy.Policy
        self.input.setSizePolicy(policy.Expanding, policy.Fixed)  # or its label would grow instead

    def text(self) -> str:
        """What was written, without spaces around it."""
        return self.input.toPlainText().strip()

    def set_text(self, text: str) -> None:
        """Fill in."""
        self.input.setPlainText(text)


class AmountField(Field):
    """An amount of money in a currency; empty reads as None."""

    def __init__(self, key: str, currency: Currency, *, hint_key: str = "") -> None:
        self.input = QLineEdit()
        super().__init__(key, self.input, hint_key=hint_key)
        self._currency = currency
        self.input.textEdited.connect(lambda _text: self.complain(None))

    def minor(self) -> int | None:
        """Minor units; UserError when it is not an amount of this currency."""
        written = plain_number(self.input.text())
        if not written:
            return None
        minor = money.to_minor(written, self._currency)
        if minor < 0:
            raise UserError("price_negative")
        return minor

    def set_minor(self, minor: int | None) -> None:
        """Fill in."""
        self.input.setText("" if minor is None else money.plain(minor, self._currency))
        self.complain(None)


class QuantityField(Field):
    """A quantity with up to three decimals; empty reads as None."""

    def __init__(self, key: str, *, hint_key: str = "") -> None:
        self.input = QLineEdit()
        super().__init__(key, self.input, hint_key=hint_key)
        self.input.textEdited.connect(lambda _text: self.complain(None))

    def milli(self) -> int | None:
        """Thousandths; UserError("amount_not_number") when it is not a number."""
        written = plain_number(self.input.text())
        return quantity_milli(written) if written else None

    def set_milli(self, milli: int | None) -> None:
        """Fill in."""
        plain = "" if milli is None else f"{(Decimal(milli) / 1000).normalize():f}"
        self.input.setText(plain)
        self.complain(None)


class ChoiceField(Field):
    """One of a list of (id, words); with `search` one types to find it."""

    def __init__(
        self, key: str, choices: Sequence[tuple[str, str]] = (), *, search: bool = False
    ) -> None:
        self.input = QComboBox()
        super().__init__(key, self.input)
        self.input.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.input.setMinimumContentsLength(8)
        if search:
            self._make_searchable()
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices; the chosen one stays if it is among them."""
        chosen = self.chosen()
        self.input.blockSignals(True)
        self.input.clear()
        for choice, words in choices:
            self.input.addItem(words, choice)
        self.input.blockSignals(False)
        self.choose(chosen)

    def chosen(self) -> str:
        """The id of the chosen one, empty when there is none."""
        if self.input.isEditable():
            at = self.input.findText(self.input.currentText())
            return str(self.input.itemData(at)) if at >= 0 else ""
        return str(self.input.currentData() or "")

    def choose(self, choice: str) -> None:
        """Choose by id; an unknown one leaves things as they are."""
        at = self.input.findData(choice)
        if at >= 0:
            self.input.setCurrentIndex(at)
            line = self.input.lineEdit()
            if line is not None:
                line.setCursorPosition(0)

    def _make_searchable(self) -> None:
        self.input.setEditable(True)
        self.input.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.input.model(), self.input)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.input.setCompleter(completer)


def words_of(choices: dict[str, str]) -> list[tuple[str, str]]:
    """Choices given by message key, in the current language."""
    return [(choice, i18n.tr(key)) for choice, key in choices.items()]
