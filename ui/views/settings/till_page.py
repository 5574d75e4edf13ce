"""This till: its name, who works at it, how it looks, what it prints on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from app.domain.errors import UserError
from app.settings import TillSettings
from ui import i18n, printing
from ui.views.base import Shell
from ui.views.settings.page import SettingsPage
from ui.widgets.forms import ChoiceField, TextField, words_of
from ui.widgets.labels import Label
from ui.widgets.number_fields import WholeField
from ui.widgets.tick import SideBySide, Tick

_CODE = re.compile(r"[A-Z0-9]{1,4}")  # as app.settings takes it
_LANGUAGES = {"auto": "settings.auto", "zh": "first.chinese", "en": "first.english"}
_THEMES = {name: f"settings.theme.{name}" for name in ("auto", "light", "dark", "contrast")}
_SIZES = {name: f"settings.size.{name}" for name in ("small", "normal", "large", "largest")}


class TillPage(SettingsPage):
    """Language, theme and size act at once; the rest when it is saved."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._printers: Sequence[str] = ()
        self.language = ChoiceField("settings.language")
        self.theme = ChoiceField("settings.theme")
        self.writing = ChoiceField("settings.size")
        self.at_once = (self.language, self.theme, self.writing)
        self.staff = TextField("settings.staff", most=60)
        self.name = TextField("settings.till_name", most=60)
        self.code = TextField("settings.till_code", hint_key="settings.till_code_hint", most=4)
        self.receipt = ChoiceField("settings.receipt_printer")
        self.invoice = ChoiceField("settings.invoice_printer")
        self.print_receipt = Tick("settings.print_receipt")
        self.undo = WholeField("settings.undo_seconds", most=600)
        self.database = Label("", "muted", wrap=True)
        self.column.addWidget(SideBySide(self.language, self.theme, self.writing))
        self.column.addWidget(SideBySide(self.staff, self.name, self.code))
        self.column.addWidget(Label("settings.printing_title", "heading"))
        self.column.addWidget(SideBySide(self.receipt, self.invoice))
        self.no_printer = Label("", "muted", wrap=True)
        self.column.addWidget(self.no_printer)
        self.column.addWidget(self.print_receipt)
        self.column.addWidget(SideBySide(self.undo, Label()))
        self.column.addWidget(Label("settings.database_title", "heading"))
        self.column.addWidget(self.database)
        self.retranslate()
        for field, setting in (
            (self.language, "language"),
            (self.theme, "theme"),
            (self.writing, "size"),
        ):
            self._apply_at_once(field, setting)
        shell.session.changed.connect(self._look_changed)

    def load(self) -> None:
        """From this till; its printers are looked up in the background."""
        settings = self.shell.session.settings
        self._choose_look(settings)
        self.staff.set_text(settings.staff_name)
        self.name.set_text(settings.till_name)
        self.code.set_text(settings.till_code)
        self.print_receipt.setChecked(settings.print_receipt_after_sale)
        self.undo.set_whole(settings.undo_seconds)
        self._show_printers(self._printers)
        self.receipt.choose(settings.receipt_printer)
        self.invoice.choose(settings.invoice_printer)
        self.shell.executor.background(printing.names, owner=self, done=self._show_printers)

    def save(self) -> None:
        """Into this till's file."""
        good = (self.code.checked(self._code), self.undo.checked(self.undo.required))
        if all(good) and self.save_till(
            staff_name=self.staff.text(),
            till_name=self.name.text(),
            till_code=self._code(),
            receipt_printer=self.receipt.chosen(),
            invoice_printer=self.invoice.chosen(),
            print_receipt_after_sale=self.print_receipt.isChecked(),
            undo_seconds=self.undo.required(),
        ):
            self.tell_saved(self.written())

    def retranslate(self) -> None:
        """The choices, and where the data is."""
        for field, words in (
            (self.language, _LANGUAGES),
            (self.theme, _THEMES),
            (self.writing, _SIZES),
        ):
            field.set_choices(words_of(words))
        self._show_printers(self._printers)
        self.database.setText(database_words(self.shell.session.settings.database_url))

    def focus_first(self) -> None:
        """On the language."""
        self.language.input.setFocus()

    def _code(self) -> str:
        """As it stands in order numbers, which are typed and scanned."""
        code = self.code.text().upper()
        if not _CODE.fullmatch(code):
            raise UserError("till_code_wrong")
        return code

    def _look_changed(self) -> None:
        self._choose_look(self.shell.session.settings)

    def _choose_look(self, settings: TillSettings) -> None:
        for field, chosen in (
            (self.language, settings.language),
            (self.theme, settings.theme),
            (self.writing, settings.size),
        ):
            field.choose(chosen)

    def _apply_at_once(self, field: ChoiceField, setting: str) -> None:
        def chosen(_place: int) -> None:
            self.save_till(**{setting: field.chosen()})

        field.input.activated.connect(chosen)  # by a person, never by filling in

    def _show_printers(self, names: Sequence[str]) -> None:
        self._printers = names
        settings = self.shell.session.settings
        for field, configured in (
            (self.receipt, settings.receipt_printer),
            (self.invoice, settings.invoice_printer),
        ):
            known = [(name, name) for name in names]
            if configured and configured not in names:
                known.append((configured, i18n.tr("settings.printer_gone", name=configured)))
            field.set_choices([("", i18n.tr("settings.usual_printer")), *known])
        self.no_printer.setText(i18n.tr("printer.no_receipts"))
        self.no_printer.setVisible(not names and not settings.receipt_printer)


def database_words(url: str) -> str:
    """Where the data is, without the password."""
    if not url:
        return i18n.tr("settings.database_here")
    parts = urlsplit(url)
    where = f"{parts.hostname or ''}{parts.path}"
    return i18n.tr("settings.database_there", kind=parts.scheme.partition("+")[0], where=where)
