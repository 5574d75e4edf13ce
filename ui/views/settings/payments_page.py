"""Test or real payments, and the keys of every provider. Our own keys go in and are never shown."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from app.domain.errors import ShopError
from ui.views.base import Shell
from ui.views.settings.page import SettingsPage
from ui.views.settings.provider_form import ProviderForm
from ui.widgets.buttons import Segmented
from ui.widgets.labels import Label
from ui.widgets.number_fields import WholeField
from ui.widgets.tick import Tick

TEST, REAL = "test", "production"
Kept = dict[str, str | bool]
Wrong = tuple[str, ShopError]
"""A provider, and what is wrong with its settings."""


class PaymentsPage(SettingsPage):
    """Test payments are the shop's; keys are this till's."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.test = Tick("settings.test_payments")
        providers = [x for x in shell.house.providers.values() if x.settings]
        self.forms = {x.id: ProviderForm(shell, x) for x in providers}
        self.tabs = Segmented({name: f"tender.{name}" for name in self.forms}, providers[0].id)
        self.tabs.on_change = self.show_provider
        self.notify_port = WholeField(
            "settings.notify_port", most=65_535, hint_key="settings.notify_port_hint"
        )
        self._stack = QStackedWidget()
        for form in self.forms.values():
            self._stack.addWidget(form)
        self.column.addWidget(self.test)
        self.column.addWidget(Label("settings.test_hint", "small", wrap=True))
        self.column.addWidget(self.tabs)
        self.column.addWidget(self._stack)
        self.column.addWidget(self.notify_port)

    @property
    def form(self) -> ProviderForm:
        """The one in sight."""
        return self.forms[self.tabs.chosen]

    def show_provider(self, name: str) -> None:
        """Show the fields of another provider."""
        self.tabs.choose(name)
        self._stack.setCurrentWidget(self.forms[name])

    def load(self) -> None:
        """From shop and till."""
        self.test.setChecked(self.shell.session.profile.test_payments)
        self.notify_port.set_whole(self.shell.session.settings.notify_port)
        for form in self.forms.values():
            form.load()

    def save(self) -> None:
        """Keys first, then the till, then the shop: real payments begin last."""
        self.complain(None)
        if not self.notify_port.checked(self.notify_port.required):
            return
        secrets = self.shell.house.secrets
        typed = {k: v for form in self.forms.values() for k, v in form.new_secrets().items()}

        def keep() -> None:
            for name, secret in typed.items():
                secrets.put(name, secret)

        def kept(_nothing: None) -> None:
            for form in self.forms.values():
                form.secrets_stored()
            self._save_till()

        self.save_button.setEnabled(False)
        self.shell.executor.background(keep, owner=self, done=kept, failed=self._not_saved)

    def retranslate(self) -> None:
        """Whether keys are stored."""
        for form in self.forms.values():
            form.retranslate()

    def focus_first(self) -> None:
        """On the switch between test and real."""
        self.test.setFocus()

    def _save_till(self) -> None:
        self.save_button.setEnabled(True)
        test = self.test.isChecked()
        of_providers = dict(self.shell.session.settings.of_providers)
        for form in self.forms.values():
            of_providers |= form.settings()
            if not test and not self._is_checked(form):
                return
        if test:
            self._finish(of_providers)
        else:
            self._try_keys(of_providers)

    def _try_keys(self, of_providers: Kept) -> None:
        """Real money begins with settings that can be: one provider's wrong ones stop all."""
        house, providers = self.shell.house, [form.provider for form in self.forms.values()]
        secrets, clock = house.secrets, house.clock

        def tried() -> Wrong | None:
            for provider in providers:
                values = provider.account(of_providers, secrets)
                try:
                    if values is not None:
                        provider.make(values, clock).disconnect()
                except ShopError as failure:
                    return provider.id, failure
            return None

        def done(wrong: Wrong | None) -> None:
            self.save_button.setEnabled(True)
            if wrong is None:
                self._finish(of_providers)
            else:
                self._refuse(*wrong)

        self.save_button.setEnabled(False)
        self.shell.executor.background(tried, owner=self, done=done, failed=self._not_saved)

    def _finish(self, of_providers: Kept) -> None:
        test = self.test.isChecked()
        if self.save_till(
            payment_environment=TEST if test else REAL,
            notify_port=self.notify_port.required(),
            of_providers=of_providers,
        ):
            self.save_profile(test_payments=test)

    def _is_checked(self, form: ProviderForm) -> bool:
        try:
            form.checked()
        except ShopError as failure:
            self._refuse(form.provider.id, failure)
            return False
        return True

    def _refuse(self, provider: str, failure: ShopError) -> None:
        self.show_provider(provider)
        self.complain(self.forms[provider].explained(failure))
