"""What banks' codes hold is read back from what is drawn, within the sizes the standards allow."""

from __future__ import annotations

import pytest

from app import qr
from app.domain.qrcodes import epc, paynow, pix, promptpay, swiss, upi
from tests.helpers.qr_scanner import decoded

SHOP = swiss.Party(name="Müller & Söhne", postcode="2501", town="Biel", country="CH")
CODES = {
    "epc": epc.payload(
        epc.Payee(name="Mustermänn Café", iban="DE71110220330123456789"),
        amount_minor=1230,
        reference="RF18539007547034",
    ),
    "swiss": swiss.payload(
        swiss.Creditor(iban="CH4431999123000889012", party=SHOP),
        currency="CHF",
        amount_minor=194975,
        reference="210000000003139471430009017",
        message="Rechnung 1-42",
    ),
    "pix": pix.payload(
        pix.Payee(key="loja@exemplo.com.br", name="Loja", city="Recife"), amount_minor=100
    ),
    "promptpay": promptpay.payload("0801234567", amount_minor=100),
    "paynow": paynow.payload(paynow.Payee(account="201234567A"), amount_minor=100),
    "upi": upi.payload(upi.Payee(address="shop@bank", name="चाय"), amount_minor=100),
}
MODULES = {13: 69, 25: 117}


@pytest.mark.parametrize("name", CODES)
def test_a_banks_code_reads_back_as_it_was_made(name: str) -> None:
    assert decoded(qr.matrix(CODES[name])) == CODES[name]


def test_the_longest_epc_code_stays_within_version_13() -> None:
    payee = epc.Payee(name="x" * 70, iban="MT84MALT011000012345MTLCAST001S", bic="BHBLDEHHXXX")
    code = epc.payload(payee, amount_minor=99_999_999_999, text="x" * 140, information="x" * 43)
    assert len(code) == epc.MOST_BYTES
    assert len(qr.matrix(code)) <= MODULES[13]
    assert decoded(qr.matrix(code)) == code


def test_a_swiss_code_of_997_bytes_stays_within_version_25() -> None:
    assert len(qr.matrix("x" * swiss.MOST_BYTES)) <= MODULES[25]
