"""What was said about payments: texts are sealed, and what is said again is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from app.domain.errors import Unavailable
from app.ports.exchanges import Exchange, Said
from data import statements
from data.mapping import Mapping
from data.statements import Row, Statement, param
from data.tables.payments import payment_exchange

if TYPE_CHECKING:
    from data.crypto import Vault
    from data.session import Session

_TEXTS = ("request", "answer")
_EXCHANGE = Mapping(Exchange, without=_TEXTS)
_OF = payment_exchange.c.attempt_id == param("attempt_id", payment_exchange.c.attempt_id.type)
_ADD = statements.insert(payment_exchange, without=["seq"])
_ALL = Statement(select(payment_exchange).where(_OF).order_by(payment_exchange.c.seq.desc()))
_LAST = Statement(
    select(payment_exchange)
    .where(
        _OF,
        payment_exchange.c.what == param("what", payment_exchange.c.what.type),
        payment_exchange.c.call == param("call", payment_exchange.c.call.type),
    )
    .order_by(payment_exchange.c.seq.desc())
    .limit(1)
)
_AGAIN = Statement(
    update(payment_exchange)
    .values(
        repeats=payment_exchange.c.repeats + 1,
        last_at=param("at", payment_exchange.c.last_at.type),
    )
    .where(payment_exchange.c.seq == param("where_seq", payment_exchange.c.seq.type))
)


def add(session: Session, vault: Vault, attempt_id: str, said: Said) -> None:
    """Insert; what was said the last time in the same words is counted there."""
    exchange = said.exchange
    last = None
    if exchange.call:
        last = session.first(_LAST, attempt_id=attempt_id, what=said.what, call=exchange.call)
    if last is not None and _is_same(vault, attempt_id, last, said):
        session.write(_AGAIN, {"where_seq": last.seq, "at": said.last_at})
        return
    sealed = {
        f"{name}_sealed": vault.seal(getattr(exchange, name), _place(name, attempt_id))
        for name in _TEXTS
    }
    session.write(
        _ADD,
        {
            **_EXCHANGE.values(exchange),
            **sealed,
            "attempt_id": attempt_id,
            "refund_id": said.refund_id,
            "what": said.what,
            "repeats": said.repeats,
            "last_at": said.last_at,
        },
    )


def of_attempt(session: Session, vault: Vault, attempt_id: str) -> list[Said]:
    """Newest first."""
    return [_built(vault, attempt_id, row) for row in session.all(_ALL, attempt_id=attempt_id)]


def _is_same(vault: Vault, attempt_id: str, row: Row, said: Said) -> bool:
    """Whether nothing was said that was not said before; a request has its own time in it."""
    try:
        known = _built(vault, attempt_id, row)
    except Unavailable:  # a row that cannot be read must not keep a payment from being recorded
        return False
    old, new = known.exchange, said.exchange
    return known.refund_id == said.refund_id and (
        (old.outcome, old.reason, old.status, old.answer)
        == (new.outcome, new.reason, new.status, new.answer)
    )


def _built(vault: Vault, attempt_id: str, row: Row) -> Said:
    sealed = {"request": row.request_sealed, "answer": row.answer_sealed}
    texts = {name: vault.open(sealed[name], _place(name, attempt_id)) for name in _TEXTS}
    return Said(
        what=row.what,
        refund_id=row.refund_id,
        exchange=_EXCHANGE.build(row, **texts),
        repeats=row.repeats,
        last_at=row.last_at,
    )


def _place(name: str, attempt_id: str) -> str:
    return f"payment_exchange.{name}:{attempt_id}"
