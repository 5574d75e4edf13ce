"""All words, one file per area; an area that is not needed at the start is read when it is."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping

from app.names import NAMES, Pair

_FIRST = "window"  # all that is said before the window has been painted once


class Catalog(Mapping[str, Pair]):
    """key -> (English, Chinese). The first key it does not know makes it read every area.

    The names of orders' states and of ways to pay are shared with paper.
    """

    def __init__(self, package: str) -> None:
        self._package = package
        self._whole = False
        self._pairs: dict[str, Pair] = {}
        self._add(_FIRST)

    def __getitem__(self, key: str) -> Pair:
        if key not in self._pairs:
            self._read_all()
        return self._pairs[key] if key in self._pairs else NAMES[key]

    def __contains__(self, key: object) -> bool:
        if key not in self._pairs:
            self._read_all()
        return key in self._pairs or key in NAMES

    def __iter__(self) -> Iterator[str]:
        self._read_all()
        yield from self._pairs
        yield from NAMES

    def __len__(self) -> int:
        self._read_all()
        return len(self._pairs) + len(NAMES)

    def _read_all(self) -> None:
        if self._whole:
            return
        import pkgutil

        self._whole = True
        folder = importlib.import_module(self._package).__path__
        for area in pkgutil.iter_modules(folder):
            if area.name != _FIRST:
                self._add(area.name)

    def _add(self, area: str) -> None:
        pairs: Mapping[str, Pair] = importlib.import_module(f"{self._package}.{area}").MESSAGES
        twice = self._pairs.keys() & pairs.keys()
        if twice:
            raise ValueError(f"said twice: {sorted(twice)}")
        self._pairs.update(pairs)
