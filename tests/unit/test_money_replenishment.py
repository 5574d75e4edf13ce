"""How much to order and when; never a division error, always a reason."""

from __future__ import annotations

import pytest

from app.domain import replenishment
from app.domain.errors import Bug, UserError
from app.domain.replenishment import DayOfSales, OrderQuantity, Reason, StockFacts, Tier, suggest


def test_the_order_quantity_of_the_rules() -> None:
    assert replenishment.eoq(1000, 50, 10) == OrderQuantity(100.0, 1000.0)


def test_the_reorder_point_of_the_rules() -> None:
    assert replenishment.reorder_point(10, 7, 20) == 90


@pytest.mark.parametrize(
    ("demand", "order_cost", "holding_cost", "reason"),
    [
        (0, 50, 10, Reason.NO_DEMAND),
        (float("nan"), 50, 10, Reason.NO_DEMAND),
        (1000, 0, 10, Reason.NO_ORDER_COST),
        (1000, 50, 0, Reason.NO_HOLDING_COST),
    ],
)
def test_a_missing_number_is_a_reason(
    demand: float, order_cost: float, holding_cost: float, reason: Reason
) -> None:
    assert replenishment.eoq(demand, order_cost, holding_cost) is reason
    tiers = [Tier(0, holding_cost)]
    found = replenishment.eoq_with_tiers(demand, order_cost, holding_rate=1, tiers=tiers)
    assert found is reason


def test_tiers_too_dear_to_reach_are_left_alone() -> None:
    tiers = [Tier(0, 10.0), Tier(100_000, 9.9)]
    best = replenishment.eoq_with_tiers(1000, 50, holding_rate=1, tiers=tiers)
    assert isinstance(best, OrderQuantity)
    assert (best.tier, best.quantity) == (0, 100.0)


def test_an_order_needs_at_least_one_price() -> None:
    with pytest.raises(Bug):
        replenishment.eoq_with_tiers(1000, 50, holding_rate=1, tiers=[])


def test_safety_stock_grows_with_the_square_root_of_the_lead_time() -> None:
    z = replenishment.z_for(0.95)
    assert z == pytest.approx(1.6448536)
    assert replenishment.safety_stock(z, 2, 9) == pytest.approx(3 * 2 * z)


@pytest.mark.parametrize("level", [0, 1, -0.5, 2, float("nan")])
def test_no_service_level_is_certain(level: float) -> None:
    with pytest.raises(UserError, match="service_level"):
        replenishment.z_for(level)


def test_costs_of_service_must_be_above_zero() -> None:
    with pytest.raises(UserError, match="service_cost"):
        replenishment.critical_ratio(0, 0)


def facts(**more: object) -> StockFacts:
    given: dict[str, object] = {
        "on_hand_milli": 0,
        "daily_milli": 1000 * 1000 / 365,
        "lead_days": 7,
        "safety_milli": 0,
        "order_cost_minor": 5000,
        "holding_cost_minor": 1000,
    }
    return StockFacts(**(given | more))  # type: ignore[arg-type]


def test_below_the_reorder_point_the_economic_quantity_is_suggested() -> None:
    found = suggest(facts())
    assert (found.reason, found.order_milli, found.eoq_milli) == (Reason.ORDER, 100_000, 100_000)
    assert found.reorder_point_milli == 19_179
    assert found.params["lead_days"] == 7


def test_at_the_reorder_point_it_is_time_and_above_it_there_is_enough() -> None:
    point = suggest(facts()).reorder_point_milli or 0
    assert suggest(facts(on_hand_milli=point)).reason is Reason.ORDER
    found = suggest(facts(on_hand_milli=point + 1))
    assert (found.reason, found.order_milli) == (Reason.ENOUGH, 0)


def test_goods_on_their_way_count() -> None:
    assert suggest(facts(incoming_milli=50_000)).reason is Reason.ENOUGH


def test_an_order_brings_stock_back_above_the_reorder_point() -> None:
    found = suggest(facts(on_hand_milli=-400_500))
    assert found.order_milli == 420_000


def test_slow_goods_are_ordered_one_at_a_time() -> None:
    assert suggest(facts(daily_milli=1, order_cost_minor=1)).order_milli == 1000


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"daily_milli": None}, Reason.NO_HISTORY),
        ({"daily_milli": None, "history": [DayOfSales(5000, in_stock=False)]}, Reason.NO_HISTORY),
        ({"daily_milli": None, "history": [DayOfSales(0)] * 30}, Reason.NO_DEMAND),
        ({"daily_milli": 0}, Reason.NO_DEMAND),
        ({"order_cost_minor": 0}, Reason.NO_ORDER_COST),
        ({"holding_cost_minor": 0}, Reason.NO_HOLDING_COST),
    ],
)
def test_without_the_numbers_there_is_a_reason_and_no_suggestion(
    more: dict[str, object], reason: Reason
) -> None:
    found = suggest(facts(**more))
    assert (found.reason, found.order_milli) == (reason, 0)


@pytest.mark.parametrize("left", [0, -1000])
@pytest.mark.parametrize("more", [{"daily_milli": None}, {"daily_milli": 0}, {}])
def test_what_is_out_is_due_whatever_is_known_of_its_sales(
    left: int, more: dict[str, object]
) -> None:
    found = suggest(facts(on_hand_milli=left, **more))
    assert (found.out, found.due) == (True, True)


@pytest.mark.parametrize(
    ("more", "due"),
    [
        ({"daily_milli": None}, False),
        ({"daily_milli": 0}, False),
        ({"order_cost_minor": 0}, True),
        ({"order_cost_minor": 0, "on_hand_milli": 50_000}, False),
        ({"on_hand_milli": 50_000}, False),
        ({}, True),
    ],
)
def test_what_is_left_is_due_only_where_sales_say_that_it_is_low(
    more: dict[str, object], *, due: bool
) -> None:
    found = suggest(facts(**({"on_hand_milli": 1} | more)))
    assert (found.out, found.due) == (False, due)


def test_what_is_on_its_way_is_not_out() -> None:
    assert not suggest(facts(incoming_milli=1)).out


def test_demand_and_safety_come_from_the_days_with_stock() -> None:
    sold = [DayOfSales(2000), DayOfSales(4000), DayOfSales(0, in_stock=False)]
    found = suggest(facts(daily_milli=None, safety_milli=None, history=sold, lead_days=4))
    # 3 a day for 4 days, and 1.645 * sqrt(2) * sqrt(4) on top.
    assert found.reorder_point_milli == 12_000 + 4_653


def test_one_day_of_history_has_no_deviation() -> None:
    found = suggest(facts(daily_milli=None, safety_milli=None, history=[DayOfSales(2000)]))
    assert found.reorder_point_milli == 14_000


def test_deviation_and_safety_can_be_given() -> None:
    given = facts(safety_milli=None, daily_milli=1000, sigma_milli=0, lead_days=2)
    assert suggest(given).reorder_point_milli == 2000
    assert suggest(facts(safety_milli=500, daily_milli=1000, lead_days=2)).reorder_point_milli == (
        2500
    )
