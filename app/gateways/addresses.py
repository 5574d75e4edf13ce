"""Which machine an address leads to: the program's own sandbox is on this one."""

from __future__ import annotations

from urllib.parse import urlsplit

LOOPBACK = "127.0.0.1"
LOOPBACK_HOSTS = frozenset({LOOPBACK, "localhost", "::1"})
_TOLD = "/notify/"


def host(url: str) -> str:
    """The machine's name in an address; empty for what is no address."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def on_this_machine(url: str) -> bool:
    """Whether it is a web address of this very machine."""
    return host(url) in LOOPBACK_HOSTS and url.startswith(("http://", "https://"))


def may_be_notified(url: str, *, sandbox: bool) -> bool:
    """Whether a provider can be asked to push there: over TLS and without a query, or, for a
    sandbox, on this machine.
    """
    if not url.isascii() or len(url) > 255 or any(x in url for x in "?# "):
        return False
    if on_this_machine(url):
        return sandbox
    return url.startswith("https://") and bool(host(url))


def told_at(port: int, provider: str) -> str:
    """Where a till that listens on a port is told of a provider's payments."""
    return f"http://{LOOPBACK}:{port}{_TOLD}{provider}"


def told_of(path: str) -> str:
    """The provider that a path of such an address names; empty for any other path."""
    return path.removeprefix(_TOLD) if path.startswith(_TOLD) else ""
