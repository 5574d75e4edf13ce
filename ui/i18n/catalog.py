"""All words, one file per area; an area that is not needed at the start is read when it is."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cached_property

from app.names import NAMES, Pair

_FIRST = "window"  # all that is said before the window has been painted once


class Catalog(Mapping[str, Pair]):
    """key -> (English, Chinese). A key it does not know makes it read the area of that name.

    What is not there is looked for in every area. The names of orders' states and of ways to pay
    are shared with paper.
    """

    def __init__(self, package: str) -> None:
        self._package = package
        self._pairs = self._words_of(_FIRST)

    def __getitem__(self, key: str) -> Pair:
        return self._pairs[key] if self._reads(key) else NAMES[key]

    def __contains__(self, key: object) -> bool:
        return self._reads(str(key)) or key in NAMES

    def __iter__(self) -> Iterator[str]:
        self._read_all()
        yield from self._pairs
        yield from NAMES

    def __len__(self) -> int:
        self._read_all()
        return len(self._pairs) + len(NAMES)

    @cached_property
    def _unread(self) -> set[str]:
        folder = importlib.import_module(self._package).__path__
        return {area.name for area in pkgutil.iter_modules(folder)} - {_FIRST}

    def _reads(self, key: str) -> bool:
        """Whether the areas know it, having read as few of them as it takes."""
        if key not in self._pairs:
            area = key.partition(".")[0]
            if area in self._unread:
                self._read(area)
        if key not in self._pairs:
            self._read_all()
        return key in self._pairs

    def _read_all(self) -> None:
        for area in sorted(self._unread):
            self._read(area)

    def _read(self, area: str) -> None:
        self._pairs.update(self._words_of(area))
        self._unread.discard(area)  # not before: another thread may be looking as well

    def _words_of(self, area: str) -> dict[str, Pair]:
        return dict(importlib.import_module(f"{self._package}.{area}").MESSAGES)
