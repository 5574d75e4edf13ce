"""Keeps other web sites out: a page elsewhere must not press buttons here."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class Guard:
    """Lets requests in that name this very server as their host, and forms only from its pages.

    The server listens on the loopback interface alone; the host check keeps out a foreign name
    that was made to resolve there, the origin check forms of foreign pages.
    """

    def __init__(self, app: ASGIApp, root: str) -> None:
        port = urlsplit(root).port
        self._app = app
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}
        self._origins = {f"http://{host}" for host in self._hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._welcome(scope):
            refusal = PlainTextResponse("Not from there.", status_code=403)
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _welcome(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        if headers.get("host", "").lower() not in self._hosts:
            return False
        origin = headers.get("origin")
        return scope["method"] == "GET" or origin is None or origin in self._origins
