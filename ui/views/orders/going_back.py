"""Money that goes back: how much which way, in words, and what the cashier has to do for it."""

from __future__ import annotations

from app.domain import coins, money
from app.domain.coins import CASH
from app.domain.payment import Attempt, Way, held_minor, parts_back
from app.domain.shop import ShopProfile
from app.ports.queries import OrderDetail
from ui import formats, i18n, order_words


def held(detail: OrderDetail) -> int:
    """What an order has of its customer's money, in minor units."""
    return max(0, held_minor(detail.attempts, detail.refunds))


def left(detail: OrderDetail, only: str = "") -> int:
    """What may still go back of all payments, or of one by its id, in minor units."""
    return sum(part for _, part in parts_back(paid_with(detail, only), detail.refunds, None))


def paid_with(detail: OrderDetail, only: str) -> list[Attempt]:
    """All payments of an order, or one of them by its id."""
    return [x for x in detail.attempts if only in ("", x.id)]


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
    for attempt, part_minor in parts_back(paid_with(detail, only), detail.refunds, amount_minor):
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
    for name in (CASH, *_of_cashier(detail)):
        handed_minor = sum(x.amount_minor + x.rounding_minor for x in last if x.tender == name)
        if handed_minor:
            told.append(_handed_over(detail, name, handed_minor))
    return told


def payment_choices(detail: OrderDetail) -> list[tuple[str, str]]:
    """Ids and words of what the money can be taken from; one alone is no choice."""
    choices = [
        (attempt.id, _choice_words(detail, attempt, left_minor))
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
    names = [name for name in _of_cashier(detail) if name in parts]
    told = [_handed_over(detail, name, parts[name]) for name in names]
    return [*told, i18n.tr("orders.by_hand_first")] if told else []


def _of_cashier(detail: OrderDetail) -> list[str]:
    """The ways it was paid in that no provider knows of, so that none gives money back."""
    return list(dict.fromkeys(x.tender for x in detail.attempts if x.way is Way.CASHIER))


def _handed_over(detail: OrderDetail, tender: str, minor: int) -> str:
    return i18n.tr(f"orders.by_hand.{tender}", amount=amount(detail, minor))


def _choice_words(detail: OrderDetail, attempt: Attempt, left_minor: int) -> str:
    name = order_words.tender(attempt.tender, test=attempt.test)
    return i18n.tr("orders.part", tender=name, amount=amount(detail, left_minor))
