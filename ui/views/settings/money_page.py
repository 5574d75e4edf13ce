"""The shop's money: currency, whether prices include tax, rounding."""

from __future__ import annotations

from app.domain import money
from app.domain.errors import ShopError, UserError
from app.domain.pricing import TaxRounding
from app.ports.queries import OrderFilter
from ui.currencies import currency_choices
from ui.typed_numbers import plain_number
from ui.views.base import Shell
from ui.views.settings.page import SettingsPage
from ui.widgets.forms import ChoiceField, TextField, words_of
from ui.widgets.labels import Label
from ui.widgets.tick import SideBySide, Tick

_ROUNDING = {way.value: f"settings.rounding.{way}" for way in TaxRounding}


class MoneyPage(SettingsPage):
    """The currency stays once something was sold: old amounts cannot change their meaning."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.currency = ChoiceField("settings.currency", search=True)
        self.fixed = Label("settings.currency_fixed", "small", wrap=True)
        self.fixed.hide()
        self.included = Tick("settings.included")
        self.rounding = ChoiceField("settings.rounding")
        self.cash_step = TextField(
            "settings.cash_step", hint_key="settings.cash_step_hint", most=20
        )
        self.column.addWidget(self.currency)
        self.column.addWidget(self.fixed)
        self.column.addWidget(self.included)
        self.column.addWidget(Label("settings.included_hint", "small", wrap=True))
        self.column.addWidget(SideBySide(self.rounding, self.cash_step))
        self.retranslate()

    def load(self) -> None:
        """From the shop; whether something was sold comes from the books."""
        profile, queries = self.shell.session.profile, self.shell.house.queries
        self.currency.choose(profile.currency)
        self.included.setChecked(profile.prices_include_tax)
        self.rounding.choose(profile.tax_rounding)
        step = profile.cash_step_minor
        self.cash_step.set_text(money.plain(step, self.shell.session.currency) if step > 1 else "")
        self.shell.executor.database(
            lambda: queries.count_orders(OrderFilter(include_archived=True)),
            owner=self,
            done=self._fix_currency,
        )

    def save(self) -> None:
        """For every till."""
        good = (
            self.currency.checked(self._currency),
            self.cash_step.checked(self._step_minor),
        )
        if all(good):
            self.save_profile(
                currency=self._currency().code,
                prices_include_tax=self.included.isChecked(),
                tax_rounding=TaxRounding(self.rounding.chosen()),
                cash_step_minor=self._step_minor(),
            )

    def refuse(self, failure: ShopError) -> bool:
        """Beside the currency."""
        about_it = failure.key in {"currency_decimals_differ", "currency_unknown"}
        if about_it:
            self.currency.complain(failure)
        return about_it

    def retranslate(self) -> None:
        """Names of currencies, ways to round."""
        self.currency.set_choices(currency_choices())
        self.rounding.set_choices(words_of(_ROUNDING))

    def focus_first(self) -> None:
        """On what can be changed."""
        (self.currency.input if self.currency.isEnabled() else self.included).setFocus()

    def _fix_currency(self, orders: int) -> None:
        self.currency.input.setEnabled(not orders)
        self.fixed.setVisible(bool(orders))

    def _currency(self) -> money.Currency:
        code = self.currency.chosen()
        if not code:
            raise UserError("currency_unknown", code=self.currency.input.currentText())
        return money.currency(code)

    def _step_minor(self) -> int:
        """The smallest coin in minor units; nothing written means no rounding."""
        written = plain_number(self.cash_step.text())
        if not written:
            return 1
        step = money.to_minor(written, self._currency())
        if step < 1:
            raise UserError("cash_step_wrong")
        return step
