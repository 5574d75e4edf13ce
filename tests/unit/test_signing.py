"""RSA signatures and keys: what holds, what does not, and what a bad key says."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from app.gateways import signing
from app.ports.gateway import Misconfigured
from app.sandbox import signing as independent

PEM = serialization.Encoding.PEM
DER = serialization.Encoding.DER
PKCS1 = serialization.PrivateFormat.TraditionalOpenSSL
PKCS8 = serialization.PrivateFormat.PKCS8
SPKI = serialization.PublicFormat.SubjectPublicKeyInfo
PLAIN = serialization.NoEncryption()
TEXT = "茶 }{ 🍵".encode()


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    """A key of the length in use."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def test_a_signature_holds_for_its_text_and_key_alone(key: rsa.RSAPrivateKey) -> None:
    signature = signing.sign(key, TEXT)
    assert signing.verified(key.public_key(), TEXT, signature)
    assert not signing.verified(key.public_key(), TEXT + b" ", signature)
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert not signing.verified(other.public_key(), TEXT, signature)


def test_the_till_and_the_sandbox_agree_though_written_apart(key: rsa.RSAPrivateKey) -> None:
    assert signing.sign(key, TEXT) == independent.sign(key, TEXT)
    assert independent.holds(key.public_key(), TEXT, signing.sign(key, TEXT))


@pytest.mark.parametrize("signature", ["", "no base64!", "AAAA", "é", "=" * 344])
def test_a_malformed_signature_does_not_hold(key: rsa.RSAPrivateKey, signature: str) -> None:
    assert not signing.verified(key.public_key(), TEXT, signature)


def test_keys_are_read_in_every_form_that_providers_hand_out(key: rsa.RSAPrivateKey) -> None:
    bare = [base64.b64encode(key.private_bytes(DER, x, PLAIN)).decode() for x in (PKCS1, PKCS8)]
    texts = [key.private_bytes(PEM, x, PLAIN).decode() for x in (PKCS1, PKCS8)] + bare
    texts += [f"\n {texts[0]} \n", "\n".join(bare[0][i : i + 64] for i in range(0, 2000, 64))]
    for text in texts:
        assert signing.private_key(text).private_numbers() == key.private_numbers()
    public = key.public_key()
    for text in (
        public.public_bytes(PEM, SPKI).decode(),
        base64.b64encode(public.public_bytes(DER, SPKI)).decode(),
    ):
        assert signing.public_key(text).public_numbers() == public.public_numbers()


def test_an_unusable_key_is_refused_without_showing_it(key: rsa.RSAPrivateKey) -> None:
    weak = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    curve = ec.generate_private_key(ec.SECP256R1())
    locked = serialization.BestAvailableEncryption(b"secret")
    texts = [
        "",
        "hello",
        "AAAA",
        weak.private_bytes(PEM, PKCS8, PLAIN).decode(),
        curve.private_bytes(PEM, PKCS8, PLAIN).decode(),
        key.private_bytes(PEM, PKCS8, locked).decode(),
        key.private_bytes(PEM, PKCS8, PLAIN).decode()[:-200],
        key.public_key().public_bytes(PEM, SPKI).decode(),
    ]
    for text in texts:
        with pytest.raises(Misconfigured) as refusal:
            signing.private_key(text)
        assert str(refusal.value) == "key_unreadable (which=private)"
        assert refusal.value.__cause__ is None


def test_a_private_key_is_no_public_key(key: rsa.RSAPrivateKey) -> None:
    with pytest.raises(Misconfigured):
        signing.public_key(key.private_bytes(PEM, PKCS8, PLAIN).decode())
