"""The gateways in force, which follow the settings of the shop and of this till."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from app.domain.shop import ShopProfile
from app.ports.clock import Clock
from app.ports.gateway import Gateway
from app.ports.outside import Secrets
from app.settings import ALIPAY_KEY, WECHAT_APIV3_KEY, WECHAT_KEY, TillSettings

Values = dict[str, str]


class CurrentGateways:
    """Call it for the gateways by name; safe on several threads, loads nothing before.

    A shop that takes real money never meets the practice provider, nor the other way round: real
    gateways need a shop that is past practising and a till that is told so and has its keys.

    Args:
        practice: starts the practice provider and gives the settings to reach it, by gateway.
    """

    def __init__(
        self,
        *,
        profile: Callable[[], ShopProfile | None],
        settings: Callable[[], TillSettings],
        secrets: Secrets,
        practice: Callable[[], Mapping[str, Values]],
        clock: Clock,
    ) -> None:
        self._profile = profile
        self._settings = settings
        self._secrets = secrets
        self._practice = practice
        self._clock = clock
        self._made: list[tuple[str, Values, Gateway]] = []  # the old ones may still be at work
        self._lock = threading.Lock()

    def __call__(self) -> Mapping[str, Gateway]:
        """Raises Misconfigured for keys that cannot be."""
        profile = self._profile()
        with self._lock:
            practising = profile is None or profile.test_payments
            wanted = self._practice() if practising else self._real()
            return {name: self._gateway(name, values) for name, values in wanted.items()}

    def close(self) -> None:
        """Let go of all connections, at the end of the program."""
        with self._lock:
            for _, _, gateway in self._made:
                gateway.disconnect()
            self._made.clear()

    def _real(self) -> Mapping[str, Values]:
        settings = self._settings()
        if settings.payment_environment != "production":
            return {}
        found = {"alipay": self._alipay(settings), "wechat": self._wechat(settings)}
        return {name: values for name, values in found.items() if values}

    def _alipay(self, settings: TillSettings) -> Values:
        key = self._secrets.get(ALIPAY_KEY)
        if not (key and settings.alipay_app_id and settings.alipay_public_key):
            return {}
        return {
            "app_id": settings.alipay_app_id,
            "app_private_key_pem": key,
            "provider_public_key_pem": settings.alipay_public_key,
            "seller_id": settings.alipay_seller_id,
            "environment": "production",
        }

    def _wechat(self, settings: TillSettings) -> Values:
        key, seal = self._secrets.get(WECHAT_KEY), self._secrets.get(WECHAT_APIV3_KEY)
        if not (key and seal and settings.wechat_mchid and settings.wechat_serial_no):
            return {}
        return {
            "mchid": settings.wechat_mchid,
            "appid": settings.wechat_appid,
            "serial_no": settings.wechat_serial_no,
            "app_private_key_pem": key,
            "apiv3_key": seal,
            "provider_key_id": settings.wechat_public_key_id,
            "provider_public_key_pem": settings.wechat_public_key,
            "notify_url": settings.wechat_notify_url,
            "environment": "production",
        }

    def _gateway(self, name: str, values: Values) -> Gateway:
        for known, made_from, gateway in self._made:
            if (known, made_from) == (name, values):
                return gateway
        from app.gateways.registry import GATEWAYS  # networking: only when somebody pays by it

        made = GATEWAYS[name](values, self._clock)
        self._made.append((name, values, made))
        return made
