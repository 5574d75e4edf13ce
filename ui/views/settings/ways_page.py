"""Which ways to pay the shop has beside cash and providers, and what becomes of odd money."""

from __future__ import annotations

from app.domain.errors import ShopError
from app.domain.qrcodes.schemes import SCHEMES
from ui import i18n
from ui.views.base import Shell
from ui.views.settings.page import SettingsPage
from ui.widgets.forms import ChoiceField, TextField
from ui.widgets.labels import Label
from ui.widgets.tick import Tick

NONE = "none"
_LONGEST = 120


class WaysPage(SettingsPage):
    """The shop's own bank code asks for what its standard needs, and for nothing else."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.card = Tick("settings.card_terminal")
        self.tips = Tick("settings.tips")
        self.late = Tick("settings.refund_late")
        self.cash_back = Tick("settings.cash_refunds")
        self.scheme = ChoiceField("settings.bank_code")
        self.none_fits = Label("settings.bank_code_none_fits", "small", wrap=True)
        self.payee = {
            name: TextField(f"settings.payee.{name}", most=_LONGEST)
            for name in dict.fromkeys(x for scheme in SCHEMES.values() for x in scheme.fields)
        }
        self.scheme.input.currentIndexChanged.connect(lambda _at: self._show_payee())
        self.column.addWidget(self.card)
        self.column.addWidget(self.tips)
        self.column.addWidget(self.late)
        self.column.addWidget(Label("settings.refund_late_hint", "small", wrap=True))
        self.column.addWidget(self.cash_back)
        self.column.addWidget(Label("settings.bank_code_title", "heading"))
        self.column.addWidget(Label("settings.bank_code_hint", "small", wrap=True))
        self.column.addWidget(self.scheme)
        self.column.addWidget(self.none_fits)
        for field in self.payee.values():
            self.column.addWidget(field)
        self.retranslate()

    def load(self) -> None:
        """From the shop."""
        profile = self.shell.session.profile
        self.card.setChecked(profile.card_terminal)
        self.tips.setChecked(profile.tips)
        self.late.setChecked(profile.refund_late_money)
        self.cash_back.setChecked(profile.cash_refunds)
        self.retranslate()
        self.scheme.choose(profile.bank_code.get("scheme", NONE))
        for name, field in self.payee.items():
            field.set_text(profile.bank_code.get(name, ""))
        self._show_payee()

    def save(self) -> None:
        """For every till."""
        for field in self.payee.values():
            field.complain(None)
        self.save_profile(
            card_terminal=self.card.isChecked(),
            tips=self.tips.isChecked(),
            refund_late_money=self.late.isChecked(),
            cash_refunds=self.cash_back.isChecked(),
            bank_code=self._bank_code(),
        )

    def refuse(self, failure: ShopError) -> bool:
        """Beside the value of the payee it is about."""
        field = self.payee.get(str(failure.params.get("field", "")))
        if field is None:
            return False
        field.complain(failure)
        field.setFocus()
        return True

    def retranslate(self) -> None:
        """The standards that take the shop's currency."""
        session = self.shell.session
        code = session.profile.currency if session.ready else ""
        fitting = [name for name, scheme in SCHEMES.items() if code in scheme.currencies]
        self.scheme.set_choices(
            [(name, i18n.tr(f"settings.scheme.{name}")) for name in (NONE, *fitting)]
        )
        self.scheme.setVisible(bool(fitting))
        self.none_fits.setVisible(not fitting)

    def focus_first(self) -> None:
        """On the first choice."""
        self.card.setFocus()

    def _bank_code(self) -> dict[str, str]:
        name = self.scheme.chosen()
        if name not in SCHEMES:
            return {}
        values = {field: self.payee[field].text() for field in SCHEMES[name].fields}
        return {"scheme": name, **{key: value for key, value in values.items() if value}}

    def _show_payee(self) -> None:
        scheme = SCHEMES.get(self.scheme.chosen())
        wanted = scheme.fields if scheme else ()
        for name, field in self.payee.items():
            field.setVisible(name in wanted)
