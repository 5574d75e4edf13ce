"""The shop of these tests."""

from __future__ import annotations

from tests.helpers.shop import shop, shop_url, shop_with_provider

__all__ = ["shop", "shop_url", "shop_with_provider"]
