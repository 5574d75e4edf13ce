"""Stock history, demand for reorder advice, and whether the levels are what the movements say."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Integer, and_, func, select, type_coerce, union

from app.domain.catalog import StockPolicy
from app.domain.stock import MAIN_LOCATION, MovementKind
from app.ports.queries import DemandRow, MovementRow
from data.queries.base import Reads
from data.queries.days import day_starts, profile_for
from data.statements import Row, Statement, param
from data.tables.catalog import product
from data.tables.orders import orders
from data.tables.stock import stock, stock_movement
from data.types import EPOCH, MICROSECOND

_M = stock_movement.c
_HISTORY = Statement(
    select(_M.at, _M.kind, _M.qty_milli, _M.staff, _M.note, orders.c.number)
    .outerjoin(orders, orders.c.id == _M.order_id)
    .where(_M.product_id == param("product_id", _M.product_id.type))
    .order_by(_M.at.desc(), _M.id.desc())
    .limit(param("limit", Integer()))
)
_ON_HAND = Statement(
    select(func.coalesce(func.sum(stock.c.on_hand_milli), 0).label("on_hand_milli")).where(
        stock.c.product_id == param("product_id", stock.c.product_id.type)
    )
)
_TRACKED = Statement(
    select(product, stock.c.on_hand_milli, stock.c.reserved_milli)
    .join(stock, and_(stock.c.product_id == product.c.id, stock.c.location == MAIN_LOCATION))
    .where(product.c.active, product.c.stock_policy != StockPolicy.NOT_TRACKED)
    .order_by(product.c.initials, product.c.name, product.c.id)
)
_SINCE = Statement(
    select(
        _M.product_id, type_coerce(_M.at, BigInteger()).label("at"), _M.qty_milli, _M.kind
    ).where(_M.at >= param("since", _M.at.type), _M.location == MAIN_LOCATION)
)

_sums = (
    select(_M.product_id, _M.location, func.sum(_M.qty_milli).label("total"))
    .group_by(_M.product_id, _M.location)
    .subquery()
)
_same = and_(_sums.c.product_id == stock.c.product_id, _sums.c.location == stock.c.location)
_MISMATCHES = Statement(
    union(
        select(stock.c.product_id)
        .outerjoin(_sums, _same)
        .where(stock.c.on_hand_milli != func.coalesce(_sums.c.total, 0)),
        select(_sums.c.product_id).outerjoin(stock, _same).where(stock.c.product_id.is_(None)),
    )
)
_SOLD = frozenset({MovementKind.SALE, MovementKind.RETURN})


@dataclass(slots=True)
class _Days:
    """What happened to one product, per day of the window, and after it (`later_milli`)."""

    net: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    sold: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    came_in: set[int] = field(default_factory=set)
    later_milli: int = 0


class StockReads(Reads):
    """Movements and what follows from them."""

    def movements(self, product_id: str, limit: int) -> Sequence[MovementRow]:
        """A product's stock history, newest first."""
        with self._store.reading() as session:
            now: Any = session.first(_ON_HAND, product_id=product_id)
            rows = session.all(_HISTORY, product_id=product_id, limit=limit)
        found, after = [], int(now.on_hand_milli)
        for row in rows:
            found.append(_movement_row(row, after))
            after -= row.qty_milli
        return found

    def demand(self, first: date, last: date) -> Sequence[DemandRow]:
        """Sales per day of every active tracked product, for reorder advice.

        Goods that came back are taken off the day they came. A day counts when there was stock
        in the morning, some came in, or some was sold.
        """
        with self._store.reading() as session:
            starts = day_starts(first, last, profile_for(session))
            moved = _per_day(session.all(_SINCE, since=starts[0]), starts)
            tracked = session.all(_TRACKED)
        days = len(starts) - 1
        return [_demand_row(row, moved.get(row.id), days) for row in tracked]

    def stock_mismatches(self) -> Sequence[str]:
        """Product ids whose on_hand is not the sum of their movements; empty when all is well."""
        with self._store.reading() as session:
            return [str(row.product_id) for row in session.all(_MISMATCHES)]


def _movement_row(row: Row, after: int) -> MovementRow:
    return MovementRow(
        at=row.at,
        kind=row.kind,
        qty_milli=row.qty_milli,
        on_hand_after_milli=after,
        staff=row.staff,
        note=row.note,
        order_number=row.number or "",
    )


def _per_day(rows: Sequence[Row], starts: Sequence[Any]) -> dict[str, _Days]:
    edges = [(start - EPOCH) // MICROSECOND for start in starts]
    days = len(edges) - 1
    found: defaultdict[str, _Days] = defaultdict(_Days)
    for row in rows:
        moved, day = found[row.product_id], bisect_right(edges, row.at) - 1
        if day >= days:
            moved.later_milli += row.qty_milli
            continue
        moved.net[day] += row.qty_milli
        if row.kind in _SOLD:
            moved.sold[day] -= row.qty_milli
        if row.qty_milli > 0:
            moved.came_in.add(day)
    return found


def _demand_row(row: Row, moved: _Days | None, days: int) -> DemandRow:
    return DemandRow(
        product_id=row.id,
        name=row.name,
        name_en=row.name_en,
        unit=row.unit,
        on_hand_milli=row.on_hand_milli,
        reserved_milli=row.reserved_milli,
        cost_minor=row.cost_minor,
        lead_days=row.lead_days,
        safety_milli=row.safety_milli,
        order_cost_minor=row.order_cost_minor,
        holding_cost_minor=row.holding_cost_minor,
        daily_milli=_daily(row.on_hand_milli, moved, days),
    )


def _daily(on_hand_milli: int, moved: _Days | None, days: int) -> tuple[int, ...]:
    """Go back from what is on hand now, day by day."""
    if moved is None:
        return (0,) * days if on_hand_milli > 0 else ()
    evening = on_hand_milli - moved.later_milli
    sales = []
    for day in reversed(range(days)):
        morning = evening - moved.net[day]
        sold = moved.sold[day]
        if morning > 0 or sold > 0 or day in moved.came_in:
            sales.append(max(0, sold))
        evening = morning
    return tuple(reversed(sales))
