"""Which products a text means: the rules of search as conditions both databases can run fast."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    Text,
    column,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
    true,
    union,
)

from data import search
from data.session import Session
from data.statements import Row, Statement, listed, param
from data.tables.catalog import barcode, product, product_search
from data.types import POSTGRESQL, Members

RARE = 3
"""So many of a query's rarest pieces are looked up; more of them cost more than they save."""

_index = table("search_index", column("rowid"))
_gram = table("search_gram", column("gram", Text()), column("products", Integer()))
_COUNTS = Statement(
    lambda dialect: select(_gram.c.gram, _gram.c.products).where(
        listed(_gram.c.gram, "grams", dialect)
    )
)
_S = product_search.c


def starts_with(
    where: ColumnElement[str], low: ColumnElement[str], after: ColumnElement[str]
) -> ColumnElement[bool]:
    """Prefix comparison as a range, which an ordinary index answers."""
    return (where >= low) & (where < after)


def contains(
    where: ColumnElement[str], what: ColumnElement[str], dialect: str
) -> ColumnElement[bool]:
    """Whether one text holds another, compared character by character."""
    find = func.strpos if dialect == POSTGRESQL else func.instr
    return find(where, what) > 0


def having_grams(dialect: str, match: BindParameter[Any]) -> Select[Any]:
    """Products whose names have all the pieces of the parameter, as `choose` prepared it."""
    if dialect == POSTGRESQL:
        return select().select_from(product_search).where(_S.grams.op("@>")(match))
    joined: FromClause = _index.join(product_search, _S.row == _index.c.rowid)
    return select().select_from(joined).where(literal_column("search_index").op("MATCH")(match))


def match_type(dialect: str) -> Any:
    """The type of what `choose` returns."""
    return Members(Text()) if dialect == POSTGRESQL else Text()


def choose(session: Session, wanted: Sequence[str]) -> Any:
    """The pieces to look up, as the database wants them; None when no product has them all.

    SQLite is given the rarest pieces only: going through the long lists of common ones is
    what takes time. PostgreSQL has statistics of its own.
    """
    if session.dialect_name == POSTGRESQL:
        return list(wanted)
    triples = [x for x in wanted if len(x) == search.LONGEST_GRAM]
    if not triples:
        return _quoted(wanted)
    known = {row.gram: row.products for row in session.all(_COUNTS, grams=triples)}
    if len(known) < len(triples):
        return None
    return _quoted(sorted(triples, key=known.__getitem__)[:RARE])


def _quoted(grams: Sequence[str]) -> str:
    return " ".join('"{}"'.format(x.replace('"', '""')) for x in grams)


_CANDIDATES = Statement(
    lambda dialect: (
        having_grams(dialect, param("match", match_type(dialect)))
        .add_columns(_S.product_id, _S.name_fold, _S.name_en_fold)
        .where(_S.active)
        .limit(param("limit", Integer()))
    )
)


def candidates(session: Session, wanted: Sequence[str], limit: int) -> list[Row]:
    """Some active products that have all the pieces (and perhaps more than was asked for)."""
    match = choose(session, wanted)
    return [] if match is None else session.all(_CANDIDATES, match=match, limit=limit)


def mentions(session: Session, text: str) -> ColumnElement[bool]:
    """Condition on `product` for lists: everything that search would find, in any rank."""
    query = search.wanted(text)
    if not query:
        return true()
    dialect = session.dialect_name
    low, after = literal(query, Text()), literal(search.after_prefix(query), Text())
    found: list[Select[Any]] = [
        select(_S.product_id).where(
            or_(starts_with(_S.initials, low, after), starts_with(_S.sku_fold, low, after))
        ),
        select(barcode.c.product_id).where(starts_with(barcode.c.text_fold, low, after)),
    ]
    match = choose(session, search.grams(query))
    if match is not None:
        holds = or_(contains(_S.name_fold, low, dialect), contains(_S.name_en_fold, low, dialect))
        pieces = literal(match, match_type(dialect))
        found.append(having_grams(dialect, pieces).add_columns(_S.product_id).where(holds))
    return product.c.id.in_(union(*found))
