"""When goods may come back, and where an order stands then."""

from __future__ import annotations

import itertools

import pytest

from app.domain import returning
from app.domain.errors import Bug, UserError
from app.domain.order_states import Fulfilment, Lifecycle
from app.domain.returning import Brought
from tests.helpers.books import make_line, make_order, make_product

OPEN = {
    (Lifecycle.PLACED, Fulfilment.DELIVERED),
    (Lifecycle.PLACED, Fulfilment.RECEIVED),
    (Lifecycle.PLACED, Fulfilment.RETURN_REQUESTED),
    (Lifecycle.PLACED, Fulfilment.PARTIALLY_RETURNED),
}


@pytest.mark.parametrize(
    ("lifecycle", "fulfilment"), list(itertools.product(Lifecycle, Fulfilment)), ids=str
)
def test_only_what_the_customer_has_can_come_back(
    lifecycle: Lifecycle, fulfilment: Fulfilment
) -> None:
    order = make_order(make_line(), lifecycle=lifecycle, fulfilment=fulfilment)
    allowed = lifecycle is Lifecycle.COMPLETED or (lifecycle, fulfilment) in OPEN
    assert returning.may_come_back(order) is allowed


def test_at_the_counter_the_goods_column_stays() -> None:
    order = make_order(make_line(product=make_product()), lifecycle=Lifecycle.COMPLETED)
    assert returning.fulfilment_after(order, []) is Fulfilment.NOT_REQUIRED


def test_nothing_and_lines_of_another_order_are_refused() -> None:
    order = make_order(make_line())
    with pytest.raises(UserError, match="return_empty"):
        returning.lines_back(order, [], [], str)
    with pytest.raises(Bug, match="return_of_another_order"):
        returning.lines_back(order, [], [Brought(line_id="x", qty_milli=1000)], str)
