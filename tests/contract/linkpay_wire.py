"""LinkPay's side: a wire of the practice provider, as it would stand in app/sandbox."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from app.sandbox import bills, customer
from app.sandbox.faults import damaged
from app.sandbox.provider import Message, Provider, new_token
from app.sandbox.reply import Reply
from app.sandbox.trades import Refund, State, Trade, lapse

WIRE, SHOP, SECRET = "linkpay", "4711", "a secret of both"
_STATES = {State.PAID: "SUCCESS", State.CLOSED: "CLOSED"}
_INSTEAD = {"balance-low": "BALANCE", "not-found": "NOT_FOUND", "invalid-timestamp": "BAD_TIME"}
Asked = Mapping[str, Any]
Facts = dict[str, Any]


class Refusal(Exception):
    """The word for why not."""


async def _answer(request: Request) -> Reply:
    provider: Provider = request.app.state.provider
    call, body = request.path_params["call"], await request.body()
    seal = request.headers.get("x-seal", "")
    if seal != _seal(call, body):
        return Reply(status=403)
    switch = provider.faults.take(f"{WIRE}.{call}")
    fault = switch.fault.name if switch else ""
    asked = json.loads(body)
    if fault == "paid-meanwhile":
        customer.pays_meanwhile(provider, lambda: provider.book.get(WIRE, asked["number"]))
    executes = switch is None or switch.fault.executes
    facts = _done(provider, call, asked) if executes else {"result": _INSTEAD.get(fault, "FAILED")}
    if fault == "unavailable":
        facts = {"result": "UNAVAILABLE"}
    facts = _altered({**facts, "number": asked.get("number")}, fault)
    return damaged(switch, _sealed(facts, seal, fault))


class LinkWire:
    """Addresses, words, numbers and messages."""

    words = ("LinkPay", "链付")
    prefix = "/linkpay/"
    routes: Sequence[Route] = (Route("/linkpay/{call}", _answer, methods=["POST"]),)
    busy = Reply(status=429)

    def settings(self, provider: Provider) -> dict[str, str]:
        """For LinkPay's gateway."""
        address = f"{provider.root}/linkpay"
        return {"address": address, "shop": SHOP, "secret": SECRET, "environment": "sandbox"}

    def is_thanks(self, status: int, body: bytes) -> bool:
        """As LinkPay wants it."""
        return status == 202

    def status(self, trade: Trade, now: datetime) -> str:
        """One word."""
        return _STATES.get(trade.state, "WAITING")

    def new_trade_no(self, now: datetime) -> str:
        """Its reference."""
        return f"L{secrets.token_hex(8)}"

    def new_customers_code(self) -> str:
        """Eight digits."""
        return f"LINK{secrets.randbelow(10**8):08}"

    def notification(self, provider: Provider, trade: Trade, *, fault: str) -> Message:
        """The trade as it is."""
        body = json.dumps(_facts(provider, trade)).encode()
        return Message(headers={"x-seal": _seal("push", body)}, body=body)


def _done(provider: Provider, call: str, asked: Asked) -> Facts:
    try:
        with provider.book.writing():
            return {"result": "OK", **_CALLS[call](provider, asked)}
    except Refusal as refusal:
        return {"result": str(refusal)}


def _create(provider: Provider, asked: Asked) -> Facts:
    now, until = provider.now(), datetime.fromtimestamp(asked["until"], UTC)
    wanted = Trade(
        wire=WIRE,
        out_trade_no=asked["number"],
        token=new_token(),
        subject=asked["subject"],
        total_minor=asked["minor"],
        currency=asked["currency"],
        created_at=now,
        code_until=until,
        pay_until=until,
        notify_url=asked["tell"],
    )
    trade = provider.book.get(WIRE, asked["number"]) or wanted
    lapse(trade, now)
    if trade.state is State.CLOSED:
        raise Refusal("CLOSED")
    if (trade.total_minor, trade.currency) != (wanted.total_minor, wanted.currency):
        raise Refusal("NUMBER_USED")
    provider.book.save(trade)
    return {"link": provider.page_of(trade), **_facts(provider, trade)}


def _query(provider: Provider, asked: Asked) -> Facts:
    return _facts(provider, _trade(provider, asked))


def _close(provider: Provider, asked: Asked) -> Facts:
    trade = _trade(provider, asked)
    if trade.state is not State.PAID:
        trade.state, trade.closed_at = State.CLOSED, provider.now()
        provider.book.save(trade)
    return _facts(provider, trade)


def _refund(provider: Provider, asked: Asked) -> Facts:
    trade = _trade(provider, asked)
    if trade.refund(asked["refund"]) is None:
        if asked["minor"] > trade.left_minor:
            raise Refusal("TOO_MUCH")
        at, number = provider.now(), asked["refund"]
        trade.refunds.append(Refund(request_no=number, amount_minor=asked["minor"], at=at))
        provider.book.save(trade)
        provider.tell(trade)
    return {}


def _refund_query(provider: Provider, asked: Asked) -> Facts:
    trade = _trade(provider, asked)
    known = trade.refund(asked["refund"])
    if known is None:
        raise Refusal("NOT_FOUND")
    return {"back_minor": known.amount_minor, "currency": trade.currency}


def _download(provider: Provider, asked: Asked) -> Facts:
    day = bills.day(asked["day"], provider.now())
    entries = bills.entries(provider, WIRE, day) if day else []
    if not entries:
        raise Refusal("NOT_FOUND")
    lines = [
        {
            "number": x.trade.out_trade_no,
            "reference": x.trade.trade_no,
            "minor": x.minor,
            "currency": x.trade.currency,
            "at": int(x.at.timestamp()),
            "refund": x.refund.request_no if x.refund else None,
        }
        for x in entries
    ]
    return {"lines": lines}


_CALLS: Mapping[str, Callable[[Provider, Asked], Facts]] = {
    "create": _create,
    "query": _query,
    "close": _close,
    "refund": _refund,
    "refund_query": _refund_query,
    "download": _download,
}


def _trade(provider: Provider, asked: Asked) -> Trade:
    trade = provider.book.get(WIRE, asked["number"])
    if trade is None:
        raise Refusal("NOT_FOUND")
    lapse(trade, provider.now())
    return trade


def _facts(provider: Provider, trade: Trade) -> Facts:
    return {
        "number": trade.out_trade_no,
        "state": provider.status(trade),
        "reference": trade.trade_no,
        "paid_minor": trade.paid_minor,
        "back_minor": trade.refunded_minor,
        "currency": trade.currency,
        "paid_at": int(trade.paid_at.timestamp()) if trade.paid_at else None,
    }


def _altered(facts: Facts, fault: str) -> Facts:
    if fault == "wrong-order":
        return {**facts, "number": "0" * 32}
    if fault == "wrong-amount":
        return {k: v + 1 if k.endswith("_minor") else v for k, v in facts.items()}
    return {**facts, "currency": "USD"} if fault == "wrong-currency" else facts


def _sealed(facts: Facts, about: str, fault: str) -> Reply:
    body = json.dumps(facts, ensure_ascii=False).encode()
    seal = _seal(about, body, "of nobody" if fault == "wrong-signature" else SECRET)
    reply = Reply(body=body, content_type="application/json", headers={"x-seal": seal})
    if fault == "unsigned":
        return replace(reply, headers={})
    return replace(reply, body=body.replace(b"O", b"0")) if fault == "tampered-body" else reply


def _seal(about: str, body: bytes, secret: str = SECRET) -> str:
    return hmac.new(secret.encode(), about.encode() + b"\n" + body, hashlib.sha256).hexdigest()
