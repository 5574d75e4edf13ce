"""Many payments that wait for their answers, written down without asking anybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.domain.order_states import PaymentState
from app.domain.payment import Attempt, AttemptState
from data.ids import new_id
from tests.helpers.shop import Shop


def left_waiting(
    shop: Shop,
    number: int,
    *,
    provider: str = "alipay",
    age: timedelta = timedelta(0),
    goods: str = "bag",
) -> list[str]:
    """Ids of attempts, oldest first, whose codes were shown for five minutes, so long ago."""
    cart = shop.cart(goods)
    placed = [
        shop.house.checkout.place(replace(cart, client_token=new_id()), staff="li")
        for _ in range(number)
    ]
    merchant = shop.gateways.offered()[provider].merchant
    begun, ids = shop.clock.now() - age, []
    with shop.database.unit_of_work() as unit:
        for place, made in enumerate(placed):
            order = unit.orders.get(made.id)
            at = begun - timedelta(seconds=number - place)
            order.payment, order.pay_by = PaymentState.PENDING, at + timedelta(minutes=15)
            unit.orders.save(order)
            attempt = Attempt(
                id=new_id(),
                order_id=order.id,
                tender=provider,
                provider=provider,
                test=True,
                merchant=merchant,
                amount_minor=order.total_minor,
                currency=order.currency,
                state=AttemptState.PENDING,
                created_at=at,
                expires_at=at + timedelta(minutes=5),
                due_at=at + timedelta(seconds=2),
            )
            unit.payments.add_attempt(attempt)
            ids.append(attempt.id)
        unit.commit()
    return ids
