"""What a till needs to know of one payment provider. Secrets go in and are never shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import UserError
from app.ports.outside import Secrets
from app.settings import ALIPAY_KEY, WECHAT_APIV3_KEY, WECHAT_KEY
from ui import errors, i18n, order_words
from ui.theme import look
from ui.views.base import Shell
from ui.widgets.buttons import Button
from ui.widgets.forms import NoteField, TextField
from ui.widgets.labels import Label
from ui.widgets.tick import Tick

_LONGEST = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderSpec:
    """Settings of the till and secrets by name; their words are `settings.<name>`.

    Attributes:
        lines, notes, ticks: settings of one line, of several, and yes or no.
        secrets: names of what is kept with the secrets.
        needed: settings without which nothing works, beside all secrets.
    """

    id: str
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    secrets: tuple[str, ...]
    needed: tuple[str, ...]
    ticks: tuple[str, ...] = ()


SPECS = (
    ProviderSpec(
        id="alipay",
        lines=("alipay_app_id", "alipay_seller_id", "alipay_notify_url"),
        notes=("alipay_public_key",),
        secrets=(ALIPAY_KEY,),
        needed=("alipay_app_id", "alipay_public_key"),
    ),
    ProviderSpec(
        id="wechat",
        lines=(
            "wechat_mchid",
            "wechat_appid",
            "wechat_serial_no",
            "wechat_notify_url",
            "wechat_public_key_id",
        ),
        notes=("wechat_public_key",),
        secrets=(WECHAT_APIV3_KEY, WECHAT_KEY),
        needed=("wechat_mchid", "wechat_appid", "wechat_serial_no", "wechat_notify_url"),
        ticks=("wechat_codepay",),
    ),
)


class ProviderForm(QWidget):
    """The fields of one provider, and whether its keys fit."""

    def __init__(self, shell: Shell, spec: ProviderSpec) -> None:
        super().__init__()
        self._shell, self.spec = shell, spec
        self.lines = {name: TextField(f"settings.{name}", most=_LONGEST) for name in spec.lines}
        self.notes = {name: NoteField(f"settings.{name}", lines=3) for name in spec.notes}
        self.secrets = {name: NoteField(f"settings.{name}", lines=2) for name in spec.secrets}
        self.ticks = {name: Tick(f"settings.{name}") for name in spec.ticks}
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
        for tick in self.ticks.values():
            column.addWidget(tick)
        column.addWidget(self.check_button)
        column.addWidget(self.answer)
        column.addStretch(1)

    def load(self) -> None:
        """From the till; whether keys are stored comes from the secrets."""
        settings, secrets = self._shell.session.settings, self._shell.house.secrets
        for name, field in self.fields().items():
            field.set_text(getattr(settings, name))
        for name, tick in self.ticks.items():
            tick.setChecked(getattr(settings, name))
        for secret in self.secrets.values():
            secret.set_text("")
        self.answer.clear()
        self._shell.executor.background(
            lambda: self._names_kept(secrets), owner=self, done=self._show_kept
        )

    def fields(self) -> Mapping[str, TextField | NoteField]:
        """Every field that is kept in the settings of the till."""
        return {**self.lines, **self.notes}

    def settings(self) -> dict[str, object]:
        """What was filled in, as settings of the till."""
        written: dict[str, object] = {name: x.text() for name, x in self.fields().items()}
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
        written = {name: field.text() for name, field in self.fields().items()}
        begun = any(written.values()) or bool(self._kept)
        whole = all(written[name] for name in self.spec.needed)
        if begun and not (whole and self._kept >= set(self.spec.secrets)):
            raise UserError("provider_incomplete", provider=order_words.tender(self.spec.id))

    def check(self) -> None:
        """Ask the provider whether the saved keys fit."""
        payments, provider = self._shell.house.payments, self.spec.id
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
        return frozenset(name for name in self.spec.secrets if secrets.get(name))

    def _show_kept(self, kept: frozenset[str]) -> None:
        self._kept = kept
        every = kept >= set(self.spec.secrets)
        self.stored.setText(i18n.tr("settings.key_stored" if every else "settings.key_missing"))

    def _keys_fit(self, _nothing: None) -> None:
        self.check_button.setEnabled(True)
        test = self._shell.session.profile.test_payments
        self.answer.setText(i18n.tr("settings.test_answers" if test else "settings.keys_fit"))

    def _keys_wrong(self, failure: Exception) -> None:
        self.check_button.setEnabled(True)
        self.answer.setText(errors.text(failure))
