"""tour.json: what was done, how long it took, what was sold, and with which versions."""

from __future__ import annotations

import platform
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from typing import Any

from PySide6.QtCore import qVersion

import app
from app.domain import money
from app.domain.money import Currency
from ui.i18n import tr
from ui.tour.album import Album
from ui.tour.checks import Checks
from ui.tour.sold import Sold

_LIBRARIES = ("PySide6-Essentials", "SQLAlchemy", "reportlab", "starlette", "httpx", "qrcode")


@dataclass(kw_only=True)
class Record:
    """Filled in as the day goes.

    Attributes:
        complete: whether the day came to its end, however it went.
        states: by order number, how its order ended in the books.
        stock: what was on hand of each product sold, in the morning and in the evening.
    """

    album: Album
    checks: Checks
    language: str
    count: int
    complete: bool = False
    currency: Currency | None = None
    brought: dict[str, object] | None = None
    sales: list[Sold] = field(default_factory=list)
    states: dict[str, dict[str, object]] = field(default_factory=dict)
    stock: list[dict[str, object]] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)
    began_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    _began: float = field(default_factory=time.monotonic)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step and say on standard error that it is done."""
        begun, files = time.monotonic(), len(self.album.files)
        place = f"{len(self.steps) + 1}/{self.count}"
        words = tr(f"tour.step.{name}")
        yield
        ms = round((time.monotonic() - begun) * 1000)
        self.steps.append(
            {"name": name, "words": words, "ms": ms, "files": self.album.files[files:]}
        )
        say(f"{place} {words} ({ms} ms)")

    def write(self) -> None:
        """Write tour.json as things stand."""
        checks, currency = self.checks, self.currency
        self.album.write_document(
            {
                "ok": self.complete and not checks.differences,
                "differences": checks.differences,
                "checks": checks.made,
                "language": self.language,
                "currency": currency.code if currency else None,
                "began_at": self.began_at.isoformat(timespec="milliseconds"),
                "duration_ms": round((time.monotonic() - self._began) * 1000),
                "import": self.brought,
                "sales": [self._sale(sold, currency) for sold in self.sales if currency],
                "total": self._total(),
                "stock": self.stock,
                "steps": self.steps,
                "versions": versions(),
            }
        )

    def _sale(self, sold: Sold, currency: Currency) -> dict[str, Any]:
        return {**sold.as_json(currency), **self.states.get(sold.number, {})}

    def _total(self) -> str | None:
        if self.currency is None:
            return None
        return money.plain(sum(sold.total_minor for sold in self.sales), self.currency)


def say(words: str) -> None:
    """A line for whoever watches."""
    print(words, file=sys.stderr, flush=True)


def versions() -> dict[str, str]:
    """What ran here."""
    return {
        "zhanggui": app.__version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "qt": qVersion(),
        "sqlite": sqlite3.sqlite_version,
        **{name: _version(name) for name in _LIBRARIES},
    }


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
