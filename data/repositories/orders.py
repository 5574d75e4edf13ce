"""Placed orders with their lines, taxes and history."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from sqlalchemy import Executable, select

from app.domain.cart import Delivery
from app.domain.errors import ShopError, UserError
from app.domain.order import HistoryRow, Order, OrderLine
from app.domain.pricing import TaxTotal
from data import statements
from data.crypto import Vault
from data.errors import Taken
from data.mapping import Mapping
from data.repositories.locking import save_versioned
from data.session import Session
from data.statements import Row, Statement, Values, param
from data.tables.orders import order_history, order_line, order_number, order_tax, orders

_ORDER = Mapping(Order, without=["customer_phone", "delivery", "lines", "taxes"])
_LINE = Mapping(OrderLine)
HISTORY = Mapping(HistoryRow)

_ADD = statements.insert(orders)
_ADD_LINE = statements.insert(order_line)
_ADD_TAX = statements.insert(order_tax)
_ADD_HISTORY = statements.insert(order_history, without=["seq"])
_SAVE = statements.update_versioned(
    orders,
    [
        "lifecycle",
        "payment",
        "fulfilment",
        "cancel_reason",
        "customer_name",
        "phone_sealed",
        "phone_mark",
        "delivery_sealed",
        "note",
        "pay_by",
        "completed_at",
        "archived",
    ],
)


def _by(column: str) -> Statement:
    return Statement(select(orders).where(orders.c[column] == param(column, orders.c[column].type)))


_BY = {column: _by(column) for column in ("id", "client_token")}
_LINES = Statement(
    select(order_line)
    .where(order_line.c.order_id == param("order_id", order_line.c.order_id.type))
    .order_by(order_line.c.position)
)
_TAXES = Statement(
    select(order_tax)
    .where(order_tax.c.order_id == param("order_id", order_tax.c.order_id.type))
    .order_by(order_tax.c.position)
)


def _next_number(dialect: str) -> Executable:
    made = statements.insert_or(order_number, dialect).values(last=1)
    counted: Executable = made.on_conflict_do_update(
        index_elements=["till", "business_date"], set_={"last": order_number.c.last + 1}
    ).returning(order_number.c.last)
    return counted


_NEXT_NUMBER = Statement(_next_number)


def read_order(session: Session, vault: Vault, column: str, value: str) -> Order | None:
    """Load by "id" or "client_token"."""
    row = session.first(_BY[column], **{column: value})
    if row is None:
        return None
    return _ORDER.build(
        row,
        customer_phone=vault.open(row.phone_sealed, _phone_place(row.id)),
        delivery=open_delivery(vault, row),
        lines=tuple(_LINE.build(x) for x in session.all(_LINES, order_id=row.id)),
        taxes=tuple(_tax(x) for x in session.all(_TAXES, order_id=row.id)),
    )


def open_delivery(vault: Vault, row: Row) -> Delivery | None:
    """Where the order of a row with `id` and `delivery_sealed` goes."""
    text = vault.open(row.delivery_sealed, _delivery_place(row.id))
    return Delivery(**json.loads(text)) if text else None


class OrderRepository:
    """Orders. Phone number and delivery are sealed on their way in."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def add(self, order: Order) -> None:
        """Insert a new order with lines and taxes.

        UserError("order_exists") when the same cart has become an order meanwhile.
        """
        try:
            self._session.write(_ADD, self._values(order))
        except Taken as error:
            raise _said(error) from error
        self._session.write_all(
            _ADD_LINE, [{**_LINE.values(line), "order_id": order.id} for line in order.lines]
        )
        self._session.write_all(
            _ADD_TAX,
            [_tax_values(order.id, place, tax) for place, tax in enumerate(order.taxes)],
        )

    def get(self, order_id: str) -> Order:
        """Load by id; UserError("order_not_found")."""
        order = read_order(self._session, self._vault, "id", order_id)
        if order is None:
            raise UserError("order_not_found")
        return order

    def by_token(self, client_token: str) -> Order | None:
        """The order a cart has already become, if any."""
        return read_order(self._session, self._vault, "client_token", client_token)

    def save(self, order: Order) -> None:
        """Write the columns that can change (states, reasons, times, customer, note, delivery).

        Compares and raises `version`; UserError("changed_elsewhere") when it lost.
        """
        save_versioned(self._session, _SAVE, order, self._values(order))

    def next_number(self, till: str, day: date) -> int:
        """The next sequence number of a till's business day, from 1, never twice."""
        row = self._session.first(_NEXT_NUMBER, till=till, business_date=day)
        return int(row.last)  # type: ignore[union-attr]

    def add_history(self, rows: Iterable[HistoryRow]) -> None:
        """Append what happened."""
        self._session.write_all(_ADD_HISTORY, [HISTORY.values(row) for row in rows])

    def _values(self, order: Order) -> Values:
        vault, delivery = self._vault, order.delivery
        return {
            **_ORDER.values(order),
            "phone_sealed": vault.seal(order.customer_phone, _phone_place(order.id)),
            "phone_mark": vault.mark(order.customer_phone),
            "delivery_sealed": None
            if delivery is None
            else vault.seal(json.dumps(asdict(delivery)), _delivery_place(order.id)),
        }


def _phone_place(order_id: str) -> str:
    return f"orders.phone:{order_id}"


def _delivery_place(order_id: str) -> str:
    return f"orders.delivery:{order_id}"


def _tax_values(order_id: str, place: int, tax: TaxTotal) -> Values:
    return {
        "order_id": order_id,
        "position": place,
        "name": tax.name,
        "percent_milli": tax.percent,
        "fixed_milli": tax.fixed_minor,
        "base_minor": tax.base_minor,
        "amount_minor": tax.amount_minor,
    }


def _tax(row: Row) -> TaxTotal:
    return TaxTotal(row.name, row.percent_milli, row.fixed_milli, row.base_minor, row.amount_minor)


def _said(error: Taken) -> ShopError:
    if error.is_about("client_token"):
        return UserError("order_exists")
    return error
