"""Sealing content with the merchant's APIv3 key (AES-256-GCM), and signing what is sent."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.sandbox import signing
from app.sandbox.wechat.identity import Signer


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


def signature_headers(signer: Signer, body: bytes, at: datetime) -> dict[str, str]:
    """The headers under which WeChat Pay signs a body."""
    seconds = str(int(at.timestamp()))
    nonce = secrets.token_hex(16)
    content = f"{seconds}\n{nonce}\n".encode() + body + b"\n"
    return {
        "wechatpay-timestamp": seconds,
        "wechatpay-nonce": nonce,
        "wechatpay-serial": signer.serial,
        "wechatpay-signature": signing.sign(signer.key, content),
        "wechatpay-signature-type": "WECHATPAY2-SHA256-RSA2048",
    }
