"""What holds for every cart: nothing is lost, nothing depends on the order of lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain import money, pricing
from app.domain.errors import UserError
from app.domain.pricing import Discount, PriceCart, PriceLine, TaxRounding, TaxRule, refund, why

RATES = st.sampled_from(["0", "1", "5", "7", "9.975", "13", "19", "21", "33.333", "100"])
CURRENCIES = st.sampled_from(["JPY", "EUR", "KWD"]).map(money.currency)


@st.composite
def tax_rules(draw: st.DrawFn) -> TaxRule:
    is_levy = draw(st.integers(0, 3)) == 0
    return TaxRule(
        draw(st.sampled_from(["VAT", "city", "eco"])),
        percent=None if is_levy else Decimal(draw(RATES)),
        fixed_minor=Decimal(draw(st.integers(0, 300))) / 10 if is_levy else None,
        included=draw(st.sampled_from([None, None, True, False])),
        in_base_of_next=draw(st.booleans()),
    )


@st.composite
def discounts(draw: st.DrawFn, most: int) -> Discount | None:
    kind = draw(st.integers(0, 2))
    if kind == 0:
        return None
    if kind == 1:
        return Discount(percent=Decimal(draw(st.integers(0, 10_000))) / 100)
    return Discount(amount_minor=draw(st.integers(0, most)))


@st.composite
def lines(draw: st.DrawFn) -> PriceLine:
    unit = draw(st.integers(0, 50_000).map(lambda x: Decimal(x) / draw(st.sampled_from([1, 8]))))
    qty = draw(st.one_of(st.integers(1, 9).map(lambda x: x * 1000), st.integers(1, 20_000)))
    return PriceLine(
        draw(st.sampled_from(["tea", "rice", "salt"])),
        qty,
        unit,
        tuple(draw(st.lists(tax_rules(), max_size=3))),
        draw(discounts(int(unit * qty / 2000))),
    )


@st.composite
def carts(draw: st.DrawFn) -> PriceCart:
    cart = PriceCart(
        currency=draw(CURRENCIES),
        lines=tuple(draw(st.lists(lines(), max_size=6))),
        prices_include_tax=draw(st.booleans()),
        tax_rounding=draw(st.sampled_from(TaxRounding)),
        cash_step_minor=draw(st.sampled_from([1, 5, 10, 50, 100])),
        order_discount=draw(discounts(500)),
        step_minor=draw(st.sampled_from([1, 1, 5])),
    )
    assume(_sells(cart))
    return cart


def _sells(cart: PriceCart) -> bool:
    """Whether it is a cart at all: a levy or a discount above the price is refused."""
    try:
        pricing.price(cart)
    except UserError as error:
        assert error.key in {"levy_exceeds_price", "discount_too_large"}
        return False
    return True


def _totals(priced: pricing.Priced) -> tuple[int, ...]:
    return priced.discount_minor, priced.net_minor, priced.tax_minor, priced.total_minor


@given(carts())
def test_lines_add_up_to_the_totals_and_net_and_tax_to_the_gross(cart: PriceCart) -> None:
    priced = pricing.price(cart)
    for name in ("discount_minor", "net_minor", "tax_minor", "total_minor"):
        assert sum(getattr(x, name) for x in priced.lines) == getattr(priced, name)
    for line in priced.lines:
        assert line.net_minor + line.tax_minor == line.total_minor
        assert sum(tax.amount_minor for tax in line.taxes) == line.tax_minor
        asked = line.gross_before_discount_minor - line.discount_minor
        on_top = sum(tax.amount_minor for tax in line.taxes if not tax.included)
        assert line.total_minor == asked + on_top
        assert 0 <= line.line_discount_minor <= line.discount_minor
        assert min(line.net_minor, line.tax_minor, asked) >= 0
    assert sum(row.amount_minor for row in priced.taxes) == priced.tax_minor


@given(carts(), st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_no_total(cart: PriceCart, chance: Random) -> None:
    turned = list(cart.lines)
    chance.shuffle(turned)
    first, second = pricing.price(cart), pricing.price(replace(cart, lines=tuple(turned)))
    assert _totals(first) == _totals(second)
    assert set(first.taxes) == set(second.taxes)
    assert sorted(map(repr, first.lines)) == sorted(map(repr, second.lines))


@given(carts())
def test_every_amount_is_a_multiple_of_the_smallest_unit(cart: PriceCart) -> None:
    priced = pricing.price(cart)
    for line in priced.lines:
        for amount in (line.net_minor, line.discount_minor, *(x.amount_minor for x in line.taxes)):
            assert amount % cart.step_minor == 0


@given(carts())
def test_cash_is_within_half_a_step_of_the_total(cart: PriceCart) -> None:
    priced = pricing.price(cart)
    assert priced.cash_due_minor % cart.cash_step_minor == 0
    assert priced.cash_due_minor - priced.total_minor == priced.cash_rounding_minor
    assert 2 * abs(priced.cash_rounding_minor) <= cart.cash_step_minor


@given(carts())
def test_one_line_is_taxed_alike_in_both_roundings(cart: PriceCart) -> None:
    assume(cart.lines)
    rules = cart.lines[0].taxes
    assume(len({(x.name, x.percent) for x in rules}) == len(rules))
    alone = replace(cart, lines=cart.lines[:1], order_discount=None)
    assume(_sells(alone))
    by_line, by_document = (
        pricing.price(replace(alone, tax_rounding=rounding)) for rounding in TaxRounding
    )
    assert by_line == by_document


@given(carts())
def test_a_document_rate_on_top_is_its_base_times_the_rate(cart: PriceCart) -> None:
    plain = replace(
        cart,
        prices_include_tax=False,
        tax_rounding=TaxRounding.DOCUMENT,
        lines=tuple(_with_taxes(x, lambda tax: not tax.included) for x in cart.lines),
    )
    assume(_sells(plain))
    for row in pricing.price(plain).taxes:
        if row.percent is not None and _no_tax_on_tax(plain):
            assert row.amount_minor == money.percent_of(
                row.base_minor, row.percent, plain.step_minor
            )


def _with_taxes(line: PriceLine, keep: Callable[[TaxRule], bool]) -> PriceLine:
    return replace(line, taxes=tuple(tax for tax in line.taxes if keep(tax)))


def _no_tax_on_tax(cart: PriceCart) -> bool:
    """Whether no tax is taken on another: then all of a rate is rounded at once."""
    return all(not any(tax.in_base_of_next for tax in line.taxes) for line in cart.lines)


@given(carts())
def test_document_tax_inside_prices_is_the_tax_of_their_sum(cart: PriceCart) -> None:
    rate = TaxRule("VAT", percent=Decimal("19"))
    same = replace(
        cart,
        prices_include_tax=True,
        tax_rounding=TaxRounding.DOCUMENT,
        lines=tuple(replace(line, taxes=(rate,)) for line in cart.lines),
    )
    priced = pricing.price(same)
    step = cart.step_minor
    assert priced.tax_minor == money.round_ratio(priced.total_minor * 19, 119, step)


@given(carts(), st.data())
def test_refunding_every_part_returns_exactly_the_whole(
    cart: PriceCart, data: st.DataObject
) -> None:
    for line, priced in zip(cart.lines, pricing.price(cart).lines, strict=True):
        shares: list[refund.RefundShare] = []
        left = line.qty_milli
        while left:
            part = left if len(shares) == 4 else data.draw(st.integers(1, left))
            share = refund.refund_share(
                priced, sold_milli=line.qty_milli, refund_milli=part, refunded=shares
            )
            assert share.net_minor + share.tax_minor == share.total_minor
            assert min(share.net_minor, share.discount_minor, *share.taxes, 0) == 0
            shares.append(share)
            left -= part
        for name in ("discount_minor", "net_minor", "tax_minor", "total_minor"):
            assert sum(getattr(x, name) for x in shares) == getattr(priced, name)
        for place, tax in enumerate(priced.taxes):
            assert sum(share.taxes[place] for share in shares) == tax.amount_minor


@given(carts())
def test_the_trace_ends_at_the_price(cart: PriceCart) -> None:
    total = next(step for step in why.trace(cart) if step.key == "trace_total")
    priced = pricing.price(cart)
    assert total.params["total"] == money.plain(priced.total_minor, cart.currency)


AMOUNTS = st.integers(-(10**9), 10**9)
WEIGHTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=8)


@given(AMOUNTS, WEIGHTS)
def test_spreading_loses_nothing_and_stays_within_one_of_the_exact_share(
    total: int, weights: list[int]
) -> None:
    parts = money.spread(total, weights)
    assert sum(parts) == total
    whole = sum(weights) or len(weights)
    for part, weight in zip(parts, weights, strict=True):
        exact = total * (weight if sum(weights) else 1)
        assert abs(part * whole - exact) < whole


@given(AMOUNTS, st.lists(st.tuples(st.integers(0, 50), st.integers()), max_size=8, unique=True))
def test_spreading_with_keys_does_not_depend_on_place(
    total: int, entries: list[tuple[int, int]]
) -> None:
    assume(entries)
    turned = sorted(entries)

    def shares(given: list[tuple[int, int]]) -> dict[tuple[int, int], int]:
        parts = money.spread(total, [weight for weight, _ in given], [key for key in given])
        return dict(zip(given, parts, strict=True))

    assert shares(entries) == shares(turned)


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6), st.sampled_from([1, 5, 50]))
def test_rounding_is_nearest_and_the_same_on_both_sides_of_zero(
    numerator: int, denominator: int, step: int
) -> None:
    rounded = money.round_ratio(numerator, denominator, step)
    assert rounded % step == 0
    assert 2 * abs(rounded * denominator - numerator) <= denominator * step
    assert money.round_ratio(-numerator, denominator, step) == -rounded


@given(CURRENCIES, st.integers(-(10**15), 10**15))
def test_an_amount_survives_being_written_and_read(cur: money.Currency, minor: int) -> None:
    assert money.to_minor(money.plain(minor, cur), cur) == minor
    assert money.to_minor(money.from_minor(minor, cur), cur) == minor
