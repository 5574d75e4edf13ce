"""What is signed and sealed on WeChat Pay's wire, against published values."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gateways.wechat import envelope
from app.sandbox.wechat import sealing

KEY = "a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb"
SEALED = {
    "algorithm": "AEAD_AES_256_GCM",
    "nonce": "uluk4a9R25RW",
    "associated_data": "associatedData",
    "ciphertext": "ulwSiIajGClcvcOYvOQ7+l+0PAbzzwI=",
}


def test_a_request_is_signed_as_published() -> None:
    text = envelope.request_text(
        "GET",
        "/v3/pay/transactions/id/1217752501201407033233368018?mchid=1230000109",
        at=1652750623,
        nonce="eBYqCOxa0QudMnPvVilkTzOg3gHh5Z3u",
        body="",
    )
    assert text == (
        "GET\n"
        "/v3/pay/transactions/id/1217752501201407033233368018?mchid=1230000109\n"
        "1652750623\n"
        "eBYqCOxa0QudMnPvVilkTzOg3gHh5Z3u\n"
        "\n"
    )


def test_the_authorization_names_who_signed() -> None:
    header = envelope.authorization({"mchid": "1900000001", "signature": "a+b="})
    assert header == 'WECHATPAY2-SHA256-RSA2048 mchid="1900000001",signature="a+b="'


def test_a_message_is_verified_over_its_very_bytes() -> None:
    assert envelope.message(at="1", nonce="n", body=b'{"a":"\xff"}') == b'1\nn\n{"a":"\xff"}\n'


def test_the_published_secret_opens() -> None:
    assert envelope.unsealed(SEALED, KEY) == b"message"


@pytest.mark.parametrize(
    "change",
    [
        {"nonce": "uluk4a9R25RX"},
        {"nonce": "short"},
        {"nonce": None},
        {"associated_data": "other"},
        {"associated_data": None},
        {"associated_data": 1},
        {"ciphertext": "vlwSiIajGClcvcOYvOQ7+l+0PAbzzwI="},
        {"ciphertext": "no base64!"},
        {"ciphertext": ""},
        {"ciphertext": None},
        {"algorithm": "AES_128"},
    ],
)
def test_nothing_else_opens(change: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        envelope.unsealed({**SEALED, **change}, KEY)
    with pytest.raises(ValueError):
        envelope.unsealed(SEALED, KEY[::-1])


@given(st.binary(max_size=200), st.text(st.characters(codec="ascii"), max_size=20))
def test_whatever_the_sandbox_seals_opens(content: bytes, beside: str) -> None:
    sealed = sealing.sealed(content, KEY, beside)
    assert envelope.unsealed(sealed, KEY) == content
    raw = bytearray(base64.b64decode(sealed["ciphertext"]))
    raw[-1] ^= 1
    with pytest.raises(ValueError):
        envelope.unsealed({**sealed, "ciphertext": base64.b64encode(raw).decode()}, KEY)
