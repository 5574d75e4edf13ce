"""A till is patient before it calls a provider away, and before it calls it back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.reach import (
    ANSWERS,
    ASK_AGAIN_S,
    SILENCES,
    SILENT_S,
    Reach,
    answered,
    ask_again_s,
    silent,
)

# what happens, and how many seconds after the event before it
EVENTS = st.lists(st.tuples(st.booleans(), st.floats(0, 60)), max_size=40)


def _after(*gaps_s: float, reach: Reach | None = None) -> Reach:
    """Calls without an answer, so many seconds after each other; each fails at once."""
    now_s, reach = 100.0, reach or Reach()
    for gap_s in gaps_s:
        now_s += gap_s
        reach = silent(reach, asked_s=now_s, now_s=now_s)
    return reach


def test_a_provider_is_away_after_several_silences_over_some_seconds() -> None:
    assert _after(0, 2).online
    assert _after(0, 2, 1.9).online, "all within a breath"
    assert not _after(0, 2, 2).online
    assert not _after(0, 0, 0, SILENT_S).online


def test_calls_that_hang_together_count_from_when_they_were_made() -> None:
    reach = Reach()
    for _ in range(SILENCES):
        reach = silent(reach, asked_s=100, now_s=110)
    assert not reach.online


def test_one_answer_ends_a_doubt_but_does_not_bring_a_provider_back() -> None:
    assert answered(_after(0, 2)) == Reach()
    away = _after(0, 2, 2)
    once = answered(away)
    assert not once.online
    assert answered(once) == Reach()
    assert not answered(_after(1, reach=once)).online, "answers count in a row"


def test_who_is_away_is_asked_again_more_and_more_seldom_and_at_once_after_an_answer() -> None:
    assert ask_again_s(Reach()) is None
    waits = []
    for silences in range(1, 8):
        reach = _after(*[3.0] * silences)
        again_s = ask_again_s(reach)
        assert again_s is not None
        waits.append(again_s - reach.last_s)
    assert waits == [*ASK_AGAIN_S, ASK_AGAIN_S[-1], ASK_AGAIN_S[-1]]
    reach = answered(_after(3, 3, 3))
    assert ask_again_s(reach) == reach.last_s


@given(EVENTS)
def test_it_never_changes_its_mind_on_fewer_calls_than_it_promises(
    events: list[tuple[bool, float]],
) -> None:
    reach, now_s, row = Reach(), 0.0, 0
    last: bool | None = None
    for answer, gap_s in events:
        now_s += gap_s
        row = row + 1 if answer is last else 1
        last, before = answer, reach.online
        reach = answered(reach) if answer else silent(reach, asked_s=now_s, now_s=now_s)
        if before and not reach.online:
            assert (answer, row >= SILENCES) == (False, True)
            assert now_s - reach.silent_since_s >= SILENT_S
        if reach.online and not before:
            assert (answer, row) == (True, ANSWERS)
        assert (ask_again_s(reach) is None) == (reach.silences == 0)
        assert reach.online or reach.silences


@given(EVENTS)
def test_answers_always_bring_it_back(events: list[tuple[bool, float]]) -> None:
    reach, now_s = Reach(), 0.0
    for answer, gap_s in events:
        now_s += gap_s
        reach = answered(reach) if answer else silent(reach, asked_s=now_s, now_s=now_s)
    for _ in range(ANSWERS):
        reach = answered(reach)
    assert reach == Reach()
