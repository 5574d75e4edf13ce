"""Who the sandbox is to WeChat Pay's shops: a public key with an id, and a platform certificate."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from app.sandbox import keyfiles

_LIFE = timedelta(days=5 * 365)
_CURRENT, _NEXT = "platform", "next_platform"
_FACTS = ("mchid", "appid", "serial_no", "provider_key_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A key of the provider, and the serial its signatures come under."""

    serial: str
    key: rsa.RSAPrivateKey
    certificate: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class WechatIdentity:
    """One merchant at WeChat Pay.

    Attributes:
        serial_no: of the merchant's certificate, whose key is `app_key`.
        apiv3_key: the secret of 32 letters.
        by_id, by_certificate: the provider's two ways to sign.
    """

    folder: Path
    mchid: str
    appid: str
    serial_no: str
    apiv3_key: str
    app_key: rsa.RSAPrivateKey
    by_id: Signer
    by_certificate: Signer

    def file(self, name: str) -> Path:
        """One of the files a shop needs: app_private_key.pem, apiv3_key, provider_public_key.pem,
        platform/certificate.pem.
        """
        return self.folder / name

    def next_certificate(self) -> Signer:
        """The platform certificate that is to follow; made when it is first wanted."""
        if not (self.folder / _NEXT).exists():
            keyfiles.make_folder(self.folder / _NEXT, _fill_with_certificate)
        return _signer(self.folder / _NEXT)

    def certificates(self) -> list[Signer]:
        """All platform certificates there are by now."""
        has_next = (self.folder / _NEXT).exists()
        return [self.by_certificate, *([self.next_certificate()] if has_next else [])]


def identity(folder: Path) -> WechatIdentity:
    """Read the identity kept in a folder, making it first when there is none."""
    if not folder.exists():
        keyfiles.make_folder(folder, _fill)
    facts = {name: (folder / name).read_text("ascii").strip() for name in _FACTS}
    return WechatIdentity(
        folder=folder,
        mchid=facts["mchid"],
        appid=facts["appid"],
        serial_no=facts["serial_no"],
        apiv3_key=(folder / "apiv3_key").read_text("ascii").strip(),
        app_key=keyfiles.read_key(folder / "app_private_key.pem"),
        by_id=Signer(
            serial=facts["provider_key_id"],
            key=keyfiles.read_key(folder / "provider_private_key.pem"),
        ),
        by_certificate=_signer(folder / _CURRENT),
    )


def _fill(folder: Path) -> None:
    mchid = f"19{secrets.randbelow(10**8):08}"
    facts = {
        "mchid": mchid,
        "appid": f"wx{secrets.token_hex(8)}",
        "serial_no": secrets.token_hex(20).upper(),
        "provider_key_id": f"PUB_KEY_ID_01{mchid}{secrets.randbelow(10**18):018}",
    }
    for name, value in facts.items():
        keyfiles.write(folder / name, value.encode())
    keyfiles.write(folder / "apiv3_key", secrets.token_hex(16).encode(), secret=True)
    for name in ("app", "provider"):
        key = keyfiles.new_key()
        keyfiles.write(folder / f"{name}_private_key.pem", keyfiles.private_pem(key), secret=True)
        keyfiles.write(folder / f"{name}_public_key.pem", keyfiles.public_pem(key))
    keyfiles.make_folder(folder / _CURRENT, _fill_with_certificate)


def _fill_with_certificate(folder: Path) -> None:
    """A platform certificate for five years, signed by itself."""
    key, now = keyfiles.new_key(), datetime.now(UTC)
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Zhanggui sandbox")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + _LIFE)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    keyfiles.write(folder / "private_key.pem", keyfiles.private_pem(key), secret=True)
    keyfiles.write(folder / "certificate.pem", pem)


def _signer(folder: Path) -> Signer:
    pem = (folder / "certificate.pem").read_bytes()
    serial = x509.load_pem_x509_certificate(pem).serial_number
    return Signer(
        serial=f"{serial:X}",
        key=keyfiles.read_key(folder / "private_key.pem"),
        certificate=pem,
    )
