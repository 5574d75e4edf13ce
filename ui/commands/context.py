"""What a job is given: its arguments, where the shop is, and how to answer."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.errors import UserError
from app.settings import Till
from ui.commands.output import Output
from ui.commands.wiring import Books, Wiring

if TYPE_CHECKING:
    from app.ports.queries import Queries
    from app.services.house import House


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One run of one job.

    Attributes:
        language: zh or en, in force; chosen_language: what --language said, None without it.
        problem: what was wrong with the settings file, already replaced by defaults.
    """

    arguments: argparse.Namespace
    till: Till
    out: Output
    wiring: Wiring
    environ: Mapping[str, str]
    language: str
    chosen_language: str | None = None
    problem: UserError | None = None

    @contextmanager
    def house(self) -> Iterator[House]:
        """Open the shop for the time of a block; UserError("shop_not_set_up") where there is none.

        A mistyped folder would answer as a shop that sold nothing.
        """
        with self.wiring.open_house(self.till) as house:
            _require_shop(house.queries)
            yield house

    @contextmanager
    def books(self) -> Iterator[Books]:
        """Open the database alone; UserError("shop_not_set_up") where no shop was ever opened.

        A mistyped folder would be found sound, and backed up every night.
        """
        with self.wiring.open_books(self.till) as books:
            _require_shop(books.queries)
            yield books


def _require_shop(queries: Queries) -> None:
    if queries.profile() is None:
        raise UserError("shop_not_set_up")
