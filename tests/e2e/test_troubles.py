"""What keeps failing is kept account of for as long as it fails, whichever till sees it work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import Bug
from app.domain.order import Order
from app.domain.trouble import TroubleKind
from tests.helpers.shop import Shop, open_shop


@pytest.fixture
def other_till(shop: Shop, shop_url: str, tmp_path: Path) -> Iterator[Shop]:
    """Another till of the same shop."""
    made = open_shop(shop_url, tmp_path / "other", clock=shop.clock)
    yield made
    made.close()


def fails(shop: Shop, order: Order) -> None:
    """The program breaks down over an order at a till."""

    def broken() -> None:
        raise Bug("rows_do_not_match")

    with pytest.raises(Bug):
        shop.house.troubles.watched(TroubleKind.ORDER, order.id, broken)


def works(shop: Shop, order: Order) -> None:
    """Nothing is wrong with an order at a till."""
    shop.house.troubles.watched(TroubleKind.ORDER, order.id, lambda: None)


def test_what_works_at_another_till_has_ended(shop: Shop, other_till: Shop) -> None:
    order = shop.house.checkout.place(shop.cart("tea"), staff="li")
    works(other_till, order)
    fails(shop, order)
    (known,) = shop.house.queries.troubles()
    assert known.order_number == order.number
    works(other_till, order)
    assert shop.house.queries.troubled() == frozenset()
    fails(shop, order)
    assert shop.house.queries.troubles()[0].trouble.tries == 1


def test_what_is_not_tried_any_more_is_forgotten(shop: Shop) -> None:
    orders = [shop.house.checkout.place(shop.cart("tea"), staff="li") for _ in range(3)]
    for order in orders[:2]:
        fails(shop, order)
    shop.house.orders.cancel(orders[0].id, staff="li")
    fails(shop, orders[2])
    assert shop.house.queries.troubled() == {orders[1].id, orders[2].id}
