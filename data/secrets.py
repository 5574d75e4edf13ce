"""Keys, outside the database: files for this user alone, or the system's keyring."""

from __future__ import annotations

import base64
import binascii
import contextlib
import logging
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import Bug, Unavailable, UserError
from app.settings import SettingsError, prepare_home, write_atomically

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

log = logging.getLogger(__name__)

DATABASE_KEY = "database-key"
KEY_BYTES = 32
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_SERVICE = "zhanggui"


class FileSecrets:
    """One file per secret (0600) in a folder (0700)."""

    kind = "file"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """Where a secret is kept."""
        if not _NAME.fullmatch(name):
            raise Bug("secret_name", name=name)
        return self.folder / name

    def get(self, name: str) -> str | None:
        """The secret, or None; UserError("secret_unreadable", path=, problem=)."""
        path = self.path(name)
        try:
            return path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            problem = getattr(error, "strerror", None) or type(error).__name__
            raise UserError("secret_unreadable", path=str(path), problem=problem) from error

    def put(self, name: str, value: str) -> None:
        """Store or replace; UserError("file_not_written", path=, problem=)."""
        path = self.path(name)
        try:
            prepare_home(self.folder)
            write_atomically(path, value.encode())
        except SettingsError as error:
            raise UserError("file_not_written", **error.params) from error

    def remove(self, name: str) -> None:
        """Forget a secret; one that is not there is fine."""
        self.path(name).unlink(missing_ok=True)


class KeyringSecrets:
    """The system's keyring, one set of secrets per home folder.

    What the keyring does not take (there is none, it is locked, the key is too long for it) goes
    into the files; a file is always newer than the keyring's copy, so it is looked at first.
    """

    def __init__(self, files: FileSecrets) -> None:
        self._files = files
        self._backend: KeyringBackend | None = None
        self._looked = False

    @property
    def kind(self) -> str:
        """Where secrets go: "keyring", or "file" on a machine without a usable keyring."""
        return "file" if self._keyring() is None else "keyring"

    def get(self, name: str) -> str | None:
        """The secret, or None; Unavailable("keyring_unavailable") while the keyring is locked."""
        kept = self._files.get(name)
        keyring = self._keyring()
        if kept is not None or keyring is None:
            return kept
        try:
            return keyring.get_password(_SERVICE, self._user(name))
        except Exception as error:
            raise Unavailable("keyring_unavailable", problem=type(error).__name__) from error

    def put(self, name: str, value: str) -> None:
        """Store or replace."""
        keyring = self._keyring()
        if keyring is None:
            self._files.put(name, value)
            return
        try:
            keyring.set_password(_SERVICE, self._user(name), value)
        except Exception as error:
            log.warning("the keyring did not take %s (%s): file", name, type(error).__name__)
            self._files.put(name, value)
        else:
            self._files.remove(name)

    def _user(self, name: str) -> str:
        return f"{self._files.folder.resolve()}:{name}"

    def _keyring(self) -> KeyringBackend | None:
        """The backend, found once; backends of priority 0 and below keep nothing safely."""
        if not self._looked:
            self._looked = True
            with contextlib.suppress(Exception):
                import keyring

                found = keyring.get_keyring()
                self._backend = found if float(found.priority) > 0 else None
        return self._backend


def database_key(files: FileSecrets, *, has_encrypted: bool) -> bytes:
    """The key of customers' personal data, made once: 32 random bytes.

    Args:
        has_encrypted: the database already holds data under a key. Then a missing key is never
            replaced, since a new one could not read that data: UserError("key_missing", path=).

    Errors: UserError("key_damaged", path=) for a file that holds no key.
    """
    kept = files.get(DATABASE_KEY)
    if kept is None:
        if has_encrypted:
            raise UserError("key_missing", path=str(files.path(DATABASE_KEY)))
        kept = _make_key(files)
    try:
        key = base64.b64decode(kept.strip(), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise UserError("key_damaged", path=str(files.path(DATABASE_KEY)))
    return key


def _make_key(files: FileSecrets) -> str:
    """Make the key unless another program made it at the same moment; whoever links first wins."""
    made = f"{DATABASE_KEY}-{os.urandom(8).hex()}"
    files.put(made, base64.b64encode(os.urandom(KEY_BYTES)).decode() + "\n")
    try:
        os.link(files.path(made), files.path(DATABASE_KEY))
    except FileExistsError:
        log.info("another program made the database key first")
    except OSError:  # a file system without links
        files.path(made).replace(files.path(DATABASE_KEY))
    finally:
        files.remove(made)
    kept = files.get(DATABASE_KEY)
    if kept is None:
        raise Bug("key_not_kept")
    return kept
