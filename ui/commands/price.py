"""The `price` job: a cart as JSON in, every amount and the way to it as JSON out."""

from __future__ import annotations

import json
import sys

from app.domain import money, pricing
from app.domain.errors import UserError
from app.domain.money import Currency
from app.domain.pricing import why
from ui import i18n
from ui.commands import fields, price_input
from ui.commands.context import Context
from ui.commands.options import Parser

_BLAMED = {
    "discount_too_large": "discount",
    "levy_exceeds_price": "taxes",
    "amount_too_large": "unit_price",
}


def add_arguments(parser: Parser) -> None:
    """None: the cart comes on standard input."""


def execute(context: Context) -> None:
    """Standard input to standard output."""
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise fields.complaint(fields.ROOT, "input_not_json") from None
    context.out.document(run(text))


def run(stdin_text: str) -> str:
    """Price the cart described by a JSON text and answer with a JSON text.

    Left out: prices include tax, tax rounded by line, no cash rounding, no discounts, no taxes,
    quantity 1. Errors: UserError input_field, naming the field.
    """
    cart = price_input.read_cart(stdin_text)
    try:
        priced = pricing.price(cart)
    except UserError as error:
        raise _blame(error) from None
    return json.dumps(_answer(cart, priced), ensure_ascii=False, indent=2)


def _blame(error: UserError) -> UserError:
    """Say which field a refusal of the pricing rules is about."""
    index = error.params.get("index")
    name = _BLAMED.get(error.key, "")
    if index is None:
        field = "order_discount" if name == "discount" else "lines"
    else:
        field = f"lines[{index}].{name}"
    return fields.complaint(field, f"input_{error.key}")


def _answer(cart: pricing.PriceCart, priced: pricing.Priced) -> dict[str, object]:
    cur = cart.currency
    return {
        "currency": cur.code,
        "lines": [
            _line_answer(line.name, done, cur)
            for line, done in zip(cart.lines, priced.lines, strict=True)
        ],
        "taxes": [_tax_answer(tax, cur) for tax in priced.taxes],
        "discount": money.plain(priced.discount_minor, cur),
        "net": money.plain(priced.net_minor, cur),
        "tax": money.plain(priced.tax_minor, cur),
        "total": money.plain(priced.total_minor, cur),
        "cash_due": money.plain(priced.cash_due_minor, cur),
        "cash_rounding": money.plain(priced.cash_rounding_minor, cur),
        "trace": [
            {"key": step.key.removeprefix("trace_"), **step.params, "text": _sentence(step)}
            for step in why.trace(cart)
        ],
    }


def _sentence(step: why.TraceStep) -> str:
    return i18n.tr(step.key, **step.params)


def _line_answer(name: str, line: pricing.PricedLine, cur: Currency) -> dict[str, object]:
    return {
        "name": name,
        "gross_before_discount": money.plain(line.gross_before_discount_minor, cur),
        "discount": money.plain(line.discount_minor, cur),
        "net": money.plain(line.net_minor, cur),
        "tax": money.plain(line.tax_minor, cur),
        "total": money.plain(line.total_minor, cur),
        "taxes": [_tax_answer(tax, cur) for tax in line.taxes],
    }


def _tax_answer(tax: pricing.LineTax | pricing.TaxTotal, cur: Currency) -> dict[str, object]:
    """One row of taxes: `rate` for a percentage, `fixed` per unit for a levy, the other null."""
    fixed = tax.fixed_minor
    return {
        "name": tax.name,
        "rate": None if tax.percent is None else money.short(tax.percent),
        "fixed": None if fixed is None else money.plain_unit(fixed, cur),
        "base": money.plain(tax.base_minor, cur),
        "amount": money.plain(tax.amount_minor, cur),
    }
