"""What money is taken for: a cart that becomes an order with its first payment, or an order."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import placing
from app.domain.cart import Cart
from app.domain.errors import UserError
from app.domain.order import Order
from app.ports.unit_of_work import UnitOfWork
from app.services.context import profile_of


@dataclass(frozen=True, slots=True)
class Placed:
    """An order that still waits for money, taken up again."""

    order_id: str


Bill = Cart | Placed


def looked_up(unit: UnitOfWork, bill: Bill) -> Order | Cart:
    """The order of a bill, or the cart while it is no order yet.

    UserError("order_already_placed") when the cart has been changed since it became one.
    """
    if isinstance(bill, Placed):
        return unit.orders.get(bill.order_id)
    order = unit.orders.by_token(bill.client_token)
    if order is None:
        return bill
    if not placing.same_goods(order, bill):
        raise UserError("order_already_placed", number=order.number)
    return order


def cash_step_minor(unit: UnitOfWork, bill: Bill) -> int:
    """The smallest coin: the one the cart was shown with, else the shop's."""
    if isinstance(bill, Cart):
        return bill.cash_step_minor
    return profile_of(unit).cash_step_minor
