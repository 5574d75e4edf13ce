"""Telling shops what happened: messages posted to an address on this machine, tried a few times."""

from __future__ import annotations

import asyncio
import logging
from urllib.parse import urlsplit

import httpx
from starlette.types import ASGIApp, Receive, Scope, Send

from app.sandbox.provider import Message, Provider, Wire
from app.sandbox.trades import Trade

log = logging.getLogger(__name__)

PAUSES_S = (0.0, 1.0, 3.0)
"""Before every try; real providers go on for a day."""
_TIMEOUT_S = 5.0
_REPEATED = 5
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Pushing:
    """Lets requests through and, after each, sends what it gave reason to tell.

    Only addresses on this machine are written to: nothing of a rehearsal leaves it.
    """

    def __init__(self, app: ASGIApp, provider: Provider) -> None:
        self._app = app
        self._provider = provider
        self._under_way: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        finally:
            self._send_all()

    def _send_all(self) -> None:
        provider = self._provider
        waiting, provider.to_tell[:] = list(provider.to_tell), []
        for trade in waiting:
            url = _address(trade)
            if urlsplit(url).hostname not in _LOOPBACK:
                continue
            message, fault = provider.message(trade)
            for _ in range(_REPEATED if fault == "notify-repeated" else 1):
                self._start(provider.wires[trade.wire], url, message)

    def _start(self, wire: Wire, url: str, message: Message) -> None:
        task = asyncio.get_running_loop().create_task(_delivered(wire, url, message))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)


def _address(trade: Trade) -> str:
    """Where to: a refund may name an address of its own."""
    return next((x.notify_url for x in reversed(trade.refunds) if x.notify_url), trade.notify_url)


async def _delivered(wire: Wire, url: str, message: Message) -> None:
    async with httpx.AsyncClient(trust_env=False, verify=False, timeout=_TIMEOUT_S) as client:
        for pause_s in PAUSES_S:
            await asyncio.sleep(pause_s)
            try:
                answer = await client.post(url, content=message.body, headers=dict(message.headers))
            except httpx.HTTPError as error:
                log.info("a shop was not told: %s", type(error).__name__)
                continue
            if wire.is_thanks(answer.status_code, answer.content):
                return
