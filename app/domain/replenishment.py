"""When to order and how much: economic order quantity, reorder point, safety stock, and why.

Formulas are those of any textbook of inventory control (Harris 1913 for the order quantity).
A missing or zero input is an answer with a reason, never a division error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil, inf, sqrt
from statistics import NormalDist, fmean, stdev

from app.domain.errors import Bug, UserError

DAYS_PER_YEAR = 365


class Reason(StrEnum):
    """Why a suggestion is what it is."""

    NO_HISTORY = "reorder_no_history"
    NO_DEMAND = "reorder_no_demand"
    NO_ORDER_COST = "reorder_no_order_cost"
    NO_HOLDING_COST = "reorder_no_holding_cost"
    ENOUGH = "reorder_enough"
    ORDER = "reorder_order"


@dataclass(frozen=True, slots=True)
class OrderQuantity:
    """How much to order at a time, and what ordering and holding then cost in a year.

    Attributes:
        tier: which price tier applies, from 0; with tiers the cost contains the goods.
    """

    quantity: float
    yearly_cost: float
    tier: int = 0


@dataclass(frozen=True, slots=True)
class Tier:
    """From this quantity on, every unit of the order costs so much."""

    from_quantity: float
    unit_cost: float


def eoq(yearly_demand: float, order_cost: float, holding_cost: float) -> OrderQuantity | Reason:
    """EOQ = sqrt(2DS/H), for D units a year, S per order and H per unit and year."""
    missing = _missing(yearly_demand, order_cost, holding_cost)
    if missing is not None:
        return missing
    quantity = sqrt(2 * yearly_demand * order_cost / holding_cost)
    return OrderQuantity(quantity, sqrt(2 * yearly_demand * order_cost * holding_cost))


def _missing(yearly_demand: float, order_cost: float, holding_cost: float) -> Reason | None:
    if not yearly_demand > 0:
        return Reason.NO_DEMAND
    if not order_cost > 0:
        return Reason.NO_ORDER_COST
    return None if holding_cost > 0 else Reason.NO_HOLDING_COST


def eoq_with_tiers(
    yearly_demand: float, order_cost: float, *, holding_rate: float, tiers: Sequence[Tier]
) -> OrderQuantity | Reason:
    """The cheapest order quantity when a larger order makes every unit cheaper.

    Args:
        holding_rate: yearly cost of holding as a part of the unit cost.
        tiers: one or more, in order of quantity, the first from 0.
    """
    if not tiers:
        raise Bug("price_tiers_missing")
    found: list[OrderQuantity] = []
    ends = [*(tier.from_quantity for tier in tiers[1:]), inf]
    for place, (tier, end) in enumerate(zip(tiers, ends, strict=True)):
        holding_cost = holding_rate * tier.unit_cost
        free = eoq(yearly_demand, order_cost, holding_cost)
        if isinstance(free, Reason):
            return free
        quantity = max(free.quantity, tier.from_quantity)
        if quantity < end:
            goods_and_orders = yearly_demand * (tier.unit_cost + order_cost / quantity)
            cost = goods_and_orders + holding_cost * quantity / 2
            found.append(OrderQuantity(quantity, cost, place))
    return min(found, key=lambda x: x.yearly_cost)


def z_for(service_level: float) -> float:
    """How many standard deviations cover demand with this probability (0..1, both excluded)."""
    if not 0 < service_level < 1:
        raise UserError("service_level_out_of_range", value=service_level)
    return NormalDist().inv_cdf(service_level)


def critical_ratio(shortage_cost: float, holding_cost: float) -> float:
    """The service level at which one unit more costs as much as one unit short (newsvendor)."""
    if not (shortage_cost > 0 and holding_cost > 0):
        raise UserError("service_cost_not_positive")
    return shortage_cost / (shortage_cost + holding_cost)


def safety_stock(z: float, sigma: float, lead_days: float) -> float:
    """SS = z * sigma * sqrt(L), for a daily standard deviation and a lead time in days."""
    return z * sigma * sqrt(lead_days)


def reorder_point(daily_demand: float, lead_days: float, safety: float) -> float:
    """ROP = d * L + SS."""
    return daily_demand * lead_days + safety


@dataclass(frozen=True, slots=True)
class DayOfSales:
    """What was sold on one day; a day without stock says nothing about demand."""

    sold_milli: int
    in_stock: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StockFacts:
    """What is known about one product. Everything worked out from history can be overridden.

    Attributes:
        on_hand_milli: free to sell; incoming_milli: ordered and not yet received.
        holding_cost_minor: for one unit and year; order_cost_minor: for one order.
        safety_milli: a fixed safety stock instead of the one from the service level.
        daily_milli, sigma_milli: demand of a day and its standard deviation, instead of history.
    """

    on_hand_milli: int
    history: Sequence[DayOfSales] = ()
    incoming_milli: int = 0
    lead_days: int = 7
    order_cost_minor: int = 0
    holding_cost_minor: int = 0
    service_level: float = 0.95
    safety_milli: int | None = None
    daily_milli: float | None = None
    sigma_milli: float | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to order, in whole units; 0 means nothing. `params` hold the numbers of the reason.

    Attributes:
        position_milli: free to sell or on its way.
    """

    reason: Reason
    position_milli: int
    order_milli: int = 0
    reorder_point_milli: int | None = None
    eoq_milli: int | None = None
    params: Mapping[str, float] = field(default_factory=dict)

    @property
    def out(self) -> bool:
        """Whether nothing is left to sell; that is so before any sale is known to learn from."""
        return self.position_milli <= 0

    @property
    def due(self) -> bool:
        """Whether something is to be ordered, even if the best amount cannot be worked out."""
        point = self.reorder_point_milli
        low = point is not None and self.position_milli <= point
        return self.out or (low and self.reason is not Reason.NO_DEMAND)


