"""What every page of the settings is: fields that scroll, and one button that saves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import ShopError, UserError
from app.domain.shop import ShopProfile
from app.settings import SettingsError, TillSettings
from ui import errors, i18n
from ui.theme import look
from ui.views.base import Shell
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.scrolling import Scrolling
from ui.widgets.strips import News

_WIDEST_EM = 56.0


class SettingsPage(QWidget):
    """Subclasses put fields into `column`, fill them in `load` and read them in `save`."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.column = QVBoxLayout()
        self.complaint = Label("", "error", wrap=True)
        self.complaint.hide()
        self.save_button = Button("common.save", kind="primary", on_click=self.save)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(look.metrics.gap)
        outer.addWidget(self._scrolling(), 1)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(look.metrics.gap)
        self.foot.addWidget(self.complaint, 1)
        self.foot.addStretch(1)
        self.foot.addWidget(self.save_button)
        outer.addLayout(self.foot)

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
        self.save_button.setEnabled(False)
        self.shell.executor.database(
            lambda: shop.save(wanted, staff),
            owner=self,
            done=self._profile_saved,
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

    def tell_saved(self) -> None:
        """Say so."""
        self.shell.tell(News(text=i18n.tr("settings.saved"), tone="good", topic="settings"))

    def refuse(self, failure: ShopError) -> bool:
        """Show a refusal beside the field it is about; False when it is about none."""
        return False

    def _profile_saved(self, profile: ShopProfile) -> None:
        self.save_button.setEnabled(True)
        self.shell.session.set_profile(profile)
        self.tell_saved()

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
