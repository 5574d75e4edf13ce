"""WeChat Pay's pushed messages and changing keys: verified, opened, ours; else not believed."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from app.gateways.wechat.gateway import WechatGateway
from app.ports.exchanges import overheard
from app.ports.gateway import Status, Untrusted
from app.sandbox.wechat.identity import Signer, WechatIdentity
from tests.contract.orders import NO, TOTAL
from tests.contract.wechat_double import PAID, WechatDouble


@pytest.fixture
def gateway(wechat: WechatDouble) -> WechatGateway:
    """The till's side."""
    return wechat.gateway()


@pytest.fixture
def ours(wechat_keys: WechatIdentity) -> dict[str, Any]:
    """What a message about a paid order of ours holds."""
    who = {"mchid": wechat_keys.mchid, "appid": wechat_keys.appid, "out_trade_no": NO}
    return {**who, "trade_state": "SUCCESS", **PAID}


def test_a_message_says_what_a_query_would(
    wechat: WechatDouble, gateway: WechatGateway, ours: dict[str, Any]
) -> None:
    headers, body = wechat.notice(ours)
    with overheard() as said:
        note = gateway.parse_notification(headers, body)
    assert note.attempt_no == NO
    assert (note.status, note.paid) == (Status.PAID, TOTAL)
    assert (said[0].call, said[0].request) == ("n1", "")
    assert NO in said[0].answer and "oSomebody" not in said[0].answer
    shouted = {name.title(): value for name, value in headers.items()}
    assert gateway.parse_notification(shouted, body) == note


def test_messages_come_signed_either_way(
    wechat: WechatDouble,
    gateway: WechatGateway,
    wechat_keys: WechatIdentity,
    ours: dict[str, Any],
) -> None:
    for signer in (wechat_keys.by_id, wechat_keys.by_certificate):
        note = gateway.parse_notification(*wechat.notice(ours, by=signer))
        assert note.paid == TOTAL


@pytest.mark.parametrize(
    ("said", "minor", "status"),
    [
        ("SUCCESS", 300, Status.PARTLY_REFUNDED),
        ("SUCCESS", 1250, Status.REFUNDED),
        ("ABNORMAL", 1250, Status.PAID),
        ("CLOSED", 300, Status.PAID),
    ],
)
def test_a_message_about_a_refund_is_no_second_payment(
    wechat: WechatDouble,
    gateway: WechatGateway,
    ours: dict[str, Any],
    said: str,
    minor: int,
    status: Status,
) -> None:
    content = {
        "mchid": ours["mchid"],
        "out_trade_no": NO,
        "transaction_id": "4200",
        "refund_status": said,
        "amount": {"total": 1250, "refund": minor, "payer_total": 1250, "payer_refund": minor},
    }
    note = gateway.parse_notification(*wechat.notice(content, event=f"REFUND.{said}"))
    assert (note.status, note.paid) == (status, TOTAL)


@pytest.mark.expects_logs
@pytest.mark.parametrize(
    "change",
    [{"mchid": "1900000000"}, {"mchid": None}, {"appid": "wxother"}, {"out_trade_no": None}]
    + [{"out_trade_no": x} for x in ("short", "a" * 33, "a-b-c-d", 1)],
)
def test_a_message_for_somebody_else_is_not_believed(
    wechat: WechatDouble, gateway: WechatGateway, ours: dict[str, Any], change: dict[str, Any]
) -> None:
    with pytest.raises(Untrusted):
        gateway.parse_notification(*wechat.notice({**ours, **change}))


@pytest.mark.expects_logs
def test_a_message_that_was_not_sealed_for_us_is_not_believed(
    wechat: WechatDouble, gateway: WechatGateway, ours: dict[str, Any]
) -> None:
    with pytest.raises(Untrusted):
        gateway.parse_notification(*wechat.notice(ours, apiv3_key="x" * 32))


@pytest.mark.expects_logs
@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{}", b'{"id":"n1","event_type":"TRANSACTION.SUCCESS"}', b"\xff", b"{"],
)
def test_a_signed_message_without_content_is_not_believed(
    wechat: WechatDouble, gateway: WechatGateway, body: bytes
) -> None:
    headers = dict(wechat.signed(body).headers)
    with pytest.raises(Untrusted):
        gateway.parse_notification(headers, body)


@pytest.mark.expects_logs
def test_probes_replays_and_forgeries_are_not_believed(
    wechat: WechatDouble,
    gateway: WechatGateway,
    wechat_keys: WechatIdentity,
    ours: dict[str, Any],
) -> None:
    headers, body = wechat.notice(ours)
    forger = Signer(serial=wechat_keys.by_id.serial, key=wechat_keys.app_key)
    probe = {**headers, "wechatpay-signature": "WECHATPAY/SIGNTEST/abc"}
    for wrong, message in ((probe, body), ({}, body), wechat.notice(ours, by=forger)):
        with pytest.raises(Untrusted):
            gateway.parse_notification(wrong, message)
    wechat.clock.advance(minutes=5, seconds=1)
    with pytest.raises(Untrusted):
        gateway.parse_notification(headers, body)


