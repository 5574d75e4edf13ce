"""What was typed on a page of the settings and is not saved yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ui.widgets.forms import ChoiceField, Field
from ui.widgets.tick import Tick

Written = tuple[str | bool, ...]


class Draft:
    """Compares what stands in the fields of a page with what was filled in or saved last.

    Args:
        but: fields that act at once, of which nothing is ever left to save.
        changed: called after every change of a field.
    """

    def __init__(
        self, page: QWidget, *, but: Iterable[Field], changed: Callable[[], object]
    ) -> None:
        self._fields = [x for x in page.findChildren(Field) if x not in set(but)]
        self._ticks = page.findChildren(Tick)
        self._kept = self.written()
        for field in self._fields:
            _changes(field.editor).connect(lambda *_what: changed())
        for tick in self._ticks:
            tick.toggled.connect(lambda _on: changed())

    @property
    def unsaved(self) -> bool:
        """Whether something is lost when the page is filled in anew."""
        return self.written() != self._kept

    def written(self) -> Written:
        """What stands in the fields now."""
        return (*map(_text, self._fields), *(tick.isChecked() for tick in self._ticks))

    def keep(self, written: Written) -> None:
        """This is what is filled in, or saved."""
        self._kept = written


def _text(field: Field) -> str:
    editor = field.editor
    if isinstance(field, ChoiceField):  # by its id: the words follow the language
        return field.chosen() or (field.input.currentText() if field.input.isEditable() else "")
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""


def _changes(editor: QWidget) -> SignalInstance:
    if isinstance(editor, QComboBox):
        return editor.currentTextChanged
    if isinstance(editor, QPlainTextEdit | QLineEdit):
        return editor.textChanged
    raise TypeError(type(editor))
