"""Sealing content with the merchant's APIv3 key: AES-256-GCM."""

from __future__ import annotations

import base64
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def sealed(content: bytes, apiv3_key: str, beside: str) -> dict[str, str]:
    """A sealed resource; `beside` is vouched for without being secret."""
    nonce = secrets.token_hex(6)
    raw = AESGCM(apiv3_key.encode()).encrypt(nonce.encode(), content, beside.encode())
    return {
        "algorithm": "AEAD_AES_256_GCM",
        "nonce": nonce,
        "associated_data": beside,
        "ciphertext": base64.b64encode(raw).decode("ascii"),
    }
