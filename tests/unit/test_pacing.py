"""A provider that has enough is asked half as fast; one that answers, faster and faster."""

from __future__ import annotations

from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.pacing import (
    FASTEST,
    SLOWEST,
    SPARE,
    START,
    Pace,
    answered,
    had_enough,
    left,
    pause_s,
    room,
)


def test_after_a_pause_some_may_leave_at_once_and_then_at_the_rate() -> None:
    pace = Pace()
    assert room(pace, 0) == SPARE
    for _ in range(int(SPARE)):
        pace = left(pace, 0)
    assert room(pace, 0) == 0
    assert pause_s(pace, 0) == pytest.approx(1 / START)
    assert room(pace, 1) == START
    assert room(pace, 1000) == SPARE


def test_the_rate_is_halved_once_for_several_refusals_at_once() -> None:
    pace = Pace(rate=40.0)
    for now_s in (10.0, 10.1, 10.9):
        pace = had_enough(pace, now_s, wait_s=0)
    assert pace.rate == 20
    assert room(pace, 10.9) <= 20
    assert had_enough(pace, 11.1, wait_s=0).rate == 10


def test_who_asks_to_be_left_alone_is_left_alone() -> None:
    pace = had_enough(Pace(), 10, wait_s=30)
    pace = answered(pace, 12)
    assert room(pace, 39) == 0
    assert pause_s(pace, 12) == 28
    assert room(pace, 40) > 0
    assert had_enough(pace, 13, wait_s=1).quiet_until_s == 40, "the longer wish holds"


@given(
    st.lists(
        st.tuples(st.sampled_from(["left", "answered", "enough"]), st.floats(0, 30)), max_size=60
    )
)
def test_it_neither_stops_nor_runs_away(events: list[tuple[str, float]]) -> None:
    pace, now_s = Pace(), 0.0
    for what, gap_s in events:
        now_s += gap_s
        if what == "left":
            pace = left(pace, now_s)
        elif what == "answered":
            pace = answered(pace, now_s)
        else:
            pace = had_enough(pace, now_s, wait_s=gap_s)
        assert SLOWEST <= pace.rate <= FASTEST
        assert room(pace, now_s) <= SPARE
        wait_s = pause_s(pace, now_s)
        assert (wait_s == 0) == (room(pace, now_s) > 0)
        assert room(pace, now_s + wait_s + 1e-6) > 0


@pytest.mark.parametrize(("limit", "waste"), [(2, 0.6), (10, 0.25), (40, 0.25)])
def test_it_settles_near_what_a_provider_bears(limit: int, waste: float) -> None:
    """Against a provider that answers at most so many in any second."""
    pace, now_s, accepted = Pace(), 0.0, deque[float]()
    done = refused = 0
    while now_s < 120:
        now_s += 0.005
        if not room(pace, now_s):
            continue
        pace = left(pace, now_s)
        while accepted and accepted[0] <= now_s - 1:
            accepted.popleft()
        if len(accepted) < limit:
            accepted.append(now_s)
            pace = answered(pace, now_s)
            done += now_s > 20
        else:
            pace = had_enough(pace, now_s, wait_s=0)
            refused += now_s > 20
    assert done >= 0.8 * limit * 100
    assert refused <= waste * done
