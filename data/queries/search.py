"""Search on the Sell view: exact first, then beginnings, then words, then anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from sqlalchemy import ColumnElement, Executable, Integer, Select, Text, exists, or_, select

from app.ports.counter import ProductHit
from data import search
from data.queries.base import Reads
from data.queries.matching import (
    Pieces,
    candidates,
    contains,
    having_grams,
    match_type,
    starts_with,
)
from data.queries.products import HIT, available
from data.repositories.products import same_code
from data.session import Session
from data.statements import Row, Statement, listed, param
from data.tables.catalog import barcode, product, product_search

LOOKED_AT = 150
LOOKED_AT_A_PLACE = 50
LONGEST_WITH_SLIP = 24
SHORTEST_WITH_SLIP = 3

_S = product_search.c
_QUERY = param("query", Text())
_AFTER = param("after", Text())
_LIMIT = param("limit", Integer())
_FOUND = select(_S.product_id).where(_S.active)
_BY_CODE = (
    select(_S.product_id).join(barcode, barcode.c.product_id == _S.product_id).where(_S.active)
)
Condition = ColumnElement[bool]


def _tier(query: Select[tuple[str]], condition: Condition, order: ColumnElement[str]) -> Statement:
    return Statement(query.where(condition).order_by(order).limit(_LIMIT))


def _begins(column: ColumnElement[str]) -> Condition:
    return starts_with(column, _QUERY, _AFTER)


_OTHER = barcode.alias()
_FIRST_OF_PRODUCT = ~exists().where(
    _OTHER.c.product_id == barcode.c.product_id,
    _OTHER.c.text_fold >= _QUERY,
    or_(
        _OTHER.c.text_fold < barcode.c.text_fold,
        (_OTHER.c.text_fold == barcode.c.text_fold) & (_OTHER.c.code < barcode.c.code),
    ),
)
_CODE = or_(barcode.c.code == param("code", Text()), barcode.c.text_fold == _QUERY)
_NAMED = or_(_S.name_fold == _QUERY, _S.name_en_fold == _QUERY)
_TIERS = (
    _tier(_BY_CODE.distinct(), _CODE, _S.product_id),
    _tier(_FOUND, _S.sku_fold == _QUERY, _S.product_id),
    _tier(_FOUND, _NAMED, _S.product_id),
    _tier(_FOUND, _begins(_S.name_fold), _S.name_fold),
    _tier(_FOUND, _begins(_S.name_en_fold), _S.name_en_fold),
    _tier(_FOUND, _begins(_S.initials), _S.initials),
    _tier(_FOUND, _begins(_S.sku_fold), _S.sku_fold),
    _tier(_BY_CODE, _begins(barcode.c.text_fold) & _FIRST_OF_PRODUCT, barcode.c.text_fold),
)


def _anywhere(dialect: str) -> Executable:
    held = or_(contains(_S.name_fold, _QUERY, dialect), contains(_S.name_en_fold, _QUERY, dialect))
    match = param("match", match_type(dialect))
    found = having_grams(dialect, match).add_columns(_S.product_id)
    return found.where(held, _S.active).limit(_LIMIT)


_ANYWHERE = Statement(_anywhere)
_HITS = Statement(lambda dialect: HIT.where(listed(product.c.id, "ids", dialect)))


class SearchReads(Reads):
    """Finds products while somebody types."""

    def search(self, text: str, limit: int) -> Sequence[ProductHit]:
        """Products by name, pinyin initials, SKU or code, at any length, best first.

        Names are matched anywhere, the others from their beginning. Only when nothing matches:
        the same without full-width forms, then all words in any order, then one slip of the
        finger.
        """
        query = search.wanted(text)
        if not query or limit < 1:
            return []
        with self._store.reading() as session:
            for way in (_ranked, _plain, _words, _with_a_slip):
                found = list(islice(way(session, query, limit), limit))
                if found:
                    return _hits(session, found)
        return []


def _ranked(session: Session, query: str, limit: int) -> Iterator[str]:
    """Every match, best first, each once; what nobody asks for is not looked up.

    No tier has a product twice, so `limit` rows are those still wanted besides those found before.
    """
    seen: set[str] = set()
    for rows in _tiers(session, query, limit):
        for row in rows:
            if row.product_id not in seen:
                seen.add(row.product_id)
                yield row.product_id


def _tiers(session: Session, query: str, limit: int) -> Iterator[list[Row]]:
    values = {
        "query": query,
        "after": search.after_prefix(query),
        "code": same_code(query),
        "limit": limit,
    }
    for statement in _TIERS:
        yield session.all(statement, **values)
    in_names = [(x, search.grams(x)) for x in (" " + query, query)]  # begins a word; anywhere
    pieces = Pieces(session, (gram for _, grams in in_names for gram in grams))
    for text, grams in in_names:
        match = pieces.match(grams)
        if match is not None:
            yield session.all(_ANYWHERE, query=text, match=match, limit=limit)


def _plain(session: Session, query: str, limit: int) -> Iterator[str]:
    """What was typed in full-width or other compatibility forms."""
    plain = search.plain(query)
    return _ranked(session, plain, limit) if plain != query else iter(())


def _words(session: Session, query: str, limit: int) -> Iterator[str]:
    """All words of the query, in any order."""
    words = query.split()
    if len(words) < 2:
        return
    grams = [gram for word in words for gram in search.grams(word)]
    match = Pieces(session, grams).match(grams)
    for row in candidates(session, match, LOOKED_AT):
        if all(word in row.name_fold or word in row.name_en_fold for word in words):
            yield row.product_id


def _with_a_slip(session: Session, query: str, limit: int) -> Iterator[str]:
    """One slip of the finger: what stands before and behind it must be there as typed."""
    if not SHORTEST_WITH_SLIP <= len(query) <= LONGEST_WITH_SLIP:
        return
    pieces = Pieces(session, search.grams(query))
    places = [(place, _around(query, place)) for place in range(len(query))]
    seen: set[str] = set()
    left = LOOKED_AT
    for place, grams in sorted(places, key=lambda x: pieces.rarity(x[1])):
        rows = candidates(session, pieces.match(grams), min(left, LOOKED_AT_A_PLACE))
        left -= len(rows)
        for row in rows:
            names = (row.name_fold, row.name_en_fold)
            close = any(search.has_slip(name, query, place) for name in names)
            if close and row.product_id not in seen:
                seen.add(row.product_id)
                yield row.product_id


def _around(query: str, place: int) -> list[str]:
    """The pieces that a slip at `place` leaves whole."""
    kept = [x for x in (query[:place], query[place + 2 :]) if x]
    return [gram for part in kept for gram in search.grams(part)]


def _hits(session: Session, ids: list[str]) -> list[ProductHit]:
    rows = {row.id: row for row in session.all(_HITS, ids=ids)}
    return [_hit(rows[product_id]) for product_id in ids]


def _hit(row: Row) -> ProductHit:
    return ProductHit(
        product_id=row.id,
        name=row.name,
        name_en=row.name_en,
        sku=row.sku,
        barcode=row.barcode,
        unit=row.unit,
        price_minor=row.price_minor,
        ask_price=row.ask_price,
        available_milli=available(row),
    )
