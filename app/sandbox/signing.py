"""RSA signatures (SHA-256, PKCS #1 v1.5), written apart from the till's so as to check it."""

from __future__ import annotations

import base64

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey


def sign(key: RSAPrivateKey, content: bytes) -> str:
    """A signature in base64."""
    return base64.b64encode(key.sign(content, PKCS1v15(), hashes.SHA256())).decode("ascii")


def holds(key: RSAPublicKey, content: bytes, signature: str) -> bool:
    """Whether a signature in base64 was made over these bytes."""
    try:
        key.verify(base64.b64decode(signature), content, PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, ValueError):
        return False
    return True
