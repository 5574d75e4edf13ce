"""The switches for everything that can go wrong, and which of them are on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.domain.errors import UserError
from app.sandbox.reply import Reply

DEFAULT_S = 5.0
_MAX_S = 300.0
_GARBAGE = "<!DOCTYPE html><title>{0}</title><h1>{0}</h1>"

Damage = Callable[[Reply, float], Reply]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One way to fail.

    Attributes:
        executes: whether the call still does what it says.
        damage: what becomes of the finished answer; without it the wire itself knows the fault.
        only: the calls it can happen to, by the last word of their names; empty for all.
    """

    name: str
    description: str
    executes: bool = True
    damage: Damage | None = None
    only: frozenset[str] = frozenset()


def _page(title: str) -> bytes:
    return _GARBAGE.format(title).encode()


def _busy(reply: Reply, seconds: float) -> Reply:
    headers = {"retry-after": str(round(seconds))}
    return replace(reply, status=429, body=_page("Too Many Requests"), headers=headers)


_AMOUNTS = frozenset({"query", "refund"})

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
            damage=lambda reply, _: replace(reply, cut=max(1, len(reply.body) // 2)),
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
            damage=lambda reply, _: replace(reply, body=_page("Maintenance")),
        ),
        Fault(
            name="empty",
            description="The call is carried out, the answer is empty.",
            damage=lambda reply, _: replace(reply, body=b""),
        ),
        Fault(
            name="truncated",
            description="The call is carried out, half of the answer is missing.",
            damage=lambda reply, _: replace(reply, body=reply.body[: len(reply.body) // 2]),
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
        ),
        Fault(
            name="invalid-timestamp",
            description="The request's time is refused; nothing is done.",
            executes=False,
        ),
        Fault(
            name="escaped-slashes", description="Harmless: every / of the answer is sent as \\/."
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
        word = method.rpartition(".")[2]
        allowed = not self.fault.only or word in self.fault.only
        return allowed and self.method in {"", method, word}


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
        fault = FAULTS.get(name)
        if fault is None:
            raise UserError("fault_unknown", name=name, known=", ".join(FAULTS))
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
