"""What every wire and every page of the sandbox works with."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

from starlette.routing import Route

from app.sandbox.book import Book
from app.sandbox.downloads import Downloads
from app.sandbox.faults import Switchboard
from app.sandbox.identity import Identity
from app.sandbox.reply import Reply
from app.sandbox.trades import Trade
from app.sandbox.traffic import Load
from app.sandbox.wechat.identity import WechatIdentity

Now = Callable[[], datetime]
CHINA = timezone(timedelta(hours=8))


def system_now() -> datetime:
    """The machine's time, aware."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A signed message to a shop."""

    headers: Mapping[str, str]
    body: bytes


class Wire(Protocol):
    """How tills ask over one wire, and how its trades are spoken of.

    Attributes:
        words: what customers call it, in English and Chinese.
        prefix: what the addresses begin with under which tills ask; routes: all of its addresses.
        busy: the answer to a till that asks too fast.
    """

    words: tuple[str, str]
    prefix: str
    routes: Sequence[Route]
    busy: Reply

    def settings(self, provider: Provider) -> dict[str, str]:
        """What a till's gateway is made from to ask here."""

    def is_thanks(self, status: int, body: bytes) -> bool:
        """Whether this answer to a notification ends its being sent."""

    def status(self, trade: Trade, now: datetime) -> str:
        """The word for where a trade stands."""

    def new_trade_no(self, now: datetime) -> str:
        """A number of the provider's own for a trade."""

    def new_customers_code(self) -> str:
        """What a customer's phone shows."""

    def notification(self, provider: Provider, trade: Trade, *, fault: str) -> Message:
        """The signed message that a paid or refunded trade causes, by way of a fault."""


@dataclass(slots=True, kw_only=True)
class Provider:
    """One running sandbox.

    Attributes:
        alipay, wechat: the merchant and the keys on each wire.
        root: the address it is reached under, without a path.
        to_tell: trades about which the shop is to be told once the call is over.
    """

    book: Book
    alipay: Identity
    wechat: WechatIdentity
    now: Now
    root: str
    wires: Mapping[str, Wire]
    faults: Switchboard = field(default_factory=Switchboard)
    load: Load = field(default_factory=Load)
    downloads: Downloads = field(default_factory=Downloads)
    to_tell: list[Trade] = field(default_factory=list)

    def page_of(self, trade: Trade) -> str:
        """What a trade's code holds: the address of the customer's page."""
        return f"{self.root}/qr/{trade.token}"

    def status(self, trade: Trade) -> str:
        """Where a trade stands, in its wire's word."""
        return self.wires[trade.wire].status(trade, self.now())

    def new_trade_no(self, wire: str) -> str:
        """A number for a trade that a customer has just opened."""
        return self.wires[wire].new_trade_no(self.now())

    def message(self, trade: Trade) -> tuple[Message, str]:
        """The message about a trade, and the fault it has gone through."""
        switch = self.faults.take(f"{trade.wire}.notify")
        fault = switch.fault.name if switch else ""
        return self.wires[trade.wire].notification(self, trade, fault=fault), fault

    def tell(self, trade: Trade) -> None:
        """Have the shop told, where it left an address."""
        if trade.notify_url or any(x.notify_url for x in trade.refunds):
            self.to_tell.append(trade)


def new_token() -> str:
    """What a code holds: short enough for a coarse QR, long enough not to be guessed."""
    return secrets.token_urlsafe(16)
