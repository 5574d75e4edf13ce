"""What a customer does, carried out in the books; page and scripts both come through here."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping

from app.sandbox import forms, trades
from app.sandbox.provider import Provider
from app.sandbox.trades import Trade


def scan(provider: Provider, trade: Trade, amount: object = None) -> None:
    """Open the code: the trade comes into being."""
    trades.scan(trade, provider.now(), trade_no=provider.new_trade_no(trade.wire))


def pay(provider: Provider, trade: Trade, amount: object) -> None:
    """Pay what is asked, or another amount; scanning comes first by itself."""
    minor = forms.amount(amount, trade.unit)
    scan(provider, trade)
    trades.pay(trade, provider.now(), amount_minor=minor)
    provider.tell(trade)


def decline(provider: Provider, trade: Trade, amount: object) -> None:
    """Turn the payment down; the trade is closed."""
    scan(provider, trade)
    trades.close(trade, provider.now())


def settle(provider: Provider, trade: Trade, amount: object) -> None:
    """A refund that is under way arrives; the provider's doing rather than the customer's."""
    trades.settle(trade)
    provider.tell(trade)


ACTIONS: Mapping[str, Callable[[Provider, Trade, object], None]] = {
    "scan": scan,
    "pay": pay,
    "decline": decline,
    "settle": settle,
}
PAGE_ACTIONS = ("pay", "decline", "scan")
"""What the customer's own page offers."""


def act(
    provider: Provider, find: Callable[[], Trade | None], action: str, amount: object = None
) -> Trade | None:
    """Do it and write it down in one transaction; None when there is no such trade.

    Raises trades.NotPossible and forms.BadInput; nothing is written then.
    """
    with provider.book.writing():
        trade = find()
        if trade is not None:
            ACTIONS[action](provider, trade, amount)
            provider.book.save(trade)
    return trade


def pays_meanwhile(provider: Provider, find: Callable[[], Trade | None]) -> None:
    """The customer pays just before the shop's call is carried out, if that is possible."""
    with contextlib.suppress(trades.NotPossible):
        act(provider, find, "pay")
