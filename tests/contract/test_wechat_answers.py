"""WeChat Pay's answers read one by one: what is believed, and what each of them comes to mean."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from app.domain.errors import Refused
from app.gateways.wechat.gateway import WechatGateway
from app.ports.gateway import (
    CancelEffect,
    Declined,
    Misconfigured,
    Money,
    RateLimited,
    Status,
    UnknownOutcome,
    Untrusted,
)
from app.sandbox.wechat.identity import Signer, WechatIdentity
from tests.contract.orders import NO, TOTAL, order
from tests.contract.wechat_double import PAID, ROOT, WechatDouble


@pytest.fixture
def gateway(wechat: WechatDouble) -> WechatGateway:
    """The till's side."""
    return wechat.gateway()


def test_an_order_is_asked_for_with_all_it_needs(
    wechat: WechatDouble, gateway: WechatGateway
) -> None:
    wechat.says(code_url="weixin://wxpay/bizpayurl/up?pr=1")
    charge = gateway.create(order(wechat.clock))
    assert (charge.status, charge.qr_text) == (Status.PENDING, "weixin://wxpay/bizpayurl/up?pr=1")
    request = wechat.asked[0]
    assert str(request.url) == f"{ROOT}/v3/pay/transactions/native"
    assert request.headers["accept"] == "application/json"
    assert request.headers["user-agent"] == "Zhanggui"
    assert request.headers["wechatpay-serial"] == wechat.identity.by_id.serial
    expires_at = datetime.fromisoformat(wechat.body().pop("time_expire"))
    assert expires_at == order(wechat.clock).expires_at
    assert expires_at.utcoffset() == timedelta(hours=8)
    assert wechat.body() == {
        "appid": wechat.identity.appid,
        "mchid": wechat.identity.mchid,
        "description": "Shop 1",
        "out_trade_no": NO,
        "amount": {"total": 1250, "currency": "CNY"},
        "notify_url": "https://shop.invalid/notified",
        "time_expire": wechat.body()["time_expire"],
    }


@pytest.mark.parametrize("code", ["", "https://evil.example/", "http://127.0.0.1/", "weixin"])
def test_only_weixin_codes_are_shown_for_real_money(wechat: WechatDouble, code: str) -> None:
    gateway = wechat.gateway(sandbox=False, base_url="https://api.mch.weixin.qq.com")
    wechat.says(code_url=code)
    with pytest.raises(UnknownOutcome):
        gateway.create(order(wechat.clock))


def test_a_title_is_cut_to_127_bytes_between_letters(
    wechat: WechatDouble, gateway: WechatGateway
) -> None:
    wechat.says(code_url="weixin://1")
    gateway.create(order(wechat.clock, subject="龙" * 60))
    assert wechat.body()["description"] == "龙" * 42


def test_time_to_pay_is_a_minute_at_least(wechat: WechatDouble, gateway: WechatGateway) -> None:
    wechat.says(code_url="weixin://1")
    gateway.create(order(wechat.clock, expires_at=wechat.clock.now()))
    until = datetime.fromisoformat(wechat.body()["time_expire"])
    assert until == wechat.clock.now() + timedelta(minutes=1)


def test_both_of_their_ways_to_sign_are_believed(
    wechat: WechatDouble, gateway: WechatGateway, wechat_keys: WechatIdentity
) -> None:
    for signer in (wechat_keys.by_id, wechat_keys.by_certificate):
        wechat.order(NO, "SUCCESS", by=signer, **PAID)
        assert gateway.query(NO).paid == TOTAL


@pytest.mark.expects_logs
def test_no_changed_byte_of_a_signed_answer_is_believed(
    wechat: WechatDouble, gateway: WechatGateway, wechat_keys: WechatIdentity
) -> None:
    facts = {
        "mchid": wechat_keys.mchid,
        "appid": wechat_keys.appid,
        "out_trade_no": NO,
        "trade_state": "SUCCESS",
    }
    good = wechat.signed(json.dumps({**facts, **PAID}).encode())
    for at in range(0, len(good.content), 3):
        changed = bytearray(good.content)
        changed[at] ^= 1
        wechat.sends(httpx.Response(200, content=bytes(changed), headers=good.headers))
        with pytest.raises(UnknownOutcome):
            gateway.query(NO)


@pytest.mark.expects_logs
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("wechatpay-signature", ""),
        ("wechatpay-signature", "AAAA"),
        ("wechatpay-signature", "WECHATPAY/SIGNTEST/AAAA"),
        ("wechatpay-nonce", "other"),
        ("wechatpay-timestamp", "1"),
        ("wechatpay-timestamp", "x"),
        ("wechatpay-timestamp", "9" * 20),
        ("wechatpay-timestamp", ""),
        ("wechatpay-serial", "PUB_KEY_ID_OTHER"),
    ],
)
@pytest.mark.parametrize("status", [200, 400])
def test_an_answer_whose_signature_does_not_hold_is_never_believed(
    wechat: WechatDouble, gateway: WechatGateway, status: int, name: str, value: str
) -> None:
    good = wechat.signed(b'{"code":"ORDERPAID","trade_state":"SUCCESS"}', status=status)
    good.headers[name] = value
    wechat.sends(good)
    with pytest.raises(Untrusted):
        gateway.query(NO)


