"""The sales report: what was sold to customers who paid, and what went back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import Column, ColumnElement, and_, case, func, or_, select

from app.domain.money import spread
from app.domain.payment import CAPTURED, RefundState
from app.domain.shop import business_date
from app.ports.queries import SalesBy, SalesRow
from data.queries.base import Reads
from data.queries.days import day_start, profile_for
from data.session import Session
from data.statements import Row, Statement, among, param
from data.tables.orders import order_line, orders
from data.tables.payments import payment_attempt, refund
from data.tables.returns import goods_return, goods_return_line

_CAPTURED = among(payment_attempt.c.state, sorted(CAPTURED))
_IN_PERIOD = and_(
    orders.c.business_date >= param("first", orders.c.business_date.type),
    orders.c.business_date <= param("last", orders.c.business_date.type),
)
_TAKEN = (
    select(func.coalesce(func.sum(payment_attempt.c.paid_minor), 0))
    .where(payment_attempt.c.order_id == orders.c.id, _CAPTURED)
    .scalar_subquery()
)
_PAID = orders.c.total_minor <= _TAKEN  # in full: a part of the money is no sale yet
_EARLIER = refund.alias()
_GIVEN_BEFORE = (
    select(func.coalesce(func.sum(_EARLIER.c.amount_minor), 0))
    .where(
        _EARLIER.c.order_id == refund.c.order_id,
        _EARLIER.c.state == RefundState.SUCCEEDED,
        or_(
            _EARLIER.c.settled_at < refund.c.settled_at,
            and_(_EARLIER.c.settled_at == refund.c.settled_at, _EARLIER.c.id < refund.c.id),
        ),
    )
    .scalar_subquery()
)


def _sum(column: Column[int]) -> ColumnElement[int]:
    return func.sum(column).label(column.name)


_GOODS_QTY = case((order_line.c.product_id.is_not(None), order_line.c.qty_milli), else_=0)
_AMOUNTS = (
    func.count(orders.c.id.distinct()).label("orders"),
    func.sum(_GOODS_QTY).label("qty_milli"),
    _sum(order_line.c.gross_minor),
    _sum(order_line.c.discount_minor),
    _sum(order_line.c.net_minor),
    _sum(order_line.c.tax_minor),
    _sum(order_line.c.total_minor),
)
_SOLD = (
    select(*_AMOUNTS)
    .select_from(orders)
    .join(order_line, order_line.c.order_id == orders.c.id)
    .where(_IN_PERIOD, _PAID)
)
_FEE = case((order_line.c.product_id.is_(None), order_line.c.name), else_="")
_BY_DAY = Statement(_SOLD.add_columns(orders.c.business_date).group_by(orders.c.business_date))
_BY_PRODUCT = Statement(
    _SOLD.add_columns(
        order_line.c.product_id,
        func.max(order_line.c.name).label("name"),
        func.max(order_line.c.name_en).label("name_en"),
    ).group_by(order_line.c.product_id, _FEE)
)
_BY_TENDER = Statement(
    select(
        payment_attempt.c.tender,
        func.count().label("orders"),
        func.sum(payment_attempt.c.paid_minor).label("gross_minor"),
        func.sum(payment_attempt.c.paid_minor).label("total_minor"),
        _sum(payment_attempt.c.rounding_minor),
    )
    .join(orders, orders.c.id == payment_attempt.c.order_id)
    .where(_IN_PERIOD, _CAPTURED)
    .group_by(payment_attempt.c.tender)
)
_REFUNDS = Statement(
    select(
        refund.c.order_id,
        refund.c.amount_minor,
        refund.c.rounding_minor,
        refund.c.settled_at.label("at"),
        refund.c.tender,
        refund.c.wish,
        (_TAKEN - orders.c.total_minor).label("over_minor"),
        _GIVEN_BEFORE.label("before_minor"),
    )
    .join(orders, orders.c.id == refund.c.order_id)
    .where(
        refund.c.state == RefundState.SUCCEEDED,
        refund.c.settled_at >= param("since", refund.c.settled_at.type),
        refund.c.settled_at < param("until", refund.c.settled_at.type),
    )
)
_LINES = Statement(
    select(
        order_line.c.product_id,
        order_line.c.name,
        order_line.c.name_en,
        order_line.c.total_minor,
    )
    .where(order_line.c.order_id == param("order_id", order_line.c.order_id.type))
    .order_by(order_line.c.position)
)

_SOLD_AS = (order_line.c.product_id, order_line.c.name, order_line.c.name_en)
_RETURN_LINES = Statement(
    select(*_SOLD_AS, goods_return_line.c.total_minor)
    .join(order_line, order_line.c.id == goods_return_line.c.line_id)
    .where(goods_return_line.c.return_id == param("return_id", goods_return_line.c.return_id.type))
    .order_by(goods_return_line.c.id)
)
_RETURNS = Statement(
    select(
        *_SOLD_AS,
        goods_return.c.at,
        case((order_line.c.product_id.is_not(None), goods_return_line.c.qty_milli), else_=0).label(
            "returned_milli"
        ),
        goods_return_line.c.net_minor.label("returned_net_minor"),
        goods_return_line.c.tax_minor.label("returned_tax_minor"),
    )
    .join(goods_return_line, goods_return_line.c.return_id == goods_return.c.id)
    .join(order_line, order_line.c.id == goods_return_line.c.line_id)
    .where(
        goods_return.c.at >= param("since", goods_return.c.at.type),
        goods_return.c.at < param("until", goods_return.c.at.type),
    )
)

_RETURNED = ("returned_milli", "returned_net_minor", "returned_tax_minor")
_NOTHING = {
    "orders": 0,
    "qty_milli": 0,
    "gross_minor": 0,
    "discount_minor": 0,
    "net_minor": 0,
    "tax_minor": 0,
    "total_minor": 0,
    "rounding_minor": 0,
}
_Key = tuple[str, str]  # the day, the tender, or the product's id; the name of a fee


class _Table:
    """The rows of a report while they are put together."""

    def __init__(self) -> None:
        self._sold: dict[_Key, Mapping[str, int]] = {}
        self._refunded: defaultdict[_Key, int] = defaultdict(int)
        self._rounding_back: defaultdict[_Key, int] = defaultdict(int)
        self._returned: defaultdict[_Key, Counter[str]] = defaultdict(Counter)
        self._names: dict[_Key, tuple[str, str]] = {}

    def sold(self, key: _Key, names: tuple[str, str], row: Row) -> None:
        """What was sold under a key."""
        self._sold[key] = {name: int(getattr(row, name, 0)) for name in _NOTHING}
        self._names[key] = names

    def refund(
        self, key: _Key, names: tuple[str, str], amount_minor: int, rounding_minor: int = 0
    ) -> None:
        """What went back under a key, which may have sold nothing in the period."""
        self._refunded[key] += amount_minor
        self._rounding_back[key] += rounding_minor
        self._names.setdefault(key, names)

    def returned(self, key: _Key, names: tuple[str, str], row: Row) -> None:
        """Goods that came back under a key."""
        self._returned[key].update({name: int(getattr(row, name)) for name in _RETURNED})
        self._names.setdefault(key, names)

    def rows(self) -> list[SalesRow]:
        """One row a key."""
        return [
            SalesRow(
                key=name,
                name_en=name_en,
                refunded_minor=self._refunded[key],
                **{x: self._returned[key][x] for x in _RETURNED},
                **self._left(key),
            )
            for key, (name, name_en) in self._names.items()
        ]

    def _left(self, key: _Key) -> Mapping[str, int]:
        sold = self._sold.get(key, _NOTHING)
        return {**sold, "rounding_minor": sold["rounding_minor"] - self._rounding_back[key]}


class SalesReads(Reads):
    """Sales of a period, both days included."""

    def sales(self, first: date, last: date, by: SalesBy) -> Sequence[SalesRow]:
        """The sales report, ordered by key (day) or by total, largest first.

        Orders count on their business date once they were paid in full, by tender whatever has
        arrived; amounts are as sold, and what went back stands beside them in `refunded_minor`,
        on the day it went.
        """
        table = _Table()
        with self._store.reading() as session:
            _fill(session, table, by, first, last)
            for row, day in _of_days(session, _REFUNDS, first, last):
                _take_off(session, table, by, row, day)
            if by is not SalesBy.TENDER:
                for row, day in _of_days(session, _RETURNS, first, last):
                    product = by is SalesBy.PRODUCT
                    names = (row.name, row.name_en) if product else (day, "")
                    table.returned(_product_key(row) if product else (day, ""), names, row)
        return sorted(table.rows(), key=_day if by is SalesBy.DAY else _largest_first)


def _fill(session: Session, table: _Table, by: SalesBy, first: date, last: date) -> None:
    if by is SalesBy.DAY:
        for row in session.all(_BY_DAY, first=first, last=last):
            day = row.business_date.isoformat()
            table.sold((day, ""), (day, ""), row)
    elif by is SalesBy.TENDER:
        for row in session.all(_BY_TENDER, first=first, last=last):
            table.sold((row.tender, ""), (row.tender, ""), row)
    else:
        for row in session.all(_BY_PRODUCT, first=first, last=last):
            table.sold(_product_key(row), (row.name, row.name_en), row)


def _of_days(
    session: Session, happened: Statement, first: date, last: date
) -> list[tuple[Row, str]]:
    """What happened in the period, each with the business day it happened on."""
    profile = profile_for(session)
    around = {
        "since": day_start(first - timedelta(days=1), profile),
        "until": day_start(last + timedelta(days=2), profile),
    }
    found = []
    for row in session.all(happened, **around):
        day = business_date(row.at, profile)
        if first <= day <= last:
            found.append((row, day.isoformat()))
    return found


def _take_off(session: Session, table: _Table, by: SalesBy, row: Row, day: str) -> None:
    given_up = _given_up(row)
    if by is SalesBy.TENDER:
        table.refund((row.tender, ""), (row.tender, ""), row.amount_minor, row.rounding_minor)
    elif given_up and by is SalesBy.DAY:
        table.refund((day, ""), (day, ""), given_up)
    elif given_up:
        lines = session.all(_RETURN_LINES, return_id=row.wish)
        lines = lines or session.all(_LINES, order_id=row.order_id)
        parts = spread(given_up, [max(0, x.total_minor) for x in lines])
        for line, part in zip(lines, parts, strict=True):
            table.refund(_product_key(line), (line.name, line.name_en), part)


def _given_up(row: Row) -> int:
    """How much of a sale a refund takes back; money beside the sale goes back first.

    Tips, late and excess money were no sale, nor was anything paid for an order that never had
    all of its money.
    """
    over = int(row.over_minor)
    if over < 0:
        return 0
    before, amount = int(row.before_minor), int(row.amount_minor)
    return max(0, before + amount - over) - max(0, before - over)


def _product_key(row: Row) -> _Key:
    return (row.product_id, "") if row.product_id else ("", row.name)


def _day(row: SalesRow) -> str:
    return row.key


def _largest_first(row: SalesRow) -> tuple[int, str]:
    return -row.total_minor, row.key
