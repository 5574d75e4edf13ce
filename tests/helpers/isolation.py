"""Tests see no screen, no real home, no keyring and no network but the loopback."""

from __future__ import annotations

import ipaddress
import os
import socket
from typing import Any

_DEFAULTS = {
    "QT_QPA_PLATFORM": "offscreen",
    "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
}
_FOREIGN = ("ZHANGGUI_HOME", "ZHANGGUI_DATABASE_URL", "ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY")
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")


class NetworkForbidden(RuntimeError):
    """A test tried to leave this machine. Not an OSError: nothing may take it for bad weather."""


def isolate() -> None:
    """Prepare this process; called once, before anything of the program is imported."""
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
    hidden = _SCREENS if os.environ["QT_QPA_PLATFORM"] == "offscreen" else ()
    for name in (*_FOREIGN, *hidden):
        os.environ.pop(name, None)
        os.environ.pop(name.lower(), None)
    for method in ("connect", "connect_ex", "sendto"):
        _guard(method)
    _guard_names()


def is_loopback(family: int, address: Any) -> bool:
    """Whether a socket address stays on this machine."""
    return family not in (socket.AF_INET, socket.AF_INET6) or is_local_host(str(address[0]))


def is_local_host(host: str) -> bool:
    """Whether a name or a number means this machine; nothing is looked up."""
    if host in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _guard(method: str) -> None:
    original = getattr(socket.socket, method)

    def guarded(self: socket.socket, *arguments: Any) -> Any:
        address = arguments[-1]
        if not is_loopback(self.family, address):
            raise NetworkForbidden(f"tests may not reach {address!r}")
        return original(self, *arguments)

    setattr(socket.socket, method, guarded)


def _guard_names() -> None:
    original = socket.getaddrinfo

    def guarded(host: Any, *arguments: Any, **named: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and not is_local_host(name):
            raise NetworkForbidden(f"tests may not look up {name!r}")
        return original(host, *arguments, **named)

    socket.getaddrinfo = guarded
