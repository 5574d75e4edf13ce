"""WeChat Pay's texts: what is signed of a request and of an answer, and what is sealed."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_ALGORITHM = "AEAD_AES_256_GCM"
_NONCE_BYTES = 12
SCHEME = "WECHATPAY2-SHA256-RSA2048"


def request_text(verb: str, path: str, *, at: int, nonce: str, body: str) -> str:
    """What a request's signature is made over; `path` with its query, as it is sent."""
    return f"{verb}\n{path}\n{at}\n{nonce}\n{body}\n"


def message(*, at: str, nonce: str, body: bytes) -> bytes:
    """What the signature of an answer, or of a pushed message, is made over."""
    return f"{at}\n{nonce}\n".encode() + body + b"\n"


def authorization(members: Mapping[str, str]) -> str:
    """The header that carries a request's signature."""
    return f"{SCHEME} " + ",".join(f'{name}="{value}"' for name, value in members.items())


def unsealed(resource: Mapping[str, object], apiv3_key: str) -> bytes:
    """The content of a sealed resource: AES-256-GCM, the tag behind the ciphertext.

    Raises ValueError for whatever was not sealed with our key.
    """
    algorithm = resource.get("algorithm", _ALGORITHM)
    sealed, nonce = resource.get("ciphertext"), resource.get("nonce")
    beside = resource.get("associated_data") or ""
    if not (isinstance(sealed, str) and isinstance(nonce, str) and isinstance(beside, str)):
        raise ValueError("not a sealed resource")
    if algorithm != _ALGORITHM or len(nonce.encode()) != _NONCE_BYTES:
        raise ValueError("sealed in another way")
    try:
        raw = base64.b64decode(sealed, validate=True)
        return AESGCM(apiv3_key.encode()).decrypt(nonce.encode(), raw, beside.encode())
    except InvalidTag as error:
        raise ValueError("not sealed with our key") from error
