"""Personal data at rest: sealed with AES-GCM, found again by a keyed hash."""

from __future__ import annotations

import hmac
import os
from functools import cached_property
from typing import TYPE_CHECKING

from app.domain import phones
from app.domain.errors import Bug, Unavailable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MIN_KEY_BYTES = 16
_FORMAT = b"\x01"
_NONCE_BYTES = 12


class Vault:
    """Seals texts and marks phone numbers; both keys are derived from the shop's one key.

    Sealed bytes are: format 1, nonce (12), ciphertext with tag. They open only in the place
    they were sealed for (`place`, such as "orders.phone:<id>").

    Attributes:
        fingerprint: tells keys apart and reveals nothing of them.
    """

    def __init__(self, key: bytes) -> None:
        if len(key) < MIN_KEY_BYTES:
            raise Bug("key_too_short", bytes=len(key))
        self._seal_key = hmac.digest(key, b"zhanggui personal data", "sha256")
        self._mark_key = hmac.digest(key, b"zhanggui phone search", "sha256")
        self.fingerprint = hmac.digest(key, b"zhanggui fingerprint", "sha256").hex()

    def seal(self, text: str, place: str) -> bytes | None:
        """Encrypt; None for an empty text."""
        if not text:
            return None
        nonce = os.urandom(_NONCE_BYTES)
        return _FORMAT + nonce + self._cipher.encrypt(nonce, text.encode(), place.encode())

    def open(self, sealed: bytes | None, place: str) -> str:
        """Decrypt; Unavailable("personal_data_locked") with another key or a changed text."""
        if not sealed:
            return ""
        from cryptography.exceptions import InvalidTag

        data = bytes(sealed)
        nonce, cipher = data[1 : 1 + _NONCE_BYTES], data[1 + _NONCE_BYTES :]
        try:
            return self._cipher.decrypt(nonce, cipher, place.encode()).decode()
        except (InvalidTag, ValueError):
            raise Unavailable("personal_data_locked") from None

    def mark(self, phone: str) -> bytes | None:
        """A keyed hash of a number: equal ones, however they are written, meet."""
        digits = phones.national(phone)
        return hmac.digest(self._mark_key, digits.encode(), "sha256") if digits else None

    @cached_property
    def _cipher(self) -> AESGCM:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(self._seal_key)
