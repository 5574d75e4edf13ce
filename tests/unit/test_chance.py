"""Tests that try moments by chance try others in every run, and can be repeated."""

from __future__ import annotations

import re

import pytest

from tests.helpers import chance


def thrown() -> list[int]:
    with chance.dice() as dice:
        return [dice.randrange(10**6) for _ in range(3)]


def test_every_run_is_another_one() -> None:
    assert thrown() != thrown()


def test_a_failure_says_how_to_repeat_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AssertionError) as failed, chance.dice() as dice:
        first = [dice.randrange(10**6) for _ in range(3)]
        raise AssertionError
    told = re.search(rf"{chance.SEED}=(\d+) ", str(failed.getrepr()))
    assert told is not None
    monkeypatch.setenv(chance.SEED, told[1])
    assert thrown() == first
