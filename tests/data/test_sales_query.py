"""The sales report counts what customers paid for, and what went back beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.domain import returning
from app.domain.catalog import Product
from app.domain.order import Order
from app.domain.payment import Attempt, AttemptState, Refund, RefundState
from app.domain.returning import Brought, GoodsReturn
from app.ports.queries import SalesBy, SalesRow
from data.ids import new_id
from tests.helpers.books import (
    NOW,
    TODAY,
    Books,
    make_attempt,
    make_line,
    make_order,
    make_product,
)

DAY = timedelta(days=1)


@pytest.fixture
def shop(books: Books) -> Books:
    """Books of a shop in Shanghai; NOW is the evening of TODAY there."""
    books.save_profile()
    return books


def rows(books: Books, by: SalesBy, first: date = TODAY, last: date = TODAY) -> list[SalesRow]:
    """The report."""
    return list(books.queries.sales(first, last, by))


def sold(
    books: Books,
    *goods: Product,
    state: AttemptState = AttemptState.SUCCEEDED,
    tender: str = "cash",
    **fields: object,
) -> tuple[Order, Attempt]:
    """An order with one line a product and an attempt to pay it."""
    lines = [make_line(n, x) for n, x in enumerate(goods, start=1)] or [make_line()]
    order = make_order(*lines, **fields)
    attempt = make_attempt(order, state, tender=tender)
    books.add_order(order, attempt)
    return order, attempt


def give_back(books: Books, attempt: Attempt, amount_minor: int, **fields: object) -> None:
    """A refund that has arrived."""
    values = {
        "state": RefundState.SUCCEEDED,
        "settled_at": NOW,
        "created_at": NOW,
        "tender": attempt.tender,
        **fields,
    }
    refund = Refund(
        id=new_id(),
        order_id=attempt.order_id,
        attempt_id=attempt.id,
        amount_minor=amount_minor,
        **values,  # type: ignore[arg-type]
    )
    with books.unit_of_work() as unit:
        unit.payments.add_refund(refund)
        unit.commit()


def test_only_orders_that_took_money_count(shop: Books) -> None:
    tea = shop.add_product()
    for state in AttemptState:
        sold(shop, tea, state=state)
    (row,) = rows(shop, SalesBy.DAY)
    assert row.orders == 3  # SUCCEEDED, CLAIMED, LATE_PAID
    assert (row.key, row.qty_milli) == ("2026-03-31", 6000)
    assert (row.gross_minor, row.discount_minor) == (3300, 0)
    assert (row.net_minor, row.tax_minor, row.total_minor) == (2919, 381, 3300)


def test_an_order_paid_in_two_parts_counts_once(shop: Books) -> None:
    order, attempt = sold(shop, tender="cash")
    with shop.unit_of_work() as unit:
        unit.payments.add_attempt(replace(attempt, id=new_id(), tender="alipay"))
        unit.commit()
    (row,) = rows(shop, SalesBy.DAY)
    assert (row.orders, row.total_minor) == (1, order.total_minor)


def test_days_come_in_order(shop: Books) -> None:
    for n in (2, 0, 1, 5):
        sold(shop, business_date=TODAY + n * DAY)
    found = rows(shop, SalesBy.DAY, TODAY, TODAY + 2 * DAY)
    assert [x.key for x in found] == ["2026-03-31", "2026-04-01", "2026-04-02"]


def test_fees_are_money_but_no_goods(shop: Books) -> None:
    sold(shop)
    (row,) = rows(shop, SalesBy.DAY)
    assert (row.qty_milli, row.total_minor) == (0, 1100)
    (fee,) = rows(shop, SalesBy.PRODUCT)
    assert (fee.key, fee.qty_milli, fee.total_minor) == ("运费", 0, 1100)


def test_refunds_count_on_the_day_they_were_made(shop: Books) -> None:
    _, attempt = sold(shop, business_date=TODAY - 3 * DAY)
    give_back(shop, attempt, 100)
    give_back(shop, attempt, 20, settled_at=NOW - 3 * DAY)
    give_back(shop, attempt, 3, state=RefundState.FAILED)
    give_back(shop, attempt, 7, settled_at=NOW + DAY)
    (today,) = rows(shop, SalesBy.DAY)
    assert (today.orders, today.total_minor, today.refunded_minor) == (0, 0, 100)
    (before,) = rows(shop, SalesBy.DAY, TODAY - 3 * DAY, TODAY - 3 * DAY)
    assert (before.orders, before.total_minor, before.refunded_minor) == (1, 1100, 20)


def test_products_come_largest_first(shop: Books) -> None:
    tea = shop.add_product(make_product("茶", name_en="Tea"))
    milk = shop.add_product(make_product("奶"))
    sold(shop, tea, milk)
    sold(shop, milk)
    first, second = rows(shop, SalesBy.PRODUCT)
    assert (first.key, first.orders, first.qty_milli, first.total_minor) == ("奶", 2, 4000, 2200)
    assert (second.key, second.orders, second.net_minor) == ("茶", 1, 973)


def test_a_renamed_product_stays_one_row(shop: Books) -> None:
    tea = shop.add_product(make_product("茶"))
    sold(shop, tea)
    sold(shop, replace(tea, name="红茶"))
    (row,) = rows(shop, SalesBy.PRODUCT)
    assert (row.orders, row.total_minor) == (2, 2200)


def test_tenders_count_payments(shop: Books) -> None:
    sold(shop, tender="cash")
    _, attempt = sold(shop, tender="alipay")
    sold(shop, tender="alipay")
    give_back(shop, attempt, 300)
    first, second = rows(shop, SalesBy.TENDER)
    assert (first.key, first.orders, first.total_minor) == ("alipay", 2, 2200)
    assert (first.refunded_minor, first.net_minor, first.tax_minor) == (300, 0, 0)
    assert (second.key, second.orders, second.gross_minor) == ("cash", 1, 1100)


def test_refunds_by_product_add_up_to_the_refund(shop: Books) -> None:
    goods = [shop.add_product(make_product(x)) for x in "abc"]
    _, attempt = sold(shop, *goods)
    give_back(shop, attempt, 100)
    found = rows(shop, SalesBy.PRODUCT)
    assert sorted(x.refunded_minor for x in found) == [33, 33, 34]


def test_every_way_of_counting_gives_the_same_total(shop: Books) -> None:
    goods = [shop.add_product(make_product(x)) for x in "ab"]
    for n in range(6):
        _, attempt = sold(
            shop, *goods[: n % 3], tender=["cash", "alipay"][n % 2], business_date=TODAY + n * DAY
        )
        give_back(shop, attempt, 50 + n)
    for by in SalesBy:
        found = rows(shop, by, TODAY, TODAY + 9 * DAY)
        assert sum(x.total_minor for x in found) == 8800
        assert sum(x.refunded_minor for x in found) == 315


def bring_back(books: Books, order: Order, *qty_milli: int, at: datetime = NOW) -> str:
    """So much of each line comes back; the id of the return."""
    brought = [
        Brought(line_id=line.id, qty_milli=milli)
        for line, milli in zip(order.lines, qty_milli, strict=True)
        if milli
    ]
    with books.unit_of_work() as unit:
        back = GoodsReturn(
            id=new_id(),
            order_id=order.id,
            at=at,
            till="1",
            staff="li",
            reason="",
            lines=returning.lines_back(order, unit.returns.of_order(order.id), brought, new_id),
        )
        unit.returns.add(back)
        unit.commit()
    return back.id


def test_returns_count_on_the_day_they_were_made(shop: Books) -> None:
    tea = shop.add_product(make_product("茶"))
    order, _ = sold(shop, tea, business_date=TODAY - 3 * DAY)
    bring_back(shop, order, 500, at=NOW - DAY)
    bring_back(shop, order, 1500)
    (row,) = rows(shop, SalesBy.DAY)
    assert (row.orders, row.returned_milli) == (0, 1500)
    assert row.returned_net_minor + row.returned_tax_minor == 825
    for by in (SalesBy.DAY, SalesBy.PRODUCT):
        found = rows(shop, by, TODAY - 3 * DAY, TODAY)
        assert sum(x.returned_milli for x in found) == 2000
        assert sum(x.returned_net_minor for x in found) == 973
        assert sum(x.returned_tax_minor for x in found) == 127
    assert rows(shop, SalesBy.TENDER) == []


def test_money_for_goods_that_came_back_counts_against_these_goods(shop: Books) -> None:
    tea, milk = (shop.add_product(make_product(x)) for x in ("茶", "奶"))
    order, attempt = sold(shop, tea, milk)
    wish = bring_back(shop, order, 0, 1000)
    give_back(shop, attempt, 300, wish=wish)
    give_back(shop, attempt, 250, wish=wish, tender="cash")
    found = {x.key: x for x in rows(shop, SalesBy.PRODUCT)}
    assert (found["茶"].refunded_minor, found["茶"].returned_milli) == (0, 0)
    assert (found["奶"].refunded_minor, found["奶"].returned_milli) == (550, 1000)


def test_money_given_back_in_cash_counts_under_cash(shop: Books) -> None:
    _, attempt = sold(shop, tender="alipay")
    give_back(shop, attempt, 300, tender="cash")
    found = {x.key: x.refunded_minor for x in rows(shop, SalesBy.TENDER)}
    assert found == {"alipay": 0, "cash": 300}


def test_the_drawer_has_what_coins_made_of_it(shop: Books) -> None:
    sale = make_order(make_line())
    paid = make_attempt(sale, AttemptState.SUCCEEDED, tender="cash", rounding_minor=-2)
    shop.add_order(sale, paid)
    give_back(shop, paid, 552, rounding_minor=-2)
    _, elsewhere = sold(shop, tender="alipay")
    give_back(shop, elsewhere, 301, tender="cash", rounding_minor=-1)
    found = {x.key: x for x in rows(shop, SalesBy.TENDER)}
    cash = found["cash"]
    assert (cash.total_minor, cash.refunded_minor) == (paid.paid_minor, 853)
    assert (cash.rounding_minor, cash.taken_in_minor) == (1, paid.paid_minor - 852)
    assert found["alipay"].rounding_minor == 0


def test_a_returned_fee_is_money_and_no_goods(shop: Books) -> None:
    order, _ = sold(shop)
    bring_back(shop, order, 2000)
    (row,) = rows(shop, SalesBy.PRODUCT)
    assert (row.key, row.returned_milli, row.returned_net_minor) == ("运费", 0, 973)


def test_an_order_paid_in_part_is_no_sale_yet(shop: Books) -> None:
    tea = shop.add_product()
    _, attempt = sold(shop, tea)
    with shop.unit_of_work() as unit:
        paid = unit.payments.get_attempt(attempt.id)
        paid.paid_minor -= 1
        unit.payments.save_attempt(paid)
        unit.commit()
    assert rows(shop, SalesBy.DAY) == []
    (by_tender,) = rows(shop, SalesBy.TENDER)
    assert by_tender.total_minor == attempt.paid_minor - 1


@pytest.mark.parametrize("by", [SalesBy.DAY, SalesBy.PRODUCT])
@pytest.mark.parametrize(
    ("paid_minor", "back", "given_up"),
    [(900, [900], 0), (1100, [50], 50), (1250, [150], 0), (1250, [100, 100, 1050], 1100)],
    ids=["never a sale", "a part", "what was too much", "too much first, then the sale"],
)
def test_only_what_was_a_sale_is_taken_off_the_sales(
    shop: Books, by: SalesBy, paid_minor: int, back: list[int], given_up: int
) -> None:
    order = make_order(make_line())
    assert order.total_minor == 1100
    attempt = make_attempt(order, AttemptState.SUCCEEDED, tender="cash", paid_minor=paid_minor)
    shop.add_order(order, attempt)
    for place, amount in enumerate(back):
        give_back(shop, attempt, amount, settled_at=NOW + timedelta(seconds=place))
    assert sum(x.refunded_minor for x in rows(shop, by)) == given_up
