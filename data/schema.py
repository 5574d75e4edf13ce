"""Which version the tables have, and how they come to the newest one."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Executable,
    MetaData,
    Table,
    Text,
    column,
    event,
    func,
    select,
    table,
)
from sqlalchemy.exc import DBAPIError

from app.domain.errors import UserError
from data.engine import make_engine
from data.errors import translate
from data.session import Session
from data.statements import Statement
from data.types import POSTGRESQL

HEAD = "0001"
"""The newest version; a constant, so that opening a current database imports no Alembic."""

_LOCK = 7_201_002
_SCRIPTS = Path(__file__).with_name("migrations")
_version = Table("alembic_version", MetaData(), Column("version_num", Text()))
_READ = Statement(select(_version.c.version_num))
_sqlite = table("sqlite_master", column("name"), column("type"))
_postgresql = table("pg_tables", column("tablename"), column("schemaname"))


def _list_tables(dialect: str) -> Executable:
    if dialect == POSTGRESQL:
        here = _postgresql.c.schemaname == func.current_schema()
        return select(_postgresql.c.tablename.label("name")).where(here)
    return select(_sqlite.c.name).where(_sqlite.c.type == "table")


_TABLES = Statement(_list_tables)


def is_current(session: Session) -> bool:
    """Whether the tables are those of this program.

    UserError("database_damaged") for a database that is not ours, "database_newer" for one
    that a later program has written.
    """
    tables = {row.name for row in session.all(_TABLES)}
    if not tables:
        return False
    if "alembic_version" not in tables:
        raise UserError("database_damaged", problem="not a database of this program")
    row = session.first(_READ)
    if row is not None and row.version_num > HEAD:
        raise UserError("database_newer", version=row.version_num)
    return row is not None and row.version_num == HEAD


def upgrade(url: URL) -> None:
    """Run what is missing, in one transaction; another program doing the same is waited for."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    engine = make_engine(url)
    event.listen(engine, "begin", _begin)
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except DBAPIError as error:
        raise translate(error.orig or error, engine.dialect.name) from error
    finally:
        engine.dispose()


def _begin(connection: Connection) -> None:
    """Driver connections are in autocommit mode: say BEGIN, and keep others out."""
    if connection.dialect.name == POSTGRESQL:
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    else:
        connection.exec_driver_sql("PRAGMA query_only=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
