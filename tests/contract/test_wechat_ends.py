"""How an order at WeChat Pay ends: closed, paid after all, or taken back."""

from __future__ import annotations

from typing import Any

import pytest

from app.gateways.wechat.gateway import WechatGateway
from app.ports.gateway import CancelEffect, Declined
from tests.contract.orders import NO
from tests.contract.wechat_double import PAID, WechatDouble


@pytest.fixture
def gateway(wechat: WechatDouble) -> WechatGateway:
    """The till's side."""
    return wechat.gateway()


@pytest.mark.parametrize(
    ("state", "members", "effect"),
    [
        ("SUCCESS", PAID, CancelEffect.ALREADY_PAID),
        ("REFUND", PAID, CancelEffect.ALREADY_PAID),
        ("CLOSED", {}, CancelEffect.CLOSED),
    ],
)
@pytest.mark.parametrize("call", ["close", "cancel"])
def test_an_order_that_cannot_be_closed_is_asked_about(
    wechat: WechatDouble,
    gateway: WechatGateway,
    call: str,
    state: str,
    members: dict[str, Any],
    effect: CancelEffect,
) -> None:
    if call == "cancel":
        wechat.order(NO, "NOTPAY")
    wechat.refuses(400, "ORDERPAID")
    wechat.order(NO, state, **members)
    assert getattr(gateway, call)(NO).effect is effect


@pytest.mark.parametrize("codepay", [True, False], ids=["allowed", "not allowed any more"])
def test_a_waiting_charge_of_a_customers_code_is_taken_back_without_a_word_of_its_type(
    wechat: WechatDouble, codepay: bool
) -> None:
    gateway = wechat.gateway(codepay=codepay)
    wechat.order(NO, "USERPAYING")
    wechat.says(out_trade_no=NO)
    wechat.order(NO, "REVOKED")
    assert gateway.cancel(NO).effect is CancelEffect.CLOSED
    assert [x.url.path.rpartition("/")[2] for x in wechat.asked] == [NO, "reverse", NO]


def test_a_refusal_to_close_an_open_order_stays_one(
    wechat: WechatDouble, gateway: WechatGateway
) -> None:
    wechat.refuses(400, "INVALID_REQUEST")
    wechat.order(NO, "NOTPAY")
    with pytest.raises(Declined):
        gateway.close(NO)
