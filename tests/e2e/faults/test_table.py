"""The table of faults is complete, and no test of a fault stands outside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.sandbox.faults import FAULTS
from tests.e2e import faults

HERE = Path(faults.__file__).parent
ROWS = range(1, 31)
_TEST = re.compile(r"^def (test_\w+)", re.MULTILINE)


def _named() -> Iterator[tuple[int, str, str]]:
    """Row, file and part of a test's name, as the table has them."""
    for row in re.split(r"^(?=[ \d]\d  )", str(faults.__doc__), flags=re.MULTILINE)[1:]:
        number, tests = int(row[:2]), row.partition("\n")[2]
        for group in tests.split(";"):
            file, _, names = group.partition(":")
            for name in names.split(","):
                yield number, file.strip(), name.strip()


def _tests(file: str) -> list[str]:
    path = next(x for x in (HERE / f"{file}.py", HERE.parent / f"{file}.py") if x.exists())
    return _TEST.findall(path.read_text(encoding="utf-8"))


def test_every_fault_has_a_test() -> None:
    assert sorted({number for number, _, _ in _named()}) == list(ROWS)


@pytest.mark.parametrize("number", ROWS)
def test_every_test_that_is_named_exists(number: int) -> None:
    for row, file, name in _named():
        assert row != number or any(name in x for x in _tests(file)), f"{file}: {name}"


def test_every_test_stands_in_the_table() -> None:
    named = [(file, name) for _, file, name in _named()]
    for path in HERE.glob("test_*.py"):
        if path.stem == Path(__file__).stem:
            continue
        for test in _tests(path.stem):
            assert any(path.stem == file and name in test for file, name in named), test


def test_every_switch_of_the_provider_is_used_by_a_test_from_end_to_end() -> None:
    texts = "".join(x.read_text(encoding="utf-8") for x in HERE.parent.rglob("test_*.py"))
    assert [x for x in FAULTS if f'"{x}"' not in texts] == []
