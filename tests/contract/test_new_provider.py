"""A provider that the program has never heard of needs its one file and its one line.

LinkPay is `linkpay.py`; the practice provider speaks its wire by `linkpay_wire.py`. Once both are
registered, it keeps the promises of every provider, and the shop offers it everywhere.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from PySide6.QtWidgets import QApplication

import main
from app.domain.order_states import Label
from app.domain.payment import AttemptState, RefundState
from app.domain.shop import ShopProfile
from app.gateways import addresses
from app.gateways.listener import Listener
from app.gateways.registry import PROVIDERS
from app.ports.gateway import Gateway
from app.ports.provider import whose_code
from app.sandbox.server import SandboxThread
from app.sandbox.wires import WIRES
from app.settings import Till, TillSettings
from reports import words
from tests.contract import (
    test_gateway_contract,
    test_gateway_exchanges,
    test_gateway_notifications,
    test_gateway_statements,
)
from tests.contract.linkpay import LINKPAY
from tests.contract.linkpay_wire import SECRET, SHOP, LinkWire
from tests.helpers import windows
from tests.helpers.back_rooms import button, tap
from tests.helpers.back_rooms import words as words_in
from tests.helpers.clock import StandingClock
from tests.helpers.shop import Shop, beside_provider, copied, furnished_sqlite
from tests.helpers.tills import disconnect, open_gateway
from ui import i18n

__all__ = ["furnished_sqlite"]

NAME = LINKPAY.id
CONTRACT = (
    test_gateway_contract,
    test_gateway_exchanges,
    test_gateway_notifications,
    test_gateway_statements,
)
for part in CONTRACT:  # every promise once more, with the fixtures of this file
    globals().update({k: v for k, v in vars(part).items() if k.startswith("test_")})


@pytest.fixture(scope="module", autouse=True)
def registered() -> Iterator[None]:
    """The one line for the till, and the one for practising."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(PROVIDERS, NAME, LINKPAY)
        patch.setitem(WIRES, NAME, LinkWire())
        yield


@pytest.fixture(scope="module")
def running_sandbox(
    registered: None,
    provider_keys: Path,
    tmp_path_factory: pytest.TempPathFactory,
    clock: StandingClock,
) -> Iterator[SandboxThread]:
    """A practice provider that speaks LinkPay too."""
    folder = shutil.copytree(provider_keys, tmp_path_factory.mktemp("sandbox") / "provider")
    thread = SandboxThread(folder, now=clock.now)
    thread.start()
    yield thread
    thread.stop()


@pytest.fixture(scope="module")
def gateway(running_sandbox: SandboxThread, clock: StandingClock) -> Iterator[Gateway]:
    """What the contract is tried on."""
    made = open_gateway(NAME, running_sandbox.info, clock)
    yield made
    disconnect(made)


@pytest.fixture
def shop(furnished_sqlite: Path, provider_keys: Path, tmp_path: Path) -> Iterator[Shop]:
    """A shop that takes LinkPay."""
    url = copied(furnished_sqlite, tmp_path / "shop")
    with beside_provider(url, tmp_path, provider_keys) as made:
        yield made


def test_it_sells_is_polled_and_gives_back(shop: Shop) -> None:
    attempt = shop.show_code(shop.cart("tea", "bun"), NAME)
    assert attempt.qr_text
    shop.control.pay(attempt.id)
    day = shop.clock.china_day()
    shop.clock.advance(seconds=60)
    shop.house.poller.run_due()
    order = shop.order(attempt)
    assert order.label is Label.COMPLETED
    shop.house.refunds.refund_all(order.id, staff="li", reason="bad")
    for _ in range(2):  # sent, then asked about
        shop.clock.advance(minutes=10)
        shop.house.poller.run_due()
    (refund,) = shop.detail(order).refunds
    assert (refund.state, refund.tender) == (RefundState.SUCCEEDED, NAME)
    assert shop.control.trade(attempt.id)["refunded_amount"] == "9.00"
    told = shop.house.reconciliation.download(NAME, day, staff="li")
    assert (told.lines > 0, told.differences) == (True, 0)


@pytest.mark.expects_logs
def test_it_is_heard(shop: Shop) -> None:
    ear = Listener(shop.house.notifications.receive, 0)
    ear.start()
    try:
        url = addresses.told_at(ear.port, NAME)
        values = shop.provider.info.settings[NAME]
        shop.gateways.set_up(NAME, {**values, "notify_url": url})
        attempt = shop.show_code(shop.cart("tea"), NAME)
        shop.control.pay(attempt.id)
        message = shop.control.notification(attempt.id)
        seal = {"x-seal": message.headers["x-seal"]}
        heard = httpx.post(url, content=message.body, headers=seal, trust_env=False)
        assert (heard.status_code, heard.content) == (202, b"heard")
        no = httpx.post(url, content=b"{}", headers=seal, trust_env=False)
        assert (no.status_code, no.content) == (400, b"say again")
    finally:
        ear.stop()
    assert shop.house.queries.attempt(attempt.id).state is AttemptState.SUCCEEDED


def test_every_till_offers_it_first_in_practice_then_for_real_money(
    qapp: QApplication, tmp_path: Path
) -> None:
    program = main.Program()
    till = Till(home=tmp_path, database_url="", settings=TillSettings(staff_name="li"))
    with program.open_house(till) as house:
        house.shop.open_demo(ShopProfile(name="Corner shop"))
        assert NAME in {x.id for x in house.payments.providers()}
        house.payments.check_keys(NAME)
        with _settings_page(house) as page:
            assert "LinkPay" in {page.tabs.pill(x).text() for x in page.forms}
            page.show_provider(NAME)
            assert "Shop number at LinkPay" in words_in(page)
            form = page.form
            form.lines["linkpay_shop"].set_text(SHOP)
            form.secrets["linkpay-secret"].set_text(SECRET)
            form.ticks["linkpay_gifts"].click()
            page.test.setChecked(False)
            tap(button(page, "Save"))
            filled = page.shell.session.settings
        assert filled.of_providers["linkpay_shop"] == SHOP
        assert filled.of_providers["linkpay_gifts"] is True
        assert house.secrets.get("linkpay-secret") == SECRET
    till = Till(home=tmp_path, database_url="", settings=filled)
    with main.Program().open_house(till) as house:
        (real,) = (x for x in house.payments.providers() if x.caps.confirms == "provider")
        assert (real.id, real.caps.test_mode) == (NAME, False)


@contextlib.contextmanager
def _settings_page(house: main.House) -> Iterator[object]:
    window = windows.open_window(house, settings=windows.ENGLISH)
    try:
        view = window.go("settings")
        view.show_page("payments")
        windows.settle()
        yield view.page
    finally:
        windows.close_window(window)


def test_its_customers_codes_are_made_on_the_practice_page(running_sandbox: SandboxThread) -> None:
    page = httpx.get(running_sandbox.info.codes_page("zh"), trust_env=False)
    assert page.status_code == 200
    assert "链付：直接付款" in page.text


def test_it_has_its_name_everywhere() -> None:
    assert i18n.MESSAGES[f"tender.{NAME}"] == ("LinkPay", "链付")
    assert words.tender(words.speaker("zh"), NAME) == "链付"
    assert whose_code("LINK12345678", PROVIDERS.values()) == NAME
