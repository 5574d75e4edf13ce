"""The switches for everything that can go wrong, and which of them are on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.domain.errors import UserError
from app.sandbox.reply import Reply

DEFAULT_S = 5.0
_MAX_S = 300.0
_GARBAGE = "<!DOCTYPE html><title>{0}</title><h1>{0}</h1>"

ODD_TEXT = '茶 }{ "号" \\ / 🍵'
"""What `odd-texts` puts into an answer."""

Damage = Callable[[Reply, float], Reply]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One way to fail.

    Attributes:
        executes: whether the call still does what it says.
        damage: what becomes of the finished answer; without it the wire itself knows the fault.
        only: the calls it can happen to, by their names or the last word of them; empty for all.
        wire: the only wire that knows it; empty for all.
    """

    name: str
    description: str
    executes: bool = True
    damage: Damage | None = None
    only: frozenset[str] = frozenset()
    wire: str = ""


def _page(title: str) -> bytes:
    return _GARBAGE.format(title).encode()


def _instead(reply: Reply, body: bytes) -> Reply:
    """Another body, which an answer without content has to make room for."""
    return replace(reply, status=200 if reply.status == 204 else reply.status, body=body)


def _web_page(reply: Reply, seconds: float) -> Reply:
    return replace(reply, status=200, body=_page("Maintenance"))


