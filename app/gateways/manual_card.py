"""A card on a terminal of its own: the cashier types in the slip's number and the last four digits.

A card's number never comes near the till.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.shop import ShopProfile
from app.gateways.cashier import CashierGateway
from app.ports.clock import Clock
from app.ports.gateway import Capabilities
from app.ports.outside import Secrets
from app.settings import TillSettings


class ManualCard(CashierGateway):
    """Every currency, every amount; the terminal decides."""

    id = "manual_card"
    caps = Capabilities(confirms="cashier")


def from_values(settings: Mapping[str, str], clock: Clock) -> ManualCard:
    """It needs no settings."""
    return ManualCard()


def set_up(
    profile: ShopProfile, settings: TillSettings, secrets: Secrets
) -> Mapping[str, str] | None:
    """No values, in shops that have a terminal."""
    return {} if profile.card_terminal else None
