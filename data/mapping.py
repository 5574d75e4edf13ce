"""Dataclasses and tables whose columns bear the names of the fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from operator import attrgetter
from typing import Any, Generic, TypeVar

from data.statements import Row

T = TypeVar("T")


class Mapping(Generic[T]):
    """Carries values both ways; fields in `without` are the repository's own business."""

    def __init__(self, made: type[T], *, without: Iterable[str] = ()) -> None:
        left_out = set(without)
        self._make: Any = made
        self.names = tuple(
            x.name
            for x in fields(made)  # type: ignore[arg-type]
            if x.name not in left_out
        )
        self._get = attrgetter(*self.names)
        written_out = ", ".join(f"{x!r}: thing.{x}" for x in self.names)
        self.values: Callable[[T], dict[str, object]] = eval(f"lambda thing: {{{written_out}}}")
        """The fields as parameters of a statement."""

    def build(self, row: Row, **rest: object) -> T:
        """A thing from a row that has at least these columns, and what the row does not say."""
        made: T = self._make(**dict(zip(self.names, self._get(row), strict=True)), **rest)
        return made
