"""RSA signatures (SHA-256, PKCS #1 v1.5) as Alipay and WeChat Pay use them."""

from __future__ import annotations

import base64
import binascii

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from app.ports.gateway import Misconfigured

PrivateKey = rsa.RSAPrivateKey
PublicKey = rsa.RSAPublicKey

_MIN_BITS = 2048


def private_key(text: str) -> PrivateKey:
    """Read our key: PEM, or the bare base64 that providers' key tools print.

    Raises Misconfigured("key_unreadable") for anything but RSA of 2048 bits and more; neither
    the error nor its cause holds any part of the key.
    """
    key: object = None
    try:
        if "-----BEGIN" in text:
            key = serialization.load_pem_private_key(text.strip().encode(), password=None)
        else:
            key = serialization.load_der_private_key(_der(text), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        pass
    if not isinstance(key, PrivateKey) or key.key_size < _MIN_BITS:
        raise Misconfigured("key_unreadable", which="private")
    return key


def public_key(text: str) -> PublicKey:
    """Read a provider's key: PEM or bare base64; Misconfigured("key_unreadable")."""
    key: object = None
    try:
        if "-----BEGIN" in text:
            key = serialization.load_pem_public_key(text.strip().encode())
        else:
            key = serialization.load_der_public_key(_der(text))
    except (ValueError, TypeError, UnsupportedAlgorithm):
        pass
    if not isinstance(key, PublicKey) or key.key_size < _MIN_BITS:
        raise Misconfigured("key_unreadable", which="public")
    return key


def sign(key: PrivateKey, content: bytes) -> str:
    """The base64 signature of some bytes."""
    raw = key.sign(content, padding.PKCS1v15(), hashes.SHA256())
    return base64.b64encode(raw).decode("ascii")


def verified(key: PublicKey, content: bytes, signature: str) -> bool:
    """Whether a base64 signature belongs to these bytes; false for anything malformed."""
    try:
        raw = base64.b64decode(signature, validate=True)
        key.verify(raw, content, padding.PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, ValueError):
        return False
    return True


def _der(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
