"""One tax of a set."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.domain.money import Currency
from app.domain.pricing import TaxRule
from ui.theme import look
from ui.widgets.buttons import Button, Segmented
from ui.widgets.forms import AmountField, TextField
from ui.widgets.included_field import IncludedField
from ui.widgets.number_fields import PercentField
from ui.widgets.tick import Tick

PERCENT, FIXED = "percent", "fixed"
_KINDS = {PERCENT: "settings.rule_percent", FIXED: "settings.rule_fixed"}


class RuleCard(QFrame):
    """A percentage, or an amount for each piece.

    Attributes:
        on_remove: called with this card.
    """

    def __init__(self, currency: Currency, rule: TaxRule | None) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.on_remove: Callable[[RuleCard], object] = lambda _card: None
        self._rule = rule
        self.name = TextField("settings.rule_name", required=True, most=40)
        self.kind = Segmented(_KINDS, PERCENT)
        self.percent = PercentField("settings.rule_percent")
        self.fixed = AmountField("settings.rule_fixed", currency)
        self.included = IncludedField("settings.rule_in")
        self.in_base = Tick("settings.rule_in_base")
        remove = Button(
            kind="quiet",
            icon="remove",
            name_key="settings.remove_rule",
            on_click=lambda: self.on_remove(self),
        )
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(remove)
        column = QVBoxLayout(self)
        gap = look.metrics.gap
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap)
        column.addLayout(head)
        for part in (self.kind, self.percent, self.fixed, self.included, self.in_base):
            column.addWidget(part)
        self.kind.on_change = lambda _kind: self._show_kind()
        self._fill(rule)

    def checked(self) -> bool:
        """Whether it can be read; fields complain when not."""
        good = [self.name.checked(self.name.text)]
        if self.kind.chosen == PERCENT:
            good.append(self.percent.checked(self.percent.required))
        else:
            good.append(self.fixed.checked(self._fixed_minor))
        return all(good)

    def rule(self) -> TaxRule:
        """What was filled in."""
        by_percent = self.kind.chosen == PERCENT
        return TaxRule(
            name=self.name.text(),
            percent=self.percent.required() if by_percent else None,
            fixed_minor=None if by_percent else self._fixed_minor(),
            included=self.included.included(),
            in_base_of_next=self.in_base.isChecked(),
        )

    def retranslate(self) -> None:
        """The choices."""
        self.included.retranslate()

    def _fill(self, rule: TaxRule | None) -> None:
        if rule is not None:
            self.name.set_text(rule.name)
            self.kind.choose(PERCENT if rule.percent is not None else FIXED)
            self.percent.set_percent(rule.percent)
            whole = rule.fixed_minor is not None and rule.fixed_minor == int(rule.fixed_minor)
            self.fixed.set_minor(int(rule.fixed_minor or 0) if whole else None)
            self.included.set_included(rule.included)
            self.in_base.setChecked(rule.in_base_of_next)
        self._show_kind()

    def _show_kind(self) -> None:
        by_percent = self.kind.chosen == PERCENT
        self.percent.setVisible(by_percent)
        self.fixed.setVisible(not by_percent)

    def _fixed_minor(self) -> Decimal:
        """A levy finer than the currency cannot be written here and stays as it was."""
        minor = self.fixed.minor()
        if minor is None and self._rule is not None and self._rule.fixed_minor is not None:
            return self._rule.fixed_minor
        return Decimal(minor or 0)
