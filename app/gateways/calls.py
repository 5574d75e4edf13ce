"""What is kept of every call: as it was sent, as it was answered, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.errors import Refused
from app.ports import exchanges
from app.ports.clock import Clock
from app.ports.exchanges import Exchange, Outcome
from app.ports.gateway import NotSent

MOST_SIGNS = 16_000
"""Of a request or an answer; the longest good ones have a tenth of that."""
_MOST_CALL, _MOST_REASON = 160, 300

Mask = Callable[[str], str]


@dataclass(slots=True)
class Call:
    """A call under way: what has come back so far."""

    status: int | None = None
    answered_at: datetime | None = None
    body: bytearray = field(default_factory=bytearray)


@contextmanager
def kept(name: str, request: str, *, masked: Mask, clock: Clock) -> Iterator[Call]:
    """Keep the call that the block makes, however it ends.

    Args:
        name: of the call, as the provider's documents have it.
        request: what is sent, without keys and signatures.
        masked: hides personal data.
    """
    call, sent_at = Call(), clock.now()
    outcome, reason = Outcome.ANSWERED, ""
    try:
        yield call
    except Exception as error:
        outcome, reason = _outcome(error), _reason(error)
        raise
    finally:
        exchanges.keep(
            Exchange(
                call=name[:_MOST_CALL],
                outcome=outcome,
                reason=masked(reason)[:_MOST_REASON],
                sent_at=sent_at,
                answered_at=call.answered_at,
                status=call.status,
                request=_shortened(request, masked),
                answer=_shortened(call.body.decode(errors="replace"), masked),
            )
        )


def keep_message(name: str, text: str, *, masked: Mask, clock: Clock) -> None:
    """Keep a message that was verified and opened."""
    now = clock.now()
    exchanges.keep(
        Exchange(
            call=name[:_MOST_CALL],
            sent_at=now,
            answered_at=now,
            answer=_shortened(text, masked),
        )
    )


def _shortened(text: str, masked: Mask) -> str:
    """Masked; a text that is long beyond reason loses its end, and says how much there was."""
    kept = masked(text[:MOST_SIGNS])
    return kept if len(text) <= MOST_SIGNS else f"{kept}\n[… {len(text)}]"


def _reason(error: Exception) -> str:
    """The provider's own word for a refusal, where there is one."""
    code = error.params.get("code") if isinstance(error, Refused) else None
    return str(code or error)


def _outcome(error: Exception) -> Outcome:
    if isinstance(error, NotSent):
        return Outcome.NOT_SENT
    return Outcome.REFUSED if isinstance(error, Refused) else Outcome.UNKNOWN
