"""One set of taxes: its name and its rules in the order they apply."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from app.domain.catalog import TaxClass
from app.domain.pricing import TaxRule
from ui import i18n
from ui.theme import look
from ui.views.base import Shell
from ui.views.settings.rule_card import RuleCard
from ui.widgets.buttons import Button
from ui.widgets.do_step import DoStep
from ui.widgets.forms import TextField
from ui.widgets.labels import Label
from ui.widgets.strips import News
from ui.widgets.tick import Tick


class TaxStep(DoStep):
    """Adds a set (id "") or changes one."""

    def __init__(self, shell: Shell, tax_class: TaxClass) -> None:
        super().__init__("settings.tax_title", "common.save")
        self._shell, self._id = shell, tax_class.id
        self.name = TextField("settings.tax_name", required=True, most=60)
        self.name_en = TextField("settings.tax_name_en", most=60)
        self.usual = Tick("settings.tax_usual")
        self.cards: list[RuleCard] = []
        self._rules = QVBoxLayout()
        self._rules.setSpacing(look.metrics.gap)
        self.add_button = Button("settings.add_rule", icon="plus", on_click=self.add_rule)
        for part in (self.name, self.name_en, self.usual, Label("settings.rules", "strong")):
            self.column.addWidget(part)
        self.column.addLayout(self._rules)
        self.column.addWidget(self.add_button)
        self.name.set_text(tax_class.name)
        self.name_en.set_text(tax_class.name_en)
        self.usual.setChecked(tax_class.is_default)
        self.usual.setEnabled(not tax_class.is_default)
        for rule in tax_class.rules:
            self._add_card(rule)
        if not tax_class.id:
            self._add_card(None)

    def focus_first(self) -> None:
        """On the name."""
        self.name.input.setFocus()

    def retranslate(self) -> None:
        """The choices of each rule."""
        for card in self.cards:
            card.retranslate()

    def add_rule(self) -> None:
        """One more tax, applied after the others."""
        self._add_card(None)
        self.cards[-1].name.input.setFocus()

    def checked(self) -> bool:
        """A set has a name, and so has every rule."""
        good = [self.name.checked(self.name.text), *(card.checked() for card in self.cards)]
        return all(good)

    def do(self) -> None:
        """Save and go back."""
        tax_class = TaxClass(
            id=self._id,
            name=self.name.text(),
            name_en=self.name_en.text(),
            rules=tuple(card.rule() for card in self.cards),
            is_default=self.usual.isChecked(),
        )
        shop, staff = self._shell.house.shop, self._shell.session.staff
        self._shell.executor.database(
            lambda: shop.save_tax_class(tax_class, staff),
            owner=self,
            done=self._saved,
            failed=self.failed,
        )

    def _add_card(self, rule: TaxRule | None) -> None:
        card = RuleCard(self._shell.session.currency, rule)
        card.on_remove = self._remove
        self.cards.append(card)
        self._rules.addWidget(card)

    def _remove(self, card: RuleCard) -> None:
        self.cards.remove(card)
        self._rules.removeWidget(card)
        card.hide()
        card.deleteLater()
        self.add_button.setFocus()

    def _saved(self, _saved: TaxClass) -> None:
        self._shell.tell(News(text=i18n.tr("settings.saved"), tone="good", topic="settings"))
        self.back()
