"""Rooms stay liveable: files, functions and classes have a hard limit and a usual size."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from typing import NamedTuple

from tests.architecture import source

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60
MAX_PUBLIC_METHODS = 20
USUAL_FILE_LINES = 120
USUAL_FUNCTION_LINES = 8
ENOUGH_FILES = 30  # below, a median says nothing
SHOWN = 5

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Measured(NamedTuple):
    """One thing and its size."""

    size: int
    name: str


def test_no_file_is_too_long() -> None:
    sizes = [Measured(_lines(path), source.name(path)) for path in source.python_files()]
    assert not _over(sizes, MAX_FILE_LINES, "file, lines")


def test_no_function_is_too_long() -> None:
    assert not _over(list(_functions()), MAX_FUNCTION_LINES, "function, lines")


def test_no_class_has_too_many_public_methods() -> None:
    assert not _over(list(_classes()), MAX_PUBLIC_METHODS, "class, public methods")


def test_the_usual_file_is_short() -> None:
    sizes = [_lines(path) for path in source.python_files(*source.PACKAGES)]
    _within(sizes, USUAL_FILE_LINES, "file, lines")


def test_the_usual_function_is_short() -> None:
    _within([function.size for function in _functions()], USUAL_FUNCTION_LINES, "function, lines")


def _over(sizes: list[Measured], limit: int, what: str) -> list[Measured]:
    """Print the largest, return those above the limit."""
    ordered = sorted(sizes, reverse=True)
    print(f"largest {what} (limit {limit}):")
    print("\n".join(f"  {size:4} {name}" for size, name in ordered[:SHOWN]))
    return [measured for measured in ordered if measured.size > limit]


def _within(sizes: list[int], usual: int, what: str) -> None:
    median = statistics.median(sizes)
    print(f"median {what}: {median} (at most {usual})")
    if len(source.python_files(*source.PACKAGES)) > ENOUGH_FILES:
        assert median <= usual


def _functions() -> Iterator[Measured]:
    """Functions of the program and of the tests: lines from `def` to the end."""
    for path in source.python_files():
        for node in ast.walk(source.tree(path)):
            if isinstance(node, Function):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                yield Measured(lines, f"{source.name(path)}:{node.lineno} {node.name}")


def _classes() -> Iterator[Measured]:
    for path in source.python_files():
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.ClassDef) and not _is_test(node):
                methods = [part.name for part in node.body if isinstance(part, Function)]
                public = sum(not name.startswith("_") for name in methods)
                yield Measured(public, f"{source.name(path)}:{node.lineno} {node.name}")


def _is_test(node: ast.ClassDef) -> bool:
    return node.name.startswith("Test")


def _lines(path: source.Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())