@pytest.mark.expects_logs
@pytest.mark.parametrize("minutes", [-5.1, 5.1])
def test_an_answer_of_another_time_is_not_believed(
    wechat: WechatDouble, gateway: WechatGateway, minutes: float
) -> None:
    wechat.order(NO, "SUCCESS", **PAID)
    wechat.clock.jump(minutes=minutes)
    with pytest.raises(Untrusted):
        gateway.query(NO)


@pytest.mark.parametrize("minutes", [-4.9, 4.9])
def test_an_answer_within_five_minutes_is_believed(
    wechat: WechatDouble, gateway: WechatGateway, minutes: float
) -> None:
    wechat.order(NO, "SUCCESS", **PAID)
    wechat.clock.jump(minutes=minutes)
    assert gateway.query(NO).paid == TOTAL


@pytest.mark.parametrize(
    "member", [{"mchid": "1900000000"}, {"appid": "wxother"}, {"out_trade_no": "other1"}]
)
@pytest.mark.expects_logs
def test_an_answer_about_somebody_elses_order_is_not_believed(
    wechat: WechatDouble, gateway: WechatGateway, member: dict[str, str]
) -> None:
    wechat.order(NO, "SUCCESS", **{**PAID, **member})
    with pytest.raises(Untrusted):
        gateway.query(NO)


def test_an_answer_that_names_no_order_is_unclear(
    wechat: WechatDouble, gateway: WechatGateway
) -> None:
    wechat.says(trade_state="SUCCESS", **PAID)
    with pytest.raises(UnknownOutcome):
        gateway.query(NO)


@pytest.mark.parametrize(
    ("state", "members", "status"),
    [
        ("NOTPAY", {"amount": {"total": 1250, "currency": "CNY"}}, Status.PENDING),
        ("USERPAYING", {}, Status.PENDING),
        ("SUCCESS", PAID, Status.PAID),
        ("REFUND", PAID, Status.PARTLY_REFUNDED),
        ("CLOSED", {}, Status.CLOSED),
        ("REVOKED", {}, Status.CLOSED),
        ("REVOKED", PAID, Status.REFUNDED),
        ("PAYERROR", {}, Status.CLOSED),
    ],
)
def test_what_a_trade_state_means(
    wechat: WechatDouble,
    gateway: WechatGateway,
    state: str,
    members: dict[str, Any],
    status: Status,
) -> None:
    wechat.order(NO, state, **members)
    charge = gateway.query(NO)
    assert charge.status is status
    has_money = status in {Status.PAID, Status.PARTLY_REFUNDED, Status.REFUNDED}
    assert charge.paid == (TOTAL if has_money else None)
    if has_money:
        assert charge.paid_at == datetime(2026, 3, 2, 4, 30, tzinfo=UTC)
        assert charge.provider_ref == "4200"


@pytest.mark.parametrize(
    "change",
    [
        {"trade_state": "SOLD"},
        {"trade_state": None},
        {"amount": {"total": "1250"}},
        {"amount": {"total": True}},
        {"amount": {"total": -1}},
        {"amount": {"total": 12.5}},
        {"amount": {}},
        {"amount": None},
        {"amount": {"total": 1, "currency": "yuan"}},
        {"success_time": "yesterday"},
        {"success_time": "2026-03-02T12:30:00"},
    ],
)
def test_a_verified_answer_that_makes_no_sense_is_unknown(
    wechat: WechatDouble, gateway: WechatGateway, change: dict[str, Any]
) -> None:
    wechat.order(NO, **{"state": "SUCCESS", **PAID, **change})
    with pytest.raises(UnknownOutcome):
        gateway.query(NO)


@pytest.mark.parametrize("code", ["ORDER_NOT_EXIST", "ORDERNOTEXIST", "RESOURCE_NOT_EXISTS"])
def test_an_order_they_do_not_know_is_still_open(
    wechat: WechatDouble, gateway: WechatGateway, code: str
) -> None:
    wechat.refuses(404, code)
    assert gateway.query(NO).status is Status.PENDING
    wechat.refuses(404, code)
    assert gateway.close(NO).effect is CancelEffect.NOTHING_TO_CANCEL


@pytest.mark.parametrize("code", ["SIGN_ERROR", "NO_AUTH", "MCH_NOT_EXISTS"])
def test_a_complaint_about_our_set_up_stops_everything(
    wechat: WechatDouble, gateway: WechatGateway, code: str
) -> None:
    wechat.sends(httpx.Response(401, json={"code": code, "message": "no"}))
    with pytest.raises(Misconfigured) as outcome:
        gateway.query(NO)
    assert outcome.value.key == "provider_misconfigured"


