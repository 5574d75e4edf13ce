"""A card on a terminal of its own: the cashier types in the slip's number and the last four digits.

A card's number never comes near the till.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.gateways.cashier import CashierGateway
from app.ports.clock import Clock
from app.ports.gateway import Capabilities


class ManualCard(CashierGateway):
    """Every currency, every amount; the terminal decides."""

    id = "manual_card"
    caps = Capabilities(can_close=True, confirms="cashier")


def from_values(settings: Mapping[str, str], clock: Clock) -> ManualCard:
    """It needs no settings."""
    return ManualCard()
