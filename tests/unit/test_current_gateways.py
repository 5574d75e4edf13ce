"""Which provider a till pays by: practice and real money never meet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from app.domain.errors import Unavailable, UserError
from app.domain.shop import ShopProfile
from app.gateways.current import CurrentGateways
from app.ports.gateway import Gateway, Misconfigured
from app.settings import TillSettings
from tests.helpers.clock import StandingClock

ALIPAY_KEY = "alipay-private-key"
WECHAT_KEY, WECHAT_APIV3_KEY = "wechat-private-key", "wechat-apiv3-key"


def new_pair() -> tuple[str, str]:
    """A private and a public key as PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private.decode(), public.decode()


@pytest.fixture(scope="module")
def ours() -> tuple[str, str]:
    return new_pair()


@pytest.fixture(scope="module")
def theirs() -> tuple[str, str]:
    return new_pair()


class Till:
    """A till whose settings change while it is open."""

    def __init__(self, ours: tuple[str, str], theirs: tuple[str, str]) -> None:
        self.profile: ShopProfile | None = ShopProfile(name="茶行", test_payments=False)
        self.settings = TillSettings(
            payment_environment="production",
            of_providers={
                "alipay_app_id": "2021000000000000",
                "alipay_public_key": theirs[1],
            },
        )
        self.secrets: dict[str, str] = {ALIPAY_KEY: ours[0]}
        self.practice_starts = 0
        self._practice = {
            "app_id": "9021000000000000",
            "gateway_url": "http://127.0.0.1:9/gateway.do",
            "private_key": ours[0],
            "public_key": theirs[1],
            "environment": "sandbox",
        }
        self.gateways = CurrentGateways(
            profile=lambda: self.profile,
            settings=lambda: self.settings,
            secrets=self,
            practice=self.practice,
            clock=StandingClock(),
        )

    def fill_in(self, **values: str | bool) -> None:
        """Change settings of providers."""
        filled = {**self.settings.of_providers, **values}
        self.settings = replace(self.settings, of_providers=filled)

    def get(self, name: str) -> str | None:
        return self.secrets.get(name)

    def put(self, name: str, value: str) -> None:
        self.secrets[name] = value

    def practice(self) -> dict[str, dict[str, str]]:
        self.practice_starts += 1
        return {"alipay": self._practice}

    def modes(self) -> dict[str, bool]:
        return {
            name: gateway.caps.test_mode
            for name, gateway in self.gateways.offered().items()
            if gateway.caps.confirms == "provider"
        }


@pytest.fixture
def till(ours: tuple[str, str], theirs: tuple[str, str]) -> Till:
    return Till(ours, theirs)


def test_real_money_needs_a_shop_past_practising_and_a_till_that_is_told_so(till: Till) -> None:
    assert till.modes() == {"alipay": False}
    till.settings = replace(till.settings, payment_environment="test")
    assert till.modes() == {}
    assert till.practice_starts == 0


@pytest.mark.parametrize("environment", ["test", "production"])
def test_a_practising_shop_never_meets_the_real_provider(till: Till, environment: str) -> None:
    till.settings = replace(till.settings, payment_environment=environment)
    for profile in (ShopProfile(name="茶行", test_payments=True), None):
        till.profile = profile
        assert till.modes() == {"alipay": True}


WECHAT = {
    "wechat_mchid": "1900000001",
    "wechat_appid": "wx0000000000000001",
    "wechat_serial_no": "5157F09EFDC096DE15EBE81A47057A72",
    "wechat_notify_url": "https://shop.example/notified",
}


@pytest.fixture
def both(till: Till, ours: tuple[str, str]) -> Till:
    """A till that is set up for WeChat Pay as well."""
    till.fill_in(**WECHAT)
    till.secrets |= {WECHAT_KEY: ours[0], WECHAT_APIV3_KEY: "a" * 32}
    return till


def test_a_till_may_have_several_providers(both: Till) -> None:
    assert both.modes() == {"alipay": False, "wechat": False}
    both.fill_in(alipay_app_id="")
    assert both.modes() == {"wechat": False}


@pytest.mark.parametrize("missing", WECHAT)
def test_a_till_without_its_wechat_keys_does_without(both: Till, missing: str) -> None:
    both.fill_in(**{missing: ""})
    assert both.modes() == {"alipay": False}


@pytest.mark.parametrize("missing", [WECHAT_KEY, WECHAT_APIV3_KEY])
def test_a_till_without_its_wechat_secrets_does_without(both: Till, missing: str) -> None:
    del both.secrets[missing]
    assert both.modes() == {"alipay": False}


