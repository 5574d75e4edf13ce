"""GET /v3/certificates: the platform certificates, each sealed for the merchant."""

from __future__ import annotations

from cryptography import x509

from app.sandbox.provider import Provider
from app.sandbox.wechat import sealing, values
from app.sandbox.wechat.identity import Signer
from app.sandbox.wechat.request import Request
from app.sandbox.wechat.values import Node


def query(provider: Provider, request: Request) -> Node:
    """All there are by now."""
    who = provider.wechat
    return {"data": [entry(x, who.apiv3_key) for x in who.certificates()]}


def entry(signer: Signer, apiv3_key: str) -> Node:
    """One certificate as it is listed."""
    certificate = x509.load_pem_x509_certificate(signer.certificate)
    return {
        "serial_no": signer.serial,
        "effective_time": values.stamp(certificate.not_valid_before_utc),
        "expire_time": values.stamp(certificate.not_valid_after_utc),
        "encrypt_certificate": sealing.sealed(signer.certificate, apiv3_key, "certificate"),
    }
