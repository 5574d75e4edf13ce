"""WeChat Pay's refunds: accepted is not done, and only what was asked for is believed."""

from __future__ import annotations

from typing import Any

import pytest

from app.gateways.wechat.gateway import WechatGateway
from app.ports.exchanges import overheard
from app.ports.gateway import Declined, Misconfigured, Money, RefundStatus, UnknownOutcome
from tests.contract.orders import NO, TOTAL
from tests.contract.wechat_double import WechatDouble


@pytest.fixture
def gateway(wechat: WechatDouble) -> WechatGateway:
    """The till's side."""
    return wechat.gateway()


def refund_answer(**changes: Any) -> dict[str, Any]:
    """What a good answer about a refund says."""
    return {
        "out_trade_no": NO,
        "out_refund_no": "R1",
        "status": "SUCCESS",
        "user_received_account": "招商银行信用卡0403",
        "amount": {"total": 1250, "refund": 300, "currency": "CNY"},
        **changes,
    }


@pytest.mark.parametrize(
    ("said", "accepted", "known"),
    [
        ("SUCCESS", RefundStatus.PENDING, RefundStatus.DONE),
        ("PROCESSING", RefundStatus.PENDING, RefundStatus.PENDING),
        ("ABNORMAL", RefundStatus.ABNORMAL, RefundStatus.ABNORMAL),
        ("CLOSED", RefundStatus.CLOSED, RefundStatus.CLOSED),
    ],
)
def test_a_refund_is_never_done_before_the_query_says_so(
    wechat: WechatDouble,
    gateway: WechatGateway,
    said: str,
    accepted: RefundStatus,
    known: RefundStatus,
) -> None:
    part = Money(300, "CNY")
    wechat.says(**refund_answer(status=said))
    result = gateway.refund(NO, refund_no="R1", money=part, total=TOTAL)
    assert (result.status, result.money) == (accepted, part)
    assert wechat.body() == {
        "out_trade_no": NO,
        "out_refund_no": "R1",
        "amount": {"refund": 300, "total": 1250, "currency": "CNY"},
    }
    wechat.says(**refund_answer(status=said))
    with overheard() as kept:
        found = gateway.query_refund(NO, refund_no="R1")
    assert (found.status, found.money) == (known, part)
    assert "R1" in kept[0].answer and "0403" not in kept[0].answer


@pytest.mark.parametrize(
    "change",
    [
        {"out_trade_no": "other1"},
        {"out_refund_no": "R2"},
        {"amount": {"total": 1250, "refund": 301, "currency": "CNY"}},
        {"amount": {"total": 1250, "refund": 300, "currency": "USD"}},
        {"status": "SURE"},
        {"status": None},
        {"amount": {}},
    ],
)
def test_a_refund_that_was_not_asked_for_is_not_believed(
    wechat: WechatDouble, gateway: WechatGateway, change: dict[str, Any]
) -> None:
    wechat.says(**refund_answer(**change))
    with pytest.raises(UnknownOutcome):
        gateway.refund(NO, refund_no="R1", money=Money(300, "CNY"), total=TOTAL)


def test_a_refund_of_an_order_they_do_not_know_is_another_merchants(
    wechat: WechatDouble, gateway: WechatGateway
) -> None:
    wechat.refuses(404, "RESOURCE_NOT_EXISTS")
    with pytest.raises(Misconfigured):
        gateway.refund(NO, refund_no="R1", money=TOTAL, total=TOTAL)


@pytest.mark.parametrize(
    ("code", "action"), [("NOT_ENOUGH", "top_up"), ("INVALID_REQUEST", "other_method")]
)
def test_a_refused_refund_says_what_to_do(
    wechat: WechatDouble, gateway: WechatGateway, code: str, action: str
) -> None:
    wechat.refuses(403, code)
    with pytest.raises(Declined) as refusal:
        gateway.refund(NO, refund_no="R1", money=TOTAL, total=TOTAL)
    assert refusal.value.params["action"] == action


def test_a_question_about_a_refund_that_is_refused_says_nothing_of_it(
    wechat: WechatDouble, gateway: WechatGateway
) -> None:
    wechat.refuses(400, "PARAM_ERROR")
    with pytest.raises(Declined):
        gateway.query_refund(NO, refund_no="R1")
