"""Putting a backup in the place of the books; whatever happens, the old or the new ones are there.

The present books are never deleted: they are set aside beside the new ones, with the date.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.errors import ShopError, Unavailable, UserError
from app.ports.clock import Clock
from app.settings import sync_folder
from data import engine
from data.backup import write_copy
from data.database import open_database
from data.errors import translate
from data.opening import file_url, secret_files, url_of
from data.secrets import database_key

_BESIDE = ("-wal", "-shm", "-journal")
_MOST_PROBLEMS = 3
_HIGHER_NUMBERS = """
    INSERT INTO order_number (till, business_date, last)
    SELECT till, business_date, last FROM aside.order_number WHERE true
    ON CONFLICT (till, business_date) DO UPDATE SET last = max(last, excluded.last)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was done; `set_aside` is where the books until now are, None where there were none."""

    database: Path
    set_aside: Path | None


def restore(home: Path, url: str, source: Path, *, clock: Clock) -> Restored:
    """Check a backup and put it in place; the caller sees to it that no window is open.

    UserError restore_by_server, restore_same_file, file_missing, backup_bad (problem=),
    backup_empty, and what opening a database raises (key_missing, key_differs, database_newer);
    Unavailable("database_busy") while another program has the books open. Then nothing has
    been changed.
    """
    target = engine.sqlite_path(engine.parse(url_of(home, url)))
    if target is None:
        raise UserError("restore_by_server")
    _require_other_file(source, target)
    if not target.parent.is_dir():
        raise UserError("folder_missing", path=str(target.parent))
    fresh = target.with_name(f"{target.name}.restoring")
    try:
        _check_copy(home, source, fresh, clock)
        aside = _set_aside(target, clock.now()) if target.exists() else None
        if aside is not None:
            _go_on_counting(aside, fresh)
        for name in _BESIDE:
            target.with_name(target.name + name).unlink(missing_ok=True)
        os.replace(fresh, target)
        sync_folder(target.parent)
    except OSError as error:
        raise UserError("restore_failed", problem=error.strerror or str(error)) from error
    finally:
        for name in ("", *_BESIDE):
            with contextlib.suppress(OSError):
                fresh.with_name(fresh.name + name).unlink(missing_ok=True)
    return Restored(database=target, set_aside=aside)


def _require_other_file(source: Path, target: Path) -> None:
    if not source.is_file():
        raise UserError("file_missing", path=str(source))
    if target.exists() and source.samefile(target):
        raise UserError("restore_same_file", path=str(source))


def _check_copy(home: Path, source: Path, fresh: Path, clock: Clock) -> None:
    """Copy the backup beside the books, and open it as the shop would: with its key, brought up
    to this program's version, every page read.
    """
    for name in ("", *_BESIDE):  # what a restoring that was cut short has left
        fresh.with_name(fresh.name + name).unlink(missing_ok=True)
    try:
        with contextlib.closing(sqlite3.connect(_uri(source, "ro"), uri=True)) as backup:
            write_copy(backup, fresh)
    except sqlite3.Error as error:
        raise _bad(translate(error, "sqlite")) from error
    key = database_key(secret_files(home), has_encrypted=True)
    try:
        with contextlib.closing(open_database(file_url(fresh), key=key, clock=clock)) as database:
            if not database.is_set_up():
                raise UserError("backup_empty")
            database.queries.profile()  # is it the key that this shop's data was sealed with?
            problems = database.check()
    except ShopError as error:
        raise _bad(error) from error
    if problems:
        raise UserError("backup_bad", problem="; ".join(problems[:_MOST_PROBLEMS]))


def _bad(error: ShopError) -> ShopError:
    """What is wrong with the backup is not to be taken for a fault of the books."""
    if error.key in {"database_damaged", "database_refused"}:
        return UserError("backup_bad", problem=str(error.params.get("problem", "")))
    return error


def _set_aside(target: Path, now: datetime) -> Path:
    """Give the present books a second name, whole and in one file where they can still be read."""
    _empty_log(target)
    for second_name in target.parent.glob(f"{target.stem}-until-*{target.suffix}"):
        if second_name.samefile(target):  # a restoring was cut short: these are still the books
            second_name.unlink()
    aside = _free_name(target, now)
    for name in ("", *_BESIDE):
        present = target.with_name(target.name + name)
        if present.exists():
            _link(present, aside.with_name(aside.name + name))
    sync_folder(target.parent)
    return aside


def _go_on_counting(aside: Path, fresh: Path) -> None:
    """No order number is given twice: those since the backup stand on customers' paper."""
    with (
        contextlib.suppress(sqlite3.Error),  # books that cannot be read tell no numbers
        contextlib.closing(sqlite3.connect(_uri(fresh, "rw"), uri=True)) as books,
    ):
        books.execute("ATTACH DATABASE ? AS aside", (_uri(aside, "ro"),))
        with books:
            books.execute(_HIGHER_NUMBERS)


def _empty_log(target: Path) -> None:
    """Move what is committed out of the log beside the file, which must not meet another file."""
    try:
        # read only at first: SQLite throws away a log that it cannot make sense of
        with contextlib.closing(sqlite3.connect(_uri(target, "ro"), uri=True)) as books:
            books.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with contextlib.closing(sqlite3.connect(target, timeout=0)) as books:
            books.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.Error as error:
        meant = translate(error, "sqlite")
        if isinstance(meant, Unavailable):
            raise meant from error
        # damaged books are set aside as they are, with their log


def _free_name(target: Path, now: datetime) -> Path:
    stem = f"{target.stem}-until-{now.astimezone():%Y-%m-%d-%H%M%S}"
    number, aside = 1, target.with_name(f"{stem}{target.suffix}")
    while aside.exists():
        number += 1
        aside = target.with_name(f"{stem}-{number}{target.suffix}")
    return aside


def _link(present: Path, aside: Path) -> None:
    try:
        os.link(present, aside)
    except OSError:  # a file system without links
        shutil.copy2(present, aside)
        with open(aside, "rb+") as written:
            os.fsync(written.fileno())


def _uri(file: Path, mode: str) -> str:
    return f"{file.absolute().as_uri()}?mode={mode}"