@pytest.mark.parametrize("field", ["alipay_app_id", "alipay_public_key"])
def test_a_till_without_its_keys_has_no_provider(till: Till, field: str) -> None:
    complete = till.settings
    till.fill_in(**{field: ""})
    assert till.modes() == {}
    till.settings = complete
    till.secrets.clear()
    assert till.modes() == {}


def test_the_same_settings_are_the_same_gateway(till: Till) -> None:
    first = till.gateways.offered()["alipay"]
    assert till.gateways.offered()["alipay"] is first
    till.fill_in(alipay_seller_id="2088000000000000")
    assert till.gateways.offered()["alipay"] is not first
    till.gateways.close()


def test_keys_that_cannot_be_are_said(till: Till, ours: tuple[str, str]) -> None:
    till.fill_in(alipay_public_key=ours[1])
    with pytest.raises(Misconfigured, match="provider_key_is_ours"):
        till.gateways.offer("alipay")
    till.secrets[ALIPAY_KEY] = "nonsense"
    with pytest.raises(Misconfigured, match="key_unreadable"):
        till.gateways.offer("alipay")
    with pytest.raises(UserError, match="provider_missing"):
        till.gateways.offer("wechat")


@pytest.mark.expects_logs
def test_keys_that_cannot_be_take_no_other_provider_away(both: Till) -> None:
    both.fill_in(wechat_notify_url="nonsense")
    assert both.modes() == {"alipay": False}
    with pytest.raises(Misconfigured, match="provider_setting_wrong"):
        both.gateways.offer("wechat")
    both.fill_in(**WECHAT)
    assert both.modes() == {"alipay": False, "wechat": False}


def test_practice_that_does_not_start_is_said_and_tried_again(till: Till) -> None:
    till.profile = None
    good = till.practice
    failures = iter([Unavailable("sandbox_failed", problem="full")])

    def sometimes() -> dict[str, dict[str, str]]:
        for failure in failures:
            raise failure
        return good()

    till.gateways = CurrentGateways(
        profile=lambda: None,
        settings=lambda: till.settings,
        secrets=till,
        practice=sometimes,
        clock=StandingClock(),
    )
    with pytest.raises(Unavailable):
        till.gateways.offered()
    assert till.modes() == {"alipay": True}


def test_an_attempt_is_asked_about_where_it_was_made(till: Till) -> None:
    real = till.gateways.that_made("alipay", test=False)
    assert real is not None
    assert not real.caps.test_mode
    assert till.practice_starts == 0
    till.profile = ShopProfile(name="茶行", test_payments=True)
    practice = till.gateways.that_made("alipay", test=True)
    assert practice is not None
    assert practice.caps.test_mode
    assert till.gateways.that_made("alipay", test=False) is real
    till.secrets.clear()
    assert till.gateways.that_made("alipay", test=False) is None


@pytest.mark.parametrize(
    ("provider", "own", "change"),
    [
        ("alipay", "2021000000000000", {"alipay_app_id": "2021000000000001"}),
        ("wechat", "1900000001", {"wechat_mchid": "1900000002"}),
    ],
)
def test_an_attempt_is_never_asked_about_with_another_merchants_keys(
    both: Till, provider: str, own: str, change: dict[str, str]
) -> None:
    def made_by(merchant: str) -> Gateway | None:
        return both.gateways.that_made(provider, test=False, merchant=merchant)

    before = made_by(own)
    assert before is not None
    assert before.merchant == own
    old = both.settings
    both.fill_in(**change)
    assert made_by(own) is None
    (now,) = change.values()
    assert made_by(now) is not None
    both.settings = old
    assert made_by(own) is before


def test_what_the_cashier_confirms_is_offered_in_practice_too(till: Till) -> None:
    payee = {"scheme": "upi", "address": "shop@bank", "name": "Corner shop"}
    for practising in (True, False):
        for currency, expected in (
            ("INR", {"manual_card", "static_qr"}),
            ("CNY", {"manual_card"}),
        ):
            till.profile = ShopProfile(
                name="店", test_payments=practising, currency=currency, bank_code=payee
            )
            offered = till.gateways.offered().items()
            assert {n for n, x in offered if x.caps.confirms == "cashier"} == expected
    till.profile = replace(till.profile, card_terminal=False)
    assert "manual_card" not in till.gateways.offered()


def test_a_till_that_listens_is_told_by_the_practice_provider(till: Till) -> None:
    till.profile = None
    silent = till.gateways.offered()["alipay"]
    till.settings = replace(till.settings, notify_port=8970)
    told = till.gateways.offered()["alipay"]
    assert told is not silent
    assert till.gateways.that_made("alipay", test=True) is told
    till.gateways.close()
