"""Held carts as text: a versioned JSON document, without the customer's personal data."""

from __future__ import annotations

import json
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from app.domain.cart import Cart, CartLine, Delivery
from app.domain.catalog import StockPolicy
from app.domain.errors import UserError
from app.domain.money import currency
from app.domain.pricing import Discount, TaxRounding, TaxRule

FORMAT = 1


def encode(cart: Cart) -> str:
    """Everything but phone number and delivery."""
    document: dict[str, Any] = {
        "format": FORMAT,
        "client_token": cart.client_token,
        "currency": cart.currency.code,
        "prices_include_tax": cart.prices_include_tax,
        "tax_rounding": cart.tax_rounding,
        "cash_step_minor": cart.cash_step_minor,
        "lines": [_line(line) for line in cart.lines],
        "order_discount": _discount(cart.order_discount),
        "note": cart.note,
        "customer_name": cart.customer_name,
        "next_key": cart.next_key,
    }
    return json.dumps(document, ensure_ascii=False)


def encode_person(cart: Cart) -> str:
    """Phone number and delivery, to be sealed; empty when there is neither."""
    if not cart.customer_phone and cart.delivery is None:
        return ""
    delivery = None if cart.delivery is None else asdict(cart.delivery)
    return json.dumps({"phone": cart.customer_phone, "delivery": delivery}, ensure_ascii=False)


def decode(text: str, person: str) -> Cart:
    """The cart again; UserError("cart_too_new") for a document of a later program."""
    document: dict[str, Any] = json.loads(text)
    if document.pop("format") != FORMAT:
        raise UserError("cart_too_new")
    who: dict[str, Any] = json.loads(person) if person else {"phone": "", "delivery": None}
    document |= {
        "currency": currency(document["currency"]),
        "tax_rounding": TaxRounding(document["tax_rounding"]),
        "lines": tuple(_read_line(line) for line in document["lines"]),
        "order_discount": _read_discount(document["order_discount"]),
        "customer_phone": who["phone"],
        "delivery": None if who["delivery"] is None else Delivery(**who["delivery"]),
    }
    return Cart(**document)


def _line(line: CartLine) -> dict[str, Any]:
    return {
        **asdict(line),
        "taxes": [_rule(rule) for rule in line.taxes],
        "discount": _discount(line.discount),
    }


def _read_line(fields: dict[str, Any]) -> CartLine:
    return CartLine(
        **{
            **fields,
            "taxes": tuple(_read_rule(rule) for rule in fields["taxes"]),
            "discount": _read_discount(fields["discount"]),
            "stock_policy": StockPolicy(fields["stock_policy"]),
        }
    )


def _rule(rule: TaxRule) -> dict[str, Any]:
    return {
        **asdict(rule),
        "percent": _text(rule.percent),
        "fixed_minor": _text(rule.fixed_minor),
    }


def _read_rule(fields: dict[str, Any]) -> TaxRule:
    return TaxRule(
        **{
            **fields,
            "percent": _decimal(fields["percent"]),
            "fixed_minor": _decimal(fields["fixed_minor"]),
        }
    )


def _discount(discount: Discount | None) -> dict[str, Any] | None:
    if discount is None:
        return None
    return {"percent": _text(discount.percent), "amount_minor": discount.amount_minor}


def _read_discount(fields: dict[str, Any] | None) -> Discount | None:
    if fields is None:
        return None
    return Discount(percent=_decimal(fields["percent"]), amount_minor=fields["amount_minor"])


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
