"""Currencies, reading and writing amounts, rounding, and spreading."""

from __future__ import annotations

import csv
import gzip
from decimal import Decimal

import pytest

from app.domain import money
from app.domain.errors import Bug, UserError
from app.domain.money import currency
from tests.helpers.shared import shared_path

EUR, JPY, KWD = currency("EUR"), currency("JPY"), currency("KWD")


def rows(name: str) -> list[dict[str, str]]:
    with gzip.open(shared_path(f"data/currency/{name}"), "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_currencies_are_those_iso_4217_lists_with_its_decimals() -> None:
    listed = {
        row["AlphabeticCode"]: row["MinorUnit"].replace("-", "0")
        for row in rows("iso4217_codes_all.csv.gz")
        if row["AlphabeticCode"] and not row["WithdrawalDate"]
    }
    assert {code: str(currency(code).decimals) for code in money.codes()} == listed
    assert len(listed) == 178


def test_cash_steps_are_those_cldr_lists() -> None:
    listed = {
        row["currency"]: max(1, int(row["cash_rounding"])) * 10 ** (decimals - cash_digits)
        for row in rows("cldr_currency_fractions.csv.gz")
        if row["currency"] in money.codes()
        and (cash_digits := int(row["cash_digits"]))
        <= (decimals := currency(row["currency"]).decimals)
    }
    assert {x: money.default_cash_step_minor(x) for x in money.codes()} == {
        x: listed.get(x, 1) for x in money.codes()
    }


@pytest.mark.parametrize(
    ("code", "step"), [("CHF", 5), ("CAD", 5), ("DKK", 50), ("SEK", 100), ("EUR", 1), ("JPY", 1)]
)
def test_cash_of_a_currency_is_rounded_to_its_coins(code: str, step: int) -> None:
    assert money.default_cash_step_minor(code) == step


@pytest.mark.parametrize("code", ["", "eur", "EURO", "ZZZ", "DEM"])
def test_an_unknown_currency_is_refused_by_name(code: str) -> None:
    with pytest.raises(UserError, match="currency_unknown") as error:
        currency(code)
    assert error.value.params == {"code": code}


@pytest.mark.parametrize(
    ("value", "step", "rounded"),
    [
        ("0.5", "1", "1"),
        ("-0.5", "1", "-1"),
        ("1.5", "1", "2"),
        ("2.5", "1", "3"),
        ("-2.5", "1", "-3"),
        ("0.49999999999999999999999999", "1", "0"),
        ("1.025", "0.05", "1.05"),
        ("-1.025", "0.05", "-1.05"),
        ("1.0249", "0.05", "1.00"),
        ("12.25", "0.50", "12.50"),
        ("0", "0.01", "0.00"),
        ("7", "5", "5"),
        ("1E+3", "1", "1000"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: str, step: str, rounded: str) -> None:
    assert str(money.round_half_up(Decimal(value), Decimal(step))) == rounded


@pytest.mark.parametrize(
    ("text", "cur", "minor"),
    [
        ("12.50", EUR, 1250),
        ("12.5", EUR, 1250),
        (" 12 ", EUR, 1200),
        (".5", EUR, 50),
        ("5.", EUR, 500),
        ("+1", EUR, 100),
        ("-3.00", EUR, -300),
        ("12.500", EUR, 1250),
        ("9176", JPY, 9176),
        ("1.234", KWD, 1234),
        (Decimal("1E+2"), EUR, 10000),
        ("10000000000000", EUR, 10**15),
    ],
)
def test_an_amount_is_read_exactly(text: str | Decimal, cur: money.Currency, minor: int) -> None:
    assert money.to_minor(text, cur) == minor


@pytest.mark.parametrize(
    ("text", "cur", "key"),
    [
        ("", EUR, "amount_not_number"),
        ("abc", EUR, "amount_not_number"),
        ("1,50", EUR, "amount_not_number"),
        ("1_0", EUR, "amount_not_number"),
        ("１２", EUR, "amount_not_number"),
        ("1e3", EUR, "amount_not_number"),
        ("NaN", EUR, "amount_not_number"),
        (Decimal("NaN"), EUR, "amount_not_number"),
        (Decimal("Infinity"), EUR, "amount_not_number"),
        ("9" * 1000, EUR, "amount_not_number"),
        ("1.005", EUR, "amount_decimals"),
        ("1.0000000000000000000000001", EUR, "amount_decimals"),
        ("0.5", JPY, "amount_decimals"),
        (Decimal("1E-999999"), EUR, "amount_decimals"),
        (Decimal("1E+999999"), EUR, "amount_too_large"),
        ("10000000000000.01", EUR, "amount_too_large"),
    ],
)
def test_what_is_no_amount_is_refused_and_the_field_named(
    text: str | Decimal, cur: money.Currency, key: str
) -> None:
    with pytest.raises(UserError, match=key) as error:
        money.to_minor(text, cur, field="cash_step")
    assert error.value.params["field"] == "cash_step"


@pytest.mark.parametrize(
    ("minor", "code", "plain", "display"),
    [
        (1250, "CNY", "12.50", "¥12.50"),
        (123400, "EUR", "1234.00", "€1,234.00"),
        (-300, "CNY", "-3.00", "-¥3.00"),
        (-5, "EUR", "-0.05", "-€0.05"),
        (0, "JPY", "0", "¥0"),
        (1234567, "KWD", "1234.567", "KWD\u00a01,234.567"),
        (50000, "PLN", "500.00", "PLN\u00a0500.00"),
    ],
)
def test_an_amount_is_written_with_the_decimals_of_its_currency(
    minor: int, code: str, plain: str, display: str
) -> None:
    cur = currency(code)
    assert money.plain(minor, cur) == plain
    assert money.display(minor, cur) == display
    assert money.from_minor(minor, cur) == Decimal(plain)


def test_a_unit_price_finer_than_the_currency_is_written_in_full() -> None:
    assert money.plain_unit(1250, EUR) == "12.50"
    assert money.plain_unit(Decimal("1250.0"), EUR) == "12.50"
    assert money.plain_unit(Decimal("12.5"), EUR) == "0.125"


@pytest.mark.parametrize(("number", "text"), [("21.000", "21"), ("0.50", "0.5"), ("1E+2", "100")])
def test_rates_are_written_as_short_as_they_can_be(number: str, text: str) -> None:
    assert money.short(Decimal(number)) == text


def test_spreading_settles_equal_claims_by_place_or_by_key() -> None:
    assert money.spread(299, [1000] * 3) == [100, 100, 99]
    assert money.spread(299, [1000] * 3, keys="cab") == [99, 100, 100]


def test_spreading_gives_the_odd_cent_to_whoever_lost_most() -> None:
    assert money.spread(10, [1, 2, 4]) == [1, 3, 6]


def test_spreading_over_nothing_but_zeros_loses_nothing() -> None:
    assert money.spread(5, [0, 0]) == [3, 2]
    assert money.spread(0, [0, 0]) == [0, 0]
    assert money.spread(0, []) == []


def test_money_cannot_be_spread_over_nobody() -> None:
    with pytest.raises(Bug):
        money.spread(1, [])
