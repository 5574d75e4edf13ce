"""What every page of the settings is: fields that scroll, and one button that saves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import ShopError, UserError
from app.domain.shop import ShopProfile
from app.settings import SettingsError, TillSettings
from ui import errors, i18n
from ui.theme import look
from ui.views.base import Shell
from ui.views.settings.draft import Draft, Written
from ui.widgets.buttons import Button
from ui.widgets.forms import Field
from ui.widgets.labels import Label
from ui.widgets.scrolling import Scrolling
from ui.widgets.strips import News

_WIDEST_EM = 56.0


class SettingsPage(QWidget):
    """Subclasses put fields into `column`, fill them in `load` and read them in `save`.

    Attributes:
        at_once: fields that need no saving.
    """

    at_once: tuple[Field, ...] = ()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.column = QVBoxLayout()
        self.complaint = Label("", "error", wrap=True)
        self.complaint.hide()
        self._draft: Draft | None = None
        self.not_saved = Label("settings.not_saved", "muted", wrap=True)
        self.discard_button = Button("settings.discard", on_click=self._discard)
        self.save_button = Button("common.save", kind="primary", on_click=self.save)
        self._show_draft()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(look.metrics.gap)
        outer.addWidget(self._scrolling(), 1)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(look.metrics.gap)
        self.foot.addWidget(self.complaint, 1)
        self.foot.addStretch(1)
        self.foot.addWidget(self.not_saved)
        self.foot.addWidget(self.discard_button)
        self.foot.addWidget(self.save_button)
        outer.addLayout(self.foot)

    @property
    def unsaved(self) -> bool:
        """Whether something was typed here that is not saved yet."""
        return self._draft is not None and self._draft.unsaved

    def written(self) -> Written:
        """What stands in the fields now."""
        return self._draft.written() if self._draft is not None else ()

    def open_page(self) -> None:
        """Fill in what is in force; what was typed and is not saved yet stays."""
        if not self.unsaved:
            self._discard()

    def hideEvent(self, event: QHideEvent) -> None:
        """Say what is left behind, when another page or view is opened."""
        super().hideEvent(event)
        if self.unsaved and self.window().isVisible():
            text = i18n.tr("settings.left_unsaved")
            self.shell.tell(News(text=text, tone="warn", topic="settings"))

    def load(self) -> None:
        """Fill the fields in."""
        raise NotImplementedError

    def save(self) -> None:
        """Keep what was filled in."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """The language changed: anew everything that say() does not know."""

    def focus_first(self) -> None:
        """Put the keyboard where the work begins."""

    def complain(self, failure: Exception | None) -> None:
        """Say beside the button what is wrong, or that nothing is."""
        self.complaint.setText(errors.text(failure) if failure else "")
        self.complaint.setVisible(failure is not None)

    def save_profile(self, **changes: Any) -> None:
        """Change the shop's settings; they hold on every till."""
        self.complain(None)
        wanted = replace(self.shell.session.profile, **changes)
        shop, staff = self.shell.house.shop, self.shell.session.staff
        sent = self.written()

        def saved(profile: ShopProfile) -> None:
            self.save_button.setEnabled(True)
            self.shell.session.set_profile(profile)
            self.tell_saved(sent)

        self.save_button.setEnabled(False)
        self.shell.executor.database(
            lambda: shop.save(wanted, staff),
            owner=self,
            done=saved,
            failed=self._not_saved,
        )

    def save_till(self, **changes: Any) -> bool:
        """Change the settings of this till; whether it was done."""
        self.complain(None)
        wanted: TillSettings = replace(self.shell.session.settings, **changes)
        try:
            self.shell.session.set_settings(wanted)
        except SettingsError as error:
            self.complain(UserError(error.key, **error.params))
            return False
        return True

    def tell_saved(self, written: Written) -> None:
        """Say so; `written` stood in the fields when they were read."""
        if self._draft is not None:
            self._draft.keep(written)
        self._show_draft()
        self.shell.tell(News(text=i18n.tr("settings.saved"), tone="good", topic="settings"))

    def refuse(self, failure: ShopError) -> bool:
        """Show a refusal beside the field it is about; False when it is about none."""
        return False

    def _discard(self) -> None:
        self.complain(None)
        self.load()
        if self._draft is None:
            self._draft = Draft(self, but=self.at_once, changed=self._show_draft)
        self._draft.keep(self._draft.written())
        self._show_draft()

    def _show_draft(self) -> None:
        for part in (self.not_saved, self.discard_button):
            part.setVisible(self.unsaved)

    def _not_saved(self, failure: Exception) -> None:
        self.save_button.setEnabled(True)
        if not isinstance(failure, ShopError) or not self.refuse(failure):
            self.complain(failure)

    def _scrolling(self) -> Scrolling:
        inside = QWidget()
        inside.setProperty("kind", "bare")
        inside.setMaximumWidth(look.metrics.em(_WIDEST_EM))
        holder = QVBoxLayout(inside)
        holder.setContentsMargins(2, 2, look.metrics.gap, 2)
        self.column.setSpacing(look.metrics.gap + look.metrics.gap // 2)
        holder.addLayout(self.column)
        holder.addStretch(1)
        return Scrolling(inside)
