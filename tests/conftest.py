"""The habits of every test: isolated, repeatable, quiet."""

from __future__ import annotations

import gc
import itertools
from pathlib import Path

import pytest
from hypothesis import settings

import main
from app.names import NAMES
from tests.helpers import isolation, keys, qt
from tests.helpers.postgres import postgres_server, postgres_url
from tests.helpers.qt import collected_between_tests
from tests.helpers.unexpected_logs import no_unexpected_logs

__all__ = ["collected_between_tests", "no_unexpected_logs", "postgres_server", "postgres_url"]

isolation.isolate()
keys.remember_keys()
settings.register_profile("house", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", deadline=None, max_examples=2_000)
settings.load_profile("house")
_home_numbers = itertools.count()


def pytest_sessionstart() -> None:
    """A broken binding would spoil every result; providers have the program's words."""
    qt.check_binding()
    NAMES.bring(main.words_of_providers)


def pytest_collection_finish() -> None:
    """What is imported by now stays: collections between tests need not look at it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def isolated_home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The till's home folder of this test; not there until the program makes it."""
    folder = tmp_path_factory.getbasetemp() / f"home-{next(_home_numbers)}"
    monkeypatch.setenv("ZHANGGUI_HOME", str(folder))
    return folder
