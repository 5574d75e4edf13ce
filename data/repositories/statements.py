"""Lines of statements, the days that were read, and differences.

What a bank's line says is sealed: it may name the payer, a phone number or an account.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Executable, Table, Text, delete, select, update

from app.domain.errors import UserError
from app.domain.reconciling.model import Difference, Line
from app.ports.statements import Span
from data import statements
from data.crypto import Vault
from data.mapping import Mapping
from data.session import Session
from data.statements import Row, Statement, param
from data.tables.statements import difference, statement_day, statement_line, statement_reader
from data.types import Flag, Moment

_LINE = Mapping(Line, without=["words"])
_DIFFERENCE = Mapping(Difference, without=["words"])

_KEEP = statements.upsert(statement_line)
_KEEP_DAY = statements.upsert(statement_day)


def _begin(dialect: str) -> Executable:
    made = statements.insert_or(statement_reader, dialect)
    begun: Executable = made.on_conflict_do_update(
        index_elements=["provider", "test"],
        set_={"reader": made.excluded.reader, "until": made.excluded.until},
        where=statement_reader.c.until <= param("now", Moment()),
    )
    return begun


_BEGIN = Statement(_begin)
_END = Statement(
    delete(statement_reader).where(statement_reader.c.reader == param("where_reader", Text()))
)
_OPEN = Statement(
    lambda dialect: statements.insert_or(difference, dialect).on_conflict_do_nothing()
)
_GET = Statement(select(difference).where(difference.c.id == param("id", difference.c.id.type)))
_OPEN_IDS = Statement(
    select(difference.c.id).where(
        difference.c.closed_at.is_(None),
        difference.c.provider == param("provider", Text()),
        difference.c.test == param("test", Flag()),
    )
)
_CLOSE = Statement(
    update(difference)
    .values(closed_at=param("at", Moment()), closing=param("closing", Text()))
    .where(
        difference.c.id == param("where_id", difference.c.id.type),
        difference.c.closed_at.is_(None),
    )
)


def read_line(vault: Vault, row: Row) -> Line:
    """Unavailable("personal_data_locked") with another key."""
    return _LINE.build(row, words=vault.open(row.words_sealed, _place(statement_line, row.id)))


def read_difference(vault: Vault, row: Row) -> Difference:
    """The same of a difference."""
    words = vault.open(row.words_sealed, _place(difference, row.id))
    return _DIFFERENCE.build(row, words=words)


def _place(table: Table, id_: str) -> str:
    return f"{table.name}.words:{id_}"


class StatementRepository:
    """Implements app.ports.statements.StatementRepository."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def begin(
        self, provider: str, *, test: bool, reader: str, until: datetime, now: datetime
    ) -> bool:
        """Only this reader compares a provider's statements; False while another one does."""
        row = {"provider": provider, "test": test, "reader": reader, "until": until, "now": now}
        return self._session.write(_BEGIN, row) == 1

    def end(self, reader: str) -> None:
        """Let others read again."""
        self._session.write(_END, {"where_reader": reader})

    def keep(self, lines: Sequence[Line]) -> None:
        """Insert, or replace the line with the same id."""
        rows = [{**_LINE.values(x), **self._sealed(statement_line, x)} for x in lines]
        self._session.write_all(_KEEP, rows)

    def keep_day(self, span: Span, until: datetime) -> None:
        """The days of a span were read, and were complete up to this moment."""
        days = (span.last - span.first).days + 1
        whose = {"provider": span.provider, "test": span.test, "merchant": span.merchant}
        self._session.write_all(
            _KEEP_DAY,
            [{**whose, "until": until, "day": span.first + timedelta(days=n)} for n in range(days)],
        )

    def open(self, differences: Sequence[Difference]) -> None:
        """Insert; what was opened before stays as it is, also when it is closed."""
        rows = [{**_DIFFERENCE.values(x), **self._sealed(difference, x)} for x in differences]
        self._session.write_all(_OPEN, rows)

    def get_difference(self, difference_id: str) -> Difference:
        """Load by id; UserError("difference_not_found")."""
        row = self._session.first(_GET, id=difference_id)
        if row is None:
            raise UserError("difference_not_found")
        return read_difference(self._vault, row)

    def open_ids(self, provider: str, *, test: bool) -> set[str]:
        """Ids of a provider's differences that are not settled."""
        rows = self._session.all(_OPEN_IDS, provider=provider, test=test)
        return {row.id for row in rows}

    def close(self, ids: Sequence[str], *, at: datetime, closing: str) -> None:
        """Settle those that are open."""
        rows = [{"where_id": each, "at": at, "closing": closing} for each in ids]
        self._session.write_all(_CLOSE, rows)

    def _sealed(self, table: Table, thing: Line | Difference) -> dict[str, bytes | None]:
        return {"words_sealed": self._vault.seal(thing.words, _place(table, thing.id))}
