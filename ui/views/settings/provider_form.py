"""What a till needs to know of one payment provider. Secrets go in and are never shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import ShopError, UserError
from app.ports.outside import Secrets
from app.ports.provider import Kind, Provider
from ui import errors, i18n, order_words
from ui.theme import look
from ui.views.base import Shell
from ui.views.settings.key_field import KeyField
from ui.widgets.buttons import Button
from ui.widgets.forms import TextField
from ui.widgets.labels import Label
from ui.widgets.tick import Tick

_LONGEST = 255


class ProviderForm(QWidget):
    """The fields of one provider, by the names they are kept under, and whether its keys fit."""

    def __init__(self, shell: Shell, provider: Provider) -> None:
        super().__init__()
        self._shell, self.provider = shell, provider
        name_of = provider.kept_as
        of_kind = {kind: [name_of(x) for x in provider.settings if x.kind is kind] for kind in Kind}
        self.lines = {x: TextField(f"settings.{x}", most=_LONGEST) for x in of_kind[Kind.LINE]}
        self.notes = {x: KeyField(shell, f"settings.{x}", lines=3) for x in of_kind[Kind.PEM]}
        self.secrets = {x: KeyField(shell, f"settings.{x}", lines=2) for x in of_kind[Kind.SECRET]}
        self.ticks = {x: Tick(f"settings.{x}") for x in of_kind[Kind.FLAG]}
        self._needed = {name_of(x) for x in provider.settings if x.needed}
        self.stored = Label("", "small", wrap=True)
        self.answer = Label("", "body", wrap=True)
        self.check_button = Button("settings.check_keys", icon="refresh", on_click=self.check)
        self._kept: frozenset[str] = frozenset()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.metrics.gap + look.metrics.gap // 2)
        for part in (*self.lines.values(), *self.notes.values(), *self.secrets.values()):
            column.addWidget(part)
        column.addWidget(self.stored)
        self.stored.setVisible(bool(self.secrets))
        for tick in self.ticks.values():
            column.addWidget(tick)
        column.addWidget(self.check_button)
        column.addWidget(self.answer)
        column.addStretch(1)

    def load(self) -> None:
        """From the till; whether keys are stored comes from the secrets."""
        kept, secrets = self._shell.session.settings.of_providers, self._shell.house.secrets
        for name, field in self.fields().items():
            value = kept.get(name)
            field.set_text(value if isinstance(value, str) else "")
        for name, tick in self.ticks.items():
            tick.setChecked(kept.get(name) is True)
        for secret in self.secrets.values():
            secret.set_text("")
        self.answer.clear()
        self._shell.executor.background(
            lambda: self._names_kept(secrets), owner=self, done=self._show_kept
        )

    def fields(self) -> Mapping[str, TextField | KeyField]:
        """Every field that is kept in the settings of the till."""
        return {**self.lines, **self.notes}

    def settings(self) -> dict[str, str | bool]:
        """What was filled in, as settings of the till."""
        written: dict[str, str | bool] = {name: x.text() for name, x in self.fields().items()}
        return written | {name: tick.isChecked() for name, tick in self.ticks.items()}

    def new_secrets(self) -> dict[str, str]:
        """Secrets that were typed, to be stored."""
        typed = {name: field.text() for name, field in self.secrets.items()}
        return {name: secret for name, secret in typed.items() if secret}

    def secrets_stored(self) -> None:
        """What was typed is kept now and is not shown again."""
        self._show_kept(self._kept | self.new_secrets().keys())
        for field in self.secrets.values():
            field.set_text("")

    def checked(self) -> None:
        """UserError("provider_incomplete") when it is neither empty nor complete."""
        filled = {name for name, field in self.fields().items() if field.text()} | self._kept
        if filled and not filled >= self._needed:
            raise UserError("provider_incomplete", provider=order_words.tender(self.provider.id))

    def explained(self, failure: ShopError) -> ShopError:
        """The same about a setting by the words beside its field."""
        named = {
            x.name: i18n.tr(f"settings.{self.provider.kept_as(x)}") for x in self.provider.settings
        }
        name = str(failure.params.get("name", ""))
        if name not in named:
            return failure
        return UserError(failure.key, **{**failure.params, "name": named[name]})

    def check(self) -> None:
        """Ask the provider whether the saved keys fit."""
        payments, provider = self._shell.house.payments, self.provider.id
        self.check_button.setEnabled(False)
        self.answer.setText(i18n.tr("settings.checking"))
        self._shell.executor.background(
            lambda: payments.check_keys(provider),
            owner=self,
            done=self._keys_fit,
            failed=self._keys_wrong,
        )

    def retranslate(self) -> None:
        """Whether keys are stored."""
        self._show_kept(self._kept)

    def _names_kept(self, secrets: Secrets) -> frozenset[str]:
        return frozenset(name for name in self.secrets if secrets.get(name))

    def _show_kept(self, kept: frozenset[str]) -> None:
        self._kept = kept
        every = kept >= self.secrets.keys()
        self.stored.setText(i18n.tr("settings.key_stored" if every else "settings.key_missing"))

    def _keys_fit(self, _nothing: None) -> None:
        self.check_button.setEnabled(True)
        test = self._shell.session.profile.test_payments
        self.answer.setText(i18n.tr("settings.test_answers" if test else "settings.keys_fit"))

    def _keys_wrong(self, failure: Exception) -> None:
        self.check_button.setEnabled(True)
        known = self.explained(failure) if isinstance(failure, ShopError) else failure
        self.answer.setText(errors.text(known))
