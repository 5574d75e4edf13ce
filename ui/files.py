"""Where a file shall go or come from: asked with the system's own dialog, told in a strip."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import UserError
from app.settings import SettingsError, write_atomically
from ui import i18n
from ui.views.base import Shell
from ui.widgets.strips import News

R = TypeVar("R")
HandOut = Callable[[Callable[[bytes], object]], object]
"""Makes a PDF and gives it to where it shall go."""

_ENDINGS = {".csv", ".pdf", ".txt", ".xlsx"}
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_TABLES = "*.csv *.tsv *.txt *.xlsx *.csv.gz *.tsv.gz *.xlsx.gz"


def ask_target(parent: QWidget, name: str, kind: str) -> Path | None:
    """Ask where to write.

    Args:
        name: proposed file name, with what no file may be called left out; kind: "csv", "pdf",
            "txt" or "xlsx".
    """
    words = f"{i18n.tr(f'file.{kind}')} (*.{kind})"
    proposed = beginning() / _NOT_IN_NAMES.sub("-", name)
    chosen, _ = QFileDialog.getSaveFileName(parent, i18n.tr("file.save_as"), str(proposed), words)
    if not chosen:
        return None
    path = Path(chosen)  # a dot may be a part of what somebody calls it: "stock 1.5"
    known = path.suffix.lower() in _ENDINGS
    return path if known else path.with_name(f"{path.name}.{kind}")


def ask_product_list(parent: QWidget) -> Path | None:
    """Ask for a file of products."""
    return _ask(parent, f"{i18n.tr('file.products')} ({_TABLES})")


def ask_statement(parent: QWidget) -> Path | None:
    """Ask for a statement of a provider or a bank."""
    return _ask(parent, f"{i18n.tr('file.statements')} ({_TABLES} *.zip)")


def ask_key(parent: QWidget) -> Path | None:
    """Ask for a key of a provider's."""
    return _ask(parent, f"{i18n.tr('file.keys')} (*.pem *.key *.txt)")


def beginning() -> Path:
    """Where a dialog begins: documents, else the home folder; never the program's own folder."""
    places = QStandardPaths.StandardLocation
    documents = Path(QStandardPaths.writableLocation(places.DocumentsLocation))
    home = Path(QStandardPaths.writableLocation(places.HomeLocation))
    return documents if documents.is_dir() else home


def _ask(parent: QWidget, words: str) -> Path | None:
    kinds = f"{words};;{i18n.tr('file.any')} (*)"
    chosen, _ = QFileDialog.getOpenFileName(parent, i18n.tr("file.choose"), str(beginning()), kinds)
    return Path(chosen) if chosen else None


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; UserError("file_not_written")."""
    try:
        write_atomically(path, data, mode=0o644)
    except SettingsError as error:
        raise UserError(error.key, **error.params) from error


def save_made(
    shell: Shell,
    owner: QWidget,
    *,
    name: str,
    kind: str,
    make: Callable[[], bytes],
    told: Callable[[Path], str] | None = None,
) -> None:
    """Ask where to, make the content off the GUI thread, write it, say so.

    Args:
        told: the words afterwards; usually "Saved as ...".
    """

    def to(path: Path) -> None:
        write(path, make())

    _save(shell, owner, name=name, kind=kind, to=to, told=told)


def save_paper(shell: Shell, owner: QWidget, *, name: str, hand_out: HandOut) -> None:
    """Like `save_made`, for a paper that is remembered once it is in the file.

    Args:
        name: of the paper, without its ending.
    """

    def to(path: Path) -> None:
        hand_out(functools.partial(write, path))

    _save(shell, owner, name=f"{name}.pdf", kind="pdf", to=to)


def _save(
    shell: Shell,
    owner: QWidget,
    *,
    name: str,
    kind: str,
    to: Callable[[Path], object],
    told: Callable[[Path], str] | None = None,
) -> None:
    path = ask_target(owner, name, kind)
    if path is None:
        return

    def job() -> Path:
        to(path)
        return path

    def done(written: Path) -> None:
        text = told(written) if told else i18n.tr("file.saved", path=written)
        folder = written.parent.as_uri()
        actions = (("file.open_folder", lambda: shell.open_url(folder)),)
        shell.tell(News(text=text, tone="good", topic="file", actions=actions))

    shell.executor.background(job, owner=owner, done=done)


def save_list(
    shell: Shell,
    owner: QWidget,
    *,
    name: str,
    read: Callable[[], Sequence[R]],
    as_csv: Callable[[Sequence[R]], bytes],
) -> None:
    """Like `save_made`, for the rows of a list; says how many they were.

    Args:
        read: gives the rows; it is called off the GUI thread.
    """
    written: list[R] = []

    def make() -> bytes:
        written[:] = read()
        return as_csv(written)

    save_made(
        shell,
        owner,
        name=name,
        kind="csv",
        make=make,
        told=lambda path: i18n.trn("list.exported", len(written), path=path),
    )
