"""The job that measures takes what every job takes, and answers scripts with one document."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.bench import __main__ as bench
from tests.bench import ratio
from tests.bench.ratio import Figure
from ui import i18n

FAST = Figure(name="fast", value=1.5, limit=2.0, detail="3 ms against 2 ms")
SLOW = Figure(name="slow", value=2.5, limit=2.0, detail="5 ms against 2 ms")


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Figure]]:
    """What the measurements will find; nothing is measured."""
    found: list[Figure] = []

    def run(arguments: list[str], plugins: object) -> int:
        print("what a measurement says by the way")
        for figure in found:
            ratio.promised.append(figure)
            for listener in ratio.listeners:
                listener(figure)
        return int(any(not figure.holds for figure in found))

    before = i18n.language()
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setattr(pytest, "main", run)
    monkeypatch.setattr(ratio, "promised", [])
    monkeypatch.setattr(ratio, "listeners", [])
    yield found
    i18n.set_language(before)


def test_scripts_get_the_figures_and_nothing_else(
    measured: list[Figure], capfd: pytest.CaptureFixture[str]
) -> None:
    measured += [FAST, SLOW]
    assert bench.main(["--home", "x", "start", "--json"]) == 1
    out, err = capfd.readouterr()
    assert json.loads(out) == [
        {
            "name": each.name, "value": each.value, "limit": 2.0,
            "ok": each is FAST, "detail": each.detail, "unit": "x",
        }
        for each in (FAST, SLOW)
    ]  # fmt: skip
    assert err.splitlines()[-1] == "Slower than promised: slow."


def test_people_get_a_line_for_each(
    measured: list[Figure], capfd: pytest.CaptureFixture[str]
) -> None:
    measured.append(FAST)
    assert bench.main([]) == 0
    assert capfd.readouterr().out == f"{FAST}\n"


@pytest.mark.usefixtures("measured")
@pytest.mark.parametrize(("language", "word"), [("en", "usage: python3"), ("zh", "用法：python3")])
def test_it_can_be_asked_for_help(
    capfd: pytest.CaptureFixture[str], language: str, word: str
) -> None:
    assert bench.main(["--help", "--language", language]) == 0
    out, err = capfd.readouterr()
    assert out.startswith(word) and "--json" in out and "invoice, payments" in out
    assert err == ""


@pytest.mark.usefixtures("measured")
@pytest.mark.parametrize("argv", [["tea"], ["--nonsense"], ["start", "--home"]])
def test_bad_input_is_one_sentence(argv: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert bench.main(argv) == 2
    out, err = capfd.readouterr()
    assert (out, err.count("\n")) == ("", 1) and argv[-1] in err