@pytest.mark.parametrize(
    "message", ["Http头Authorization的timestamp与发起请求的时间不得超过5分钟", "时间戳有误"]
)
def test_a_refused_clock_is_said_to_be_the_clock(
    wechat: WechatDouble, gateway: WechatGateway, message: str
) -> None:
    wechat.sends(httpx.Response(401, json={"code": "SIGN_ERROR", "message": message}))
    with pytest.raises(Misconfigured) as outcome:
        gateway.query(NO)
    assert outcome.value.key == "provider_clock_wrong"


def test_the_clock_is_compared_with_theirs(wechat: WechatDouble, gateway: WechatGateway) -> None:
    headers = {"date": "Mon, 02 Mar 2026 04:30:00 GMT"}
    body = {"code": "SIGN_ERROR", "message": "签名错误"}
    wechat.sends(httpx.Response(401, json=body, headers=headers))
    with pytest.raises(Misconfigured) as outcome:
        gateway.query(NO)
    off_s = (wechat.clock.now() - datetime(2026, 3, 2, 4, 30, tzinfo=UTC)).total_seconds()
    assert outcome.value.params == {"off_s": round(off_s)}


@pytest.mark.expects_logs
@pytest.mark.parametrize("code", ["ORDERPAID", "ORDER_CLOSED", "ORDER_NOT_EXIST", "PARAM_ERROR"])
def test_an_unsigned_refusal_about_an_order_counts_for_nothing(
    wechat: WechatDouble, gateway: WechatGateway, code: str
) -> None:
    wechat.sends(httpx.Response(400, json={"code": code}))
    with pytest.raises(Untrusted):
        gateway.close(NO)


@pytest.mark.parametrize(
    ("status", "code"),
    [(500, "SYSTEM_ERROR"), (400, "SYSTEM_ERROR"), (403, "BANK_ERROR"), (502, ""), (302, "")],
)
def test_their_own_trouble_says_nothing_about_the_money(
    wechat: WechatDouble, gateway: WechatGateway, status: int, code: str
) -> None:
    wechat.refuses(status, code)
    with pytest.raises(UnknownOutcome):
        gateway.close(NO)


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"<html>", b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_answer_says_nothing(
    wechat: WechatDouble, gateway: WechatGateway, body: bytes
) -> None:
    wechat.sends(wechat.signed(body))
    with pytest.raises(UnknownOutcome):
        gateway.query(NO)


@pytest.mark.parametrize("status", [429, 403])
def test_a_wish_to_slow_down_leaves_the_outcome_unknown(
    wechat: WechatDouble, gateway: WechatGateway, status: int
) -> None:
    wechat.refuses(status, "FREQUENCY_LIMITED")
    with pytest.raises(RateLimited):
        gateway.close(NO)


@pytest.mark.parametrize("code", ["ORDERPAID", "ORDER_PAID", "OUT_TRADE_NO_USED"])
def test_a_number_that_was_paid_before_is_asked_about(
    wechat: WechatDouble, gateway: WechatGateway, code: str
) -> None:
    wechat.refuses(400, code)
    wechat.order(NO, "SUCCESS", **PAID)
    assert gateway.create(order(wechat.clock)).paid == TOTAL


def test_a_number_that_is_paid_by_one_answer_and_not_by_the_next_is_unknown(
    wechat: WechatDouble, gateway: WechatGateway
) -> None:
    wechat.refuses(400, "ORDERPAID")
    wechat.order(NO, "NOTPAY")
    with pytest.raises(UnknownOutcome):
        gateway.create(order(wechat.clock))


@pytest.mark.parametrize("failure", [httpx.ConnectError("no"), httpx.ReadTimeout("late")])
def test_a_number_that_may_have_been_paid_is_never_said_to_be_unsent(
    wechat: WechatDouble, gateway: WechatGateway, failure: Exception
) -> None:
    wechat.refuses(403, "OUT_TRADE_NO_USED")
    wechat.sends(failure)
    with pytest.raises(UnknownOutcome):
        gateway.create(order(wechat.clock))


@pytest.mark.expects_logs
def test_a_number_used_for_something_else_needs_a_new_one(
    wechat: WechatDouble, gateway: WechatGateway
) -> None:
    wechat.refuses(403, "OUT_TRADE_NO_USED")
    wechat.order(NO, "NOTPAY")
    with pytest.raises(Declined) as refusal:
        gateway.create(order(wechat.clock))
    assert refusal.value.params["action"] == "new_attempt"


def test_other_currencies_are_not_taken_for_real_money(wechat: WechatDouble) -> None:
    gateway = wechat.gateway(sandbox=False, base_url="https://api.mch.weixin.qq.com")
    with pytest.raises(Refused):
        gateway.create(order(wechat.clock, money=Money(1, "EUR")))
    with pytest.raises(Refused):
        gateway.create(order(wechat.clock, auth_code="130000000000000000"))
    assert not wechat.asked


@pytest.mark.expects_logs
def test_a_key_made_up_by_somebody_is_no_key(
    wechat: WechatDouble, gateway: WechatGateway, wechat_keys: WechatIdentity
) -> None:
    wechat.order(
        NO, "SUCCESS", by=Signer(serial=wechat_keys.by_id.serial, key=wechat_keys.app_key), **PAID
    )
    with pytest.raises(Untrusted):
        gateway.query(NO)
