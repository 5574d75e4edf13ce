"""WeChat Pay's own keys by their serial: public keys by id and platform certificates, at once."""

from __future__ import annotations

import json
import logging
import threading
from datetime import datetime

from cryptography import x509

from app.gateways import signing
from app.gateways.wechat import envelope
from app.gateways.wechat.config import WechatConfig
from app.ports.gateway import Misconfigured

log = logging.getLogger(__name__)

PUBLIC_KEY_ID = "PUB_KEY_ID_"
_FETCH_PAUSE_S = 60.0
Keys = dict[str, signing.PublicKey]


class KeyRing:
    """Keys that may sign WeChat Pay's messages; safe on many threads.

    New platform certificates come in while the till runs; `may_fetch` keeps somebody who makes
    serials up from having them fetched all the time.
    """

    def __init__(self, config: WechatConfig) -> None:
        self._keys = _configured(config)
        self._lock = threading.Lock()
        self._fetched_at: float | None = None

    def get(self, serial: str) -> signing.PublicKey | None:
        """The key with this serial."""
        return self._keys.get(serial)

    def add(self, more: Keys) -> None:
        """Take over fetched keys; one that is known already stays as it is."""
        with self._lock:
            self._keys = {**more, **self._keys}
        log.info("platform certificates fetched: %s", ", ".join(more))

    def may_fetch(self, serial: str, now_s: float) -> bool:
        """Whether certificates may be fetched for a serial now; counts as having done so.

        Args:
            now_s: seconds that never go back.
        """
        if serial.startswith(PUBLIC_KEY_ID):
            return False
        with self._lock:
            if self._fetched_at is not None and now_s < self._fetched_at + _FETCH_PAUSE_S:
                return False
            self._fetched_at = now_s
            return True


def opened(body: bytes, apiv3_key: str, now: datetime) -> Keys:
    """The keys in an answer to GET /v3/certificates. Whoever sealed them knew our APIv3 key,
    which is what makes them WeChat Pay's. Raises ValueError for anything else.
    """
    listed = json.loads(body)["data"]
    found: Keys = {}
    for entry in listed:
        pem = envelope.unsealed(entry["encrypt_certificate"], apiv3_key)
        certificate = x509.load_pem_x509_certificate(pem)
        if _serial(certificate) != str(entry["serial_no"]).upper():
            raise ValueError("a certificate has another serial")
        if certificate.not_valid_before_utc <= now < certificate.not_valid_after_utc:
            found[_serial(certificate)] = _key(certificate)
    return found


def _configured(config: WechatConfig) -> Keys:
    keys: Keys = {}
    if config.public_key_id:
        keys[config.public_key_id] = signing.public_key(config.public_key)
    if config.certificates.strip():
        try:
            listed = x509.load_pem_x509_certificates(config.certificates.encode())
        except ValueError:
            raise Misconfigured("key_unreadable", which="public") from None
        keys.update((_serial(x), _key(x)) for x in listed)
    return keys


def _serial(certificate: x509.Certificate) -> str:
    return f"{certificate.serial_number:X}"


def _key(certificate: x509.Certificate) -> signing.PublicKey:
    key = certificate.public_key()
    if not isinstance(key, signing.PublicKey):
        raise Misconfigured("key_unreadable", which="public")
    return key
