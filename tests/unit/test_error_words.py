"""Every failure the program can raise has a sentence in both languages, and it can be filled in."""

from __future__ import annotations

import ast
import functools
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui import i18n

ROOT = Path(__file__).parents[2]
RAISED = {
    "Declined",
    "Failure",
    "Misconfigured",
    "NotSent",
    "RateLimited",
    "Refused",
    "SettingsError",
    "Unavailable",
    "UnknownOutcome",
    "Untrusted",
    "UserError",
}
# Said by the program itself, by name, rather than raised with a key.
SPOKEN = {"unexpected", "other", "module_missing", "disk_full", "crash", "crash_unwritten"}
FOLDERS = ("app", "data", "reports", "ui")


def sources() -> Iterator[tuple[Path, str]]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "bootstrap" not in path.parts:
                yield path, path.read_text(encoding="utf-8")


@functools.cache
def raised() -> dict[str, list[tuple[str, set[str] | None]]]:
    """Keys of failures: where each is made, with which parameters (None: not to be told)."""
    found: dict[str, list[tuple[str, set[str] | None]]] = {}
    for path, text in sources():
        for call in ast.walk(ast.parse(text)):
            if not isinstance(call, ast.Call) or name_of(call) not in RAISED or not call.args:
                continue
            key = call.args[0]
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                names = [keyword.arg for keyword in call.keywords]
                given = None if None in names else {str(name) for name in names}
                found.setdefault(key.value, []).append((f"{path.name}:{call.lineno}", given))
    return found


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def words_of(key: str) -> tuple[str, str]:
    for full in (f"error.{key}", key):
        if i18n.known(full):
            return i18n.MESSAGES[full]
    pytest.fail(f"no words for {key}")


def test_failures_are_found_in_the_source() -> None:
    assert {"cart_empty", "settings_damaged", "key_missing", "order_not_found"} <= raised().keys()


def test_every_failure_has_words() -> None:
    known = {key for key in raised() if i18n.known(f"error.{key}") or i18n.known(key)}
    missing = {key: places[0][0] for key, places in raised().items() if key not in known}
    assert missing == {}


def test_every_failure_brings_what_its_words_need() -> None:
    short = [
        (key, place, sorted(needed - given))
        for key, places in raised().items()
        for words in words_of(key)
        for needed in [placeholders(words)]
        for place, given in places
        if given is not None and not needed <= given
    ]
    assert short == []


def test_no_words_for_failures_that_cannot_happen() -> None:
    texts = "".join(text for path, text in sources() if "messages" not in path.parts)
    said = [key.removeprefix("error.") for key in i18n.MESSAGES if key.startswith("error.")]
    happens = raised().keys() | SPOKEN
    assert [key for key in said if key not in happens and f'"{key}"' not in texts] == []
