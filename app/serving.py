"""Small HTTP servers for this machine alone, each in a thread of its own."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

HOST = "127.0.0.1"
_STOP_S = 10.0


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
        self._server = uvicorn.Server(
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
                timeout_graceful_shutdown=1,
            )
        )
        self._thread = threading.Thread(
            target=self._server.run, args=([listener],), name=name, daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """End it and wait until it has ended; a second call does nothing."""
        self._server.should_exit = True
        self._thread.join(_STOP_S)
        self._listener.close()
