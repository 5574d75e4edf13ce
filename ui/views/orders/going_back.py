"""Money that is about to go back: which way, in words, and what the cashier has to do for it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain import coins, money
from app.domain.coins import CASH
from app.domain.errors import UserError
from app.domain.payment import Attempt, Way, held_minor, parts_back
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


def left(detail: OrderDetail, only: str = "") -> int:
    """What may still go back of all payments, or of one by its id, in minor units."""
    return sum(part for _, part in parts_back(_payments(detail, only), detail.refunds, None))


def by_tender(
    detail: OrderDetail,
    amount_minor: int | None,
    profile: ShopProfile,
    *,
    in_cash: bool = False,
    only: str = "",
) -> dict[str, int]:
    """Which way how much is handed back, cash in coins; None for everything that is left."""
    parts: dict[str, int] = {}
    payments = _payments(detail, only)
    for attempt, part_minor in parts_back(payments, detail.refunds, amount_minor):
        tender = CASH if in_cash else attempt.tender
        parts[tender] = parts.get(tender, 0) + part_minor
    if CASH in parts:
        step = coins.step_minor(profile, detail.order.currency)
        parts[CASH] = coins.back_minor(detail.attempts, detail.refunds, parts[CASH], step)
    return parts


def to_hand_over(detail: OrderDetail) -> list[str]:
    """What a person still has to give the customer of what went back last, in words."""
    last = [x for x in detail.refunds if x.wish == newest_wish(detail)]
    told = []
    for name in (CASH, *_BY_HAND):
        handed_minor = sum(x.amount_minor + x.rounding_minor for x in last if x.tender == name)
        if handed_minor:
            told.append(i18n.tr(f"orders.hand_over.{name}", amount=amount(detail, handed_minor)))
    return told


def payment_choices(detail: OrderDetail) -> list[tuple[str, str]]:
    """Ids and words of what the money can be taken from; one alone is no choice."""
    choices = [
        (attempt.id, _paid_with(detail, attempt, left_minor))
        for attempt, left_minor in parts_back(detail.attempts, detail.refunds, None)
    ]
    return [("", i18n.tr("orders.newest_first")), *choices] if len(choices) > 1 else []


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


def _payments(detail: OrderDetail, only: str) -> list[Attempt]:
    return [x for x in detail.attempts if only in ("", x.id)]


def _paid_with(detail: OrderDetail, attempt: Attempt, left_minor: int) -> str:
    name = order_words.tender(attempt.tender, test=attempt.test)
    return i18n.tr("orders.part", tender=name, amount=amount(detail, left_minor))


class GoingBack(QWidget):
    """Whether in cash, where the shop allows that, and what happens which way.

    Attributes:
        only: id of the payment whose money goes back; empty: the newest first.
    """

    def __init__(self, shell: Shell, detail: OrderDetail) -> None:
        super().__init__()
        self._shell, self._detail = shell, detail
        self.only = ""
        self.in_cash = Tick("orders.in_cash")
        self._told = Label("", "body", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.in_cash)
        column.addWidget(self._told)
        self.take_from("")

    def take_from(self, only: str) -> None:
        """Another payment is chosen; cash that goes back as cash is nothing to choose."""
        self.only = only
        asked = _payments(self._detail, only)
        other = any(x.way is not Way.CASH for x in asked if x.credited_minor)
        self.in_cash.setVisible(other and self._shell.session.profile.cash_refunds)

    @property
    def cash_wanted(self) -> bool:
        """Whether it is to come out of the drawer, whatever it was paid with."""
        return self.in_cash.isChecked() and not self.in_cash.isHidden()

    def checked(self, amount_minor: int) -> int:
        """The amount itself; UserError("refund_too_much") where there is not so much."""
        left_minor = left(self._detail, self.only)
        if amount_minor > left_minor:
            currency = self._detail.order.currency
            raise UserError("refund_too_much", left_minor=left_minor, currency=currency)
        return amount_minor

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
        profile, in_cash = self._shell.session.profile, self.cash_wanted
        return by_tender(self._detail, amount_minor, profile, in_cash=in_cash, only=self.only)
