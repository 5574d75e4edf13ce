"""Money that is about to go back: which way, in words, and what the cashier has to do for it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain import coins, money
from app.domain.coins import CASH
from app.domain.payment import Way, held_minor, parts_back
from app.domain.shop import ShopProfile
from app.ports.queries import OrderDetail
from ui import formats, i18n, order_words
from ui.views.base import Shell
from ui.widgets.labels import Label
from ui.widgets.tick import Tick

_BY_HAND = ("manual_card", "static_qr")


def held(detail: OrderDetail) -> int:
    """What an order has of its customer's money, in minor units."""
    return max(0, held_minor(detail.attempts, detail.refunds))


def left(detail: OrderDetail) -> int:
    """What may still go back of all payments, in minor units."""
    return sum(part for _, part in parts_back(detail.attempts, detail.refunds, None))


def by_tender(
    detail: OrderDetail, amount_minor: int | None, profile: ShopProfile, *, in_cash: bool = False
) -> dict[str, int]:
    """Which way how much is handed back, cash in coins; None for everything that is left."""
    parts: dict[str, int] = {}
    for attempt, part_minor in parts_back(detail.attempts, detail.refunds, amount_minor):
        tender = CASH if in_cash else attempt.tender
        parts[tender] = parts.get(tender, 0) + part_minor
    if CASH in parts:
        step = coins.step_minor(profile, detail.order.currency)
        parts[CASH] = coins.back_minor(detail.attempts, detail.refunds, parts[CASH], step)
    return parts


def newest_wish(detail: OrderDetail) -> str:
    """What went back last, goods or money; empty while nothing did."""
    money_back = [(x.created_at, x.wish) for x in detail.refunds if x.wish]
    goods_back = [(x.at, x.id) for x in detail.returns]
    newest = max([*money_back, *goods_back], default=None, key=lambda x: x[0])
    return newest[1] if newest else ""


def amount(detail: OrderDetail, minor: int) -> str:
    """In the order's currency."""
    return formats.amount(minor, money.currency(detail.order.currency))


def verb(detail: OrderDetail, parts: dict[str, int]) -> str:
    """The words of the button that gives this back."""
    told = amount(detail, sum(parts.values()))
    if set(parts) == {CASH}:
        return i18n.tr("orders.do.refund_cash", amount=told)
    if len(parts) == 1:
        name = order_words.tender(next(iter(parts)))
        return i18n.tr("orders.do.refund_to", amount=told, tender=name)
    return i18n.tr("orders.do.refund", amount=told)


def listed(detail: OrderDetail, parts: dict[str, int], amount_minor: int) -> list[str]:
    """A line for each way, where there are several, and what the books say where coins differ."""
    lines = [
        i18n.tr("orders.part", tender=order_words.tender(name), amount=amount(detail, minor))
        for name, minor in parts.items()
        if len(parts) > 1
    ]
    if sum(parts.values()) != amount_minor:
        lines.append(i18n.tr("orders.in_coins", amount=amount(detail, amount_minor)))
    return lines


def by_hand(detail: OrderDetail, parts: dict[str, int]) -> list[str]:
    """What only the cashier can do, before it is written down as done."""
    return [
        i18n.tr(f"orders.by_hand.{name}", amount=amount(detail, parts[name]))
        for name in _BY_HAND
        if name in parts
    ]


class GoingBack(QWidget):
    """Whether in cash, where the shop allows that, and what happens which way."""

    def __init__(self, shell: Shell, detail: OrderDetail) -> None:
        super().__init__()
        self._shell, self._detail = shell, detail
        self.in_cash = Tick("orders.in_cash")
        self._told = Label("", "body", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.in_cash)
        column.addWidget(self._told)
        other = any(x.way is not Way.CASH for x in detail.attempts if x.credited_minor)
        self.in_cash.setVisible(other and shell.session.profile.cash_refunds)

    def show_amount(self, amount_minor: int) -> str:
        """Say which way how much goes back; returns the words of the button."""
        parts = self._parts(amount_minor)
        self._told.setText("\n".join(listed(self._detail, parts, amount_minor)))
        self._told.setVisible(bool(self._told.text()))
        return verb(self._detail, parts)

    def by_hand(self, amount_minor: int) -> list[str]:
        """What the cashier has to do for it before it is written down."""
        return by_hand(self._detail, self._parts(amount_minor))

    def _parts(self, amount_minor: int) -> dict[str, int]:
        profile, in_cash = self._shell.session.profile, self.in_cash.isChecked()
        return by_tender(self._detail, amount_minor, profile, in_cash=in_cash)
