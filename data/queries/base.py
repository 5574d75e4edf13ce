"""What all reads share: the store they read from, and the key of personal data."""

from __future__ import annotations

from data.crypto import Vault
from data.store import Store


class Reads:
    """Base of the queries; every public method is one short read transaction."""

    def __init__(self, store: Store, vault: Vault) -> None:
        self._store = store
        self._vault = vault
