"""The shop's own settings: the first that is read when it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.queries.base import Reads
from data.repositories.shop import profile_under_key

if TYPE_CHECKING:
    from app.domain.shop import ShopProfile


class ShopReads(Reads):
    """What the shop is called, its money, its taxes, its hours."""

    def profile(self) -> ShopProfile | None:
        """None before the first start has been answered; UserError("key_differs")."""
        with self._store.reading() as session:
            return profile_under_key(session, self._vault)
