"""An answer on its way out, which may be late, damaged, or cut off on purpose."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.types import Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

ABORT = "abort"
"""Where a request's state holds the way to drop its connection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An HTTP answer, as an ASGI application of its own.

    Attributes:
        delay_s: how long it is held back.
        cut: drop the connection after so many bytes of the body; at 0 before the first header.
    """

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html;charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    delay_s: float = 0.0
    cut: int | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await _hold_back(self.delay_s, receive)
        if self.cut != 0:
            await send(self._head())
            body = self.body if self.cut is None else self.body[: self.cut]
            more = self.cut is not None
            await send({"type": "http.response.body", "body": body, "more_body": more})
        if self.cut is not None:
            await _drop(scope, receive)

    def _head(self) -> Message:
        named = {
            "content-type": self.content_type,
            "content-length": str(len(self.body)),
            **self.headers,
        }
        headers = [
            (name.encode("latin-1"), value.encode("latin-1")) for name, value in named.items()
        ]
        return {"type": "http.response.start", "status": self.status, "headers": headers}


class DroppableProtocol(H11Protocol):
    """HTTP whose requests know how to drop their own connection, and do so at the server's end."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        # closing flushes what has been written; nothing is left half said in a buffer
        self.app_state = {**self.app_state, ABORT: transport.close}

    def shutdown(self) -> None:
        super().shutdown()
        if self.cycle is not None and not self.cycle.response_complete:
            self.transport.abort()


async def _hold_back(delay_s: float, receive: Receive) -> None:
    """Wait; not for a customer who has hung up."""
    if delay_s <= 0:
        return
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(delay_s):
            await _hung_up(receive)


async def _drop(scope: Scope, receive: Receive) -> None:
    scope["state"][ABORT]()
    await _hung_up(receive)


async def _hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
