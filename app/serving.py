"""Small HTTP servers for this machine alone, each in a thread of its own."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

HOST = "127.0.0.1"
_STOP_S = 10.0
_LAST_WORDS_S = 1.0


def bound(port: int) -> socket.socket:
    """A socket that listens; 0 takes any free port. OSError where somebody else has it."""
    # asyncio sends small packets at once only on sockets that name their protocol
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere it would let two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener


class Serving:
    """An ASGI application that is served in the background, until `stop`.

    Args:
        listener: a socket that listens; it is closed in the end.
        most_at_once: how many requests are let in at a time; None for any number.
    """

    def __init__(
        self,
        app: Callable[..., Awaitable[Any]],
        listener: socket.socket,
        *,
        name: str,
        protocol: type[H11Protocol],
        most_at_once: int | None = None,
    ) -> None:
        self._listener = listener
        self._server = _Server(
            uvicorn.Config(
                app,
                http=protocol,
                ws="none",
                loop="asyncio",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                limit_concurrency=most_at_once,
            )
        )
        self._thread = threading.Thread(
            target=self._server.run, args=([listener],), name=name, daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """End it and wait until it has ended; a second call does nothing."""
        self._server.end()
        self._thread.join(_STOP_S)
        self._listener.close()


class _Server(uvicorn.Server):
    """Ends when it is told to; uvicorn's own looks ten times a second, and rests before it goes."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._wake: Callable[[], object] = lambda: None

    def end(self) -> None:
        """From any thread; also before it has begun, and after it has ended."""
        self.should_exit = True
        with contextlib.suppress(RuntimeError):  # its loop is closed
            self._wake()

    async def main_loop(self) -> None:
        """Serve, and keep up the date that answers bear, until the end."""
        told, loop = asyncio.Event(), asyncio.get_running_loop()
        self._wake = lambda: loop.call_soon_threadsafe(told.set)
        while not await self.on_tick(0):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(told.wait(), 1)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let nobody in, and hang up on whoever has been answered."""
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        if self.server_state.tasks:
            await asyncio.wait(self.server_state.tasks, timeout=_LAST_WORDS_S)
