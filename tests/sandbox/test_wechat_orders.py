"""Orders on WeChat Pay's wire: made, shown, paid, expired, closed, refunded."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.sandbox.provider import Provider
from app.sandbox.trades import NotPossible
from tests.helpers.clock import StandingClock
from tests.sandbox.wechat_shop import NO, ORDER, REFUNDS, WechatShop


@pytest.fixture
def shop(provider: tuple[Provider, StandingClock]) -> WechatShop:
    """A shop before a provider with empty books and a clock that stands."""
    return WechatShop(*provider)


def test_an_order_is_there_as_soon_as_it_is_made(shop: WechatShop) -> None:
    assert shop.state() == "ORDER_NOT_EXIST"
    assert shop.native() == ""
    node = shop.query()
    assert (node["trade_state"], node["amount"]) == ("NOTPAY", {"total": 1250, "currency": "CNY"})
    assert "transaction_id" not in node
    shop.play("scan")
    assert shop.state() == "NOTPAY"


def test_a_paid_order_says_who_paid_what_and_when(shop: WechatShop) -> None:
    shop.paid()
    node = shop.query()
    assert node["trade_state"] == "SUCCESS"
    assert node["amount"]["payer_total"] == 1250
    assert len(node["transaction_id"]) == 28
    assert node["success_time"].endswith("+08:00")
    by_id = shop.node(
        "GET",
        f"/v3/pay/transactions/id/{node['transaction_id']}?mchid={shop.provider.wechat.mchid}",
    )
    assert by_id == node


def test_an_order_whose_time_is_over_stays_notpay_until_it_is_closed(shop: WechatShop) -> None:
    shop.native()
    shop.play("scan")
    shop.clock.advance(minutes=6)
    assert shop.state() == "NOTPAY"
    with pytest.raises(NotPossible, match="code_expired"):
        shop.play("pay")
    assert shop.close() == ""
    assert shop.state() == "CLOSED"


def test_closing_may_be_said_again_but_not_of_a_paid_order(shop: WechatShop) -> None:
    shop.native()
    assert [shop.close() for _ in range(2)] == ["", ""]
    assert shop.state() == "CLOSED"
    shop.paid("paid0001")
    assert shop.close("paid0001") == "ORDERPAID"
    assert shop.state("paid0001") == "SUCCESS"
    assert shop.close("never001") == "ORDER_NOT_EXIST"


def test_the_same_order_again_is_the_same_code(shop: WechatShop) -> None:
    first = shop.node("POST", "/v3/pay/transactions/native", shop.order())
    shop.clock.advance(minutes=1)
    again = shop.node("POST", "/v3/pay/transactions/native", shop.order())
    assert first == again
    assert shop.native(total=1251) == "OUT_TRADE_NO_USED"
    assert shop.native(description="other") == "OUT_TRADE_NO_USED"
    shop.play("pay")
    assert shop.native() == "ORDERPAID"
    shop.native("closed01")
    shop.close("closed01")
    assert shop.native("closed01") == "ORDER_CLOSED"


@pytest.mark.parametrize(
    "change",
    [
        {"out_trade_no": "short"},
        {"out_trade_no": "x" * 33},
        {"out_trade_no": "a b c d"},
        {"out_trade_no": 123456},
        {"description": ""},
        {"description": "x" * 128},
        {"notify_url": ""},
        {"notify_url": "http://shop.example/"},
        {"notify_url": "https://shop.example/?x=1"},
        {"amount": None},
        {"amount": {"total": 0}},
        {"amount": {"total": 12.5}},
        {"amount": {"total": "1250"}},
        {"amount": {"total": True}},
        {"amount": {"total": 1, "currency": "XXQ"}},
        {"time_expire": "soon"},
        {"time_expire": "2026-03-02T12:30:00"},
        {"time_expire": "2020-03-02T12:30:00+08:00"},
        {"time_expire": "2040-03-02T12:30:00+08:00"},
        {"mchid": "1900000000"},
    ],
)
def test_parameters_are_checked(shop: WechatShop, change: dict[str, Any]) -> None:
    assert shop.native(**change) == "PARAM_ERROR"
    assert shop.state() == "ORDER_NOT_EXIST"


def test_another_app_is_refused(shop: WechatShop) -> None:
    assert shop.native(appid="wxother") == "APPID_MCHID_NOT_MATCH"


def test_what_is_asked_about_somebody_elses_merchant_is_refused(shop: WechatShop) -> None:
    shop.native()
    assert shop.code("GET", f"{ORDER}/{NO}?mchid=1") == "PARAM_ERROR"
    assert shop.code("POST", f"{ORDER}/{NO}/close", {}) == "PARAM_ERROR"


def test_a_refund_is_accepted_first_and_done_when_asked_about(shop: WechatShop) -> None:
    shop.paid()
    accepted = shop.node("POST", REFUNDS, shop.refund(300))
    assert (accepted["status"], accepted["amount"]["refund"]) == ("PROCESSING", 300)
    known = shop.node("GET", f"{REFUNDS}/R1")
    assert (known["status"], known["refund_id"]) == ("SUCCESS", accepted["refund_id"])
    assert shop.state() == "REFUND"
    again = shop.node("POST", REFUNDS, shop.refund(300))
    assert (again["status"], again["refund_id"]) == ("SUCCESS", accepted["refund_id"])
    assert shop.provider.book.find(NO).refunded_minor == 300  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("fault", "said"), [("refund-processing", "PROCESSING"), ("refund-abnormal", "ABNORMAL")]
)
def test_a_refund_may_take_its_time_or_fail(shop: WechatShop, fault: str, said: str) -> None:
    shop.paid()
    shop.provider.faults.turn_on(fault, count=1)
    assert shop.node("POST", REFUNDS, shop.refund(300))["status"] == "PROCESSING"
    assert shop.node("GET", f"{REFUNDS}/R1")["status"] == said
    if said == "PROCESSING":
        shop.play("settle")
        assert shop.node("GET", f"{REFUNDS}/R1")["status"] == "SUCCESS"
    with pytest.raises(NotPossible, match="no_refund"):
        shop.play("settle")


def test_refunds_are_checked(shop: WechatShop) -> None:
    shop.native("open0001")
    shop.paid()
    shop.paid("paid0002")
    shop.node("POST", REFUNDS, shop.refund(1000))
    in_dollars = {"refund": 1, "total": 1250, "currency": "USD"}
    for business, code in (
        (shop.refund(251, "R2"), "INVALID_REQUEST"),
        (shop.refund(1, "R2", total=1), "INVALID_REQUEST"),
        (shop.refund(999), "INVALID_REQUEST"),
        (shop.refund(1, number="paid0002"), "INVALID_REQUEST"),
        (shop.refund(1, "R2", number="open0001"), "INVALID_REQUEST"),
        (shop.refund(1, "R2", number="never001"), "RESOURCE_NOT_EXISTS"),
        (shop.refund(0, "R2"), "PARAM_ERROR"),
        (shop.refund(1, ""), "PARAM_ERROR"),
        (
            shop.refund(1, "R2", amount=in_dollars),
            "PARAM_ERROR",
        ),
    ):
        assert shop.code("POST", REFUNDS, business) == code
    assert shop.code("GET", f"{REFUNDS}/R2") == "RESOURCE_NOT_EXISTS"
    shop.clock.advance(days=366)
    assert shop.code("POST", REFUNDS, shop.refund(1, "R2")) == "RULE_LIMIT"


def test_an_order_is_refunded_in_fifty_parts_at_most(shop: WechatShop) -> None:
    shop.paid()
    for part in range(50):
        assert shop.code("POST", REFUNDS, shop.refund(1, f"R{part}")) == ""
    assert shop.code("POST", REFUNDS, shop.refund(1, "R50")) == "INVALID_REQUEST"


def test_closing_while_the_customer_pays_may_be_called_too_frequent(shop: WechatShop) -> None:
    shop.native()
    shop.provider.faults.turn_on("frequency-limited", count=1)
    reply = shop.call("POST", f"{ORDER}/{NO}/close", {"mchid": shop.provider.wechat.mchid})
    assert reply.status == 429
    assert shop.state() == "SUCCESS"


def test_a_code_lives_two_hours_whatever_the_order_does(shop: WechatShop) -> None:
    until = shop.clock.now() + timedelta(days=1)
    shop.native(time_expire=until.isoformat())
    shop.clock.advance(hours=2)
    with pytest.raises(NotPossible, match="code_expired"):
        shop.play("scan")
