"""Placing an order and paying it in cash: each is one durable transaction."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import cart as carts
from app.domain import coins, placing
from app.domain.audit import AuditEntry
from app.domain.cart import Cart
from app.domain.coins import CASH
from app.domain.errors import UserError
from app.domain.money import currency
from app.domain.order import HistoryRow, Order
from app.domain.order_states import CancelReason, Lifecycle, OrderEvent
from app.domain.payment import Attempt, AttemptState, Refund, Way, held_minor
from app.domain.shop import ShopProfile, business_date
from app.ports.outside import OrderChanged
from app.ports.unit_of_work import UnitOfWork
from app.services import bills, cancelling, settlement
from app.services.bills import Bill
from app.services.changing import change
from app.services.context import Context, profile_of, retried


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """Cash that is in the books; `left_minor` is what the order still costs."""

    order: Order
    attempt: Attempt
    left_minor: int = 0

    @property
    def change_minor(self) -> int:
        """What the customer gets back."""
        return self.attempt.change_minor


class Checkout:
    """From the cart to an order, and cash for it."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def place(self, cart: Cart, *, staff: str) -> Order:
        """Place an order and reserve its goods; the same cart gives the same order."""
        order = retried(lambda: self._place(cart, staff))
        self._context.publish([OrderChanged(order_id=order.id)])
        return order

    def pay_cash(
        self,
        bill: Bill,
        *,
        tendered_minor: int,
        staff: str,
        key: str = "",
        amount_minor: int | None = None,
    ) -> Sale:
        """Take cash for what is left to pay; a second call returns the same sale.

        Raises UserError tendered_too_little below the amount due in cash, amount_missing,
        amount_over_left and part_not_in_coins for a part that cannot be.

        Args:
            key: made once for one wish of the cashier; the same key again is the same payment.
            amount_minor: the part to be paid in cash, None for everything that is left.
        """
        cash = _Cash(
            tendered_minor=tendered_minor,
            key=key or self._context.new_id(),
            amount_minor=amount_minor,
        )
        sale = retried(lambda: self._pay_cash(bill, cash, staff))
        self._context.publish([OrderChanged(order_id=sale.order.id)])
        return sale

    def _place(self, cart: Cart, staff: str) -> Order:
        with self._context.unit_of_work() as unit:
            found = bills.looked_up(unit, cart)
            if isinstance(found, Order):
                return found
            order = write_placed(unit, found, self._context, staff=staff)
            unit.commit()
        return order

    def _pay_cash(self, bill: Bill, cash: _Cash, staff: str) -> Sale:
        with self._context.unit_of_work() as unit:
            found = bills.looked_up(unit, bill)
            if isinstance(found, Cart):
                sale = self._new_cash_sale(unit, found, cash, staff)
            else:
                done = _cash_sale_of(unit, found, cash.key)
                if done is not None:
                    return done
                step_minor = bills.cash_step_minor(unit, bill)
                sale = self._cash_for_placed(unit, found, step_minor, cash, staff)
            unit.commit()
        return sale

    def withdraw(self, cart: Cart, *, staff: str) -> Order | None:
        """Take back the unpaid order that a cart became; None when it never became one.

        Refused while an attempt is live or money is there: UserError attempt_live,
        order_already_paid, and order_part_paid where it is less than the order costs.
        """
        with self._context.unit_of_work() as unit:
            found = unit.orders.by_token(cart.client_token)
        if found is None:
            return None

        def withdrawn(unit: UnitOfWork, order: Order) -> bool:
            if order.lifecycle is Lifecycle.CANCELLED:
                return False
            attempts = unit.payments.attempts_of(order.id)
            settlement.require_answered(order, attempts)
            left_minor = left_to_pay(order, attempts, unit.payments.refunds_of(order.id))
            if left_minor != order.total_minor:
                raise UserError("order_part_paid", number=order.number)
            why = CancelReason.STAFF
            cancelling.cancel(unit, order, self._context, reason=why, staff=staff)
            return True

        return change(self._context, found.id, withdrawn)

    def _new_cash_sale(self, unit: UnitOfWork, cart: Cart, cash: _Cash, staff: str) -> Sale:
        context = self._context
        order, rows = create(unit, cart, context, staff=staff)
        attempt = _cash_attempt(order, order.total_minor, cart.cash_step_minor, cash, context)
        rows += settlement.refresh_payment(order, [attempt], [], context, event="CASH", staff=staff)
        step, moved = settlement.advance(order, context, staff=staff)
        unit.orders.add(order)
        unit.payments.add_attempt(attempt)
        settlement.carry_out(unit, order, step, context, staff=staff, reserved=False)
        unit.orders.add_history(rows + moved)
        unit.audit.append([_cash_note(context, order, attempt, staff)])
        left_minor = order.total_minor - attempt.amount_minor
        return Sale(order=order, attempt=attempt, left_minor=left_minor)

    def _cash_for_placed(
        self, unit: UnitOfWork, order: Order, step_minor: int, cash: _Cash, staff: str
    ) -> Sale:
        context = self._context
        attempts = unit.payments.attempts_of(order.id)
        settlement.require_answered(order, attempts)
        refunds = unit.payments.refunds_of(order.id)
        left_minor = left_to_pay(order, attempts, refunds)
        settlement.require_open(order)
        attempt = _cash_attempt(order, left_minor, step_minor, cash, context)
        unit.payments.add_attempt(attempt)
        settlement.settle(unit, order, context, event="CASH", staff=staff)
        unit.audit.append([_cash_note(context, order, attempt, staff)])
        left_minor -= attempt.amount_minor
        return Sale(order=order, attempt=attempt, left_minor=left_minor)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cash:
    """What the customer put on the counter; see `pay_cash`."""

    tendered_minor: int
    key: str
    amount_minor: int | None


