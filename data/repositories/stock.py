"""Stock levels and movements: every change is one conditional UPDATE, never check-then-act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Executable, and_, or_, select, update

from app.domain.catalog import StockPolicy
from app.domain.errors import Bug, UserError
from app.domain.stock import MAIN_LOCATION, Movement, StockItem, StockLevel
from data import statements
from data.mapping import Mapping
from data.session import Session
from data.statements import Statement, Values, param
from data.tables.stock import stock, stock_movement
from data.types import Flag

_MOVEMENT = Mapping(Movement)
_ADD_MOVEMENT = statements.insert(stock_movement)

_QTY = param("qty_milli", stock.c.on_hand_milli.type)
_HERE = and_(
    stock.c.product_id == param("where_product", stock.c.product_id.type),
    stock.c.location == param("where_location", stock.c.location.type),
)
_FREE: ColumnElement[bool] = or_(
    stock.c.on_hand_milli - stock.c.reserved_milli >= _QTY, param("anyway", Flag())
)
_RESERVE = Statement(
    update(stock).values(reserved_milli=stock.c.reserved_milli + _QTY).where(_HERE, _FREE)
)
_TAKE = Statement(
    update(stock).values(on_hand_milli=stock.c.on_hand_milli - _QTY).where(_HERE, _FREE)
)
_RELEASE = Statement(
    update(stock)
    .values(reserved_milli=stock.c.reserved_milli - _QTY)
    .where(_HERE, stock.c.reserved_milli >= _QTY)
)
_CONSUME = Statement(
    update(stock)
    .values(
        on_hand_milli=stock.c.on_hand_milli - _QTY,
        reserved_milli=stock.c.reserved_milli - _QTY,
    )
    .where(_HERE, stock.c.reserved_milli >= _QTY)
)
_LEVEL = Statement(select(stock).where(_HERE).with_for_update())  # SQLite has one writer anyway


def _first_move(dialect: str) -> Any:
    return statements.insert_or(stock, dialect).values(
        on_hand_milli=param("qty_milli", stock.c.on_hand_milli.type),
        reserved_milli=0,
    )


def _begin(dialect: str) -> Executable:
    begun: Executable = _first_move(dialect).on_conflict_do_nothing()
    return begun


def _move(dialect: str) -> Executable:
    made = _first_move(dialect)
    moved: Executable = made.on_conflict_do_update(
        index_elements=["product_id", "location"],
        set_={"on_hand_milli": stock.c.on_hand_milli + made.excluded.on_hand_milli},
    )
    return moved


_BEGIN = Statement(_begin)
_MOVE = Statement(_move)


class StockRepository:
    """Levels and movements at the shop's main location.

    Products that are not tracked have no stock to change: their items and movements are
    left out.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def reserve(self, items: Sequence[StockItem]) -> None:
        """Promise stock to an order; UserError("out_of_stock", product_id=, available_milli=)."""
        self._change(_RESERVE, items)

    def release(self, items: Sequence[StockItem]) -> None:
        """Take a promise back."""
        self._take_back(_RELEASE, items)

    def consume(self, items: Sequence[StockItem], movements: Sequence[Movement]) -> None:
        """Goods leave that were reserved before."""
        self._take_back(_CONSUME, items)
        self._record(items, movements)

    def take(self, items: Sequence[StockItem], movements: Sequence[Movement]) -> None:
        """Goods leave that were not reserved; same refusal as reserve."""
        self._change(_TAKE, items)
        self._record(items, movements)

    def move(self, movements: Sequence[Movement]) -> None:
        """Receipts, returns, adjustments, counts: change on_hand without asking."""
        rows = [_MOVEMENT.values(x) for x in movements]
        self._session.write_all(_MOVE, rows)
        self._session.write_all(_ADD_MOVEMENT, rows)

    def level(self, product_id: str) -> StockLevel:
        """Zero levels for a product that never moved; locked until the transaction ends."""
        here = {"where_product": product_id, "where_location": MAIN_LOCATION}
        row = self._session.first(_LEVEL, **here)
        if row is None:  # nothing to lock yet
            first = {"product_id": product_id, "location": MAIN_LOCATION, "qty_milli": 0}
            self._session.write(_BEGIN, first)
            row = self._session.first(_LEVEL, **here)
        if row is None:
            raise Bug("stock_not_begun", product_id=product_id)
        return StockLevel(product_id, row.location, row.on_hand_milli, row.reserved_milli)

    def _change(self, statement: Statement, items: Sequence[StockItem]) -> None:
        for item in _in_order(items):
            if not self._session.write(statement, _values(item)):
                self._session.doomed = True
                raise self._shortage(item)

    def _take_back(self, statement: Statement, items: Sequence[StockItem]) -> None:
        for item in _in_order(items):
            if not self._session.write(statement, _values(item)):
                self._session.doomed = True
                raise Bug("stock_not_reserved", product_id=item.product_id)

    def _shortage(self, item: StockItem) -> UserError:
        level = self.level(item.product_id)
        available = level.on_hand_milli - level.reserved_milli
        return UserError("out_of_stock", product_id=item.product_id, available_milli=available)

    def _record(self, items: Sequence[StockItem], movements: Sequence[Movement]) -> None:
        """Insert the movements; they must say what the levels say."""
        left = {x.product_id: 0 for x in items if x.policy is not StockPolicy.NOT_TRACKED}
        for item in items:
            if item.product_id in left:
                left[item.product_id] += item.qty_milli
        kept = [x for x in movements if x.product_id in left]
        for movement in kept:
            left[movement.product_id] += movement.qty_milli
        if any(left.values()):
            raise Bug("movements_differ_from_items")
        self._session.write_all(_ADD_MOVEMENT, [_MOVEMENT.values(x) for x in kept])


def _in_order(items: Iterable[StockItem]) -> list[StockItem]:
    """Tracked items in the order of the products, in which every till locks them."""
    tracked = [x for x in items if x.policy is not StockPolicy.NOT_TRACKED]
    return sorted(tracked, key=_product_id)


def _values(item: StockItem) -> Values:
    return {
        "where_product": item.product_id,
        "where_location": MAIN_LOCATION,
        "qty_milli": item.qty_milli,
        "anyway": item.policy is StockPolicy.ALLOW_NEGATIVE,
    }


def _product_id(item: StockItem) -> str:
    return item.product_id
