"""Who the sandbox is: its own keys and those it hands to the shop, made once per folder."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

_BITS = 2048
_APP_ID = "app_id"
_SECRET, _PUBLIC = 0o600, 0o644


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """One merchant at one provider.

    Attributes:
        app_private_key, provider_public_key: PEM files, all a shop needs besides `app_id`.
        app_key: the shop's key; also used where a fault wants a wrong signature.
        provider_key: the provider's own.
    """

    app_id: str
    app_private_key: Path
    provider_public_key: Path
    app_key: rsa.RSAPrivateKey
    provider_key: rsa.RSAPrivateKey

    @property
    def seller_id(self) -> str:
        """The merchant's number."""
        return f"2088{self.app_id[-12:]}"


def identity(folder: Path) -> Identity:
    """Read the identity kept in a folder, making it first when there is none."""
    if not folder.exists():
        _make(folder)
    return Identity(
        app_id=(folder / _APP_ID).read_text("ascii").strip(),
        app_private_key=folder / "app_private_key.pem",
        provider_public_key=folder / "provider_public_key.pem",
        app_key=_read(folder / "app_private_key.pem"),
        provider_key=_read(folder / "provider_private_key.pem"),
    )


def _make(folder: Path) -> None:
    """Write everything beside, then rename: it is there whole, or not at all."""
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        app_id = f"9021{secrets.randbelow(10**12):012}"
        _write(beside / _APP_ID, app_id.encode(), _PUBLIC)
        for name in ("app", "provider"):
            key = rsa.generate_private_key(public_exponent=65537, key_size=_BITS)
            _write(beside / f"{name}_private_key.pem", _private_pem(key), _SECRET)
            _write(beside / f"{name}_public_key.pem", _public_pem(key), _PUBLIC)
        beside.rename(folder)
    except OSError:
        if not folder.exists():  # else another process was faster: its identity counts
            raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _private_pem(key: rsa.RSAPrivateKey) -> bytes:
    """PKCS #1: the form that every provider's SDK can read."""
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )


def _public_pem(key: rsa.RSAPrivateKey) -> bytes:
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def _write(path: Path, data: bytes, mode: int) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _read(path: Path) -> rsa.RSAPrivateKey:
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ValueError(f"{path} holds no RSA key")
    return key
