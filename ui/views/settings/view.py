"""The Settings view and its pages."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from app.domain.shop import ShopProfile
from ui.theme import look
from ui.views.base import Shell, View
from ui.views.settings.money_page import MoneyPage
from ui.views.settings.page import SettingsPage
from ui.views.settings.payments_page import PaymentsPage
from ui.views.settings.shop_page import ShopPage
from ui.views.settings.tax_page import TaxPage
from ui.views.settings.till_page import TillPage
from ui.views.settings.ways_page import WaysPage
from ui.widgets.buttons import Segmented

SHOP, MONEY, TAXES, WAYS = "shop", "money", "taxes", "ways"
TILL, PAYMENTS = "till", "payments"
PRINTERS = "printers"
_TITLES = {name: f"settings.page_{name}" for name in (SHOP, MONEY, TAXES, WAYS, PAYMENTS, TILL)}


class SettingsView(View):
    """A page is filled in whenever it is opened, unless something on it is not saved yet."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.tabs = Segmented(_TITLES, SHOP)
        self.tabs.on_change = self.show_page
        self._till = TillPage(shell)
        self.pages: dict[str, SettingsPage] = {
            SHOP: ShopPage(shell),
            MONEY: MoneyPage(shell),
            TAXES: TaxPage(shell),
            WAYS: WaysPage(shell),
            PAYMENTS: PaymentsPage(shell),
            TILL: self._till,
        }
        self._stack = QStackedWidget()
        for page in self.pages.values():
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        pad = look.metrics.gap * 2
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(look.metrics.gap)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)

    @property
    def page(self) -> SettingsPage:
        """The page in sight."""
        return self.pages[self.tabs.chosen]

    def show_page(self, name: str) -> None:
        """Open a page."""
        self.tabs.choose(name)
        self._stack.setCurrentWidget(self.pages[name])
        self.refresh()
        self.focus_first()

    def open_item(self, item_id: str) -> None:
        """Open a page by its name, or PRINTERS on the page of this till."""
        if item_id == PRINTERS:
            self.show_page(TILL)
            self._till.receipt.input.setFocus()
        else:
            self.show_page(item_id)

    def refresh(self) -> None:
        """Another till may have changed the shop: read it, then fill the page in."""
        self.work(self.house.shop.profile, self._read)

    def retranslate(self) -> None:
        """All pages."""
        for page in self.pages.values():
            page.retranslate()

    def focus_first(self) -> None:
        """As the page wants it."""
        self.page.focus_first()

    def _read(self, profile: ShopProfile | None) -> None:
        if profile is not None and profile != self.session.profile:
            self.session.set_profile(profile)
        self.page.open_page()
