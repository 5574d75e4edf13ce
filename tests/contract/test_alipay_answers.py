"""Alipay's answers read one by one: what is believed, and what each of them comes to mean."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import httpx
import pytest

from app.gateways.alipay.gateway import AlipayGateway
from app.ports.gateway import (
    CancelEffect,
    Declined,
    Misconfigured,
    Money,
    RateLimited,
    RefundStatus,
    Status,
    UnknownOutcome,
    Untrusted,
)
from tests.contract.alipay_double import PAID, Double
from tests.contract.orders import NO, TOTAL, order


@pytest.fixture
def gateway(alipay: Double) -> AlipayGateway:
    """The till's side."""
    return alipay.gateway()


@pytest.mark.parametrize(
    "subject",
    [
        '"}{"',
        '"\\/a\\/"',
        '"say \\"hi\\""',
        '"茶 } {"',
        '"🍵"',
        '"\\u8336"',
        '"\\\\"',
        '{"a":[{}]}',
    ],
)
def test_signed_texts_of_every_kind_verify(
    alipay: Double, gateway: AlipayGateway, subject: str
) -> None:
    members = "".join(f'"{k}":"{v}",' for k, v in PAID.items())
    node = f'{{"code":"10000",{members}"out_trade_no":"{NO}","subject":{subject}}}'
    alipay.sends(alipay.raw(node))
    assert gateway.query(NO).paid == TOTAL


@pytest.mark.expects_logs
def test_no_changed_byte_of_a_signed_answer_is_believed(
    alipay: Double, gateway: AlipayGateway
) -> None:
    node = json.dumps({"code": "10000", "out_trade_no": NO, **PAID})
    body = bytearray(alipay.raw(node).content)
    begin = body.index(node.encode())
    for at in range(begin, begin + len(node), 3):
        changed = body.copy()
        changed[at] ^= 1
        alipay.sends(httpx.Response(200, content=bytes(changed)))
        with pytest.raises(UnknownOutcome):
            gateway.query(NO)


@pytest.mark.expects_logs
@pytest.mark.parametrize("tail", ["", ',"sign":""', ',"sign":null', ',"sign":"AAAA"'])
def test_an_answer_without_a_good_signature_is_never_believed(
    alipay: Double, gateway: AlipayGateway, tail: str
) -> None:
    node = json.dumps({"code": "10000", "out_trade_no": NO, **PAID})
    text = f'{{"alipay_trade_query_response":{node}{tail}}}'
    alipay.sends(httpx.Response(200, text=text))
    with pytest.raises(Untrusted):
        gateway.query(NO)


@pytest.mark.expects_logs
@pytest.mark.parametrize("code", ["10000", "10003", "40004", "20000", ""])
def test_an_unsigned_answer_counts_for_nothing_but_a_wrong_set_up(
    alipay: Double, gateway: AlipayGateway, code: str
) -> None:
    node = {"code": code, "sub_code": "ACQ.TRADE_HAS_CLOSE", "out_trade_no": NO}
    alipay.sends(httpx.Response(200, json={"error_response": node}))
    with pytest.raises(Untrusted):
        gateway.query(NO)


def test_an_unsigned_wish_to_be_asked_less_often_is_heard(
    alipay: Double, gateway: AlipayGateway
) -> None:
    node = {"code": "40005", "sub_code": "isv.app-call-limited"}
    alipay.sends(httpx.Response(200, json={"error_response": node}))
    with pytest.raises(RateLimited):
        gateway.query(NO)


@pytest.mark.parametrize("code", ["40001", "40002", "40003", "40006", "20001"])
@pytest.mark.parametrize("name", ["error_response", "alipay_trade_query_response"])
def test_an_unsigned_complaint_about_our_set_up_stops_everything(
    alipay: Double, gateway: AlipayGateway, code: str, name: str
) -> None:
    node = {"code": code, "sub_code": "isv.invalid-signature"}
    alipay.sends(httpx.Response(200, json={name: node}))
    with pytest.raises(Misconfigured) as outcome:
        gateway.query(NO)
    assert outcome.value.params["code"] == "isv.invalid-signature"


def test_a_refused_clock_without_a_date_to_compare_says_so(
    alipay: Double, gateway: AlipayGateway
) -> None:
    node = {"code": "40002", "sub_code": "isv.invalid-timestamp"}
    alipay.sends(httpx.Response(200, json={"error_response": node}))
    with pytest.raises(Misconfigured) as outcome:
        gateway.query(NO)
    assert outcome.value.key == "provider_clock_wrong"


