"""The price job: a cart as JSON in, every amount out, every mistake named by its field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from app.domain.errors import UserError
from ui import i18n
from ui.commands import price

CART = """{"currency":"EUR","prices_include_tax":true,"tax_rounding":"line","cash_step":"0.05",
"lines":[{"name":"tea","qty":"3","unit_price":"10.00","taxes":[{"name":"VAT","percent":"21"}],
"discount":{"percent":"10"}}],"order_discount":{"amount":"4.00"}}"""


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    before = i18n.language()
    i18n.set_language("en")
    yield
    i18n.set_language(before)


def priced(cart: str | dict[str, Any]) -> dict[str, Any]:
    answer = price.run(cart if isinstance(cart, str) else json.dumps(cart))
    found: dict[str, Any] = json.loads(answer)
    return found


def cart(**more: Any) -> dict[str, Any]:
    return {"currency": "EUR", "lines": [{"unit_price": "10.00"}]} | more


def with_line(**more: Any) -> dict[str, Any]:
    return cart(lines=[{"unit_price": "10.00"} | more])


def with_tax(**tax: Any) -> dict[str, Any]:
    return with_line(taxes=[tax])


def complaint(text: str) -> tuple[str, str]:
    with pytest.raises(UserError) as error:
        price.run(text)
    assert error.value.key == "input_field"
    sentence = i18n.tr(error.value.key, **error.value.params)
    assert sentence.isprintable()
    return str(error.value.params["field"]), str(error.value.params["problem"])


def test_the_cart_of_the_manual_is_priced() -> None:
    answer = priced(CART)
    (line,) = answer.pop("lines")
    (tax,) = answer.pop("taxes")
    trace = answer.pop("trace")
    assert answer == {
        "currency": "EUR",
        "discount": "7.00",
        "net": "19.01",
        "tax": "3.99",
        "total": "23.00",
        "cash_due": "23.00",
        "cash_rounding": "0.00",
    }
    assert tax == {"name": "VAT", "rate": "21", "fixed": None, "base": "19.01", "amount": "3.99"}
    assert line == {
        "name": "tea",
        "gross_before_discount": "30.00",
        "discount": "7.00",
        "net": "19.01",
        "tax": "3.99",
        "total": "23.00",
        "taxes": [tax],
    }
    assert trace[0]["text"] == "tea: 3 × 10.00 = 30.00"
    assert [step["key"] for step in trace][-1] == "cash"


def test_the_trace_speaks_the_language_of_the_user() -> None:
    i18n.set_language("zh")
    assert priced(CART)["trace"][0]["text"] == "tea：3 × 10.00 = 30.00"


def test_what_is_left_out_has_a_plain_meaning() -> None:
    answer = priced(cart())
    assert (answer["total"], answer["tax"], answer["cash_rounding"]) == ("10.00", "0.00", "0.00")
    assert answer["lines"][0]["name"] == "#1"


def test_null_is_the_same_as_left_out() -> None:
    given = with_line(discount=None, taxes=None, qty=None)
    assert priced(given | {"order_discount": None}) == priced(cart())


@pytest.mark.parametrize("qty", ["2", "2.000", 2, 2.0, " 2 "])
def test_numbers_may_be_numbers_or_texts(qty: object) -> None:
    assert priced(with_line(qty=qty))["total"] == "20.00"


def test_a_fraction_written_as_a_number_is_exactly_what_is_written() -> None:
    answer = priced('{"currency":"EUR","lines":[{"unit_price":0.1,"qty":3}]}')
    assert answer["total"] == "0.30"
    assert priced('{"currency":"EUR","lines":[{"unit_price":1e1}]}')["total"] == "10.00"


def test_a_currency_without_decimals_has_none() -> None:
    line = {"unit_price": "9176", "taxes": [{"percent": "19"}]}
    answer = priced(cart(currency="JPY", prices_include_tax=False, lines=[line]))
    assert (answer["tax"], answer["total"]) == ("1743", "10919")


def test_a_levy_is_shown_with_its_amount_per_unit() -> None:
    taxes = [
        {"name": "eco", "fixed": "1.00", "in_base_of_next": True},
        {"percent": 21},
        {"fixed": "0.005", "included": True},
    ]
    line = {"unit_price": "19.00", "qty": 5, "taxes": taxes}
    eco, vat, small = priced(cart(prices_include_tax=False, lines=[line]))["taxes"]
    assert (eco["rate"], eco["fixed"], eco["amount"]) == (None, "1.00", "5.00")
    assert (vat["name"], vat["rate"], vat["base"], vat["amount"]) == (
        "21%",
        "21",
        "99.97",
        "20.99",
    )
    assert (small["name"], small["fixed"], small["amount"]) == ("0.005", "0.005", "0.03")


def test_document_rounding_is_a_word() -> None:
    line = {"unit_price": "1.23", "taxes": [{"percent": "5"}]}
    given = cart(prices_include_tax=False, lines=[line] * 4)
    assert priced(given)["tax"] == "0.24"
    assert priced(given | {"tax_rounding": "document"})["tax"] == "0.25"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ("", "input"),
        (" \n", "input"),
        ("tea", "input"),
        ('{"currency":', "input"),
        ("[]", "input"),
        ("null", "input"),
        ("[" * 100_000, "input"),
        ('{"currency":"EUR","currency":"EUR","lines":[]}', "currency"),
        (cart(currency="XXX1"), "currency"),
        (cart(currency=5), "currency"),
        ({"lines": []}, "currency"),
        ({"currency": "EUR"}, "lines"),
        (cart(lines={}), "lines"),
        (cart(lines=[5]), "lines[0]"),
        (cart(lines=[{"unit_price": 1}, {"qty": 1}]), "lines[1].unit_price"),
        (cart(colour="red"), "colour"),
        (cart(**{"bad\nname": 1}), "bad?name"),
        (with_line(colour="red"), "lines[0].colour"),
        (with_line(name=5), "lines[0].name"),
        (with_line(qty="three"), "lines[0].qty"),
        (with_line(qty=True), "lines[0].qty"),
        (with_line(qty=[]), "lines[0].qty"),
        (with_line(qty="0"), "lines[0].qty"),
        (with_line(qty="-1"), "lines[0].qty"),
        (with_line(qty="1.0005"), "lines[0].qty"),
        (with_line(qty="1e3"), "lines[0].qty"),
        (with_line(qty=10**12), "lines[0].qty"),
        (with_line(unit_price="-0.01"), "lines[0].unit_price"),
        (with_line(unit_price="10,00"), "lines[0].unit_price"),
        (with_line(unit_price="9" * 20), "lines[0].unit_price"),
        (with_line(unit_price="1" * 5000), "lines[0].unit_price"),
        (with_line(unit_price="0.000000001"), "lines[0].unit_price"),
        (with_line(unit_price="10000000000000", qty=10), "lines[0].unit_price"),
        (cart(lines=[{"unit_price": "9999999999999"}] * 2), "lines"),
        (with_line(taxes={}), "lines[0].taxes"),
        (with_line(taxes=[{"percent": 1}] * 21), "lines[0].taxes"),
        (with_tax(), "lines[0].taxes[0]"),
        (with_tax(percent=1, fixed=1), "lines[0].taxes[0]"),
        (with_tax(percent="-1"), "lines[0].taxes[0].percent"),
        (with_tax(percent="1001"), "lines[0].taxes[0].percent"),
        (with_tax(fixed="x"), "lines[0].taxes[0].fixed"),
        (with_tax(percent=1, included="yes"), "lines[0].taxes[0].included"),
        (with_tax(percent=1, in_base_of_next=1), "lines[0].taxes[0].in_base_of_next"),
        (with_tax(fixed="10.01"), "lines[0].taxes"),
        (with_line(discount="10%"), "lines[0].discount"),
        (with_line(discount={}), "lines[0].discount"),
        (with_line(discount={"percent": 101}), "lines[0].discount.percent"),
        (with_line(discount={"amount": "10.01"}), "lines[0].discount"),
        (with_line(discount={"amount": "0.001"}), "lines[0].discount.amount"),
        (cart(order_discount={"amount": "10.01"}), "order_discount"),
        (cart(lines=[], order_discount={"amount": "0.01"}), "order_discount"),
        (cart(order_discount={"percent": 1, "amount": 1}), "order_discount"),
        (cart(prices_include_tax="true"), "prices_include_tax"),
        (cart(tax_rounding="both"), "tax_rounding"),
        (cart(cash_step="0"), "cash_step"),
        (cart(cash_step="0.001"), "cash_step"),
    ],
)
def test_a_mistake_is_named_by_its_field(given: str | dict[str, Any], field: str) -> None:
    named, problem = complaint(given if isinstance(given, str) else json.dumps(given))
    assert named == field
    assert problem


@pytest.mark.parametrize(
    "number",
    [
        "NaN",
        "Infinity",
        "-Infinity",
        "1e999999",
        "1e-999999",
        "1e99999999999999999999",
        "1" * 10_000,
        '"1e999999"',
        '"NaN"',
        '"Infinity"',
        '"١٢"',
        '"0x10"',
        "true",
    ],
)
def test_strange_numbers_are_refused_at_once(number: str) -> None:
    for name in ("qty", "unit_price"):
        line = {"unit_price": "1"} | {name: "@"}
        text = json.dumps(cart(lines=[line])).replace('"@"', number)
        assert complaint(text)[0] == f"lines[0].{name}"


@pytest.mark.parametrize("number", ["9" * 40, '"' + "9" * 40 + '"', "1e40", '"10000000000000.01"'])
def test_a_number_that_is_too_large_is_called_so(number: str) -> None:
    text = json.dumps(with_line(unit_price="@")).replace('"@"', number)
    assert complaint(text) == ("lines[0].unit_price", "is too large, at most 10000000000000")


def test_a_number_with_too_many_digits_is_called_so() -> None:
    told = complaint(json.dumps(with_line(unit_price="0." + "1" * 40)))
    assert told == ("lines[0].unit_price", "must not have more than 28 digits")


def test_a_problem_is_said_in_the_language_of_the_user() -> None:
    i18n.set_language("zh")
    assert complaint(json.dumps(with_line(qty="x"))) == ("lines[0].qty", "须为数字")
