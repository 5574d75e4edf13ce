"""Ways to pay that only the cashier can confirm: bank codes and cards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.errors import Refused
from app.domain.qrcodes import emvco, references
from app.domain.qrcodes.schemes import SCHEMES
from app.gateways.registry import PROVIDERS
from app.ports.gateway import (
    CancelEffect,
    ChargeRequest,
    Gateway,
    Misconfigured,
    Money,
    Status,
    Untrusted,
)
from tests.contract.orders import order
from tests.helpers.clock import StandingClock
from tests.helpers.tills import BY_CASHIER

NUMBER = "0199f3a7c2d47b318e5a9c0d1e2f3a4b"
ADDRESS = {"name": "Corner shop", "postcode": "2501", "town": "Biel", "country": "CH"}
PAYEES: dict[str, tuple[dict[str, str], str]] = {
    "epc": ({"name": "Corner shop", "iban": "DE71110220330123456789"}, "EUR"),
    "swiss": ({"iban": "CH5800791123000889012", **ADDRESS}, "CHF"),
    "pix": ({"key": "loja@exemplo.com.br", "name": "Loja", "city": "Recife"}, "BRL"),
    "promptpay": ({"account": "0801234567"}, "THB"),
    "paynow": ({"account": "201234567A", "name": "Corner shop"}, "SGD"),
    "upi": ({"address": "shop@bank", "name": "Corner shop"}, "INR"),
}


def static(scheme: str, **changes: str) -> Gateway:
    """A gateway that shows codes of one standard."""
    values, _ = PAYEES[scheme]
    return PROVIDERS["static_qr"].make({"scheme": scheme, **values, **changes}, StandingClock())


def wanted(scheme: str, minor: int = 1230) -> ChargeRequest:
    """A request in the currency of a standard."""
    money = Money(minor, PAYEES[scheme][1])
    return replace(order(StandingClock()), attempt_no=NUMBER, money=money)


def test_every_standard_has_a_payee_here() -> None:
    assert PAYEES.keys() == SCHEMES.keys()


def test_what_only_the_cashier_confirms_is_known_as_such() -> None:
    for name in BY_CASHIER:
        gateway = (
            static("upi") if name == "static_qr" else PROVIDERS[name].make({}, StandingClock())
        )
        assert (gateway.id, gateway.caps.confirms) == (name, "cashier")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_code_holds_the_amount_and_waits_for_the_cashier(scheme: str) -> None:
    gateway = static(scheme)
    request = wanted(scheme)
    charge = gateway.create(request)
    assert (charge.status, charge.paid) == (Status.PENDING, None)
    assert charge.expires_at == request.expires_at
    assert charge.qr_text is not None
    assert "12.3" in charge.qr_text
    assert gateway.create(request) == charge
    assert (gateway.caps.confirms, gateway.caps.shows_qr) == ("cashier", True)
    assert gateway.caps.currencies == SCHEMES[scheme].currencies


@pytest.mark.parametrize("scheme", sorted(set(SCHEMES) - {"promptpay"}))
def test_the_reference_in_a_code_tells_attempts_apart(scheme: str) -> None:
    gateway = static(scheme)
    first = gateway.create(wanted(scheme))
    other = replace(wanted(scheme), attempt_no=NUMBER[:-1] + "c")
    second = gateway.create(other)
    assert first.provider_ref
    assert first.provider_ref in (first.qr_text or "")
    assert first.provider_ref != second.provider_ref


def test_promptpay_has_no_room_for_a_reference() -> None:
    assert static("promptpay").create(wanted("promptpay")).provider_ref is None


def test_references_have_the_form_of_their_standard() -> None:
    found = {x: static(x).create(wanted(x)).provider_ref or "" for x in ("epc", "swiss", "pix")}
    assert references.checked_creditor(found["epc"]) == found["epc"]
    assert references.checked_creditor(found["swiss"]) == found["swiss"]
    assert found["pix"] == NUMBER[-25:]
    by_qr = static("swiss", iban="CH4431999123000889012").create(wanted("swiss"))
    assert references.checked_qr(by_qr.provider_ref or "") == by_qr.provider_ref
    assert "\nQRR\n" in (by_qr.qr_text or "")
    items = dict(emvco.checked(static("pix").create(wanted("pix")).qr_text or ""))
    assert emvco.items(items["62"]) == [("05", found["pix"])]


@pytest.mark.parametrize(
    ("scheme", "change", "name"),
    [
        ("epc", {"iban": "DE72110220330123456789"}, "iban"),
        ("epc", {"name": ""}, "name"),
        ("epc", {"bic": "X"}, "bic"),
        ("swiss", {"town": ""}, "town"),
        ("swiss", {"iban": "DE71110220330123456789"}, "iban"),
        ("pix", {"key": "x"}, "key"),
        ("promptpay", {"account": "1"}, "account"),
        ("paynow", {"account": ""}, "account"),
        ("upi", {"address": "shop"}, "address"),
    ],
)
def test_a_payee_that_cannot_be_is_said_by_name(
    scheme: str, change: dict[str, str], name: str
) -> None:
    with pytest.raises(Misconfigured) as refusal:
        static(scheme, **change)
    assert refusal.value.params == {"name": name}


@pytest.mark.parametrize("scheme", ["", "giro"])
def test_an_unknown_standard_is_said(scheme: str) -> None:
    with pytest.raises(Misconfigured, match="scheme"):
        PROVIDERS["static_qr"].make({"scheme": scheme}, StandingClock())


@pytest.mark.parametrize("scheme", SCHEMES)
def test_other_currencies_and_impossible_amounts_are_refused(scheme: str) -> None:
    gateway = static(scheme)
    with pytest.raises(Refused):
        gateway.create(replace(wanted(scheme), money=Money(1, "CNY")))
    with pytest.raises(Refused, match="amount_not_taken"):
        gateway.create(wanted(scheme, minor=0))


@pytest.mark.parametrize("name", sorted(BY_CASHIER))
def test_nobody_is_asked_and_nobody_told(name: str) -> None:
    gateway = static("upi") if name == "static_qr" else PROVIDERS[name].make({}, StandingClock())
    assert gateway.query(NUMBER).status is Status.PENDING
    assert gateway.close(NUMBER).effect is CancelEffect.CLOSED
    assert gateway.cancel(NUMBER).effect is CancelEffect.CLOSED
    one = Money(1, "INR")
    for call in (
        lambda: gateway.refund(NUMBER, refund_no="R1", money=one, total=one),
        lambda: gateway.query_refund(NUMBER, refund_no="R1"),
        lambda: gateway.statement(date(2026, 3, 2)),
        lambda: gateway.read_statement(b"x"),
    ):
        with pytest.raises(Refused):
            call()
    with pytest.raises(Untrusted):
        gateway.parse_notification({}, b"")
    gateway.disconnect()


def test_a_card_is_taken_in_any_currency_and_shows_no_code() -> None:
    gateway = PROVIDERS["manual_card"].make({}, StandingClock())
    for currency in ("CNY", "EUR", "JPY"):
        charge = gateway.create(replace(wanted("upi"), money=Money(1, currency)))
        assert (charge.status, charge.qr_text) == (Status.PENDING, None)
