"""Secrets are kept from other users, survive everything, and are never silently replaced."""

from __future__ import annotations

import base64
import os
import stat
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend

from app.domain.errors import Bug, Unavailable, UserError
from data import secrets
from data.secrets import FileSecrets, KeyringSecrets
from tests.helpers.crowds import at_once

posix = pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")


class MemoryKeyring(KeyringBackend):
    """A keyring that refuses values over `longest` characters, as Windows does."""

    priority: Any = 5
    longest = 1000

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if len(password) > self.longest:
            raise OSError(1783, "The stub received bad data")
        self.kept[(service, username)] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[(service, username)]


class LockedKeyring(MemoryKeyring):
    """Its owner has not unlocked it."""

    def get_password(self, service: str, username: str) -> str | None:
        raise keyring.errors.KeyringLocked("hidden-detail")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise keyring.errors.KeyringLocked("hidden-detail")


class UselessKeyring(MemoryKeyring):
    """What a machine without a keyring offers."""

    priority: Any = 0


@pytest.fixture
def files(tmp_path: Path) -> FileSecrets:
    return FileSecrets(tmp_path / "home" / "secrets")


def with_keyring(
    monkeypatch: pytest.MonkeyPatch, files: FileSecrets, backend: KeyringBackend
) -> KeyringSecrets:
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    return KeyringSecrets(files)


@posix
def test_files_are_for_this_user_alone(files: FileSecrets) -> None:
    files.put("alipay-private-key", "PEM")
    assert stat.S_IMODE(files.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(files.path("alipay-private-key").stat().st_mode) == 0o600


def test_a_file_secret_is_kept_replaced_and_forgotten(files: FileSecrets) -> None:
    assert files.get("key") is None
    files.put("key", "第一\n")
    files.put("key", "second")
    assert files.get("key") == "second"
    files.remove("key")
    files.remove("key")
    assert files.get("key") is None


@pytest.mark.parametrize("name", ["", "../settings", "a/b", "A", "a.b", "-a", "x" * 65])
def test_a_name_never_leaves_the_folder(files: FileSecrets, name: str) -> None:
    with pytest.raises(Bug):
        files.put(name, "x")


def test_a_secret_that_cannot_be_read_is_said_not_taken_for_none(files: FileSecrets) -> None:
    files.path("key").mkdir(parents=True)
    with pytest.raises(UserError, match="secret_unreadable"):
        files.get("key")
    files.put("other", "x")
    files.path("other").write_bytes(b"\xff\xfe")
    with pytest.raises(UserError, match="secret_unreadable"):
        files.get("other")


def test_a_secret_that_cannot_be_written_is_said(files: FileSecrets) -> None:
    files.folder.parent.mkdir()
    files.folder.write_text("in the way")
    with pytest.raises(UserError) as caught:
        files.put("key", "hidden-detail")
    assert caught.value.key == "file_not_written"
    assert "hidden-detail" not in str(caught.value)


def test_without_a_usable_keyring_secrets_go_to_files_and_it_says_so(
    monkeypatch: pytest.MonkeyPatch, files: FileSecrets
) -> None:
    kept = with_keyring(monkeypatch, files, UselessKeyring())
    kept.put("key", "value")
    assert (kept.kind, kept.get("key"), files.get("key")) == ("file", "value", "value")


def test_a_keyring_that_breaks_at_once_counts_as_none(
    monkeypatch: pytest.MonkeyPatch, files: FileSecrets
) -> None:
    def broken() -> KeyringBackend:
        raise RuntimeError("no bus")

    monkeypatch.setattr(keyring, "get_keyring", broken)
    assert KeyringSecrets(files).kind == "file"


def test_a_keyring_takes_the_secret_and_no_file_is_left(
    monkeypatch: pytest.MonkeyPatch, files: FileSecrets
) -> None:
    files.put("key", "from before")
    kept = with_keyring(monkeypatch, files, MemoryKeyring())
    assert (kept.kind, kept.get("key")) == ("keyring", "from before")
    kept.put("key", "new")
    assert (kept.get("key"), files.get("key")) == ("new", None)


@pytest.mark.expects_logs
def test_a_key_too_long_for_the_keyring_is_not_shadowed_by_the_old_one(
    monkeypatch: pytest.MonkeyPatch, files: FileSecrets
) -> None:
    kept = with_keyring(monkeypatch, files, MemoryKeyring())
    kept.put("key", "short")
    kept.put("key", "l" * 2000)
    assert kept.get("key") == "l" * 2000
    kept.put("key", "short again")
    assert (kept.get("key"), files.get("key")) == ("short again", None)


def test_homes_do_not_share_secrets(
    monkeypatch: pytest.MonkeyPatch, files: FileSecrets, tmp_path: Path
) -> None:
    backend = MemoryKeyring()
    with_keyring(monkeypatch, files, backend).put("key", "mine")
    other = with_keyring(monkeypatch, FileSecrets(tmp_path / "other"), backend)
    assert other.get("key") is None


@pytest.mark.expects_logs
def test_a_locked_keyring_is_not_taken_for_an_empty_one(
    monkeypatch: pytest.MonkeyPatch, files: FileSecrets
) -> None:
    kept = with_keyring(monkeypatch, files, LockedKeyring())
    with pytest.raises(Unavailable) as caught:
        kept.get("key")
    assert "hidden-detail" not in str(caught.value)
    kept.put("key", "value")
    assert kept.get("key") == "value"


def test_the_database_key_is_made_once(files: FileSecrets) -> None:
    key = secrets.database_key(files, has_encrypted=False)
    assert len(key) == 32
    assert secrets.database_key(files, has_encrypted=False) == key
    assert secrets.database_key(files, has_encrypted=True) == key
    assert [p.name for p in files.folder.iterdir()] == [secrets.DATABASE_KEY]
    other = FileSecrets(files.folder.with_name("other"))
    assert secrets.database_key(other, has_encrypted=False) != key


def test_a_lost_database_key_is_never_replaced(files: FileSecrets) -> None:
    with pytest.raises(UserError) as caught:
        secrets.database_key(files, has_encrypted=True)
    assert caught.value.key == "key_missing"
    assert caught.value.params == {"path": str(files.path(secrets.DATABASE_KEY))}
    assert not files.folder.exists()


@pytest.mark.parametrize("text", ["", "garbage!", base64.b64encode(b"short").decode(), "钥匙"])
def test_a_damaged_database_key_is_never_replaced(files: FileSecrets, text: str) -> None:
    files.put(secrets.DATABASE_KEY, text)
    for has_encrypted in (True, False):
        with pytest.raises(UserError, match="key_damaged"):
            secrets.database_key(files, has_encrypted=has_encrypted)
    assert files.get(secrets.DATABASE_KEY) == text


@pytest.mark.parametrize("linkless", [False, True])
def test_programs_that_start_together_agree_on_the_key(
    files: FileSecrets, monkeypatch: pytest.MonkeyPatch, linkless: bool
) -> None:
    if linkless:
        monkeypatch.setattr(os, "link", no_links)
        assert len({secrets.database_key(files, has_encrypted=False) for _ in "ab"}) == 1
        return
    keys = at_once(*[lambda: secrets.database_key(files, has_encrypted=False)] * 8)
    assert len(keys) == 8 and len(set(keys)) == 1
    assert isinstance(keys[0], bytes)


def no_links(*_: object) -> None:
    raise OSError(1, "Operation not permitted")
