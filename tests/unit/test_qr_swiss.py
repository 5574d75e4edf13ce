"""The Swiss QR-bill: published samples line by line, accounts and references that must agree."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain import money
from app.domain.errors import UserError
from app.domain.qrcodes import swiss
from tests.helpers.qr_vectors import Vector, vectors

SHOP = swiss.Party(name="Corner shop", postcode="2501", town="Biel", country="CH")
PLAIN = swiss.Creditor(iban="CH58 0079 1123 0008 8901 2", party=SHOP)
FOR_QR = swiss.Creditor(iban="CH4431999123000889012", party=SHOP)
QR_REFERENCE = "210000000003139471430009017"
CREDITOR_REFERENCE = "RF18539007547034"


def party_of(lines: list[str]) -> swiss.Party | None:
    """A structured address from its seven lines."""
    kind, name, street, house_number, postcode, town, country = lines
    if not kind:
        return None
    return swiss.Party(
        name=name,
        street=street,
        house_number=house_number,
        postcode=postcode,
        town=town,
        country=country,
    )


def made(published: Vector) -> str:
    """The same code from the lines of a published one."""
    lines = [x.strip("\n") for x in published["fields"]]
    creditor = party_of(lines[4:11])
    assert creditor is not None
    amount = lines[18]
    return swiss.payload(
        swiss.Creditor(iban=lines[3], party=creditor),
        amount_minor=money.to_minor(amount, money.currency(lines[19])) if amount else None,
        currency=lines[19],
        debtor=party_of(lines[20:27]),
        reference=lines[28],
        message=lines[29],
        billing=lines[31] if len(lines) > 31 else "",
        alternatives=lines[32:],
    )


def test_published_bills_come_out_line_by_line() -> None:
    samples = [x for x in vectors("Swiss QR-bill") if "fields" in x]
    structured = [x for x in samples if "K" not in (x["fields"][4], x["fields"][20])]
    assert len(structured) == 7
    for published in structured:
        text = published.get("payload_lf") or published["payload_crlf"].replace("\r\n", "\n")
        assert made(published) == text.strip("\n")


def test_published_amounts_are_written_with_two_decimals() -> None:
    (amounts,) = (x for x in vectors("Swiss QR-bill") if "cases" in x)
    franc = money.currency("CHF")
    for given, shown, _ in amounts["cases"]:
        minor = money.to_minor(given.replace("'", ""), franc)
        assert swiss.payload(PLAIN, currency="CHF", amount_minor=minor).split("\n")[18] == shown


def test_a_bill_has_31_lines_and_more_only_where_there_is_more() -> None:
    bill = swiss.payload(PLAIN, currency="EUR")
    assert bill.count("\n") == 30
    assert bill.endswith("\nEPD")
    assert swiss.payload(PLAIN, currency="EUR", alternatives=["x"]).endswith("\nEPD\n\nx")
    assert swiss.payload(PLAIN, currency="EUR", billing="//S1").endswith("\nEPD\n//S1")


@pytest.mark.parametrize(
    ("creditor", "reference", "kind"),
    [
        (PLAIN, "", "NON"),
        (PLAIN, CREDITOR_REFERENCE, "SCOR"),
        (FOR_QR, QR_REFERENCE, "QRR"),
    ],
)
def test_the_account_decides_about_the_reference(
    creditor: swiss.Creditor, reference: str, kind: str
) -> None:
    bill = swiss.payload(creditor, currency="CHF", reference=reference).split("\n")
    assert bill[27:29] == [kind, reference]


@pytest.mark.parametrize(
    ("creditor", "reference"),
    [
        (FOR_QR, ""),
        (FOR_QR, CREDITOR_REFERENCE),
        (PLAIN, QR_REFERENCE),
        (FOR_QR, "210000000003139471430009018"),
        (PLAIN, "RF19539007547034"),
    ],
)
def test_a_reference_of_the_other_kind_is_refused(creditor: swiss.Creditor, reference: str) -> None:
    with pytest.raises(UserError) as refusal:
        swiss.payload(creditor, currency="CHF", reference=reference)
    assert refusal.value.params["field"] == "reference"


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"currency": "USD"}, "currency_not_taken"),
        ({"amount_minor": 0}, "amount_not_taken"),
        ({"amount_minor": 100_000_000_000}, "amount_not_taken"),
        ({"message": "x" * 141}, "qr_field_too_long"),
        ({"message": "x" * 100, "billing": "x" * 41}, "qr_field_too_long"),
        ({"message": "茶"}, "qr_field_letter"),
        ({"message": "a\nb"}, "qr_field_letter"),
        ({"alternatives": ["a", "b", "c"]}, "qr_field_form"),
        ({"alternatives": ["x" * 101]}, "qr_field_too_long"),
        ({"alternatives": [""]}, "qr_field_missing"),
    ],
)
def test_a_field_outside_its_limits_is_refused(changes: dict[str, Any], key: str) -> None:
    with pytest.raises(UserError) as refusal:
        swiss.payload(PLAIN, **{"currency": "CHF", **changes})
    assert refusal.value.key == key


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"name": ""}, "qr_field_missing"),
        ({"name": "x" * 71}, "qr_field_too_long"),
        ({"street": "x" * 71}, "qr_field_too_long"),
        ({"house_number": "x" * 17}, "qr_field_too_long"),
        ({"postcode": ""}, "qr_field_missing"),
        ({"postcode": "x" * 17}, "qr_field_too_long"),
        ({"town": ""}, "qr_field_missing"),
        ({"town": "x" * 36}, "qr_field_too_long"),
        ({"country": "che"}, "qr_field_form"),
        ({"country": ""}, "qr_field_form"),
        ({"name": "Чай"}, "qr_field_letter"),
    ],
)
def test_an_address_outside_its_limits_is_refused(changes: dict[str, str], key: str) -> None:
    good = {"name": "Corner shop", "postcode": "2501", "town": "Biel", "country": "CH"}
    with pytest.raises(UserError) as refusal:
        swiss.Creditor(iban="CH5800791123000889012", party=swiss.Party(**{**good, **changes}))
    assert refusal.value.key == key


def test_only_accounts_of_switzerland_and_liechtenstein_are_billed() -> None:
    with pytest.raises(UserError) as refusal:
        swiss.Creditor(iban="DE71110220330123456789", party=SHOP)
    assert refusal.value.key == "iban_country"


def longest(letter: str) -> str:
    """A bill with every field at its limit, filled with one letter."""
    party = swiss.Party(
        name=letter * 70,
        street=letter * 70,
        house_number=letter * 16,
        postcode=letter * 16,
        town=letter * 35,
        country="CH",
    )
    return swiss.payload(
        swiss.Creditor(iban="CH4431999123000889012", party=party),
        currency="CHF",
        amount_minor=99_999_999_999,
        debtor=party,
        reference=QR_REFERENCE,
        message=letter * 100,
        billing=letter * 40,
        alternatives=[letter * 100, letter * 100],
    )


def test_a_bill_fits_the_largest_code_allowed_or_is_refused() -> None:
    assert len(longest("x")) <= swiss.MOST_BYTES
    with pytest.raises(UserError) as refusal:
        longest("ü")
    assert refusal.value.key == "qr_payload_too_long"
