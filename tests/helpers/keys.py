"""Keys are read once: RSA keys are checked for primes whenever they are read, 50 ms each."""

from __future__ import annotations

import functools

from cryptography.hazmat.primitives import serialization

_READERS = ("load_pem_private_key", "load_der_private_key")


def remember_keys() -> None:
    """The same bytes give the same key, which nothing can change; what is refused is read anew."""
    for name in _READERS:
        setattr(serialization, name, functools.cache(getattr(serialization, name)))
