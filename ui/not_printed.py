"""A print that failed: what to do about it now. The sale it belongs to is safe."""

from __future__ import annotations

from collections.abc import Callable

from ui import errors, files, i18n
from ui.views.base import Shell
from ui.widgets.strips import LONG_MS, News


def tell(
    shell: Shell,
    failure: Exception,
    *,
    again: Callable[[], object],
    title_key: str,
    number: str,
    name: str,
    hand_out: files.HandOut,
) -> None:
    """Say why, and offer to try again, to keep the paper as a file, to choose another printer.

    Args:
        title_key: what the paper is; number: of its order, empty where it has none.
        name: of its file, without the ending.
    """

    def words() -> str:
        paper = f"{i18n.tr(title_key)} {number}".rstrip()
        return i18n.tr("printer.not_printed", paper=paper, problem=errors.text(failure))

    def save() -> None:
        files.save_paper(shell, shell.strips, name=name, hand_out=hand_out)

    news = News(
        text=words(),
        again=words,
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


def tell_no_printer(shell: Shell) -> None:
    """Nothing failed: a shop without a printer hears that its receipts stay off paper."""
    settings = ("printer.settings", lambda: show_printers(shell))
    text = i18n.tr("printer.no_receipts")
    shell.tell(News(text=text, topic="print", actions=(settings,), stay_ms=LONG_MS))


def show_printers(shell: Shell) -> None:
    """Open the settings where printers are chosen."""
    from ui.views.settings.view import PRINTERS

    shell.go("settings").open_item(PRINTERS)
