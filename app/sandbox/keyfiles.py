"""Keys in files: made once per folder, the secret ones for this user alone."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

_BITS = 2048
_SECRET, _PUBLIC = 0o600, 0o644


def make_folder(folder: Path, fill: Callable[[Path], None]) -> None:
    """Fill a folder beside, then rename it: it is there whole, or not at all."""
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        fill(beside)
        beside.rename(folder)
    except OSError:
        if not folder.exists():  # else another process was faster: its files count
            raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def new_key() -> rsa.RSAPrivateKey:
    """A key of the length in use."""
    return rsa.generate_private_key(public_exponent=65537, key_size=_BITS)


def private_pem(key: rsa.RSAPrivateKey) -> bytes:
    """PKCS #1: the form that every provider's SDK can read."""
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )


def public_pem(key: rsa.RSAPrivateKey) -> bytes:
    """The other half."""
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def write(path: Path, data: bytes, *, secret: bool = False) -> None:
    """Write a new file that lasts."""
    mode = _SECRET if secret else _PUBLIC
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def read_key(path: Path) -> rsa.RSAPrivateKey:
    """A key that was written before; as it was made here, its primes are not proven again."""
    key = serialization.load_pem_private_key(
        path.read_bytes(), password=None, unsafe_skip_rsa_key_validation=True
    )
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ValueError(f"{path} holds no RSA key")
    return key