def suggest(facts: StockFacts) -> Suggestion:
    """Advise on one product: order the economic quantity once stock is at the reorder point.

    The order is never less than what brings stock back above the reorder point.
    """
    position = facts.on_hand_milli + facts.incoming_milli
    days = [day.sold_milli for day in facts.history if day.in_stock]
    if facts.daily_milli is None and not days:
        return Suggestion(Reason.NO_HISTORY, position)
    daily = fmean(days) if facts.daily_milli is None else facts.daily_milli
    point = _up(reorder_point(daily, facts.lead_days, _safety_milli(facts, days)))
    # Demand in whole units, because costs are per unit.
    yearly = daily * DAYS_PER_YEAR / 1000
    best = eoq(yearly, facts.order_cost_minor, facts.holding_cost_minor)
    if isinstance(best, Reason):
        return Suggestion(best, position, reorder_point_milli=point)
    batch = max(1000, round(best.quantity) * 1000)
    return _order_or_not(facts, position, point, batch=batch, daily=daily)


def _up(milli: float) -> int:
    """Round up, but not for the dust of floating point."""
    return ceil(round(milli, 6))


def _safety_milli(facts: StockFacts, days: Sequence[int]) -> float:
    if facts.safety_milli is not None:
        return facts.safety_milli
    sigma = facts.sigma_milli
    if sigma is None:
        sigma = stdev(days) if len(days) > 1 else 0.0
    return safety_stock(z_for(facts.service_level), sigma, facts.lead_days)


def _order_or_not(
    facts: StockFacts, position: int, point: int, *, batch: int, daily: float
) -> Suggestion:
    needed = ceil((point - position) / 1000) * 1000
    order = max(batch, needed) if position <= point else 0
    return Suggestion(
        reason=Reason.ORDER if order else Reason.ENOUGH,
        position_milli=position,
        order_milli=order,
        reorder_point_milli=point,
        eoq_milli=batch,
        params={
            "daily": daily / 1000,
            "lead_days": facts.lead_days,
            "position": position / 1000,
            "reorder_point": point / 1000,
            "eoq": batch / 1000,
        },
    )
