"""A print that failed: what to do about it now. The sale it belongs to is safe."""

from __future__ import annotations

from collections.abc import Callable

from ui import errors, files
from ui.views.base import Shell
from ui.widgets.strips import News


def tell(
    shell: Shell,
    failure: Exception,
    *,
    again: Callable[[], object],
    name: str,
    make: Callable[[], bytes],
) -> None:
    """Say why, and offer to try again, to keep the paper as a file, to choose another printer.

    Args:
        name: of the file, without its ending; make: makes the PDF, off the GUI thread.
    """

    def save() -> None:
        files.save_made(shell, shell.strips, name=f"{name}.pdf", kind="pdf", make=make)

    news = News(
        text=errors.text(failure),
        tone="warn",
        topic="print",
        actions=(
            ("app.retry", again),
            ("preview.save", save),
            ("printer.settings", lambda: show_printers(shell)),
        ),
        stay_ms=0,
    )
    shell.tell(news)


def show_printers(shell: Shell) -> None:
    """Open the settings where printers are chosen."""
    from ui.views.settings.view import PRINTERS

    shell.go("settings").open_item(PRINTERS)
