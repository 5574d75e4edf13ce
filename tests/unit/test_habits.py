"""The habits of the tests are themselves kept."""

from __future__ import annotations

import gc
import os
import socket
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from pytest import Pytester

from tests import run
from tests.helpers import isolation, postgres, qt
from tests.helpers.checkout import ROOT

pytest_plugins = ["pytester"]


@pytest.mark.parametrize(
    "leave",
    [
        lambda: socket.create_connection(("192.0.2.1", 80), timeout=1),
        lambda: socket.create_connection(("2001:db8::1", 80), timeout=1),
        lambda: socket.getaddrinfo("shop.example", 443),
    ],
)
def test_no_test_leaves_this_machine(leave: Callable[[], object]) -> None:
    with pytest.raises(isolation.NetworkForbidden):
        leave()


def test_the_loopback_is_open() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(("localhost", server.getsockname()[1]), timeout=5),
    ):
        server.accept()[0].close()


def test_every_test_has_a_home_of_its_own(isolated_home: Path) -> None:
    assert os.environ["ZHANGGUI_HOME"] == str(isolated_home)
    assert not isolated_home.exists()
    assert "DISPLAY" not in os.environ or os.environ["QT_QPA_PLATFORM"] != "offscreen"


@pytest.mark.expects_logs
def test_an_unexpected_warning_in_the_log_fails_the_test(pytester: Pytester) -> None:
    pytester.makeconftest("from tests.helpers.unexpected_logs import no_unexpected_logs")
    pytester.makeini("[pytest]\nmarkers = expects_logs")
    pytester.makepyfile(
        """
        import logging, pytest

        def test_loud(): logging.getLogger("app").warning("no paper")
        def test_quiet(): logging.getLogger("app").info("printed")
        @pytest.mark.expects_logs
        def test_announced(): logging.getLogger("app").error("no paper")
        """
    )
    result = pytester.runpytest("-p", "no:randomly", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=3, errors=1)
    result.stdout.fnmatch_lines(["*unexpected in the log:*", "*WARNING app: no paper*"])


def test_this_binding_loses_no_references() -> None:
    assert qt.lost_references() <= 2


def test_a_binding_that_loses_references_stops_the_session(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(qt, "lost_references", lambda: 20)
    with pytest.raises(pytest.exit.Exception):
        qt.check_binding()


def test_no_garbage_is_collected_while_qt_works(qapp: object) -> None:
    assert not gc.isenabled()


def test_garbage_is_collected_everywhere_else() -> None:
    assert gc.isenabled()


@pytest.mark.parametrize(
    ("arguments", "cores", "options"),
    [
        ([], 8, ["-n", "4"]),
        (["-m", "slow"], 2, ["-n", "2"]),
        ([], 1, []),
        (["-x"], 8, []),
        (["--pdb"], 8, []),
        (["-n", "0"], 8, []),
        (["-n3"], 8, []),
        (["-p", "no:xdist"], 8, []),
        (["-s", "tests/unit"], 8, []),
        (["--collect-only"], 8, []),
    ],
)
def test_tests_share_the_cores_unless_one_process_is_asked_for(
    arguments: list[str], cores: int, options: list[str]
) -> None:
    assert run.workers(arguments, cores) == options


def test_a_database_is_new_and_goes_away(postgres_server: postgres.PostgresServer) -> None:
    first = postgres_server.create()
    with psycopg.connect(first.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE seen (n int)")
    copied = postgres_server.create(template=postgres.database_name(first))
    with psycopg.connect(copied.replace("+psycopg", "")) as connection:
        assert connection.execute("SELECT count(*) FROM seen").fetchone() == (0,)
    for url in (first, copied):
        postgres_server.drop(url)
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(first.replace("+psycopg", ""))


def test_binaries_in_a_private_folder_are_copied_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installation = tmp_path / "installation" / "bin"
    installation.mkdir(parents=True)
    (installation / "initdb").write_text("#!/bin/sh\nexit 126\n")
    (installation / "initdb").chmod(0o755)
    home = tmp_path / "home"
    home.mkdir()
    assert postgres._reachable(installation, home, {}) == home / "installation" / "bin"
    assert (home / "installation" / "bin" / "initdb").exists()


def test_the_root_is_the_checkout() -> None:
    assert (ROOT / "main.py").exists()
