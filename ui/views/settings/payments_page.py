"""Test or real payments, and the keys for Alipay. Our own key goes in and is never shown."""

from __future__ import annotations

from app.domain.errors import UserError
from app.settings import ALIPAY_KEY
from ui import errors, i18n
from ui.views.base import Shell
from ui.views.settings.page import SettingsPage
from ui.widgets.buttons import Button
from ui.widgets.forms import NoteField, TextField
from ui.widgets.labels import Label
from ui.widgets.tick import SideBySide, Tick

_ALIPAY = "alipay"
TEST, REAL = "test", "production"


class PaymentsPage(SettingsPage):
    """Test payments are the shop's; keys are this till's."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.test = Tick("settings.test_payments")
        self.app_id = TextField("settings.app_id", most=64)
        self.seller_id = TextField("settings.seller_id", hint_key="settings.seller_hint", most=64)
        self.public_key = NoteField("settings.public_key", lines=3)
        self.private_key = NoteField("settings.private_key", lines=3)
        self.stored = Label("", "small", wrap=True)
        self.answer = Label("", "body", wrap=True)
        self.check_button = Button("settings.check_keys", icon="refresh", on_click=self.check)
        self.column.addWidget(self.test)
        self.column.addWidget(Label("settings.test_hint", "small", wrap=True))
        self.column.addWidget(Label("settings.alipay_title", "heading"))
        self.column.addWidget(SideBySide(self.app_id, self.seller_id))
        for part in (self.public_key, self.private_key, self.stored, self.answer):
            self.column.addWidget(part)
        self.foot.insertWidget(0, self.check_button)
        self._has_key = False

    def load(self) -> None:
        """From shop and till; whether a key is stored comes from the secrets."""
        settings, secrets = self.shell.session.settings, self.shell.house.secrets
        self.test.setChecked(self.shell.session.profile.test_payments)
        self.app_id.set_text(settings.alipay_app_id)
        self.seller_id.set_text(settings.alipay_seller_id)
        self.public_key.set_text(settings.alipay_public_key)
        self.private_key.set_text("")
        self.answer.clear()
        self.shell.executor.background(
            lambda: bool(secrets.get(ALIPAY_KEY)), owner=self, done=self._show_stored
        )

    def save(self) -> None:
        """The key first, then the till, then the shop: real payments begin last."""
        self.complain(None)
        self.answer.clear()
        key, secrets = self.private_key.text(), self.shell.house.secrets
        if not key:
            self._save_till()
            return

        def kept(_nothing: None) -> None:
            self.private_key.set_text("")
            self._show_stored(True)
            self._save_till()

        self.save_button.setEnabled(False)
        self.shell.executor.background(
            lambda: secrets.put(ALIPAY_KEY, key), owner=self, done=kept, failed=self._not_saved
        )

    def check(self) -> None:
        """Ask the provider whether the saved keys fit."""
        payments = self.shell.house.payments
        self.check_button.setEnabled(False)
        self.answer.setText(i18n.tr("settings.checking"))
        self.shell.executor.background(
            lambda: payments.check_keys(_ALIPAY),
            owner=self,
            done=self._keys_fit,
            failed=self._keys_wrong,
        )

    def retranslate(self) -> None:
        """Whether a key is stored."""
        self._show_stored(self._has_key)

    def focus_first(self) -> None:
        """On the switch between test and real."""
        self.test.setFocus()

    def _save_till(self) -> None:
        self.save_button.setEnabled(True)
        test = self.test.isChecked()
        if not test and not self._complete():
            self.complain(UserError("alipay_incomplete"))
            return
        if self.save_till(
            alipay_app_id=self.app_id.text(),
            alipay_seller_id=self.seller_id.text(),
            alipay_public_key=self.public_key.text(),
            payment_environment=TEST if test else REAL,
        ):
            self.save_profile(test_payments=test)

    def _complete(self) -> bool:
        return bool(self.app_id.text() and self.public_key.text() and self._has_key)

    def _show_stored(self, stored: bool) -> None:
        self._has_key = stored
        self.stored.setText(i18n.tr("settings.key_stored" if stored else "settings.key_missing"))

    def _keys_fit(self, _nothing: None) -> None:
        self.check_button.setEnabled(True)
        test = self.shell.session.profile.test_payments
        self.answer.setText(i18n.tr("settings.test_answers" if test else "settings.keys_fit"))

    def _keys_wrong(self, failure: Exception) -> None:
        self.check_button.setEnabled(True)
        self.answer.setText(errors.text(failure))
