"""Customers' codes (付款码): made for whoever plays the customer, used up by the first charge."""

from __future__ import annotations

from datetime import timedelta

from app.sandbox.provider import Provider

LIFE = timedelta(minutes=1)
PAYS, PASSWORD, BALANCE = "pays", "password", "balance"
BEHAVIOURS = (PAYS, PASSWORD, BALANCE)
"""Pays at once, asks its owner for a password first, has no money."""


def show(provider: Provider, wire: str, behaviour: str) -> str:
    """A fresh code on a customer's phone."""
    code = provider.wires[wire].new_customers_code()
    with provider.book.writing():
        until = provider.now() + LIFE
        provider.book.add_code(code, wire=wire, behaviour=behaviour, until=until)
    return code
