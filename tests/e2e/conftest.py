"""The shop of these tests."""

from __future__ import annotations

from tests.helpers.sandbox import provider_keys
from tests.helpers.shop import (
    furnished_postgres,
    furnished_sqlite,
    shop,
    shop_url,
    shop_with_provider,
)

__all__ = [
    "furnished_postgres",
    "furnished_sqlite",
    "provider_keys",
    "shop",
    "shop_url",
    "shop_with_provider",
]
