"""Statements in memory: which lines a day has, on both wires, and how long a file waits."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from app.sandbox import bills
from app.sandbox.downloads import Downloads
from app.sandbox.provider import CHINA, Provider
from tests.helpers.clock import StandingClock
from tests.sandbox.shop import Shop
from tests.sandbox.wechat_shop import NO, REFUNDS, WechatShop

DAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=CHINA)


@pytest.fixture
def shop(provider: tuple[Provider, StandingClock]) -> WechatShop:
    """A shop before a provider at noon in China."""
    found, clock = provider
    clock.jump(seconds=(NOON - clock.now()).total_seconds())
    return WechatShop(found, clock)


def lines(shop: WechatShop, day: date = DAY, wire: str = "wechat") -> list[tuple[str, int]]:
    """Number and amount of each line."""
    found = bills.entries(shop.provider, wire, day)
    return [(x.refund.request_no if x.refund else x.trade.out_trade_no, x.minor) for x in found]


def test_a_line_stands_on_the_day_when_it_happened_in_china(shop: WechatShop) -> None:
    shop.paid()
    shop.clock.advance(hours=11, minutes=59, seconds=59)
    shop.node("POST", REFUNDS, shop.refund(300, "R1"))
    shop.clock.advance(seconds=1)
    shop.node("POST", REFUNDS, shop.refund(200, "R2"))
    assert lines(shop) == [(NO, 1250), ("R1", -300)]
    assert lines(shop, DAY + timedelta(days=1)) == [("R2", -200)]
    assert lines(shop, DAY - timedelta(days=1)) == []


def test_only_money_that_moved_stands_there(shop: WechatShop) -> None:
    shop.native()
    shop.paid("paid0001", 500)
    shop.provider.faults.turn_on("refund-processing", count=1)
    shop.node("POST", REFUNDS, shop.refund(100, number="paid0001", total=500))
    assert lines(shop) == [("paid0001", 500)]


def test_wires_have_books_of_their_own(shop: WechatShop) -> None:
    shop.paid()
    Shop(shop.provider, shop.clock).paid("alipay01")
    assert lines(shop) == [(NO, 1250)]
    assert lines(shop, wire="alipay") == [("alipay01", 1250)]


def test_a_statement_can_be_wrong(shop: WechatShop) -> None:
    shop.paid("paid0001", 100)
    shop.clock.advance(seconds=1)
    shop.paid("paid0002", 200)
    for fault, expected in (
        ("bill-lacks-one", [("paid0001", 100)]),
        ("bill-differs", [("paid0001", 100), ("paid0002", 300)]),
        ("bill-has-more", [("paid0001", 100), ("paid0002", 200), ("stranger20260302", 100)]),
    ):
        shop.provider.faults.turn_on(fault, count=1)
        assert lines(shop) == expected


def test_faults_of_calls_do_not_happen_to_statements(shop: WechatShop) -> None:
    shop.paid()
    shop.provider.faults.turn_on("http-502", count=1)
    assert lines(shop) == [(NO, 1250)]
    assert shop.provider.faults.active()


@pytest.mark.parametrize("text", ["", "2026-3-2", "20260302", "2026-02-30", "2026-03-03", "x"])
def test_only_days_that_have_begun_have_statements(text: str) -> None:
    assert bills.day(text, NOON) is None
    assert bills.day("2026-03-02", NOON) == DAY


def test_a_file_waits_for_its_time_and_no_longer() -> None:
    downloads = Downloads()
    token = downloads.put(b"x", NOON, timedelta(seconds=30))
    assert downloads.get(token, NOON + timedelta(seconds=29)) == b"x"
    assert downloads.get(token, NOON + timedelta(seconds=30)) is None
    assert downloads.get("other", NOON) is None
    downloads.put(b"y", NOON + timedelta(minutes=1), timedelta(seconds=30))
    assert downloads.get(token, NOON) is None
