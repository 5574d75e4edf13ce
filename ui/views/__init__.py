"""The views of the window, in the order of the rail: one line each.

To add one: a module with a subclass of ui.views.base.View, a line here, and its words
`view.<id>` in ui/i18n/messages. A module is imported when its view is first opened.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.views.base import Shell, View


@dataclass(frozen=True, slots=True)
class Entry:
    """A view on the rail; its title is `view.<id>`. `place` is "module:Class"."""

    id: str
    icon: str
    place: str

    def build(self, shell: Shell) -> View:
        """Import and make the view."""
        module, _, name = self.place.partition(":")
        made: View = getattr(importlib.import_module(module), name)(shell)
        return made


VIEWS: tuple[Entry, ...] = (
    Entry("sell", "sell", "ui.views.sell.view:SellView"),
    Entry("orders", "orders", "ui.views.orders.view:OrdersView"),
    Entry("payments", "payments", "ui.views.payments.view:PaymentsView"),
    Entry("inventory", "inventory", "ui.views.inventory.view:InventoryView"),
    Entry("shipping", "shipping", "ui.views.shipping.view:ShippingView"),
    Entry("reports", "reports", "ui.views.reports.view:ReportsView"),
    Entry("settings", "settings", "ui.views.settings.view:SettingsView"),
)
