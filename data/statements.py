"""Core statements compiled once for each database and handed straight to its driver.

Compiling and executing through SQLAlchemy costs more than the write itself; a statement that is
compiled once costs next to nothing. Every read and write of this layer goes this one way.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Dialect,
    Executable,
    Table,
    any_,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy import insert as _insert
from sqlalchemy import update as _update
from sqlalchemy.types import TypeEngine

from data.types import POSTGRESQL, Members

Row = Any
"""A named tuple with the selected columns, converted to what Python sees."""

Values = Mapping[str, object]
Processor = Callable[[Any], Any]


def param(name: str, type_: TypeEngine[Any]) -> BindParameter[Any]:
    """A value that is given by name when the statement is executed."""
    return bindparam(name, None, type_=type_, required=False)


class Statement:
    """A statement, or a function that makes one for a database ("sqlite", "postgresql")."""

    def __init__(self, source: Executable | Callable[[str], Executable]) -> None:
        self._source = source
        self._ready: dict[str, Ready] = {}

    def ready(self, dialect: Dialect) -> Ready:
        """The compiled form, made at first use."""
        found = self._ready.get(dialect.name)
        if found is None:
            source = self._source
            core = source if isinstance(source, Executable) else source(dialect.name)
            found = self._ready[dialect.name] = Ready(core, dialect)
        return found


class Ready:
    """SQL text of one dialect, how to arrange its parameters, how to read its rows."""

    def __init__(self, core: Executable, dialect: Dialect) -> None:
        compiled: Any = core.compile(dialect=dialect)  # type: ignore[attr-defined]
        binds: dict[str, BindParameter[Any]] = {x: bind for bind, x in compiled.bind_names.items()}
        processors = _processors(
            {name: bind.type for name, bind in binds.items()}, dialect, _bind_processor
        )
        self.sql = str(compiled)
        self.pack = _packer(list(compiled.positiontup or binds), binds, processors)
        """The parameters as the driver wants them; KeyError names a missing one."""
        if compiled.positiontup is None:
            self.pack = _named(self.pack, list(binds))
        self._read_columns(core, dialect)

    def _read_columns(self, core: Executable, dialect: Dialect) -> None:
        columns = list(getattr(core, "exported_columns", ()))
        self._row = _row_type(tuple(x.key for x in columns))
        found = _processors(
            {str(place): x.type for place, x in enumerate(columns)}, dialect, _result_processor
        )
        self._read = [(int(place), process) for place, process in found.items()]

    def rows(self, fetched: Iterable[Any]) -> list[Row]:
        """Fetched tuples as rows."""
        make: Any = self._row
        if not self._read:
            return [make(*row) for row in fetched]
        return [make(*self._converted(row)) for row in fetched]

    def _converted(self, row: Any) -> list[Any]:
        values = list(row)
        for place, process in self._read:
            values[place] = process(values[place])
        return values


def _packer(
    names: list[str], binds: Mapping[str, BindParameter[Any]], processors: Mapping[str, Processor]
) -> Callable[[Values], Any]:
    """A function from values by name to a tuple in the order of `names`.

    It is written out as one expression and compiled, as the standard library does for named
    tuples: a sale packs two dozen rows, and a loop over columns would cost as much as SQLite.
    """
    known: dict[str, Any] = {}
    parts = []
    for place, name in enumerate(names):
        value = f"values[{name!r}]"
        if binds[name].unique:  # a constant of the statement
            value = f"constant_{place}"
            known[value] = binds[name].value
        if name in processors:
            known[f"process_{place}"] = processors[name]
            value = f"process_{place}({value})"
        parts.append(value)
    made: Callable[[Values], Any] = eval(
        f"lambda values: ({' '.join(f'{x},' for x in parts)})", known
    )
    return made


def _named(pack: Callable[[Values], Any], names: list[str]) -> Callable[[Values], Any]:
    return lambda values: dict(zip(names, pack(values), strict=True))


@lru_cache(maxsize=512)
def _row_type(names: tuple[str, ...]) -> Any:
    return namedtuple("Row", names)


def _processors(
    types: Mapping[str, TypeEngine[Any]],
    dialect: Dialect,
    find: Callable[[TypeEngine[Any], Dialect], Processor | None],
) -> dict[str, Processor]:
    found = {name: find(type_.dialect_impl(dialect), dialect) for name, type_ in types.items()}
    return {name: process for name, process in found.items() if process is not None}


def _bind_processor(type_: TypeEngine[Any], dialect: Dialect) -> Processor | None:
    return type_.bind_processor(dialect)


def _result_processor(type_: TypeEngine[Any], dialect: Dialect) -> Processor | None:
    return type_.result_processor(dialect, None)


def insert(table: Table, *, without: Iterable[str] = ()) -> Statement:
    """INSERT of a whole row; parameters bear the names of the columns."""
    return Statement(_insert(table).values(_params(table, without)))


def insert_or(table: Table, dialect: str) -> Any:
    """INSERT of a whole row that may conflict; parameters bear the names of the columns.

    It has on_conflict_do_update and on_conflict_do_nothing; `values` puts others in their place.
    """
    # each is loaded where it is spoken: the other would cost the start a tenth of a second
    made: Any
    if dialect == POSTGRESQL:
        from sqlalchemy.dialects import postgresql

        made = postgresql.insert(table)
    else:
        from sqlalchemy.dialects import sqlite

        made = sqlite.insert(table)
    return made.values(_params(table, ()))


def upsert(table: Table) -> Statement:
    """INSERT of a whole row, or replacement of the one with the same primary key."""
    keys = [x.name for x in table.primary_key]

    def build(dialect: str) -> Executable:
        made = insert_or(table, dialect)
        rest = {x.name: made.excluded[x.name] for x in table.columns if x.name not in keys}
        return made.on_conflict_do_update(index_elements=keys, set_=rest)  # type: ignore[no-any-return]

    return Statement(build)


def update_versioned(table: Table, columns: Iterable[str]) -> Statement:
    """UPDATE of some columns of the row `id`, if its version still is `version`; raises it."""
    changes: dict[str, Any] = {name: param(name, table.c[name].type) for name in columns}
    changes["version"] = table.c.version + 1
    return Statement(
        _update(table)
        .values(changes)
        .where(
            table.c.id == param("where_id", table.c.id.type),
            table.c.version == param("where_version", table.c.version.type),
        )
    )


def _params(table: Table, without: Iterable[str]) -> dict[str, BindParameter[Any]]:
    left_out = set(without)
    return {x.name: param(x.name, x.type) for x in table.columns if x.name not in left_out}


def among(column: ColumnElement[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    """Whether a column is one of some values known when the statement is written."""
    return or_(*(column == value for value in values))


def listed(column: ColumnElement[Any], name: str, dialect: str) -> ColumnElement[bool]:
    """Whether a column is one of the values of the list parameter `name`."""
    values = param(name, Members(column.type))
    if dialect == POSTGRESQL:
        return column == any_(values)
    each = func.json_each(values).table_valued("value")
    return column.in_(select(each.c.value))