@pytest.mark.parametrize(
    "sub_code",
    ["ACQ.SYSTEM_ERROR", "AQC.SYSTEM_ERROR", "aop.ACQ.SYSTEM_ERROR", "isp.unknow-error", ""],
)
@pytest.mark.parametrize("code", ["40004", "20000", "99999"])
def test_their_own_trouble_says_nothing_about_the_money(
    alipay: Double, gateway: AlipayGateway, code: str, sub_code: str
) -> None:
    alipay.says(code=code, sub_code=sub_code)
    with pytest.raises(UnknownOutcome):
        gateway.query(NO)


def test_too_many_calls_is_a_wish_to_slow_down(alipay: Double, gateway: AlipayGateway) -> None:
    alipay.says(code="40005", sub_code="isv.app-call-limited")
    with pytest.raises(RateLimited):
        gateway.query(NO)


@pytest.mark.parametrize(
    ("members", "status"),
    [
        ({"trade_status": "WAIT_BUYER_PAY", "total_amount": "0.00"}, Status.PENDING),
        ({"trade_status": "TRADE_SUCCESS", "total_amount": "12.50"}, Status.PAID),
        ({"trade_status": "TRADE_FINISHED", "total_amount": "12.50"}, Status.PAID),
        ({"trade_status": "TRADE_CLOSED", "total_amount": "12.50"}, Status.CLOSED),
        (
            {"trade_status": "TRADE_CLOSED", "total_amount": "12.50", "buyer_pay_amount": "0.00"},
            Status.CLOSED,
        ),
        (
            {"trade_status": "TRADE_CLOSED", "total_amount": "12.50", "buyer_pay_amount": "9.00"},
            Status.REFUNDED,
        ),
        (
            {
                "trade_status": "TRADE_CLOSED",
                "total_amount": "12.50",
                "send_pay_date": "2026-03-02 04:30:00",
            },
            Status.REFUNDED,
        ),
    ],
)
def test_what_a_trade_status_means(
    alipay: Double, gateway: AlipayGateway, members: dict[str, str], status: Status
) -> None:
    alipay.says(**members)
    charge = gateway.query(NO)
    assert charge.status is status
    moved = status in {Status.PAID, Status.REFUNDED}
    assert charge.paid == (TOTAL if moved else None)


@pytest.mark.parametrize(
    "members",
    [
        {**PAID, "trade_status": ""},
        {**PAID, "trade_status": "TRADE_STRANGE"},
        {**PAID, "trade_status": {"is": "TRADE_SUCCESS"}},
        {**PAID, "total_amount": ""},
        {**PAID, "total_amount": "1e3"},
        {**PAID, "total_amount": "-12.50"},
        {**PAID, "total_amount": "12.505"},
        {**PAID, "trans_currency": "XXQ"},
        {**PAID, "send_pay_date": "yesterday"},
    ],
)
def test_a_signed_answer_that_makes_no_sense_is_unknown(
    alipay: Double, gateway: AlipayGateway, members: dict[str, str]
) -> None:
    alipay.says(**members)
    with pytest.raises(UnknownOutcome):
        gateway.query(NO)


def test_a_payment_time_is_read_as_china_time(alipay: Double, gateway: AlipayGateway) -> None:
    alipay.says(**PAID)
    assert gateway.query(NO).paid_at == datetime(2026, 3, 1, 20, 30, tzinfo=UTC)


@pytest.mark.expects_logs
@pytest.mark.parametrize("code", ["10000", "40004"])
def test_an_answer_about_another_order_or_seller_is_rejected(alipay: Double, code: str) -> None:
    gateway = alipay.gateway(seller_id="2088000000000009")
    for members in ({"out_trade_no": "other1"}, {"seller_id": "2088000000000008"}):
        alipay.says(code=code, sub_code="ACQ.TRADE_HAS_CLOSE", **{**PAID, **members})
        with pytest.raises(Untrusted):
            gateway.query(NO)


def test_a_value_that_names_no_order_is_unknown(alipay: Double, gateway: AlipayGateway) -> None:
    alipay.says(**{**PAID, "out_trade_no": ""})
    with pytest.raises(UnknownOutcome):
        gateway.query(NO)


def test_a_request_carries_china_time_amount_limits_and_a_clean_title(alipay: Double) -> None:
    alipay.clock = type(alipay.clock)(datetime(2026, 3, 1, 20, 30, tzinfo=UTC))
    gateway = alipay.gateway(seller_id="2088000000000009")
    alipay.says(qr_code="https://qr.alipay.com/bax1")
    charge = gateway.create(order(alipay.clock, subject="A/B=C&D\n茶", till="T" * 40))
    assert charge.qr_text == "https://qr.alipay.com/bax1"
    asked, business = alipay.asked[0], alipay.business()
    assert asked["timestamp"] == "2026-03-02 04:30:00"
    assert (asked["method"], asked["sign_type"]) == ("alipay.trade.precreate", "RSA2")
    assert business["total_amount"] == "12.50"
    assert business["subject"] == "A B C D 茶"
    assert business["timeout_express"] == business["qr_code_timeout_express"] == "5m"
    assert business["seller_id"] == "2088000000000009"
    assert business["terminal_id"] == "T" * 32
    assert "trans_currency" not in business


