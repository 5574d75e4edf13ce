"""The order that the doubles of providers are asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.ports.gateway import ChargeRequest, Money
from tests.helpers.clock import StandingClock

NO = "a1b2c3d4e5f6"
TOTAL = Money(1250, "CNY")


def order(clock: StandingClock, **changes: Any) -> ChargeRequest:
    """A request for a charge."""
    request = ChargeRequest(
        attempt_no=NO,
        money=TOTAL,
        subject="Shop 1",
        expires_at=clock.now() + timedelta(minutes=4, seconds=1),
        till="A1",
    )
    return replace(request, **changes)
