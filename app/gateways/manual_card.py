"""A card on a terminal of its own: the cashier types in the slip's number and the last four digits.

A card's number never comes near the till.
"""

from __future__ import annotations

from app.domain.shop import ShopProfile
from app.gateways.cashier import CashierGateway
from app.ports.clock import Clock
from app.ports.gateway import Capabilities
from app.ports.provider import Provider, Values


class ManualCard(CashierGateway):
    """Every currency, every amount; the terminal decides."""

    id = "manual_card"
    caps = Capabilities(takes_slip=True, confirms="cashier")


def _make(values: Values, clock: Clock) -> ManualCard:
    return ManualCard()


def _of_shop(profile: ShopProfile) -> Values | None:
    return {} if profile.card_terminal else None


MANUAL_CARD = Provider(
    id=ManualCard.id,
    words=("Card", "银行卡"),
    make=_make,
    of_shop=_of_shop,
    by_hand=("Give {amount} back on the card terminal.", "请在刷卡机上退 {amount}。"),
)
