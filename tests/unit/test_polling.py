"""When a provider is asked next: quick at first, calm later, patient without answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.payment import Attempt, AttemptState, Refund
from app.domain.polling import JITTER, LONGEST, is_due, next_check, refund_wait

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def _attempt(state: AttemptState, **fields: object) -> Attempt:
    attempt = Attempt(
        id="0123456789abcdef",
        order_id="o",
        tender="alipay",
        provider="alipay",
        amount_minor=100,
        currency="CNY",
        state=state,
        created_at=NOW,
    )
    for name, value in fields.items():
        setattr(attempt, name, value)
    return attempt


def _wait_s(attempt: Attempt, now: datetime = NOW) -> float:
    due = next_check(attempt, now)
    assert due is not None
    return (due - now).total_seconds()


@pytest.mark.parametrize(("polls", "expected_s"), [(0, 2), (14, 2), (15, 5), (400, 5)])
def test_a_shown_code_is_asked_about_quickly_then_calmly(polls: int, expected_s: float) -> None:
    wait = _wait_s(_attempt(AttemptState.PENDING, polls=polls))
    assert expected_s * (1 - JITTER) <= wait <= expected_s * (1 + JITTER)


@pytest.mark.parametrize(
    ("unanswered", "expected_s"), [(1, 5), (2, 10), (3, 20), (4, 30), (99, 30)]
)
def test_silence_makes_us_ask_less_often(unanswered: int, expected_s: float) -> None:
    wait = _wait_s(_attempt(AttemptState.UNKNOWN, unanswered=unanswered))
    assert expected_s * (1 - JITTER) <= wait <= expected_s * (1 + JITTER)


@pytest.mark.parametrize(
    "state",
    [
        AttemptState.SUCCEEDED,
        AttemptState.DECLINED,
        AttemptState.LATE_PAID,
        AttemptState.MISMATCH,
    ],
)
def test_nothing_more_is_asked_about_a_final_answer(state: AttemptState) -> None:
    assert next_check(_attempt(state), NOW) is None


@pytest.mark.parametrize("state", [AttemptState.CANCELLED, AttemptState.EXPIRED])
def test_a_given_up_code_is_watched_for_two_hours(state: AttemptState) -> None:
    attempt = _attempt(state, settled_at=NOW)
    now, asked = NOW, []
    while (due := next_check(attempt, now)) is not None:
        asked.append((due - NOW) / timedelta(minutes=1))
        now = due
    assert asked == [1, 5, 15, 30, 60, 120]


def test_what_was_begun_together_is_not_asked_about_in_step() -> None:
    waits = {_wait_s(_attempt(AttemptState.PENDING, id=f"{n:032}")) for n in range(50)}
    assert max(waits) - min(waits) > 2 * JITTER
    assert len(waits) > 40


def test_nobody_is_left_alone_because_a_clock_was_wrong() -> None:
    assert is_due(NOW, NOW) and not is_due(NOW + timedelta(seconds=1), NOW)
    assert not is_due(NOW + LONGEST, NOW) and is_due(NOW + timedelta(hours=2), NOW)
    assert not is_due(None, NOW)


@given(polls=st.integers(0, 1000), ident=st.text("0123456789abcdef", min_size=6, max_size=32))
def test_a_live_attempt_always_has_a_next_check_in_the_future(polls: int, ident: str) -> None:
    for state in (AttemptState.CREATED, AttemptState.PENDING, AttemptState.UNKNOWN):
        due = next_check(_attempt(state, polls=polls, id=ident), NOW)
        assert due is not None
        assert due > NOW


@pytest.mark.parametrize(
    ("over", "expected_s"),
    [(timedelta(seconds=30), 5), (timedelta(minutes=10), 30), (timedelta(days=3), 300)],
)
def test_a_code_that_cannot_be_ended_is_asked_about_more_and_more_seldom(
    over: timedelta, expected_s: float
) -> None:
    attempt = _attempt(AttemptState.PENDING, polls=50, expires_at=NOW - over)
    wait = _wait_s(attempt)
    assert expected_s * (1 - JITTER) <= wait <= expected_s * (1 + JITTER)


@pytest.mark.parametrize(
    ("waited_s", "expected_s"), [(0, 10), (12, 10), (120, 60), (600, 300), (10**6, 1800)]
)
def test_a_refund_is_asked_about_after_half_the_time_it_has_taken(
    waited_s: int, expected_s: float
) -> None:
    refund = Refund(
        id="r", order_id="o", attempt_id="a", tender="alipay", amount_minor=1, created_at=NOW
    )
    wait_s = refund_wait(refund, NOW + timedelta(seconds=waited_s)).total_seconds()
    assert wait_s >= 10, "Alipay wants ten seconds"
    assert expected_s * (1 - JITTER) <= wait_s <= expected_s * (1 + JITTER)


def test_a_refund_that_somebody_sends_again_is_asked_about_soon() -> None:
    later = NOW + timedelta(days=2)
    refund = Refund(
        id="r", order_id="o", attempt_id="a", tender="alipay", amount_minor=1, created_at=NOW
    )
    assert refund_wait(refund, later) > timedelta(minutes=20)
    refund.retried_at = later
    assert refund_wait(refund, later) == timedelta(seconds=10)