def create(
    unit: UnitOfWork, cart: Cart, context: Context, *, staff: str
) -> tuple[Order, list[HistoryRow]]:
    """Number a cart and make an order of it; nothing is written yet but the number."""
    carts.checked(cart)
    profile = profile_of(unit)
    order = placing.order_from_cart(
        cart,
        new_id=context.new_id,
        number=_next_number(unit, context, profile),
        till=context.till,
        staff=staff,
        at=context.now(),
        profile=profile,
    )
    row = settlement.history(
        order,
        context,
        event=OrderEvent.PLACE,
        column="lifecycle",
        before=Lifecycle.DRAFT,
        after=Lifecycle.PLACED,
        staff=staff,
    )
    return order, [row]


def _next_number(unit: UnitOfWork, context: Context, profile: ShopProfile) -> str:
    day = business_date(context.now(), profile)
    return placing.order_number(context.till, day, unit.orders.next_number(context.till, day))


def write_placed(unit: UnitOfWork, cart: Cart, context: Context, *, staff: str) -> Order:
    """Write a placed, unpaid order and reserve its goods."""
    order, rows = create(unit, cart, context, staff=staff)
    unit.stock.reserve(placing.stock_items(order))
    unit.orders.add(order)
    unit.orders.add_history(rows)
    unit.audit.append([_placed_note(context, order, staff)])
    return order


def left_to_pay(order: Order, attempts: list[Attempt], refunds: list[Refund]) -> int:
    """What an order still costs; UserError("order_already_paid") when it has its money.

    UserError("order_not_open") for one that was let go, whatever came for it afterwards.
    """
    if order.lifecycle is Lifecycle.CANCELLED:
        raise UserError("order_not_open", number=order.number)
    left_minor = order.total_minor - held_minor(attempts, refunds)
    if left_minor <= 0 and attempts:
        raise UserError("order_already_paid", number=order.number)
    return left_minor


def part_of(order: Order, left_minor: int, wanted_minor: int | None) -> int:
    """How much of what is left is to be paid now; UserError amount_missing, amount_over_left."""
    if wanted_minor is None:
        return left_minor
    if wanted_minor <= 0:
        raise UserError("amount_missing")
    if wanted_minor > left_minor:
        raise UserError(
            "amount_over_left",
            number=order.number,
            left_minor=left_minor,
            currency=order.currency,
        )
    return wanted_minor


def _cash_attempt(
    order: Order, left_minor: int, step_minor: int, cash: _Cash, context: Context
) -> Attempt:
    """Cash for what is left to pay; tendered - change = amount + rounding.

    Only what ends the sale is rounded to the coins there are; a part is what they make up.
    """
    amount_minor = part_of(order, left_minor, cash.amount_minor)
    due_minor = coins.payable(amount_minor, step_minor)
    if due_minor != amount_minor < left_minor:
        near_minor = due_minor or step_minor
        raise UserError("part_not_in_coins", near_minor=near_minor, currency=order.currency)
    if cash.tendered_minor < due_minor:
        raise UserError("tendered_too_little", due_minor=due_minor, currency=order.currency)
    at = context.now()
    return Attempt(
        id=cash.key,
        order_id=order.id,
        tender=CASH,
        provider=CASH,
        way=Way.CASH,
        amount_minor=amount_minor,
        currency=order.currency,
        state=AttemptState.SUCCEEDED,
        paid_minor=amount_minor,
        tendered_minor=cash.tendered_minor,
        change_minor=cash.tendered_minor - due_minor,
        rounding_minor=due_minor - amount_minor,
        created_at=at,
        settled_at=at,
    )


def _cash_sale_of(unit: UnitOfWork, order: Order, key: str) -> Sale | None:
    """The cash taken for an order before, when the same request comes a second time."""
    attempts = unit.payments.attempts_of(order.id)
    left_minor = order.total_minor - held_minor(attempts, unit.payments.refunds_of(order.id))
    finished = order.lifecycle is Lifecycle.COMPLETED or left_minor <= 0
    for attempt in reversed(attempts):
        if attempt.id == key or (finished and attempt.tender == CASH):
            return Sale(order=order, attempt=attempt, left_minor=max(0, left_minor))
    return None


def _placed_note(context: Context, order: Order, staff: str) -> AuditEntry:
    """The audit entry of a placed order."""
    return context.note("order.place", order.number, staff=staff, after=_amount(order))


def _cash_note(context: Context, order: Order, attempt: Attempt, staff: str) -> AuditEntry:
    """The audit entry of a cash sale."""
    paid = f"{_amount(order)} tendered {attempt.tendered_minor} change {attempt.change_minor}"
    return context.note("sale.cash", order.number, staff=staff, after=paid)


def _amount(order: Order) -> str:
    return f"{order.total_minor} {order.currency}"


_NOTES = (5, 10, 20, 50, 100, 200, 500)


def quick_cash(due_minor: int, currency_code: str) -> tuple[int, ...]:
    """What a customer is likely to hand over: the exact sum, then the next coins and notes."""
    unit = 10 ** currency(currency_code).decimals
    choices = [due_minor]
    for note in (1, *_NOTES) if due_minor < _NOTES[0] * unit else _NOTES:
        up = -(-due_minor // (note * unit)) * note * unit
        if up not in choices and up > due_minor:
            choices.append(up)
    return tuple(sorted(choices)[:6])
