"""What stands on the shop's paper, and its hours."""

from __future__ import annotations

import zoneinfo

from app.domain.errors import ShopError, UserError
from ui.views.base import Shell
from ui.views.settings.page import SettingsPage
from ui.widgets.forms import ChoiceField, NoteField, TextField, words_of
from ui.widgets.labels import Label
from ui.widgets.number_fields import WholeField
from ui.widgets.tick import SideBySide

_PAPER = {"zh": "first.chinese", "en": "first.english"}
_DAY_MINUTES = 24 * 60


class ShopPage(SettingsPage):
    """The head of the invoice, the footer, the time zone."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.name = TextField("settings.name", required=True, most=80)
        self.name_en = TextField("settings.name_en", most=80)
        self.address = TextField("settings.address")
        self.phone = TextField("settings.phone", most=60)
        self.tax_number = TextField("settings.tax_number", most=60)
        self.footer = NoteField("settings.footer")
        self.paper = ChoiceField("settings.paper_language")
        self.zone = ChoiceField("settings.zone", search=True)
        self.day_cut = TextField("settings.day_cut", hint_key="settings.day_cut_hint", most=5)
        self.pay_minutes = WholeField(
            "settings.pay_minutes", least=1, most=_DAY_MINUTES, hint_key="settings.pay_hint"
        )
        self.column.addWidget(Label("settings.head_title", "heading"))
        self.column.addWidget(SideBySide(self.name, self.name_en))
        self.column.addWidget(self.address)
        self.column.addWidget(SideBySide(self.phone, self.tax_number))
        self.column.addWidget(self.footer)
        self.column.addWidget(SideBySide(self.paper, self.zone))
        self.column.addWidget(SideBySide(self.day_cut, self.pay_minutes))
        self.retranslate()

    def load(self) -> None:
        """From the shop."""
        profile = self.shell.session.profile
        for field, text in (
            (self.name, profile.name),
            (self.name_en, profile.name_en),
            (self.address, profile.address),
            (self.phone, profile.phone),
            (self.tax_number, profile.tax_number),
        ):
            field.set_text(text)
        self.footer.set_text(profile.footer)
        self.paper.choose(profile.documents_language)
        self._show_zones([profile.time_zone])
        self.zone.choose(profile.time_zone)
        hours, minutes = divmod(profile.day_cut_minutes, 60)
        self.day_cut.set_text(f"{hours:02d}:{minutes:02d}")
        self.pay_minutes.set_whole(profile.pay_minutes)
        self.shell.executor.background(
            lambda: sorted(zoneinfo.available_timezones()), owner=self, done=self._show_zones
        )

    def save(self) -> None:
        """For every till."""
        good = (
            self.name.checked(self.name.text),
            self.zone.checked(self._zone),
            self.day_cut.checked(self._cut_minutes),
            self.pay_minutes.checked(self.pay_minutes.required),
        )
        if all(good):
            self.save_profile(
                name=self.name.text(),
                name_en=self.name_en.text(),
                address=self.address.text(),
                phone=self.phone.text(),
                tax_number=self.tax_number.text(),
                footer=self.footer.text(),
                documents_language=self.paper.chosen(),
                time_zone=self._zone(),
                day_cut_minutes=self._cut_minutes(),
                pay_minutes=self.pay_minutes.required(),
            )

    def refuse(self, failure: ShopError) -> bool:
        """Beside name and zone."""
        field = {"shop_name_missing": self.name, "time_zone_unknown": self.zone}.get(failure.key)
        if field is not None:
            field.complain(failure)
        return field is not None

    def retranslate(self) -> None:
        """The languages' names."""
        self.paper.set_choices(words_of(_PAPER))

    def focus_first(self) -> None:
        """On the name."""
        self.name.input.setFocus()

    def _show_zones(self, names: list[str]) -> None:
        known = self.shell.session.profile.time_zone
        every = names if known in names else [known, *names]
        self.zone.set_choices([(name, name) for name in every])

    def _zone(self) -> str:
        chosen = self.zone.chosen()
        if not chosen:
            raise UserError("time_zone_unknown", name=self.zone.input.currentText())
        return chosen

    def _cut_minutes(self) -> int:
        hours, colon, minutes = self.day_cut.text().replace("：", ":").partition(":")
        if not hours.isdecimal() or not (minutes.isdecimal() if colon else True):
            raise UserError("time_of_day_wrong")
        cut = int(hours) * 60 + int(minutes or 0)
        if int(minutes or 0) > 59 or cut >= _DAY_MINUTES:
            raise UserError("time_of_day_wrong")
        return cut
