"""The Orders view: list, filter, detail, report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select

from app.domain.errors import UserError
from app.domain.order_states import Fulfilment, Label, Lifecycle, PaymentState, label
from app.ports.queries import OrderDetail, OrderFilter, OrderRow
from data.queries.base import Reads
from data.queries.paging import beyond, cursor, position
from data.repositories.orders import HISTORY, read_order
from data.repositories.payments import attempts_of, refunds_of
from data.repositories.returns import returns_of
from data.repositories.shipments import shipments_of
from data.statements import Row, Statement, among, param
from data.tables.orders import order_history, order_line, orders
from data.types import EPOCH, MICROSECOND

_HISTORY = Statement(
    select(order_history)
    .where(order_history.c.order_id == param("order_id", order_history.c.order_id.type))
    .order_by(order_history.c.seq)
)
_ID_OF = Statement(
    select(orders.c.id).where(orders.c.number == param("number", orders.c.number.type))
)
ITEMS = (
    select(func.coalesce(func.sum(order_line.c.qty_milli), 0))
    .where(order_line.c.order_id == orders.c.id, order_line.c.product_id.is_not(None))
    .scalar_subquery()
    .label("items_milli")
)
_ROW = select(
    orders.c.id,
    orders.c.number,
    orders.c.placed_at,
    orders.c.business_date,
    orders.c.customer_name,
    orders.c.total_minor,
    orders.c.currency,
    orders.c.lifecycle,
    orders.c.payment,
    orders.c.fulfilment,
    ITEMS,
)
_ORDER = (orders.c.placed_at, orders.c.id)
_BETWEEN = Statement(
    _ROW.where(
        orders.c.business_date >= param("first", orders.c.business_date.type),
        orders.c.business_date <= param("last", orders.c.business_date.type),
    ).order_by(orders.c.business_date, orders.c.placed_at, orders.c.id)
)
_PARTLY = frozenset({PaymentState.PARTIALLY_REFUNDED})


class OrderReads(Reads):
    """Orders as the window and the report list them."""

    def orders(
        self, wanted: OrderFilter, *, after: str | None, limit: int
    ) -> tuple[Sequence[OrderRow], str | None]:
        """Newest first; the second value asks for the next page."""
        query = _ROW.where(*self._conditions(wanted))
        if after is not None:
            at, order_id = position(after)
            there = (EPOCH + at * MICROSECOND, order_id)
            query = query.where(beyond(_ORDER, there, descending=True))
        newest_first = (orders.c.placed_at.desc(), orders.c.id.desc())
        with self._store.reading() as session:
            page = session.all(Statement(query.order_by(*newest_first).limit(limit + 1)))
        rows = page[:limit]
        more = len(page) > limit
        return [_order_row(row) for row in rows], _cursor(rows[-1]) if more else None

    def count_orders(self, wanted: OrderFilter) -> int:
        """How many orders the filter lets through."""
        counted = select(func.count().label("n")).select_from(orders)
        with self._store.reading() as session:
            row: Any = session.first(Statement(counted.where(*self._conditions(wanted))))
        return int(row.n)

    def order_detail(self, order_id: str) -> OrderDetail:
        """One order; UserError("order_not_found")."""
        with self._store.reading() as session:
            order = read_order(session, self._vault, "id", order_id)
            if order is None:
                raise UserError("order_not_found")
            return OrderDetail(
                order=order,
                attempts=tuple(attempts_of(session, order_id)),
                refunds=tuple(refunds_of(session, order_id)),
                shipments=tuple(shipments_of(session, order_id)),
                returns=tuple(returns_of(session, order_id)),
                history=tuple(
                    HISTORY.build(row) for row in session.all(_HISTORY, order_id=order_id)
                ),
            )

    def order_id_of(self, number: str) -> str:
        """The id behind a number; UserError("order_number_unknown")."""
        with self._store.reading() as session:
            row = session.first(_ID_OF, number=number)
        if row is None:
            raise UserError("order_number_unknown", number=number)
        return str(row.id)

    def orders_between(self, first: date, last: date) -> Sequence[OrderRow]:
        """For the order report, oldest first."""
        with self._store.reading() as session:
            return [_order_row(row) for row in session.all(_BETWEEN, first=first, last=last)]

    def _conditions(self, wanted: OrderFilter) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if not wanted.include_archived:
            found.append(~orders.c.archived)
        if wanted.first_day is not None:
            found.append(orders.c.business_date >= wanted.first_day)
        if wanted.last_day is not None:
            found.append(orders.c.business_date <= wanted.last_day)
        if wanted.labels:
            found.append(_has_label(wanted.labels))
        text = wanted.text.strip()
        if text:
            found.append(self._mentions(text))
        return found

    def _mentions(self, text: str) -> ColumnElement[bool]:
        def contains(column: ColumnElement[Any]) -> ColumnElement[bool]:
            return column.icontains(text, autoescape=True)

        line = order_line.c
        sold: Select[Any] = select(line.id).where(
            line.order_id == orders.c.id,
            or_(contains(line.name), contains(line.name_en), contains(line.sku)),
        )
        places = [contains(orders.c.number), contains(orders.c.customer_name), sold.exists()]
        mark = self._vault.mark(text)
        if mark is not None:
            places.append(orders.c.phone_mark == mark)
        return or_(*places)


def _has_label(wanted: Iterable[Label]) -> ColumnElement[bool]:
    """The condition under which an order bears one of the labels.

    Made from the domain's own function over every combination of the three columns, grouped so
    that few terms remain.
    """
    labels = frozenset(wanted)
    groups: dict[frozenset[Fulfilment], dict[PaymentState, list[Lifecycle]]] = {}
    for payment in PaymentState:
        for lifecycle in Lifecycle:
            fits = frozenset(f for f in Fulfilment if label(lifecycle, payment, f) in labels)
            if fits:
                groups.setdefault(fits, {}).setdefault(payment, []).append(lifecycle)
    return or_(false(), *(_group(fits, states) for fits, states in groups.items()))


def _group(
    fits: frozenset[Fulfilment], states: dict[PaymentState, list[Lifecycle]]
) -> ColumnElement[bool]:
    where = or_(
        *(
            and_(orders.c.payment == payment, among(orders.c.lifecycle, lifecycles))
            for payment, lifecycles in states.items()
        )
    )
    if len(fits) == len(Fulfilment):
        return where
    return and_(where, among(orders.c.fulfilment, sorted(fits)))


def _order_row(row: Row) -> OrderRow:
    return OrderRow(
        order_id=row.id,
        number=row.number,
        placed_at=row.placed_at,
        business_date=row.business_date,
        customer_name=row.customer_name,
        total_minor=row.total_minor,
        currency=row.currency,
        items_milli=int(row.items_milli),
        lifecycle=row.lifecycle,
        payment=row.payment,
        fulfilment=row.fulfilment,
        label=label(row.lifecycle, row.payment, row.fulfilment),
        partly_refunded=row.payment in _PARTLY,
    )


def _cursor(row: Row) -> str:
    return cursor((row.placed_at - EPOCH) // MICROSECOND, row.id)
