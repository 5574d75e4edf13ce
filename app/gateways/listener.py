"""A small ear for what providers push by way of a relay: on this machine only, and no more."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterator, Mapping

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from app import serving
from app.domain.errors import ShopError, UserError
from app.gateways import addresses
from app.gateways.registry import PROVIDERS
from app.ports.gateway import UnknownOutcome
from app.ports.provider import Reply
from app.serving import Serving

log = logging.getLogger(__name__)

MOST_BYTES = 64 * 1024
MOST_AT_ONCE = 16
MOST_IN_A_ROW, A_SECOND = 40, 10.0
"""So many messages at once are looked at, and so many more every second."""
READ_S, LIFE_S = 4.0, 10.0
"""How long a message may take to arrive, and how long a connection lives in all."""

_BYE = {"connection": "close"}
"""One message a connection: none is cut off while the next one comes in."""

Take = Callable[[str, Mapping[str, str], bytes], None]
"""Takes provider, headers and body; raises UnknownOutcome for what is not to be believed, and
another ShopError for what should come again."""


class Listener:
    """Hears `POST /notify/<provider>` on the loopback, in a thread of its own."""

    def __init__(self, take: Take, port: int) -> None:
        self._take = take
        self._port = port
        self._running: Serving | None = None

    @property
    def port(self) -> int:
        """Where it listens; known after `start` also when any free one was asked for."""
        return self._port

    def start(self) -> None:
        """Listen; UserError("port_taken", port=)."""
        try:
            ear = serving.bound(self._port)
        except OSError as error:
            raise UserError("port_taken", port=self._port) from error
        self._port = ear.getsockname()[1]
        self._running = Serving(
            _Ear(self._take),
            ear,
            name="listener",
            protocol=_ShortLived,
            most_at_once=MOST_AT_ONCE,
        )

    def stop(self) -> None:
        """End it and wait until it has ended; a second call does nothing."""
        if self._running is not None:
            self._running.stop()


@contextlib.contextmanager
def listening(take: Take, port: int, *, deaf: Callable[[UserError], object]) -> Iterator[None]:
    """Listen during the block. A till opens without its ear too: who is not told asks.

    Args:
        deaf: told UserError("notify_port_taken", port=) when another program has the port.
    """
    listener = Listener(take, port)
    try:
        listener.start()
    except UserError as error:
        log.warning("nobody listens to relays: %s", error)
        deaf(UserError("notify_port_taken", port=port))
    try:
        yield
    finally:
        listener.stop()


class _ShortLived(H11Protocol):
    """HTTP over connections that nobody can keep open, however slowly he speaks."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.loop.call_later(LIFE_S, transport.abort)


class _Ear:
    """The ASGI application: reads within bounds, hands over, answers; never repeats a word."""

    def __init__(self, take: Take) -> None:
        self._take = take
        self._left = float(MOST_IN_A_ROW)
        self._at_s = 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        provider = addresses.told_of(scope["path"])
        known = PROVIDERS.get(provider)
        if known is None or known.reply is None:
            answer = Response(status_code=404, headers=_BYE)
        elif scope["method"] != "POST":
            answer = Response(status_code=405, headers={"allow": "POST", **_BYE})
        else:
            answer = await self._answer(provider, known.reply, Request(scope, receive))
        await answer(scope, receive, send)

    async def _answer(self, provider: str, reply: Reply, request: Request) -> Response:
        if not self._may_speak():
            return _refusal(reply, 429)
        try:
            async with asyncio.timeout(READ_S):
                body = await _body(request)
        except (TimeoutError, ClientDisconnect):
            return _refusal(reply, 408)
        if body is None:
            return _refusal(reply, 413)
        refused = await asyncio.to_thread(self._taken, provider, dict(request.headers), body)
        if refused:
            return _refusal(reply, refused)
        status, body = reply.thanks
        return Response(body, status, _BYE, reply.content_type)

    def _taken(self, provider: str, headers: Mapping[str, str], body: bytes) -> int:
        """0 for a message that was taken over, else the status of the refusal."""
        try:
            self._take(provider, headers, body)
        except UnknownOutcome:
            return 400
        except ShopError as error:
            log.info("a message of %s cannot be taken now: %s", provider, error)
            return 503
        except Exception:  # the sender is to come again; the books are as they were
            log.exception("a message of %s", provider)
            return 503
        return 0

    def _may_speak(self) -> bool:
        """Whether one more message is within the bounds; counts it."""
        now_s = asyncio.get_running_loop().time()
        gained = (now_s - self._at_s) * A_SECOND
        self._left, self._at_s = min(MOST_IN_A_ROW, self._left + gained), now_s
        if self._left < 1:
            return False
        self._left -= 1
        return True


async def _body(request: Request) -> bytes | None:
    """None for one that is too long, which is not read to its end."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            return None
    return body


def _refusal(reply: Reply, status: int) -> Response:
    return Response(reply.no, status, _BYE, reply.content_type)
