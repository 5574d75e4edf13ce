"""Who the sandbox is to Alipay's shops: its own keys and the shop's, made once per folder."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa

from app.sandbox import keyfiles

_APP_ID = "app_id"


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
        app_key=keyfiles.read_key(folder / "app_private_key.pem"),
        provider_key=keyfiles.read_key(folder / "provider_private_key.pem"),
    )


def _make(folder: Path) -> None:
    keyfiles.make_folder(folder, _fill)


def _fill(folder: Path) -> None:
    app_id = f"9021{secrets.randbelow(10**12):012}"
    keyfiles.write(folder / _APP_ID, app_id.encode())
    for name in ("app", "provider"):
        key = keyfiles.new_key()
        keyfiles.write(folder / f"{name}_private_key.pem", keyfiles.private_pem(key), secret=True)
        keyfiles.write(folder / f"{name}_public_key.pem", keyfiles.public_pem(key))