def _in_the_middle(reply: Reply, seconds: float) -> Reply:
    return replace(reply, cut=max(1, len(reply.body) // 2) if reply.body else 0)


def _busy(reply: Reply, seconds: float) -> Reply:
    headers = {"retry-after": str(round(seconds))}
    return replace(reply, status=429, body=_page("Too Many Requests"), headers=headers)


_AMOUNTS = frozenset({"query", "refund"})
_ENDINGS = frozenset({"close", "cancel", "reverse"})
_BILLS = frozenset({"bill"})
_PUSHES = frozenset({"notify"})
_APART = _BILLS | _PUSHES  # no calls, so that faults of calls do not happen to them
_QUESTIONS = frozenset({"alipay.trade.query", "wechat.query"})

FAULTS: dict[str, Fault] = {
    fault.name: fault
    for fault in (
        Fault(
            name="drop-before-execute",
            description="The connection is dropped and nothing is done.",
            executes=False,
            damage=lambda reply, _: replace(reply, cut=0),
        ),
        Fault(
            name="drop-after-execute",
            description="The call is carried out, then the connection is dropped.",
            damage=lambda reply, _: replace(reply, cut=0),
        ),
        Fault(
            name="drop-mid-answer",
            description="The connection is dropped in the middle of the answer.",
            damage=_in_the_middle,
        ),
        Fault(
            name="slow",
            description="The call is carried out, the answer held back (seconds).",
            damage=lambda reply, seconds: replace(reply, delay_s=seconds),
        ),
        Fault(
            name="http-502",
            description="The call is carried out, the answer is HTTP 502.",
            damage=lambda reply, _: replace(reply, status=502, body=_page("Bad Gateway")),
        ),
        Fault(
            name="html",
            description="The call is carried out, the answer is a web page.",
            damage=_web_page,
        ),
        Fault(
            name="empty",
            description="The call is carried out, the answer is empty.",
            damage=lambda reply, _: _instead(reply, b""),
        ),
        Fault(
            name="truncated",
            description="The call is carried out, half of the answer is missing.",
            damage=lambda reply, _: _instead(reply, reply.body[: len(reply.body) // 2]),
        ),
        Fault(
            name="rate-limit",
            description="HTTP 429 with Retry-After (seconds); nothing is done.",
            executes=False,
            damage=_busy,
        ),
        Fault(name="wrong-signature", description="The answer is signed with another key."),
        Fault(name="unsigned", description="The answer has no signature."),
        Fault(name="tampered-body", description="One byte of the signed answer is changed."),
        Fault(
            name="wrong-amount",
            description="The answer tells another amount, properly signed.",
            only=_AMOUNTS,
        ),
        Fault(
            name="wrong-currency",
            description="The answer tells another currency, properly signed.",
            only=_AMOUNTS,
        ),
        Fault(name="wrong-order", description="The answer is about another order, signed."),
        Fault(
            name="wrong-merchant",
            description="The answer is about another merchant's order, signed.",
        ),
        Fault(
            name="not-found",
            description="The order is not found, as if it had not arrived yet.",
            executes=False,
            only=_QUESTIONS,
        ),
        Fault(
            name="says-waiting",
            description="The answer is of before the payment: the order still waits.",
            only=_QUESTIONS,
        ),
        Fault(
            name="says-closed",
            description="The answer says that the order was closed unpaid, whatever it is.",
            only=_QUESTIONS,
        ),
        Fault(
            name="system-error",
            description="The provider reports a system error; nothing is done.",
            executes=False,
        ),
        Fault(
            name="unavailable",
            description="The call is carried out, the provider reports to be unavailable.",
        ),
        Fault(
            name="retry-flag",
            description="Cancel asks to be called again; nothing is done.",
            executes=False,
            only=frozenset({"cancel"}),
            wire="alipay",
        ),
        Fault(
            name="invalid-timestamp",
            description="The request's time is refused; nothing is done.",
            executes=False,
        ),
        Fault(
            name="strict-clock",
            description="Times more than ten minutes off are refused, where a day is the rule.",
            wire="alipay",
        ),
        Fault(
            name="odd-texts",
            description="Harmless: the answer holds brackets, quotes, CJK and emoji in a text.",
        ),
        Fault(
            name="escaped-slashes",
            description="Harmless: every / of the answer is sent as \\/.",
            wire="alipay",
        ),
        Fault(
            name="paid-meanwhile",
            description="The customer pays just before closing or cancelling is carried out.",
            only=_ENDINGS,
        ),
        Fault(
            name="frequency-limited",
            description="Closing: the customer is paying, so it is refused as too frequent.",
            executes=False,
            only=_ENDINGS,
            wire="wechat",
        ),
        Fault(
            name="balance-low",
            description="The shop's balance is too low for the refund.",
            executes=False,
            only=frozenset({"refund"}),
        ),
        Fault(
            name="refund-processing",
            description="Refunds are accepted and stay under way until they are settled.",
            only=frozenset({"refund"}),
            wire="wechat",
        ),
        Fault(
            name="refund-abnormal",
            description="Refunds are accepted, but the customer's account does not take them.",
            only=frozenset({"refund"}),
            wire="wechat",
        ),
        Fault(
            name="refund-closed",
            description="Refunds are accepted, and then closed without moving money.",
            only=frozenset({"refund"}),
            wire="wechat",
        ),
        Fault(
            name="new-certificate",
            description="Harmless: answers are signed with a new certificate, to be fetched.",
            wire="wechat",
        ),
        Fault(
            name="unknown-serial",
            description="Answers are signed under a serial that nobody knows.",
            wire="wechat",
        ),
        Fault(
            name="old-answer",
            description="Answers were signed ten minutes ago.",
            wire="wechat",
        ),
        Fault(
            name="bill-lacks-one",
            description="The newest line of the statement is missing.",
            only=_BILLS,
        ),
        Fault(
            name="bill-has-more",
            description="The statement has a payment that the shop does not know.",
            only=_BILLS,
        ),
        Fault(
            name="bill-differs",
            description="The newest line of the statement has another amount.",
            only=_BILLS,
        ),
        Fault(
            name="notify-repeated",
            description="Every pushed message comes five times, at once.",
            only=_PUSHES,
        ),
        Fault(
            name="notify-forged",
            description="Pushed messages are signed by somebody else.",
            only=_PUSHES,
        ),
        Fault(
            name="notify-foreign",
            description="Pushed messages are properly signed, and meant for another merchant.",
            only=_PUSHES,
        ),
    )
}


@dataclass(slots=True, kw_only=True)
class Switch:
    """A fault that is on.

    Attributes:
        method: the one call it is for, its full name or the last word of it; empty for all.
        count: how many more times; None for ever.
        seconds: for faults that take time.
    """

    fault: Fault
    method: str = ""
    count: int | None = None
    seconds: float = DEFAULT_S

    def meets(self, method: str) -> bool:
        """Whether it happens to this call."""
        wire, word = method.partition(".")[0], method.rpartition(".")[2]
        fault = self.fault
        named = not fault.only.isdisjoint({method, word})
        allowed = named or not (fault.only or word in _APART)
        return allowed and fault.wire in {"", wire} and self.method in {"", method, word}


def damaged(switch: Switch | None, reply: Reply) -> Reply:
    """What becomes of a finished answer under the fault that happens to it, if one does."""
    damage = switch.fault.damage if switch else None
    return reply if switch is None or damage is None else damage(reply, switch.seconds)


def named(name: str) -> Fault:
    """The fault of that name; UserError("fault_unknown")."""
    fault = FAULTS.get(name)
    if fault is None:
        raise UserError("fault_unknown", name=name, known=", ".join(FAULTS))
    return fault


class Switchboard:
    """What is on: one fault for all calls, and one for each named call."""

    def __init__(self) -> None:
        self._on: dict[str, Switch] = {}

    def turn_on(
        self,
        name: str,
        *,
        method: str = "",
        count: int | None = None,
        seconds: float = DEFAULT_S,
    ) -> None:
        """Turn a fault on, in place of the one that was on for the same calls."""
        fault = named(name)
        if (count is not None and count < 1) or not 0 <= seconds <= _MAX_S:
            raise UserError("fault_out_of_range", name=name)
        self._on[method] = Switch(fault=fault, method=method, count=count, seconds=seconds)

    def clear(self) -> None:
        """Turn everything off."""
        self._on.clear()

    def active(self) -> list[Switch]:
        """What is on."""
        return list(self._on.values())

    def take(self, method: str) -> Switch | None:
        """The fault that happens to this call, if any; counted."""
        named_first = sorted(self._on.values(), key=lambda x: x.method == "")
        switch = next((x for x in named_first if x.meets(method)), None)
        if switch is not None and switch.count is not None:
            switch.count -= 1
            if not switch.count:
                del self._on[switch.method]
        return switch
