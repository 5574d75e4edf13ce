"""Account numbers and references: their forms, lengths and check digits."""

from __future__ import annotations

import pytest

from app.domain.errors import UserError
from app.domain.qrcodes import iban, references
from tests.helpers.qr_vectors import vector


def refused(call: object, *args: str) -> str:
    """The key a call is refused with."""
    with pytest.raises(UserError) as refusal:
        call(*args)  # type: ignore[operator]
    assert refusal.value.params["field"]
    return refusal.value.key


def test_published_ibans_are_right() -> None:
    for number, remainder in vector("IBAN", "all IBANs")["cases"]:
        assert iban.checked(number) == number
        assert iban.remainder(number) == remainder


def test_an_iban_may_be_written_in_groups_and_small_letters() -> None:
    assert iban.checked(" de71 1102 2033 0123 4567 89 ") == "DE71110220330123456789"


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("", "iban_form"),
        ("DE", "iban_form"),
        ("DE7111022033012345678é", "iban_form"),
        ("DE71110220330123456７89", "iban_form"),
        ("ZZ71110220330123456789", "iban_country"),
        ("DE7111022033012345678", "iban_length"),
        ("DE711102203301234567890", "iban_length"),
        ("DE71110220330123456798", "iban_check"),
        ("DE72110220330123456789", "iban_check"),
    ],
)
def test_a_wrong_iban_is_refused_for_its_own_reason(number: str, key: str) -> None:
    assert refused(iban.checked, number) == key


def test_every_single_wrong_digit_of_an_iban_is_noticed() -> None:
    good = "CH5800791123000889012"
    for at in range(2, len(good)):
        wrong = good[:at] + str((int(good[at]) + 1) % 10) + good[at + 1 :]
        assert refused(iban.checked, wrong) == "iban_check"


@pytest.mark.parametrize(
    ("number", "is_qr"),
    [
        ("CH4431999123000889012", True),
        ("CH5800791123000889012", False),
        ("DE71110220330123456789", False),
        ("LI2130000000000000000", True),
        ("CH0029999000000000000", False),
        ("CH0032000000000000000", False),
    ],
)
def test_a_qr_iban_is_known_by_its_bank(number: str, is_qr: bool) -> None:
    assert iban.is_qr_iban(number) is is_qr


@pytest.mark.parametrize("bic", ["BHBLDEHHXXX", "bhbldehh", " BHBLDEHH "])
def test_a_bic_has_8_or_11_signs(bic: str) -> None:
    assert iban.checked_bic(bic) == bic.strip().upper()


def test_published_wrong_bics_are_refused() -> None:
    for bic in vector("EPC069-12", "must be refused")["bics"]:
        assert refused(iban.checked_bic, bic) == "bic_form"


def test_a_creditor_reference_is_made_and_checked() -> None:
    assert references.creditor("5390 0754 7034") == "RF18539007547034"
    assert references.checked_creditor("RF18 5390 0754 7034") == "RF18539007547034"
    assert references.checked_creditor(references.creditor("a1")).endswith("A1")


@pytest.mark.parametrize(
    ("reference", "key"),
    [
        ("", "reference_form"),
        ("RF18", "reference_form"),
        ("XX18539007547034", "reference_form"),
        ("RF18" + "1" * 22, "reference_form"),
        ("RF19539007547034", "reference_check"),
        ("RF18539007547043", "reference_check"),
    ],
)
def test_a_wrong_creditor_reference_is_refused(reference: str, key: str) -> None:
    assert refused(references.checked_creditor, reference) == key


@pytest.mark.parametrize("body", ["", "ö", "1" * 22, "a-b"])
def test_no_creditor_reference_is_made_of_other_signs(body: str) -> None:
    assert refused(references.creditor, body) == "reference_form"


def test_the_published_qr_reference_is_made_and_checked() -> None:
    published = "210000000003139471430009017"
    assert published in vector("QRR", "reference")["name"]
    assert references.checked_qr("21 00000 00003 13947 14300 09017") == published
    assert references.qr(published[:26]) == published
    assert references.qr("1") == f"{'1'.zfill(26)}{references.qr('1')[-1]}"


@pytest.mark.parametrize(
    ("reference", "key"),
    [
        ("21000000000313947143000901", "reference_form"),
        ("2100000000031394714300090177", "reference_form"),
        ("21000000000313947143000901a", "reference_form"),
        ("210000000003139471430009018", "reference_check"),
        ("210000000003139471430000917", "reference_check"),
    ],
)
def test_a_wrong_qr_reference_is_refused(reference: str, key: str) -> None:
    assert refused(references.checked_qr, reference) == key


def test_no_qr_reference_is_made_of_letters_or_too_many_digits() -> None:
    for body in ("", "12a", "1" * 27):
        assert refused(references.qr, body) == "reference_form"
