"""What a job of the command line may ask of the program that is wired around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.domain.errors import UserError
from app.settings import Till

if TYPE_CHECKING:
    from app.ports.queries import Queries
    from app.services.house import House


class SandboxInfo(Protocol):
    """A running mock payment provider."""

    def as_json(self) -> Mapping[str, object]:
        """Its address and keys, for scripts."""


class Books(Protocol):
    """A database that is open."""

    @property
    def queries(self) -> Queries:
        """Every read."""

    def back_up(self, target: Path) -> None:
        """Write a consistent copy while the shop goes on."""

    def check(self) -> list[str]:
        """What the database finds wrong with itself."""


class Restored(Protocol):
    """A backup that has taken the place of the books."""

    @property
    def database(self) -> Path:
        """The file in place."""

    @property
    def set_aside(self) -> Path | None:
        """Where the books until then are; None where there were none."""


class Wiring(Protocol):
    """Given by main.py; each method imports what it needs when it is called."""

    def may_have_shop(self, till: Till) -> bool:
        """Whether there are books to be looked into; a look that leaves nothing behind."""

    def open_house(self, till: Till) -> AbstractContextManager[House]:
        """Everything of one shop, database migrated; closed at the end of the block."""

    def open_books(self, till: Till) -> AbstractContextManager[Books]:
        """The database alone, with its care."""

    def database_key_file(self, till: Till) -> Path:
        """Where the key of customers' personal data is kept."""

    def restore(self, till: Till, source: Path) -> Restored:
        """Put a backup in place of the books; UserError("already_running") beside a window."""

    def run_window(self, till: Till, problem: UserError | None) -> int:
        """The till itself; `problem` is to be shown once it is open."""

    def show_failure(self, sentence: str) -> None:
        """Why there is no window, in one of its own."""

    def run_tour(self, out: Path, *, products: Path | None, language: str) -> int:
        """Drive the real window through a day in a shop of its own; writes out/tour.json."""

    def serve_sandbox(
        self,
        till: Till,
        port: int,
        *,
        fault: str | None,
        rate: int | None,
        ready: Callable[[SandboxInfo], None],
    ) -> None:
        """The mock payment provider, until the process is told to end; `ready` once it answers."""

    def run_developer(self, arguments: Sequence[str]) -> int:
        """`test` or `bench`, in the environment with the developers' tools."""
