"""Work that must happen after a commit, kept in the database so that no crash loses it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

GIVEN_UP = 10
"""So often a job may fail before somebody has to look at it; it is tried on all the same."""


class JobKind(StrEnum):
    """What is to be done."""

    PRINT_RECEIPT = "PRINT_RECEIPT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One piece of work of the till that sold.

    `subject` is the id it is about, `due_at` the earliest time for it.
    """

    id: str
    kind: JobKind
    subject: str
    till: str
    due_at: datetime
    tries: int = 0
    last_error: str = ""
