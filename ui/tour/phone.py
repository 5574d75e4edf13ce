"""The customer's phone: opens the page behind a code over HTTP and presses its buttons."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import OpenerDirector, ProxyHandler, Request, build_opener

_TIMEOUT_S = 10.0
_MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the phone shows it.

    Attributes:
        forms: action and the names of the fields and buttons in it.
        words: all text of it.
    """

    address: str
    html: str
    forms: tuple[tuple[str, tuple[str, ...]], ...]
    words: str


class Phone:
    """Loopback only in practice: the address stands in the code. Use it off the GUI thread."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._web: OpenerDirector = build_opener(ProxyHandler({}))

    def open(self, address: str) -> Page:
        """Scan a code: open what stands in it."""
        return self._get(Request(address))

    def press(self, page: Page, button: str) -> Page:
        """Send the form with a button; ValueError when the page has none."""
        for action, names in page.forms:
            if names == (button,):
                sent = urlencode({button: ""}).encode("ascii")
                return self._get(Request(urljoin(page.address, action), data=sent))
        raise ValueError(f"no button {button!r} on {page.address}")

    def trades(self, address: str) -> list[dict[str, Any]]:
        """What the provider itself has in its books."""
        place = urlsplit(address)
        request = Request(f"{place.scheme}://{place.netloc}/control/trades")
        found: list[dict[str, Any]] = json.loads(self._read(request)[1])
        return found

    def _get(self, request: Request) -> Page:
        address, html = self._read(request)
        reader = _Reader()
        reader.feed(html)
        forms = tuple((action, tuple(names)) for action, names in reader.forms)
        return Page(address, html, forms, " ".join(" ".join(reader.words).split()))

    def _read(self, request: Request) -> tuple[str, str]:
        request.add_header("Accept-Language", self._language)
        with self._web.open(request, timeout=_TIMEOUT_S) as answer:
            return answer.geturl(), answer.read(_MOST_BYTES).decode("utf-8")


class _Reader(HTMLParser):
    """Finds forms with the names in them, and the words outside of the style."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, list[str]]] = []
        self.words: list[str] = []
        self._styled = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._styled = tag == "style"
        if tag == "form":
            self.forms.append((given.get("action") or "", []))
        elif tag in {"button", "input"} and self.forms and given.get("name"):
            self.forms[-1][1].append(given["name"] or "")

    def handle_endtag(self, tag: str) -> None:
        self._styled = False

    def handle_data(self, data: str) -> None:
        if not self._styled:
            self.words.append(data)
