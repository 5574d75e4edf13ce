"""Every call of every registered provider is kept, with whatever came back of it."""

from __future__ import annotations

import contextlib
import re
import socket
from collections.abc import Callable

import pytest

from app.domain.errors import ShopError
from app.gateways import calls
from app.gateways.alipay import values
from app.gateways.calls import MOST_SIGNS
from app.ports.exchanges import Exchange, Outcome, overheard
from app.ports.gateway import NotSent, Untrusted
from app.sandbox.wechat.values import OPENID
from tests.helpers.broken import BROKEN
from tests.helpers.clock import StandingClock
from tests.helpers.sandbox import moved
from tests.helpers.tills import TOTAL, Till, new_no, open_gateway

SIGNATURE = re.compile(r"[A-Za-z0-9+/=]{120,}")
BUYERS = ("2088000000000001", "cus***@sandbox.test", OPENID)
CALLS: dict[str, Callable[[Till, str], object]] = {
    "create": lambda till, number: till.gateway.create(till.request(new_no())),
    "query": lambda till, number: till.gateway.query(number),
    "close": lambda till, number: till.gateway.close(number),
    "cancel": lambda till, number: till.gateway.cancel(number),
    "refund": lambda till, number: till.gateway.refund(
        number, refund_no=new_no(), money=TOTAL, total=TOTAL
    ),
    "query_refund": lambda till, number: till.gateway.query_refund(number, refund_no=new_no()),
}


def said_by(qr: Till, call: str, number: str) -> list[Exchange]:
    """What is kept of a call, also of one that fails."""
    with overheard() as said, contextlib.suppress(ShopError):
        CALLS[call](qr, number)
    return said


def whole(said: Exchange) -> str:
    """All its texts."""
    return f"{said.call}\n{said.reason}\n{said.request}\n{said.answer}"


@pytest.mark.parametrize("call", CALLS)
def test_a_call_is_kept_with_its_answer_and_without_secrets(qr: Till, call: str) -> None:
    number = qr.paid()
    said = said_by(qr, call, number)
    assert said
    for each in said:
        assert each.call and each.request.startswith(("POST http", "GET http"))
        assert each.outcome in {Outcome.ANSWERED, Outcome.REFUSED}
        assert each.status and each.answered_at and each.answered_at >= each.sent_at
        assert not SIGNATURE.search(whole(each))
        assert not [x for x in BUYERS if x in whole(each)]
    if call in {"query", "close", "cancel", "refund"}:
        assert number in said[0].request


def test_a_question_and_its_answer_can_be_read(qr: Till) -> None:
    number = qr.paid()
    (said,) = said_by(qr, "query", number)
    assert (said.outcome, said.reason, said.status) == (Outcome.ANSWERED, "", 200)
    assert number in said.request and number in said.answer
    assert "SUCCESS" in said.answer
    for name, value in qr.info.settings[qr.gateway.id].items():
        assert "key" not in name or not value or value not in whole(said), name


def test_a_refusal_is_kept_with_the_providers_word(qr: Till) -> None:
    (said,) = said_by(qr, "query", new_no())
    assert said.outcome is Outcome.REFUSED
    assert "NOT" in said.reason and said.answer


@pytest.mark.expects_logs
@pytest.mark.parametrize("fault", BROKEN)
def test_an_answer_that_is_not_believed_is_kept_as_it_came(qr: Till, fault: str) -> None:
    number, (status, piece) = qr.paid(), BROKEN[fault]
    qr.control.fault(fault, count=1)
    said = said_by(qr, "query", number)[0]
    assert (said.outcome, said.status) == (Outcome.UNKNOWN, status)
    assert piece in said.answer and bool(said.answer) == bool(piece)
    assert said.reason.startswith("provider_")
    assert number in said.request
    assert (said.answered_at is None) == (status is None)
    assert not [x for x in BUYERS if x in whole(said)]


def test_what_never_left_the_till_is_kept_as_such(qr: Till) -> None:
    number = qr.paid()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but not listening
        nowhere = moved(qr.info, f"http://127.0.0.1:{taken.getsockname()[1]}")
        lost = open_gateway(qr.gateway.id, nowhere, qr.clock)
        with overheard() as said, pytest.raises(NotSent):
            lost.query(number)
    lost.disconnect()
    assert [(x.outcome, x.status, x.answer) for x in said] == [(Outcome.NOT_SENT, None, "")]
    assert number in said[0].request


def test_a_message_is_kept_once_it_is_believed(qr: Till) -> None:
    number = qr.paid()
    message = qr.control.notification(number)
    with overheard() as said:
        qr.gateway.parse_notification(message.headers, message.body)
    (kept,) = said
    assert kept.call and number in kept.answer
    assert not SIGNATURE.search(whole(kept))
    assert not [x for x in BUYERS if x in whole(kept)]


@pytest.mark.expects_logs
def test_a_forged_message_is_nobodys(qr: Till) -> None:
    message = qr.control.notification(qr.paid())
    with overheard() as said, pytest.raises(Untrusted):
        qr.gateway.parse_notification(message.headers, message.body + b" ")
    assert said == []


def test_what_nobody_listens_to_is_not_kept(qr: Till) -> None:
    number = qr.paid()
    with overheard() as said:
        pass
    qr.ask(number)
    assert said == []


def test_an_answer_beyond_reason_is_cut_and_says_how_long_it_was(clock: StandingClock) -> None:
    body = b'{"open_id":"' + b"x" * 10 * MOST_SIGNS + b'"}'
    with overheard() as said, calls.kept("q", "", masked=values.masked, clock=clock) as call:
        call.body += body
    assert said[0].answer == f'{{"open_id":"***"\n[… {len(body)}]'
    with overheard() as said, calls.kept("q", "", masked=str, clock=clock) as call:
        call.body += body
    assert len(said[0].answer) < MOST_SIGNS + 20
