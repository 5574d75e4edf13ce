"""Taxes, discounts and roundings of a cart, one rule at a time."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from app.domain import pricing
from app.domain.errors import UserError
from app.domain.money import MAX_MINOR, currency
from app.domain.pricing import (
    Discount,
    PriceCart,
    PriceLine,
    TaxRounding,
    TaxRule,
    offers,
    refund,
    why,
)

EUR = currency("EUR")
DOCUMENT = TaxRounding.DOCUMENT


def percent(rate: str, name: str = "VAT", **more: Any) -> TaxRule:
    return TaxRule(name, percent=Decimal(rate), **more)


def levy(minor: str, name: str = "levy", **more: Any) -> TaxRule:
    return TaxRule(name, fixed_minor=Decimal(minor), **more)


def line(unit_minor: Decimal | int, *taxes: TaxRule, qty: int = 1000, **more: Any) -> PriceLine:
    return PriceLine(more.pop("name", "goods"), qty, unit_minor, taxes, **more)


def price(lines: Sequence[PriceLine], **settings: Any) -> pricing.Priced:
    return pricing.price(PriceCart(EUR, tuple(lines), **settings))


def tax_amounts(priced: pricing.Priced, place: int = 0) -> list[int]:
    return [tax.amount_minor for tax in priced.lines[place].taxes]


@pytest.mark.parametrize(
    "discount", [None, Discount(percent=Decimal(10)), Discount(amount_minor=0)]
)
def test_an_empty_cart_costs_nothing(discount: Discount | None) -> None:
    priced = price([], order_discount=discount)
    assert (priced.total_minor, priced.lines, priced.taxes) == (0, (), ())


def test_quantities_and_prices_may_be_finer_than_a_cent() -> None:
    assert price([line(199, qty=1255)]).total_minor == 250
    assert price([line(Decimal("12.5"), qty=3000)]).total_minor == 38


def test_several_included_taxes_are_taken_out_of_the_same_price() -> None:
    priced = price([line(11500, percent("10"), percent("5", "city"))])
    assert tax_amounts(priced) == [1000, 500]
    assert priced.net_minor == 10000


def test_an_included_levy_leaves_the_price_before_the_percentage_is_taken_out() -> None:
    priced = price([line(1310, levy("100"), percent("21"))])
    assert tax_amounts(priced) == [100, 210]
    assert [tax.base_minor for tax in priced.lines[0].taxes] == [1000, 1000]


def test_an_included_percentage_may_be_taken_on_base_and_levy() -> None:
    priced = price([line(1331, levy("100", in_base_of_next=True), percent("21"))])
    assert tax_amounts(priced) == [100, 231]
    assert (priced.net_minor, priced.lines[0].taxes[1].base_minor) == (1000, 1100)


def test_an_included_percentage_may_contain_tax_on_a_levy_on_top() -> None:
    taxes = levy("100", included=False, in_base_of_next=True), percent("21")
    priced = price([line(1231, *taxes)])
    assert tax_amounts(priced) == [100, 231]
    assert (priced.net_minor, priced.total_minor) == (1000, 1331)


def test_tax_on_tax_on_top() -> None:
    taxes = percent("5", "GST", in_base_of_next=True), percent("10", "PST")
    priced = price([line(10000, *taxes)], prices_include_tax=False)
    assert tax_amounts(priced) == [500, 1050]


def test_tax_on_tax_inside_a_price() -> None:
    taxes = percent("5", "GST", in_base_of_next=True), percent("10", "PST")
    priced = price([line(11550, *taxes)])
    assert tax_amounts(priced) == [500, 1050]
    assert priced.net_minor == 10000


def test_a_product_may_differ_from_the_shop_in_including_tax() -> None:
    priced = price([line(1210, percent("21")), line(1000, percent("21", included=False))])
    assert [x.total_minor for x in priced.lines] == [1210, 1210]
    assert [(x.base_minor, x.amount_minor) for x in priced.taxes] == [(2000, 420)]


def test_a_levy_is_charged_per_unit_and_may_have_a_fraction() -> None:
    priced = price([line(100, levy("0.5"), qty=2500)], prices_include_tax=False)
    assert tax_amounts(priced) == [1]


def test_line_rounding_adds_up_rounded_lines_and_document_rounding_rounds_once() -> None:
    goods = [line(123, percent("5"), name=str(x)) for x in range(4)]
    by_line = price(goods, prices_include_tax=False)
    by_document = price(goods, prices_include_tax=False, tax_rounding=DOCUMENT)
    assert (by_line.tax_minor, by_document.tax_minor) == (24, 25)
    assert [x.tax_minor for x in by_document.lines] == [7, 6, 6, 6]
    assert [x.amount_minor for x in by_document.taxes] == [25]


def test_document_rounding_of_included_prices_keeps_what_the_customer_pays() -> None:
    goods = [line(99, percent("19"), name=str(x)) for x in range(3)]
    priced = price(goods, tax_rounding=DOCUMENT)
    assert (priced.total_minor, priced.tax_minor) == (297, 47)
    assert sorted(x.tax_minor for x in priced.lines) == [15, 16, 16]


def test_document_rounding_of_one_line_is_line_rounding() -> None:
    taxes = percent("5", "GST", in_base_of_next=True), percent("9.975", "QST")
    goods = [line(1999, levy("10"), *taxes)]
    assert price(goods, tax_rounding=DOCUMENT) == price(goods)


def test_tax_on_tax_in_a_document_has_bases_that_can_be_checked_by_hand() -> None:
    taxes = percent("5", "GST", in_base_of_next=True), percent("10", "PST")
    goods = [line(123, *taxes, name=str(x)) for x in range(4)]
    gst, pst = price(goods, prices_include_tax=False, tax_rounding=DOCUMENT).taxes
    assert (gst.base_minor, gst.amount_minor) == (492, 25)
    assert (pst.base_minor, pst.amount_minor) == (517, 52)


def test_a_rate_is_rounded_once_even_where_only_some_lines_have_a_tax_below_it() -> None:
    gst, pst = percent("5", "GST", in_base_of_next=True), percent("10", "PST")
    goods = [line(99, gst, pst), line(104, pst)]
    priced = price(goods, prices_include_tax=False, tax_rounding=DOCUMENT)
    assert [(x.base_minor, x.amount_minor) for x in priced.taxes] == [(99, 5), (208, 21)]


def test_equal_claims_on_a_document_tax_follow_the_contents_of_lines() -> None:
    goods = [line(123, percent("5"), name=name) for name in "cab"]
    priced = price(goods, prices_include_tax=False, tax_rounding=DOCUMENT)
    assert [x.tax_minor for x in priced.lines] == [6, 6, 6]
    goods = [line(129, percent("5"), name=name) for name in "cab"]
    priced = price(goods, prices_include_tax=False, tax_rounding=DOCUMENT)
    assert [x.tax_minor for x in priced.lines] == [6, 7, 6]


def test_two_lines_with_the_same_taxes_in_opposite_order_still_get_a_price() -> None:
    a = percent("5", "A", in_base_of_next=True)
    b = percent("10", "B", in_base_of_next=True)
    goods = [line(10000, a, b), line(10000, b, a)]
    priced = price(goods, prices_include_tax=False, tax_rounding=DOCUMENT)
    assert priced.tax_minor == 2 * 1550
    turned = price(goods[::-1], prices_include_tax=False, tax_rounding=DOCUMENT)
    assert turned.tax_minor == priced.tax_minor


@pytest.mark.parametrize("rounding", TaxRounding)
def test_taxes_rounded_up_on_a_cent_never_make_the_net_negative(rounding: TaxRounding) -> None:
    taxes = [percent("100", name) for name in "abcd"]
    goods = [line(3, *taxes, name=str(x)) for x in range(3)]
    priced = price(goods, tax_rounding=rounding)
    assert all(x.net_minor >= 0 for x in priced.lines)
    assert priced.total_minor == 9


def test_a_document_tax_that_does_not_fit_a_tiny_line_moves_to_another() -> None:
    taxes = [percent("60", "a"), percent("60", "b")]
    goods = [line(1, *taxes, name=name) for name in "xyz"]
    priced = price(goods, tax_rounding=DOCUMENT)
    assert [x.amount_minor for x in priced.taxes] == [1, 1]
    assert [x.net_minor for x in priced.lines] == [0, 0, 1]


def test_the_line_discount_comes_before_the_order_discount() -> None:
    goods = [line(1000, percent("21"), qty=3000, discount=Discount(percent=Decimal(10)))]
    priced = price(goods, order_discount=Discount(amount_minor=400), cash_step_minor=5)
    (only,) = priced.lines
    assert (only.gross_before_discount_minor, only.line_discount_minor) == (3000, 300)
    assert (only.discount_minor, priced.discount_minor) == (700, 700)
    assert (priced.net_minor, priced.tax_minor, priced.total_minor) == (1901, 399, 2300)
    assert (priced.cash_due_minor, priced.cash_rounding_minor) == (2300, 0)


def test_an_order_discount_is_spread_in_proportion_and_equal_claims_follow_contents() -> None:
    goods = [line(1000, name=name) for name in "cab"]
    priced = price(goods, order_discount=Discount(amount_minor=299))
    assert [x.discount_minor for x in priced.lines] == [99, 100, 100]


def test_everything_can_be_given_away() -> None:
    goods = [line(1000, percent("21")), line(0)]
    priced = price(goods, order_discount=Discount(percent=Decimal(100)))
    assert (priced.total_minor, priced.tax_minor, priced.discount_minor) == (0, 0, 1000)


@pytest.mark.parametrize(
    ("goods", "settings", "key", "index"),
    [
        ([line(1), line(10, discount=Discount(amount_minor=11))], {}, "discount_too_large", 1),
        ([line(10)], {"order_discount": Discount(amount_minor=11)}, "discount_too_large", None),
        ([], {"order_discount": Discount(amount_minor=1)}, "discount_too_large", None),
        ([line(1), line(1, qty=0)], {}, "qty_not_positive", 1),
        ([line(1, qty=-1000)], {}, "qty_not_positive", 0),
        ([line(-1)], {}, "price_negative", 0),
        ([line(99, levy("100"))], {}, "levy_exceeds_price", 0),
        (
            [line(100, levy("90", in_base_of_next=True), percent("21"))],
            {},
            "levy_exceeds_price",
            0,
        ),
        ([line(MAX_MINOR, qty=2000)], {}, "amount_too_large", 0),
        ([line(MAX_MINOR), line(1)], {}, "amount_too_large", None),
    ],
)
def test_a_cart_that_makes_no_sense_is_refused(
    goods: list[PriceLine], settings: dict[str, Any], key: str, index: int | None
) -> None:
    with pytest.raises(UserError) as error:
        price(goods, **settings)
    assert (error.value.key, error.value.params.get("index")) == (key, index)


def test_a_discount_is_one_thing_and_not_negative() -> None:
    for bad in (
        {},
        {"percent": Decimal(5), "amount_minor": 5},
        {"percent": Decimal(-1)},
        {"percent": Decimal("NaN")},
        {"amount_minor": -1},
    ):
        with pytest.raises(UserError, match="discount_invalid"):
            Discount(**bad)  # type: ignore[arg-type]
    with pytest.raises(UserError, match="discount_too_large"):
        Discount(percent=Decimal("100.1"))


def test_a_tax_is_one_thing_and_not_negative() -> None:
    for bad in (
        {},
        {"percent": Decimal(5), "fixed_minor": Decimal(5)},
        {"percent": Decimal(-1)},
        {"fixed_minor": Decimal("Infinity")},
    ):
        with pytest.raises(UserError, match="tax_rule_invalid"):
            TaxRule("bad", **bad)  # type: ignore[arg-type]


def test_a_coin_of_nothing_is_refused() -> None:
    for step in ({"cash_step_minor": 0}, {"step_minor": -5}):
        with pytest.raises(UserError, match="money_step_invalid"):
            price([], **step)


def test_an_amount_off_the_cheapest_articles_never_exceeds_them() -> None:
    assert offers.amount_off_cheapest(300, 1, [(2, 200), (2, 100)]) == [0, 100]
    assert offers.amount_off_cheapest(300, 3, [(2, 200), (2, 100)]) == [100, 200]
    assert offers.amount_off_cheapest(50, 5, [(2, 200), (2, 100)]) == [0, 50]


def test_the_last_part_of_a_refund_takes_the_remainder() -> None:
    goods = [line(333, percent("21"), qty=3000, discount=Discount(amount_minor=100))]
    (sold,) = price(goods).lines
    shares: list[refund.RefundShare] = []
    for _ in range(3):
        shares.append(
            refund.refund_share(sold, sold_milli=3000, refund_milli=1000, refunded=shares)
        )
    assert [x.total_minor for x in shares] == [300, 300, 299]
    assert [x.discount_minor for x in shares] == [33, 34, 33]
    assert sum(x.tax_minor for x in shares) == sold.tax_minor


@pytest.mark.parametrize(
    ("milli", "key"), [(0, "qty_not_positive"), (-1, "qty_not_positive"), (1001, "refund_qty")]
)
def test_only_what_was_sold_and_not_yet_returned_can_be_refunded(milli: int, key: str) -> None:
    (sold,) = price([line(500, qty=2000)]).lines
    first = refund.refund_share(sold, sold_milli=2000, refund_milli=1000)
    with pytest.raises(UserError, match=key):
        refund.refund_share(sold, sold_milli=2000, refund_milli=milli, refunded=[first])


def test_the_trace_tells_every_step_with_the_numbers_of_the_price() -> None:
    goods = [
        line(
            1000, levy("50"), percent("21"), qty=1500, discount=Discount(amount_minor=100), name="a"
        ),
        line(200, percent("9", "low", included=False), name="b"),
    ]
    cart = PriceCart(
        EUR, tuple(goods), order_discount=Discount(percent=Decimal("2.50")), cash_step_minor=5
    )
    steps = why.trace(cart)
    assert [step.key for step in steps] == [
        "trace_line_amount",
        "trace_line_discount_amount",
        "trace_line_amount",
        "trace_order_discount_percent",
        "trace_order_discount_share",
        "trace_levy_included",
        "trace_tax_included",
        "trace_line_total",
        "trace_order_discount_share",
        "trace_tax_on_top",
        "trace_line_total",
        "trace_total",
        "trace_cash",
    ]
    assert steps[0].params == {"line": "a", "qty": "1.5", "unit": "10.00", "amount": "15.00"}
    assert steps[3].params == {"percent": "2.5", "base": "16.00", "amount": "0.40"}
    assert steps[5].params["unit"] == "0.50"
    assert steps[-2].params["total"] == "15.78"
    assert steps[-1].params["rounding"] == "+0.02"


def test_the_trace_of_a_document_shows_each_tax_once_for_all_lines() -> None:
    goods = [line(99, percent("19"), levy("1", included=False), name=str(x)) for x in range(2)]
    steps = why.trace(PriceCart(EUR, tuple(goods), tax_rounding=DOCUMENT))
    keys = [step.key for step in steps]
    assert keys.count("trace_tax_share") == 2
    assert keys.count("trace_levy_on_top") == 2
    (whole,) = (step for step in steps if step.key == "trace_tax_document")
    assert whole.params == {"name": "VAT", "rate": "19", "base": "1.66", "amount": "0.32"}
