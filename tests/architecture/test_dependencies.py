"""Pins, locks and the list of dependencies agree."""

from __future__ import annotations

import itertools
import re
import tomllib

import app
from tests.architecture import source

_PROJECT = tomllib.loads((source.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
_RUN: list[str] = _PROJECT["project"]["dependencies"]
_DEV: list[str] = _PROJECT["dependency-groups"]["dev"]
_HASH = re.compile(r"^\s+--hash=sha256:[0-9a-f]{64}( \\)?$")
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;]+)( ; [^\\]+)? \\$")


def test_every_dependency_is_pinned_exactly() -> None:
    form = r"[\w.-]+(\[\w+\])?==[\w.]+(; sys_platform == '\w+')?"
    assert all(re.fullmatch(form, pin) for pin in _RUN + _DEV)


def test_the_locks_hold_what_the_project_pins() -> None:
    assert _pins(_RUN).items() <= _lock("requirements.lock").items()
    assert _pins(_RUN + _DEV).items() <= _lock("requirements-dev.lock").items()


def test_the_tools_come_on_top_of_the_very_same_packages() -> None:
    assert _lock("requirements.lock").items() <= _lock("requirements-dev.lock").items()


def test_locks_are_hashes_and_names_without_addresses() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        lines = (source.ROOT / lock).read_text(encoding="utf-8").splitlines()
        strange = [line for line in lines if not (_HASH.match(line) or _PIN.match(line))]
        assert not strange
        for line, following in itertools.pairwise(lines):
            assert not (_PIN.match(line) and _PIN.match(following)), f"{line} has no hash"


def test_every_dependency_is_explained_in_one_line() -> None:
    text = (source.ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| ([\w.-]+(?:\[\w+\])?) \|", text, re.MULTILINE)
    named = [pin.partition("==")[0] for pin in _RUN + _DEV]
    assert sorted(set(explained) - {"package"}) == sorted(named)


def test_the_program_and_the_project_have_one_version() -> None:
    assert app.__version__ == _PROJECT["project"]["version"]


def _lock(name: str) -> dict[str, str]:
    lines = (source.ROOT / name).read_text(encoding="utf-8").splitlines()
    return {match[1].lower(): match[2] for line in lines if (match := _PIN.match(line))}


def _pins(listed: list[str]) -> dict[str, str]:
    named = (re.sub(r"\[\w+\]", "", pin).partition("==") for pin in listed)
    return {name.lower(): version.partition(";")[0] for name, _, version in named}
