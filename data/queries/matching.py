"""Which products a text means: the rules of search as conditions both databases can run fast."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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

UNKNOWN = 1 << 62

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
    """Products whose names have all the pieces of the parameter, as `Pieces` prepared it."""
    if dialect == POSTGRESQL:
        return select().select_from(product_search).where(_S.grams.op("@>")(match))
    joined: FromClause = _index.join(product_search, _S.row == _index.c.rowid)
    return select().select_from(joined).where(literal_column("search_index").op("MATCH")(match))


def match_type(dialect: str) -> Any:
    """The type of what `Pieces` returns."""
    return Members(Text()) if dialect == POSTGRESQL else Text()


class Pieces:
    """How common the pieces of a query are, looked up once.

    SQLite is asked for the rarest pieces only: going through the long lists of common ones is
    what takes time. PostgreSQL has statistics of its own.
    """

    def __init__(self, session: Session, wanted: Iterable[str]) -> None:
        self._postgresql = session.dialect_name == POSTGRESQL
        self._known: dict[str, int] = {}
        triples = list({x for x in wanted if len(x) == search.LONGEST_GRAM})
        if triples and not self._postgresql:
            rows = session.all(_COUNTS, grams=triples)
            self._known = {row.gram: row.products for row in rows}

    def match(self, wanted: Sequence[str]) -> Any:
        """The pieces as the database wants them; None when no product has them all."""
        if self._postgresql:
            return list(wanted)
        triples = [x for x in wanted if len(x) == search.LONGEST_GRAM]
        if any(x not in self._known for x in triples):
            return None
        return _quoted(sorted(triples, key=self._known.__getitem__)[:RARE] or wanted)

    def rarity(self, wanted: Iterable[str]) -> int:
        """At most so many products have all the pieces, as far as that is known."""
        return min((self._known[x] for x in wanted if x in self._known), default=UNKNOWN)


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


def candidates(session: Session, match: Any, limit: int) -> list[Row]:
    """Some active products that have all the pieces (and perhaps more than was asked for)."""
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
    wanted = search.grams(query)
    match = Pieces(session, wanted).match(wanted)
    if match is not None:
        holds = or_(contains(_S.name_fold, low, dialect), contains(_S.name_en_fold, low, dialect))
        pieces = literal(match, match_type(dialect))
        found.append(having_grams(dialect, pieces).add_columns(_S.product_id).where(holds))
    return product.c.id.in_(union(*found))
