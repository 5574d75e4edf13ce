"""A shop that gets another account at a provider, and its old one again."""

from __future__ import annotations

from tests.helpers.shop import Shop
from tests.helpers.tills import settings_of

_MERCHANT = {"alipay": "app_id", "wechat": "mchid"}


def other_account(shop: Shop, provider: str) -> None:
    """The manager puts the keys of another merchant in Settings."""
    values, name = settings_of(provider, shop.provider.info), _MERCHANT[provider]
    other = "8" if values[name].endswith("9") else "9"
    _use(shop, provider, {**values, name: values[name][:-1] + other})


def old_account(shop: Shop, provider: str) -> None:
    """The keys are those again with which the shop began."""
    _use(shop, provider, settings_of(provider, shop.provider.info))


def _use(shop: Shop, provider: str, values: dict[str, str]) -> None:
    shop.gateways.take_away(provider)
    shop.gateways.set_up(provider, values)
