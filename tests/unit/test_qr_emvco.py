"""EMVCo codes and the national ones made of them: published payloads come out as they are."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.domain.errors import UserError
from app.domain.qrcodes import emvco, paynow, pix, promptpay
from tests.helpers.qr_vectors import vector, vectors

BCB_KEY = "123e4567-e12b-12d1-a456-426655440000"
FULANO = pix.Payee(key=BCB_KEY, name="Fulano de Tal", city="BRASILIA")


def refused(call: Any, *args: Any, **named: Any) -> tuple[str, object]:
    """The key and the field a call is refused with."""
    with pytest.raises(UserError) as refusal:
        call(*args, **named)
    return refusal.value.key, refusal.value.params.get("field")


def test_the_checksum_has_its_catalogued_value() -> None:
    published = vector("EMVCo", "CRC")
    assert emvco.crc(published["input"]) == published["expected"] == "29B1"


def test_published_codes_are_taken_apart_and_put_together_again() -> None:
    good = [x for x in vectors("EMVCo") if "crc" in x]
    assert len(good) == 2
    for published in good:
        items = emvco.checked(published["payload"])
        assert emvco.payload(items) == published["payload"]
        assert published["payload"].endswith(published["crc"])


def test_lengths_count_characters_not_bytes() -> None:
    items = dict(emvco.checked(vector("EMVCo", "EMVCo MPM")["payload"]))
    assert dict(emvco.items(items["64"])) == {"00": "ZH", "01": "最佳运输", "02": "北京"}


@pytest.mark.parametrize("text", ["", "00", "0002", "000201", "0002xx", "00020163041D3D", "é"])
def test_what_is_no_whole_code_is_refused(text: str) -> None:
    assert refused(emvco.checked, text)[0] == "qr_payload_broken"


def test_a_code_with_another_checksum_is_refused() -> None:
    assert refused(emvco.checked, vector("EMVCo", "corrupted")["payload"])[0] == (
        "qr_payload_broken"
    )


def test_an_item_holds_99_characters() -> None:
    assert emvco.item("59", "x" * 99) == "5999" + "x" * 99
    assert refused(emvco.item, "59", "x" * 100) == ("qr_field_too_long", "59")


def test_the_central_banks_pix_example_comes_out_as_published() -> None:
    assert pix.payload(FULANO) == vector("EMVCo", "Banco")["payload"]


def test_a_published_pix_with_amount_text_and_number_comes_out_but_for_capitals() -> None:
    payee = pix.Payee(key="60701190000104", name="Teste Batch atualiza", city="SAO PAULO")
    code = pix.payload(
        payee, amount_minor=122, txid="1t9OGEuUWlqWQiY0CU2YmA", information="Mensagem opcional"
    )
    published = (
        "00020126570014BR.GOV.BCB.PIX0114607011900001040217Mensagem opcional52040000530398654041.22"
        "5802BR5920Teste Batch atualiza6009SAO PAULO622605221t9OGEuUWlqWQiY0CU2YmA63048179"
    )
    assert code[:-4].replace("br.gov.bcb.pix", "BR.GOV.BCB.PIX") == published[:-4]
    assert emvco.crc(published[:-4]) == published[-4:]


@pytest.mark.parametrize(
    "key", ["+5511987654321", "12345678909", "60701190000104", BCB_KEY, "loja@exemplo.com.br"]
)
def test_pix_keys_are_of_five_kinds(key: str) -> None:
    payee = pix.Payee(key=key, name="Loja", city="Recife")
    assert f"{len(key):02}{key}" in pix.payload(payee)


def test_pix_leaves_accents_out() -> None:
    payee = pix.Payee(key=BCB_KEY, name="Padaria do João", city="São Luís")
    assert "5915Padaria do Joao6008Sao Luis" in pix.payload(payee)


@pytest.mark.parametrize(
    ("changes", "key", "field"),
    [
        ({"key": "shop"}, "qr_field_form", "key"),
        ({"key": ""}, "qr_field_missing", "key"),
        ({"key": "a@" + "b" * 80}, "qr_field_too_long", "key"),
        ({"key": BCB_KEY.upper()}, "qr_field_form", "key"),
        ({"name": ""}, "qr_field_missing", "name"),
        ({"name": "x" * 26}, "qr_field_too_long", "name"),
        ({"name": "茶"}, "qr_field_letter", "name"),
        ({"city": ""}, "qr_field_missing", "city"),
        ({"city": "x" * 16}, "qr_field_too_long", "city"),
    ],
)
def test_a_pix_payee_outside_its_limits_is_refused(
    changes: dict[str, str], key: str, field: str
) -> None:
    good = {"key": BCB_KEY, "name": "Loja", "city": "Recife"}
    assert refused(pix.Payee, **{**good, **changes}) == (key, field)


@pytest.mark.parametrize(
    ("changes", "key", "field"),
    [
        ({"txid": ""}, "qr_field_form", "txid"),
        ({"txid": "x" * 26}, "qr_field_form", "txid"),
        ({"txid": "a-b"}, "qr_field_form", "txid"),
        ({"information": "x" * 38}, "qr_field_too_long", "information"),
        ({"amount_minor": 0}, "amount_not_taken", None),
        ({"amount_minor": 10**12}, "amount_not_taken", None),
    ],
)
def test_a_pix_payment_outside_its_limits_is_refused(
    changes: dict[str, Any], key: str, field: str | None
) -> None:
    assert refused(pix.payload, FULANO, **changes) == (key, field)
    assert emvco.checked(pix.payload(FULANO, information="x" * 37, amount_minor=10**12 - 1))


@pytest.mark.parametrize(
    ("account", "minor", "code"),
    [
        ("0801234567", None, "37…011300668012345675802TH530376463046197"),
        ("080-123-4567", None, "37…011300668012345675802TH530376463046197"),
        ("+66-89-123-4567", None, "37…011300668912345675802TH5303764630429C1"),
        ("1-1111-11111-11-1", None, "37…021311111111111115802TH530376463047B5A"),
        ("0123456789012", None, "37…021301234567890125802TH530376463040CBD"),
        ("012345678901234", None, "39…03150123456789012345802TH530376463049781"),
        ("000-000-0000", 422, "37…011300660000000005802TH530376454044.226304E469"),
        ("0891234567", 1337133775, "37…011300668912345675802TH5303764541113371337.756304B7D7"),
    ],
)
def test_published_promptpay_codes_come_out_as_they_are(
    account: str, minor: int | None, code: str
) -> None:
    kind = "11" if minor is None else "12"
    expected = f"0002010102{kind}29{code.replace('…', '0016A000000677010111')}"
    assert promptpay.payload(account, amount_minor=minor) == expected


@pytest.mark.parametrize("account", ["", "123", "12345678901", "080123456é", "9801234567"])
def test_a_promptpay_account_has_one_of_three_forms(account: str) -> None:
    assert refused(promptpay.payload, account) == ("qr_field_form", "account")


def test_published_paynow_codes_come_out_as_they_are() -> None:
    company = paynow.Payee(account="S99345678ABCD", name="ACME Pte Ltd")
    person = paynow.Payee(account="+65 9099 1234")
    codes = [
        paynow.payload(x, amount_minor=1234, reference="INV1234", editable=True)
        for x in (company, person)
    ]
    assert codes == [
        "00020101021226520009SG.PAYNOW010120213S99345678ABCD0301104089999123152040000"
        "5303702540512.345802SG5912ACME Pte Ltd6009Singapore62110107INV123463041E74",
        "00020101021226500009SG.PAYNOW010100211+6590991234030110408999912315204000053"
        "03702540512.345802SG5902NA6009Singapore62110107INV123463048AF5",
    ]


def test_paynow_keeps_the_amount_unless_there_is_none_to_keep() -> None:
    payee = paynow.Payee(account="201234567A", name="Shop")
    fixed = dict(emvco.checked(paynow.payload(payee, amount_minor=100)))
    open_ = dict(emvco.checked(paynow.payload(payee, expires_on=date(2026, 12, 31))))
    assert (fixed["01"], dict(emvco.items(fixed["26"]))["03"]) == ("12", "0")
    assert (open_["01"], dict(emvco.items(open_["26"]))["03"]) == ("11", "1")
    assert dict(emvco.items(open_["26"]))["04"] == "20261231"
    assert "54" not in open_
    assert "62" not in open_


@pytest.mark.parametrize(
    ("changes", "key", "field"),
    [
        ({"account": ""}, "qr_field_form", "account"),
        ({"account": "70991234"}, "qr_field_form", "account"),
        ({"account": "12345678901234"}, "qr_field_form", "account"),
        ({"name": ""}, "qr_field_missing", "name"),
        ({"name": "x" * 26}, "qr_field_too_long", "name"),
        ({"name": "茶"}, "qr_field_letter", "name"),
    ],
)
def test_a_paynow_payee_outside_its_limits_is_refused(
    changes: dict[str, str], key: str, field: str
) -> None:
    assert refused(paynow.Payee, **{"account": "201234567A", "name": "Shop", **changes}) == (
        key,
        field,
    )


def test_a_paynow_payment_outside_its_limits_is_refused() -> None:
    payee = paynow.Payee(account="201234567A", name="Shop")
    assert refused(paynow.payload, payee, reference="x" * 26)[1] == "reference"
    assert refused(paynow.payload, payee, amount_minor=0)[0] == "amount_not_taken"
