"""The European transfer code: published examples to the byte, every limit refused by name."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain import money
from app.domain.errors import UserError
from app.domain.qrcodes import epc
from tests.helpers.qr_vectors import Vector, vector

PAYEE = epc.Payee(name="Corner shop", iban="DE71110220330123456789")


def made(published: Vector) -> str:
    """The same code from the fields of a published one."""
    lines = [*published["fields"], *[""] * 12][:12]
    _, _, charset, _, bic, name, iban, amount, purpose, reference, text, information = lines
    return epc.payload(
        epc.Payee(name=name, iban=iban, bic=bic),
        amount_minor=money.to_minor(amount.removeprefix("EUR"), money.currency("EUR")),
        purpose=purpose,
        reference=reference,
        text=text,
        information=information,
        charset=int(charset),
    )


@pytest.mark.parametrize("name", ["example 1", "example 2"])
def test_published_examples_come_out_to_the_byte(name: str) -> None:
    published = vector("EPC069-12", name)
    payload = made(published)
    assert payload == published["payload"]
    assert len(payload.encode(published["encoding"])) == published["expected_byte_length"]


def test_amounts_lose_their_zeros_as_published() -> None:
    for amount, shown in vector("EPC069-12", "amounts")["cases"]:
        minor = int(float(amount) * 100)
        assert epc.payload(PAYEE, amount_minor=minor).endswith(f"\n{shown}")


def test_published_amounts_outside_the_limits_are_refused() -> None:
    euro = money.currency("EUR")
    for amount in vector("EPC069-12", "must be refused")["amounts"]:
        with pytest.raises(UserError):
            epc.payload(PAYEE, amount_minor=money.to_minor(amount, euro))


@pytest.mark.parametrize("minor", [-1, 0, 100_000_000_000])
def test_an_amount_lies_between_a_cent_and_a_milliard(minor: int) -> None:
    with pytest.raises(UserError) as refusal:
        epc.payload(PAYEE, amount_minor=minor)
    assert refusal.value.key == "amount_not_taken"
    assert epc.payload(PAYEE, amount_minor=99_999_999_999).endswith("EUR999999999.99")


@pytest.mark.parametrize(
    ("changes", "key", "field"),
    [
        ({"purpose": "GDDSX"}, "qr_field_form", "purpose"),
        ({"purpose": "gdds"}, "qr_field_form", "purpose"),
        ({"reference": "RF19539007547034"}, "reference_check", "reference"),
        ({"text": "x" * 141}, "qr_field_too_long", "text"),
        ({"text": "a\nb"}, "qr_field_letter", "text"),
        ({"information": "x" * 71}, "qr_field_too_long", "information"),
        ({"charset": 0}, "qr_field_form", "charset"),
        ({"charset": 9}, "qr_field_form", "charset"),
        ({"text": "茶", "charset": 2}, "qr_field_letter", "charset"),
        ({"text": "a", "reference": "RF18539007547034"}, "qr_field_excluded", "text"),
    ],
)
def test_a_field_outside_its_limits_is_refused_by_name(
    changes: dict[str, Any], key: str, field: str
) -> None:
    with pytest.raises(UserError) as refusal:
        epc.payload(PAYEE, amount_minor=1, **changes)
    assert (refusal.value.key, refusal.value.params["field"]) == (key, field)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"name": ""}, "qr_field_missing"),
        ({"name": "x" * 71}, "qr_field_too_long"),
        ({"name": "a\u2028b"}, "qr_field_letter"),
        ({"iban": "DE72110220330123456789"}, "iban_check"),
        ({"bic": "BHBLDEHHXX"}, "bic_form"),
    ],
)
def test_a_payee_that_cannot_be_is_refused_at_once(changes: dict[str, str], key: str) -> None:
    good = {"name": "Corner shop", "iban": "DE71110220330123456789"}
    with pytest.raises(UserError) as refusal:
        epc.Payee(**{**good, **changes})
    assert refusal.value.key == key


def test_all_fields_together_fit_331_bytes_or_are_refused() -> None:
    long = epc.Payee(name="ü" * 70, iban="DE71110220330123456789", bic="BHBLDEHHXXX")
    assert len(epc.payload(long, amount_minor=1, text="x" * 100).encode()) <= 331
    with pytest.raises(UserError) as refusal:
        epc.payload(long, amount_minor=1, text="ü" * 140)
    assert refusal.value.key == "qr_payload_too_long"


def test_lines_at_the_end_that_hold_nothing_are_left_out() -> None:
    assert epc.payload(PAYEE, amount_minor=100).endswith("\nEUR1")
    assert epc.payload(PAYEE, amount_minor=100, information="x").endswith("\nEUR1\n\n\n\nx")
