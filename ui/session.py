"""Who works here, at which till, in which shop: what every view may ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain import money, shop
from app.domain.money import Currency
from ui import formats

if TYPE_CHECKING:
    from app.domain.shop import ShopProfile
    from app.settings import TillSettings


class Session(QObject):
    """Settings of the till and the shop as they are now.

    Signals:
        changed: the shop's profile or the till's settings are others now.
    """

    changed = Signal()

    def __init__(
        self,
        settings: TillSettings,
        save_settings: Callable[[TillSettings], None] = lambda _settings: None,
    ) -> None:
        super().__init__()
        self.settings = settings
        self._save = save_settings
        self._profile: ShopProfile | None = None

    @property
    def ready(self) -> bool:
        """Whether the shop has been set up."""
        return self._profile is not None

    @property
    def profile(self) -> ShopProfile:
        """The shop's own settings."""
        if self._profile is None:
            raise RuntimeError("no shop is open yet")
        return self._profile

    @property
    def currency(self) -> Currency:
        """The shop's currency."""
        return money.currency(self.profile.currency)

    @property
    def staff(self) -> str:
        """Who is at the till, for the books."""
        return self.settings.staff_name

    @property
    def till(self) -> str:
        """What this till is called."""
        return self.settings.till_name or self.settings.till_code

    def set_profile(self, profile: ShopProfile) -> None:
        """The shop was opened, or its settings were saved."""
        self._profile = profile
        self.changed.emit()

    def set_settings(self, settings: TillSettings) -> None:
        """Keep other settings of this till; writes them to its file."""
        self._save(settings)
        self.settings = settings
        self.changed.emit()

    def amount(self, minor: int) -> str:
        """An amount in the shop's currency, with its sign."""
        return formats.amount(minor, self.currency)

    def figure(self, minor: int) -> str:
        """An amount in the shop's currency, without its sign."""
        return formats.figure(minor, self.currency)

    def shop_time(self, at: datetime) -> datetime:
        """An aware moment on the shop's own clock."""
        return shop.shop_time(at, self.profile)
