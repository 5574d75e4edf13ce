"""What was said about payments, as a text: to be read on screen and kept as a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.ports.exchanges import Said
from ui import i18n
from ui.session import Session


def whole(said: Sequence[Said], session: Session) -> str:
    """Everything, in the order it comes in."""
    told = [_one(each, session) for each in said]
    return "\n\n".join(told) or i18n.tr("said.nothing")


def _one(said: Said, session: Session) -> str:
    exchange = said.exchange
    key = f"said.{said.what}"
    who = i18n.tr(key) if i18n.known(key) else said.what
    head = [_second(exchange.sent_at, session), who, exchange.call, said.refund_id or ""]
    lines = [_joined(head)]
    if exchange.call:
        lines.append(_outcome(said))
    if said.repeats:
        last = _second(said.last_at, session)
        lines.append(i18n.trn("said.again", said.repeats, at=last))
    if exchange.request:
        lines += [i18n.tr("said.sent"), exchange.request, i18n.tr("said.received")]
    return "\n".join([*lines, exchange.answer]).rstrip()


def _outcome(said: Said) -> str:
    exchange = said.exchange
    after = ""
    if exchange.answered_at is not None and exchange.request:
        took = exchange.answered_at - exchange.sent_at
        after = i18n.tr("said.after", seconds=f"{took.total_seconds():.2f}")
    status = f"HTTP {exchange.status}" if exchange.status else ""
    told = i18n.tr(f"said.outcome.{exchange.outcome}")
    return _joined([told, exchange.reason, status, after])


def _joined(parts: Sequence[str]) -> str:
    return " · ".join(part for part in parts if part)


def _second(at: datetime, session: Session) -> str:
    """To the second: a cashier's minute is too long for an audit."""
    return session.shop_time(at).strftime("%Y-%m-%d %H:%M:%S")
