"""The audit chain."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.domain.audit import GENESIS, AuditEntry, chain_hash
from data import statements
from data.mapping import Mapping
from data.session import Session
from data.tables.records import audit_entry
from data.types import POSTGRESQL

CHAIN_LOCK = 7_201_001
"""Number of the advisory lock that orders the tills at the end of the chain."""

_ENTRY = Mapping(AuditEntry)
_ADD = statements.insert(audit_entry)
_LAST = statements.Statement(
    select(audit_entry.c.seq, audit_entry.c.hash).order_by(audit_entry.c.seq.desc()).limit(1)
)


class AuditRepository:
    """Appends to the chain.

    Entries are written last, just before the commit: no two tills can wait for each other with
    the end of the chain in one hand and some stock in the other.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._entries: list[AuditEntry] = []

    def append(self, entries: Sequence[AuditEntry]) -> None:
        """Add entries at the end of the chain, in this order, when the transaction commits."""
        self._entries.extend(entries)

    def write(self) -> None:
        """Chain and insert what was appended."""
        if not self._entries:
            return
        if self._session.dialect_name == POSTGRESQL:
            self._session.command(f"SELECT pg_advisory_xact_lock({CHAIN_LOCK})")
        last = self._session.first(_LAST)
        seq, previous = (last.seq, last.hash) if last else (0, GENESIS)
        rows = []
        for entry in self._entries:
            seq += 1
            hashed = chain_hash(previous, entry)
            rows.append({**_ENTRY.values(entry), "seq": seq, "prev_hash": previous, "hash": hashed})
            previous = hashed
        self._session.write_all(_ADD, rows)
        self._entries.clear()
