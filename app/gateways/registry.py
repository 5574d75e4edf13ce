"""Every payment provider this till can speak to: one line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from app.domain.shop import ShopProfile
from app.gateways import alipay, manual_card, static_qr, wechat
from app.ports.clock import Clock
from app.ports.gateway import Gateway
from app.ports.outside import Secrets
from app.settings import TillSettings


class Provider(NamedTuple):
    """How a provider's gateway is made.

    Attributes:
        make: from its settings, as texts, to the gateway; raises Misconfigured.
        set_up: its settings for real money in this shop at this till; None while some are missing.
        by_cashier: nobody outside is asked, so there is nothing to practise with.
    """

    make: Callable[[Mapping[str, str], Clock], Gateway]
    set_up: Callable[[ShopProfile, TillSettings, Secrets], Mapping[str, str] | None]
    by_cashier: bool = False


PROVIDERS: dict[str, Provider] = {
    "alipay": Provider(alipay.from_values, alipay.set_up),
    "wechat": Provider(wechat.from_values, wechat.set_up),
    "manual_card": Provider(manual_card.from_values, manual_card.set_up, by_cashier=True),
    "static_qr": Provider(static_qr.from_values, static_qr.set_up, by_cashier=True),
}
