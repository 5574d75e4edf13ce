"""What the papers for people say about the tree is true of the tree."""

from __future__ import annotations

import re

import pytest

from tests.architecture import source

PAPERS = ("README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/decisions.md")
ROOMS = ("app/domain", "app/ports", "app/services")
_QUOTED = re.compile(r"`([^`\n]+)`")
_LINKED = re.compile(r"\]\(([^)#]+)\)")
_PATH = re.compile(r"(?:app|data|docs|reports|tests|ui)/[\w./*]*")


@pytest.mark.parametrize("paper", PAPERS)
def test_every_file_that_is_named_is_there(paper: str) -> None:
    text = (source.ROOT / paper).read_text("utf-8")
    words = _QUOTED.findall(text) + _LINKED.findall(text)
    named = [word for word in words if _PATH.fullmatch(word)]
    assert named
    assert [path for path in named if not list(source.ROOT.glob(path.rstrip("/")))] == []


@pytest.mark.parametrize("room", ROOMS)
def test_the_plan_of_the_house_shows_every_part_of_a_room(room: str) -> None:
    plan = (source.ROOT / "docs/architecture.md").read_text("utf-8")
    row = next(line for line in plan.splitlines() if line.startswith(f"| `{room}/`"))
    shown = {word.strip("/") for word in _QUOTED.findall(row)}
    parts = {
        path.relative_to(source.ROOT / room).parts[0].removesuffix(".py")
        for path in source.python_files(room)
    }
    assert parts - {"__init__"} - shown == set()