def test_a_new_certificate_is_fetched_and_then_believed(
    wechat: WechatDouble, wechat_keys: WechatIdentity
) -> None:
    gateway = wechat.gateway()
    fresh = wechat_keys.next_certificate()
    wechat.order(NO, "SUCCESS", by=fresh, **PAID)
    wechat.lists(wechat_keys.by_certificate, fresh)
    assert gateway.query(NO).paid == TOTAL
    assert [x.url.path for x in wechat.asked][1:] == ["/v3/certificates"]
    wechat.order(NO, "SUCCESS", by=fresh, **PAID)
    assert gateway.query(NO).paid == TOTAL
    assert len(wechat.asked) == 3


def test_a_till_without_any_of_their_keys_begins_with_what_it_fetches(
    wechat: WechatDouble, wechat_keys: WechatIdentity
) -> None:
    gateway = wechat.gateway(public_key_id="", public_key="", certificates="")
    wechat.order(NO, "SUCCESS", by=wechat_keys.by_certificate, **PAID)
    wechat.lists(wechat_keys.by_certificate)
    assert gateway.query(NO).paid == TOTAL
    assert "wechatpay-serial" not in wechat.asked[0].headers


def unknown(wechat_keys: WechatIdentity) -> Signer:
    """A signer that nobody has heard of."""
    return Signer(serial="7" * 40, key=wechat_keys.app_key)


@pytest.mark.expects_logs
def test_a_serial_that_cannot_be_fetched_is_not_believed_and_not_fetched_again_at_once(
    wechat: WechatDouble, gateway: WechatGateway, wechat_keys: WechatIdentity
) -> None:
    wechat.order(NO, "SUCCESS", by=unknown(wechat_keys), **PAID)
    wechat.lists(wechat_keys.by_certificate)
    with pytest.raises(Untrusted):
        gateway.query(NO)
    wechat.order(NO, "SUCCESS", by=unknown(wechat_keys), **PAID)
    with pytest.raises(Untrusted):
        gateway.query(NO)
    assert len(wechat.asked) == 3
    wechat.clock.advance(seconds=61)
    wechat.order(NO, "SUCCESS", by=unknown(wechat_keys), **PAID)
    wechat.lists(wechat_keys.by_certificate)
    with pytest.raises(Untrusted):
        gateway.query(NO)
    assert len(wechat.asked) == 5


@pytest.mark.expects_logs
@pytest.mark.parametrize(
    "answer",
    [
        httpx.ConnectError("down"),
        httpx.ReadTimeout("slow"),
        httpx.Response(404, json={"code": "RESOURCE_NOT_EXISTS"}),
        httpx.Response(429),
        httpx.Response(200, content=b"<html>"),
        httpx.Response(200, json={}),
        httpx.Response(200, json={"data": [{}]}),
        httpx.Response(200, json={"data": [1]}),
        httpx.Response(200, json={"data": [{"encrypt_certificate": "sealed"}]}),
        httpx.Response(200, json=[]),
        httpx.Response(200, content=b"[" * 100_000),
    ],
)
def test_certificates_that_cannot_be_had_never_speak_for_the_call_itself(
    wechat: WechatDouble,
    gateway: WechatGateway,
    wechat_keys: WechatIdentity,
    answer: httpx.Response | Exception,
) -> None:
    wechat.order(NO, "SUCCESS", by=unknown(wechat_keys), **PAID)
    wechat.sends(answer)
    with pytest.raises(Untrusted):
        gateway.query(NO)


@pytest.mark.expects_logs
def test_certificates_that_were_not_sealed_for_us_or_are_over_are_no_keys(
    wechat: WechatDouble, wechat_keys: WechatIdentity
) -> None:
    fresh = wechat_keys.next_certificate()
    for spoil in ("key", "serial", "age"):
        gateway = wechat.gateway()
        if spoil == "age":
            wechat.clock.advance(days=6 * 365)
        wechat.order(NO, "SUCCESS", by=fresh, **PAID)
        if spoil == "serial":
            wechat.lists(Signer(serial="1" * 40, key=fresh.key, certificate=fresh.certificate))
        else:
            wechat.lists(fresh, apiv3_key="x" * 32 if spoil == "key" else None)
        with pytest.raises(Untrusted):
            gateway.query(NO)


@pytest.mark.expects_logs
def test_a_public_key_by_id_is_never_fetched(
    wechat: WechatDouble, gateway: WechatGateway, wechat_keys: WechatIdentity
) -> None:
    other = Signer(serial="PUB_KEY_ID_OTHER", key=wechat_keys.app_key)
    wechat.order(NO, "SUCCESS", by=other, **PAID)
    with pytest.raises(Untrusted):
        gateway.query(NO)
    assert len(wechat.asked) == 1
