"""The evening: the shop is opened anew, and its books must say what the day showed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from app.domain.catalog import StockPolicy
from app.domain.order_states import Label, PaymentState
from app.domain.payment import AttemptState
from app.ports.queries import OrderDetail, OrderFilter, Queries
from ui.tour.checks import Checks
from ui.tour.plan import Day
from ui.tour.sold import Sold


def check(queries: Queries, checks: Checks, sales: Sequence[Sold], day: Day) -> None:
    """Orders, payments, stock and the audit chain."""
    checks.same("order_count", len(sales), queries.count_orders(OrderFilter()))
    for sold in sales:
        _check_sale(queries.order_detail(sold.order_id), checks, sold)
    _check_stock(queries, checks, day)
    checks.same("nothing_open", 0, len(queries.open_attempts()))
    checks.same("nothing_held", 0, len(queries.holds()))
    checks.same("stock_sums", [], list(queries.stock_mismatches()))
    checks.same("audit_chain", None, queries.audit_break())


def states(detail: OrderDetail) -> dict[str, object]:
    """How an order ended, for tour.json."""
    order = detail.order
    return {
        "label": order.label.value,
        "payment": order.payment.value,
        "attempts": [attempt.state.value for attempt in detail.attempts],
        "business_date": order.business_date.isoformat(),
    }


def stock(queries: Queries, day: Day) -> list[dict[str, object]]:
    """What was on hand in the morning and is in the evening, for tour.json."""
    sold = day.sold_milli()
    return [
        {
            "name": good.product.name,
            "before": _quantity(good.on_hand_milli),
            "sold": _quantity(sold[product_id]),
            "after": _quantity(on_hand_milli(queries, product_id)),
        }
        for product_id, good in day.goods().items()
        if good.product.stock_policy is not StockPolicy.NOT_TRACKED
    ]


def on_hand_milli(queries: Queries, product_id: str) -> int:
    """On hand, by the newest movement."""
    newest = queries.movements(product_id, 1)
    return newest[0].on_hand_after_milli if newest else 0


def _quantity(milli: int) -> str:
    return f"{Decimal(milli) / 1000:f}"


def _check_sale(detail: OrderDetail, checks: Checks, sold: Sold) -> None:
    order, number = detail.order, sold.number
    checks.same("book_number", number, order.number)
    checks.same("book_total", sold.total_minor, order.total_minor, number=number)
    checks.same("book_state", Label.COMPLETED, order.label, number=number)
    checks.same("book_state", PaymentState.PAID, order.payment, number=number)
    wanted = [
        (x.good.product.name, x.times * 1000, x.good.unit_minor, x.total_minor) for x in sold.lines
    ]
    found = [(x.name, x.qty_milli, x.unit_minor, x.total_minor) for x in order.lines]
    checks.same("book_lines", wanted, found, number=number)
    checks.same("book_net", order.total_minor, order.net_minor + order.tax_minor, number=number)
    taxes = [line.tax_minor for line in sold.lines]
    if None not in taxes:
        checks.same("book_tax", taxes, [line.tax_minor for line in order.lines], number=number)
    _check_money(detail, checks, sold)


def _check_money(detail: OrderDetail, checks: Checks, sold: Sold) -> None:
    paid = AttemptState.SUCCEEDED.value
    wanted = (sold.tender, paid, sold.total_minor, sold.tendered_minor, sold.change_minor)
    found = [
        (x.tender, x.state.value, x.paid_minor, x.tendered_minor, x.change_minor)
        for x in detail.attempts
    ]
    checks.same("book_money", [wanted], found, number=sold.number)
    checks.same("book_refunds", 0, len(detail.refunds), number=sold.number)


def _check_stock(queries: Queries, checks: Checks, day: Day) -> None:
    sold = day.sold_milli()
    for product_id, good in day.goods().items():
        if good.product.stock_policy is not StockPolicy.NOT_TRACKED:
            left = good.on_hand_milli - sold[product_id]
            found = on_hand_milli(queries, product_id)
            checks.same("book_stock", left, found, name=good.product.name)
