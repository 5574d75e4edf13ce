"""Opens the database of a home folder: where it is, and with which key."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from app.domain.errors import UserError
from app.ports.clock import Clock
from app.settings import DATABASE_FILE, SettingsError, prepare_home
from data.database import Database, open_database
from data.secrets import DATABASE_KEY, FileSecrets, database_key


def secret_files(home: Path) -> FileSecrets:
    """The keys that are kept as files of a home folder."""
    return FileSecrets(home / "secrets")


def url_of(home: Path, url: str) -> str:
    """The database in force; an empty `url` means SQLite in the home folder."""
    return url or file_url(home / DATABASE_FILE)


def file_url(path: Path) -> str:
    """The address of a database file."""
    return f"sqlite:///{quote(str(path))}"


def open_shop(home: Path, url: str, *, clock: Clock) -> Database:
    """Open the database of a till, made or brought up to date when need be.

    The key of customers' personal data is always a file: it must be copied to the other tills of
    the shop and to its backups. Raises what `open_database` and `database_key` raise.
    """
    try:
        prepare_home(home)
    except SettingsError as error:
        raise UserError("home_unusable", **error.params) from error
    address, files = url_of(home, url), secret_files(home)
    in_use = files.get(DATABASE_KEY) is None and _is_in_use(home, address, url, clock)
    key = database_key(files, has_encrypted=in_use)
    return open_database(address, key=key, clock=clock)


def _is_in_use(home: Path, address: str, url: str, clock: Clock) -> bool:
    """Whether a shop has been opened in this database; a look that needs no key."""
    if not url and not (home / DATABASE_FILE).exists():
        return False
    database = open_database(address, key=os.urandom(32), clock=clock)
    try:
        return database.is_set_up()
    finally:
        database.close()
