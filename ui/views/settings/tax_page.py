"""The sets of taxes that products point at."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain import money
from app.domain.catalog import TaxClass
from app.domain.money import Currency
from app.domain.pricing import TaxRule
from ui import formats, i18n
from ui.views.base import Shell
from ui.views.settings.page import SettingsPage
from ui.views.settings.tax_step import TaxStep
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.pick_list import Pick, PickList
from ui.widgets.steps import StepPanel

_LEAST_ROWS = 4


class TaxPage(SettingsPage):
    """A list; Enter opens one."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._classes: tuple[TaxClass, ...] = ()
        self.list = PickList("settings.page_taxes")
        self.list.on_pick = lambda pick: self._open(pick.id)
        self.list.setMinimumHeight(self.list.height_for(_LEAST_ROWS))
        self.add_button = Button("settings.add_tax", icon="plus", on_click=lambda: self._open(""))
        self.column.addWidget(Label("settings.taxes_hint", "muted", wrap=True))
        self.column.addWidget(self.list)
        self.foot.addWidget(self.add_button)
        self.save_button.hide()
        shell.bridge.catalog_changed.connect(self._reload_shown)

    def load(self) -> None:
        """From the books."""
        queries = self.shell.house.queries
        self.shell.executor.database(queries.tax_classes, owner=self, done=self._show)

    def save(self) -> None:
        """Each set is saved in its own panel."""

    def retranslate(self) -> None:
        """Names and rules."""
        self._show(self._classes)

    def focus_first(self) -> None:
        """On the list."""
        if self.list.current() is None:
            self.list.step(1)
        self.list.setFocus()

    def _show(self, classes: Sequence[TaxClass]) -> None:
        self._classes = tuple(classes)
        currency = self.shell.session.currency
        self.list.fill([_pick(each, currency) for each in classes])
        self.list.setMinimumHeight(self.list.height_for(max(len(classes), _LEAST_ROWS)))

    def _open(self, class_id: str) -> None:
        found = next((each for each in self._classes if each.id == class_id), None)
        step = TaxStep(self.shell, found or TaxClass(id="", name=""))
        self.shell.panels.open(StepPanel(step))

    def _reload_shown(self) -> None:
        if self.isVisible():
            self.load()


def _pick(tax_class: TaxClass, currency: Currency) -> Pick:
    rules = i18n.tr("common.comma").join(rule_words(rule, currency) for rule in tax_class.rules)
    return Pick(
        id=tax_class.id,
        title=i18n.name_of(tax_class.name, tax_class.name_en),
        detail=rules or i18n.tr("settings.no_tax"),
        figure=i18n.tr("settings.usual") if tax_class.is_default else "",
    )


def rule_words(rule: TaxRule, currency: Currency) -> str:
    """A rule in few words: "VAT 13%", "Deposit 0.25 each"."""
    if rule.percent is not None:
        return formats.tax(rule.name, rule.percent)
    each = money.plain_unit(rule.fixed_minor or 0, currency)
    return i18n.tr("settings.levy_words", name=formats.tax(rule.name, None), amount=each)