@pytest.mark.parametrize(
    ("money", "text"), [(Money(500, "JPY"), "500"), (Money(1500, "KWD"), "1.500")]
)
def test_other_currencies_keep_their_own_decimals(
    alipay: Double, gateway: AlipayGateway, money: Money, text: str
) -> None:
    alipay.says(qr_code="https://qr.alipay.com/bax1")
    gateway.create(order(alipay.clock, money=money))
    assert alipay.business()["total_amount"] == text
    assert alipay.business()["trans_currency"] == money.currency
    alipay.says(**{**PAID, "total_amount": text, "trans_currency": money.currency})
    assert gateway.query(NO).paid == money


@pytest.mark.parametrize("qr_code", ["", "javascript:alert(1)", "weixin://x"])
def test_a_code_that_is_no_address_is_not_shown(
    alipay: Double, gateway: AlipayGateway, qr_code: str
) -> None:
    alipay.says(qr_code=qr_code)
    with pytest.raises(UnknownOutcome):
        gateway.create(order(alipay.clock))


@pytest.mark.parametrize("call", ["close", "cancel"])
@pytest.mark.parametrize(
    ("then", "effect"),
    [
        (PAID, CancelEffect.ALREADY_PAID),
        ({**PAID, "trade_status": "TRADE_CLOSED"}, CancelEffect.REFUNDED),
        ({"trade_status": "TRADE_CLOSED"}, CancelEffect.CLOSED),
    ],
)
def test_a_refusal_to_end_a_trade_is_cleared_up_by_asking(
    alipay: Double, gateway: AlipayGateway, call: str, then: dict[str, str], effect: CancelEffect
) -> None:
    alipay.says(code="40004", sub_code="ACQ.TRADE_STATUS_ERROR")
    alipay.says(**then)
    assert getattr(gateway, call)(NO).effect is effect


@pytest.mark.parametrize("call", ["close", "cancel"])
def test_a_refusal_to_end_a_waiting_trade_stays_a_refusal(
    alipay: Double, gateway: AlipayGateway, call: str
) -> None:
    alipay.says(code="40004", sub_code="ACQ.REASON_TRADE_BEEN_FREEZEN")
    alipay.says(trade_status="WAIT_BUYER_PAY")
    with pytest.raises(Declined):
        getattr(gateway, call)(NO)


def test_an_unknown_action_of_cancel_is_unknown(alipay: Double, gateway: AlipayGateway) -> None:
    alipay.says(action="vanish", retry_flag="N")
    with pytest.raises(UnknownOutcome):
        gateway.cancel(NO)


@pytest.mark.parametrize("so_far", ["2.99", "12.51"])
def test_a_refund_total_that_cannot_be_is_not_believed(
    alipay: Double, gateway: AlipayGateway, so_far: str
) -> None:
    alipay.says(fund_change="Y", refund_fee=so_far)
    with pytest.raises(Untrusted):
        gateway.refund(NO, refund_no="R1", money=Money(300, "CNY"), total=TOTAL)


@pytest.mark.parametrize(
    ("members", "status"),
    [
        ({"refund_status": "REFUND_SUCCESS", "out_request_no": "R1"}, RefundStatus.DONE),
        ({"refund_status": "REFUND_PROCESSING", "out_request_no": "R1"}, RefundStatus.PENDING),
        ({"trade_no": "2026", "out_request_no": "R1"}, RefundStatus.DONE),
        ({"out_request_no": "R1"}, RefundStatus.PENDING),
    ],
)
def test_a_refund_is_done_only_when_the_answer_proves_it(
    alipay: Double, gateway: AlipayGateway, members: dict[str, str], status: RefundStatus
) -> None:
    alipay.says(refund_amount="3.00", **members)
    result = gateway.query_refund(NO, refund_no="R1")
    assert (result.status, result.money) == (status, Money(300, "CNY"))


def test_another_refund_is_not_taken_for_ours(alipay: Double, gateway: AlipayGateway) -> None:
    alipay.says(refund_status="REFUND_SUCCESS", out_request_no="R2", refund_amount="3.00")
    with pytest.raises(Untrusted):
        gateway.query_refund(NO, refund_no="R1")


def test_a_refund_of_a_trade_they_never_had_is_a_wrong_set_up(
    alipay: Double, gateway: AlipayGateway
) -> None:
    alipay.says(code="40004", sub_code="ACQ.TRADE_NOT_EXIST")
    with pytest.raises(Misconfigured):
        gateway.refund(NO, refund_no="R1", money=TOTAL, total=TOTAL)
