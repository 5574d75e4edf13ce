"""What a till is told of its providers: keys that go in and are never shown, and checks of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.settings import SettingsError, TillSettings
from tests.helpers.back_rooms import Rooms, button, tap, words
from tests.ui.test_settings_view import page, profile
from ui import files

ALIPAY_KEY = "alipay-private-key"
WECHAT_KEY, WECHAT_APIV3_KEY = "wechat-private-key", "wechat-apiv3-key"
KEY_FILES = ("app_private_key", "provider_public_key")
SECRET = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG\n-----END PRIVATE KEY-----"


def test_our_key_goes_into_the_secrets_and_is_never_shown(rooms: Rooms) -> None:
    shown = page(rooms, "payments")
    assert "No key is stored yet." in words(shown)
    shown.form.secrets[ALIPAY_KEY].set_text(SECRET)
    tap(button(shown, "Save"))
    assert rooms.shop.house.secrets.get(ALIPAY_KEY) == SECRET
    assert "A key is stored" in words(shown)
    shown = page(rooms, "payments")
    everything = [x.text() for x in rooms.window.findChildren(QLineEdit)]
    everything += [x.toPlainText() for x in rooms.window.findChildren(QPlainTextEdit)]
    assert not any("MIIEvQ" in text for text in everything)


def test_real_payments_need_all_keys_of_a_provider_that_is_begun(
    rooms: Rooms, provider_keys: Path
) -> None:
    shown = page(rooms, "payments")
    shown.test.setChecked(False)
    shown.form.lines["alipay_app_id"].set_text("2021000000000000")
    tap(button(shown, "Save"))
    assert "Alipay needs all its ids and keys" in words(shown)
    assert profile(rooms).test_payments
    ours, theirs = (provider_keys / "alipay" / f"{x}.pem" for x in KEY_FILES)
    shown.form.notes["alipay_public_key"].set_text(theirs.read_text())
    shown.form.secrets[ALIPAY_KEY].set_text(ours.read_text())
    tap(button(shown, "Save"))
    assert not profile(rooms).test_payments
    assert rooms.window.session.settings.payment_environment == "production"


def test_a_key_is_read_from_the_file_it_came_in(
    rooms: Rooms, provider_keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    field = page(rooms, "payments").form.secrets[ALIPAY_KEY]
    sealed = tmp_path / "apiclient_cert.p12"
    sealed.write_bytes(b"\x30\x82\x00\xff")
    key = provider_keys / "alipay" / "app_private_key.pem"
    for path, problem, text in (
        (None, "", ""),
        (tmp_path / "none.pem", "none.pem holds no key", ""),
        (sealed, "apiclient_cert.p12 holds no key", ""),
        (key, "", key.read_text().strip()),
    ):
        monkeypatch.setattr(files, "ask_key", lambda _parent, path=path: path)
        tap(field.from_file)
        assert (problem in field.complaint.text(), field.complaint.isVisible()) == (
            True,
            bool(problem),
        )
        assert field.text() == text


def test_settings_that_cannot_be_never_begin_real_payments(
    rooms: Rooms, provider_keys: Path
) -> None:
    shown = page(rooms, "payments")
    ours, theirs = (provider_keys / "alipay" / f"{x}.pem" for x in KEY_FILES)
    shown.form.lines["alipay_app_id"].set_text("2021000000000000")
    shown.form.lines["alipay_notify_url"].set_text("somewhere")
    shown.form.notes["alipay_public_key"].set_text(theirs.read_text())
    shown.form.secrets[ALIPAY_KEY].set_text(ours.read_text())
    shown.test.setChecked(False)
    shown.show_provider("wechat")
    tap(button(shown, "Save"))
    assert shown.tabs.chosen == "alipay"
    assert "“Address of a relay for messages, may be empty” cannot be right" in words(shown)
    assert profile(rooms).test_payments
    shown.form.lines["alipay_notify_url"].set_text("")
    tap(button(shown, "Save"))
    assert not profile(rooms).test_payments


def test_a_shop_that_takes_cash_alone_needs_no_keys(rooms: Rooms) -> None:
    shown = page(rooms, "payments")
    shown.test.setChecked(False)
    tap(button(shown, "Save"))
    assert not profile(rooms).test_payments


def test_keys_of_wechat_pay(rooms: Rooms, provider_keys: Path) -> None:
    shown = page(rooms, "payments")
    shown.show_provider("wechat")
    form = shown.form
    wanted = {
        "wechat_mchid": "1900000001",
        "wechat_appid": "wx0000000000000001",
        "wechat_serial_no": "5157F09EFDC096DE15EBE81A47057A72",
        "wechat_notify_url": "https://shop.example/notified",
    }
    for name, text in wanted.items():
        form.lines[name].set_text(text)
    ours = (provider_keys / "wechat" / "app_private_key.pem").read_text().strip()
    form.secrets[WECHAT_KEY].set_text(ours)
    shown.test.setChecked(False)
    tap(button(shown, "Save"))
    assert "WeChat Pay needs all its ids and keys" in words(shown)
    form.secrets[WECHAT_APIV3_KEY].set_text("a" * 32)
    form.ticks["wechat_codepay"].click()
    tap(button(shown, "Save"))
    assert not profile(rooms).test_payments
    kept = rooms.window.session.settings.of_providers
    assert {name: kept[name] for name in wanted} == wanted
    assert kept["wechat_codepay"] is True
    secrets = rooms.shop.house.secrets
    assert secrets.get(WECHAT_KEY) == ours
    assert secrets.get(WECHAT_APIV3_KEY) == "a" * 32


def test_a_till_may_listen_to_a_relay(rooms: Rooms) -> None:
    shown = page(rooms, "payments")
    shown.form.lines["alipay_notify_url"].set_text("https://relay.example/alipay")
    shown.notify_port.input.setText("65536")
    tap(button(shown, "Save"))
    assert shown.notify_port.complaint.isVisible()
    shown.notify_port.input.setText("8970")
    tap(button(shown, "Save"))
    settings = rooms.window.session.settings
    assert settings.of_providers["alipay_notify_url"] == "https://relay.example/alipay"
    assert settings.notify_port == 8970


def test_an_app_id_that_cannot_be_is_refused(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_settings: TillSettings) -> None:
        raise SettingsError("settings_refused", names="payments.alipay_app_id")

    monkeypatch.setattr(rooms.window.session, "_save", refuse)
    shown = page(rooms, "payments")
    shown.form.lines["alipay_app_id"].set_text("not an id")
    tap(button(shown, "Save"))
    assert "payments.alipay_app_id" in words(shown)


def test_keys_are_checked_with_the_provider(provided_rooms: Rooms) -> None:
    shown = page(provided_rooms, "payments")
    tap(button(shown, "Check the keys"))
    assert "The practice provider answers." in words(shown)


def test_a_provider_that_is_away_is_told(provided_rooms: Rooms) -> None:
    provided_rooms.shop.provider.stop()
    shown = page(provided_rooms, "payments")
    tap(button(shown, "Check the keys"))
    assert "The provider" in words(shown)
    assert "practice provider answers" not in words(shown)
    assert shown.form.check_button.isEnabled()
