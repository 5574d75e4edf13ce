"""Promises of bank QR codes that hold for every text, number and amount."""

from __future__ import annotations

import binascii

from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import UserError
from app.domain.qrcodes import emvco, epc, iban, pix, references, upi

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=99)
tags = st.integers(0, 62).map(lambda x: f"{x:02}")
DIGITS = st.text(st.sampled_from("0123456789"), min_size=1, max_size=26)
BODIES = st.text(st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"), min_size=1, max_size=21)


@given(texts)
def test_the_checksum_is_the_published_one_for_any_text(text: str) -> None:
    assert emvco.crc(text) == f"{binascii.crc_hqx(text.encode(), 0xFFFF):04X}"


@given(st.lists(st.tuples(tags, texts.filter(bool)), max_size=6))
def test_any_items_come_back_from_their_text(items: list[emvco.Item]) -> None:
    assert emvco.items(emvco.template(items)) == items
    assert emvco.checked(emvco.payload(items)) == items


@given(st.lists(st.tuples(tags, texts.filter(bool)), min_size=1, max_size=4), st.data())
def test_no_changed_character_of_a_code_is_overlooked(
    items: list[emvco.Item], data: st.DataObject
) -> None:
    code = emvco.payload(items)
    at = data.draw(st.integers(0, len(code) - 1))
    letter = data.draw(st.characters(codec="ascii").filter(lambda x: x != code[at]))
    changed = code[:at] + letter + code[at + 1 :]
    if len(letter.encode()) != len(code[at].encode()):
        return  # a burst of more than 16 bits may meet the same checksum
    try:
        found = emvco.checked(changed)
    except UserError:
        return
    raise AssertionError(f"believed {found}")


@given(BODIES)
def test_every_creditor_reference_made_is_one(body: str) -> None:
    made = references.creditor(body)
    assert references.checked_creditor(made) == made
    assert iban.remainder(made) == 1
    assert len(made) <= 25


@given(DIGITS, st.data())
def test_every_qr_reference_made_is_one_and_no_wrong_digit_is_overlooked(
    body: str, data: st.DataObject
) -> None:
    made = references.qr(body)
    assert references.checked_qr(made) == made
    at = data.draw(st.integers(0, 26))
    wrong = made[:at] + str((int(made[at]) + data.draw(st.integers(1, 9))) % 10) + made[at + 1 :]
    try:
        references.checked_qr(wrong)
    except UserError:
        return
    raise AssertionError(wrong)


@given(st.integers(1, 99_999_999_999))
def test_an_epc_amount_says_what_it_is(minor: int) -> None:
    payee = epc.Payee(name="Shop", iban="DE71110220330123456789")
    amount = epc.payload(payee, amount_minor=minor).rpartition("\nEUR")[2]
    whole, _, cents = amount.partition(".")
    assert int(whole) * 100 + int(cents.ljust(2, "0")) == minor
    assert not (cents and cents.endswith("0"))


@given(texts, texts, st.integers(-5, 10**13))
def test_a_pix_code_is_whole_or_refused(name: str, information: str, minor: int) -> None:
    try:
        payee = pix.Payee(key="12345678909", name=name, city="Recife")
        code = pix.payload(payee, amount_minor=minor, information=information)
    except UserError:
        return
    assert dict(emvco.checked(code))["58"] == "BR"
    assert code.isascii()


@given(texts, texts)
def test_a_upi_link_is_plain_or_refused(name: str, note: str) -> None:
    try:
        link = upi.payload(upi.Payee(address="shop@bank", name=name), note=note)
    except UserError:
        return
    assert link.isascii()
    assert " " not in link
    assert link.count("&") == 2 + bool(note.strip())
