"""The statement of a day in China: what came in and what went back, whatever the wire."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from app.sandbox.provider import CHINA, Provider, new_token
from app.sandbox.trades import Refund, RefundState, Trade

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_OFF_MINOR = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line; `minor` is negative for a refund."""

    trade: Trade
    at: datetime
    minor: int
    refund: Refund | None = None


def day(text: str, now: datetime) -> date | None:
    """A day that has begun in China; None for anything else."""
    if not _DAY.fullmatch(text):
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found <= now.astimezone(CHINA).date() else None


def entries(provider: Provider, wire: str, on: date) -> list[Entry]:
    """The lines of a day, oldest first, by way of the fault that is on for bills."""
    start = datetime.combine(on, time(), CHINA)
    end = start + timedelta(days=1)
    found = [
        entry
        for trade in provider.book.moved(wire, start, end)
        for entry in _of(trade)
        if start <= entry.at < end
    ]
    found.sort(key=lambda x: x.at)
    switch = provider.faults.take(f"{wire}.bill")
    return _wrong(found, switch.fault.name, wire, start) if switch else found


def _of(trade: Trade) -> list[Entry]:
    paid = (
        []
        if trade.paid_at is None
        else [Entry(trade=trade, at=trade.paid_at, minor=trade.paid_minor)]
    )
    back = [
        Entry(trade=trade, at=x.at, minor=-x.amount_minor, refund=x)
        for x in trade.refunds
        if x.state is RefundState.DONE
    ]
    return paid + back


def _wrong(found: list[Entry], fault: str, wire: str, start: datetime) -> list[Entry]:
    if fault == "bill-lacks-one":
        return found[:-1]
    if fault == "bill-differs":
        return [*found[:-1], *(replace(x, minor=x.minor + _OFF_MINOR) for x in found[-1:])]
    return [*found, _stranger(wire, start + timedelta(hours=12))]


def _stranger(wire: str, at: datetime) -> Entry:
    """A payment that the shop has never heard of."""
    trade = Trade(
        wire=wire,
        out_trade_no=f"stranger{at:%Y%m%d}",
        token=new_token(),
        subject="?",
        total_minor=_OFF_MINOR,
        currency="CNY",
        created_at=at,
        code_until=at,
        pay_until=at,
        trade_no=f"{at:%Y%m%d}{0:020}",
    )
    return Entry(trade=trade, at=at, minor=_OFF_MINOR)
