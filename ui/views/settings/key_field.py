"""A key: pasted, or read from the file in which it came."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from app.domain.errors import ShopError, UserError
from ui import files
from ui.views.base import Shell
from ui.widgets.buttons import Button
from ui.widgets.forms import NoteField

_MOST_BYTES = 20_000


class KeyField(NoteField):
    """A few lines, and a button that fills them from a file."""

    def __init__(self, shell: Shell, key: str, *, lines: int) -> None:
        super().__init__(key, lines=lines)
        self._shell = shell
        self.from_file = Button("settings.key_file", on_click=self.bring)
        self.column.addWidget(self.from_file, 0, Qt.AlignmentFlag.AlignLeft)

    def bring(self) -> None:
        """Ask for a file and read it; a person sees what is going to be stored."""
        path = files.ask_key(self)
        if path is None:
            return
        self._shell.executor.background(
            lambda: _read(path), owner=self, done=self._fill, failed=self._refuse
        )

    def _fill(self, text: str) -> None:
        self.complain(None)
        self.set_text(text)
        self.setFocus()

    def _refuse(self, failure: Exception) -> None:
        if isinstance(failure, ShopError):
            self.complain(failure)


def _read(path: Path) -> str:
    """The text; UserError("key_file_wrong", name=) for what is none, or cannot be read."""
    try:
        with open(path, "rb") as file:
            content = file.read(_MOST_BYTES + 1)
        text = content.decode("utf-8-sig").strip()
    except (OSError, ValueError) as error:
        raise UserError("key_file_wrong", name=path.name) from error
    if not text or "\0" in text or len(content) > _MOST_BYTES:
        raise UserError("key_file_wrong", name=path.name)
    return text
