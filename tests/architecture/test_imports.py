"""Imports point inward, and every library has its one place."""

from __future__ import annotations

import ast
import logging
import sys
from collections.abc import Iterator

import pytest
from importlinter import cli

from tests.architecture import source

OURS = {"app", "data", "reports", "ui"}
WITHOUT_LIBRARIES = ("app/domain", "app/ports", "app/services", "app/bootstrap")
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "monotonic"),
    ("time", "sleep"),
}


@pytest.fixture
def loggers_speak_again() -> Iterator[None]:
    """The linter sets up logging for itself, which silences every logger there is."""
    yield
    for logger in logging.Logger.manager.loggerDict.values():
        if isinstance(logger, logging.Logger):
            logger.disabled = False


@pytest.mark.usefixtures("loggers_speak_again")
def test_the_import_contracts_hold(capsys: pytest.CaptureFixture[str]) -> None:
    broken = cli.lint_imports(str(source.ROOT / "pyproject.toml"), no_logo=True)
    assert not broken, capsys.readouterr().out


@pytest.mark.parametrize("folder", WITHOUT_LIBRARIES)
def test_the_inside_needs_the_standard_library_only(folder: str) -> None:
    allowed = sys.stdlib_module_names | OURS
    foreign = {
        f"{source.name(path)} imports {module}"
        for path in source.python_files(folder)
        for module in source.imported(path)
        if module not in allowed
    }
    assert foreign <= {"app/bootstrap/verify.py imports PySide6"}


def test_personal_data_is_sealed_behind_one_file() -> None:
    users = [p for p in source.python_files("data") if "cryptography" in source.imported(p)]
    assert len(users) <= 1, [source.name(path) for path in users]


def test_the_program_does_not_import_its_tests() -> None:
    users = [p for p in source.python_files(*source.PACKAGES) if "tests" in source.imported(p)]
    assert not users, [source.name(path) for path in users]


def test_rules_and_use_cases_are_given_the_time() -> None:
    readers = [
        f"{source.name(path)}:{node.lineno}"
        for path in source.python_files("app/domain", "app/services")
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call) and _called(node) in CLOCKS
    ]
    assert not readers


def test_rules_are_raised_not_asserted() -> None:
    asserted = [
        f"{source.name(path)}:{node.lineno}"
        for path in source.python_files(*source.PACKAGES, "main.py")
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Assert)
    ]
    assert not asserted


def _called(call: ast.Call) -> tuple[str, str] | None:
    """("date", "today") for `date.today()` and `datetime.date.today()`."""
    if not isinstance(call.func, ast.Attribute):
        return None
    owner = call.func.value
    if isinstance(owner, ast.Attribute):
        return owner.attr, call.func.attr
    return (owner.id, call.func.attr) if isinstance(owner, ast.Name) else None
