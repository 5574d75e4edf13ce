"""Optimistic locking: a row is written only if it is still the one that was read."""

from __future__ import annotations

from typing import Protocol

from app.domain.errors import UserError
from data.session import Session
from data.statements import Statement, Values


class Versioned(Protocol):
    """Something with an id and a version that counts its changes."""

    id: str
    version: int


def save_versioned(session: Session, update: Statement, thing: Versioned, values: Values) -> None:
    """Write and raise the version, in the row and in `thing`.

    Raises UserError("changed_elsewhere") when the row is gone or has another version.
    """
    where = {"where_id": thing.id, "where_version": thing.version}
    if session.write(update, {**values, **where}) != 1:
        raise UserError("changed_elsewhere")
    thing.version += 1
