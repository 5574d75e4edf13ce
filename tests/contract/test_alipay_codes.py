"""Alipay: charging a customer's own code, and asking for pushed messages."""

from __future__ import annotations

from datetime import UTC, datetime

import httpx
import pytest

from app.gateways.alipay.gateway import AlipayGateway
from app.ports.exchanges import overheard
from app.ports.gateway import Declined, Status, UnknownOutcome
from tests.contract.alipay_double import PAID, Double
from tests.contract.orders import NO, TOTAL, order

CODE = "287634438256643940"
CHARGED = {"trade_no": "2026", "total_amount": "12.50", "gmt_payment": "2026-03-02 12:30:00"}


@pytest.fixture
def gateway(alipay: Double) -> AlipayGateway:
    """The till's side."""
    return alipay.gateway()


def test_a_customers_code_is_charged_at_once(alipay: Double, gateway: AlipayGateway) -> None:
    alipay.says(**CHARGED)
    with overheard() as said:
        charge = gateway.create(order(alipay.clock, auth_code=CODE))
    assert (charge.status, charge.paid, charge.provider_ref) == (Status.PAID, TOTAL, "2026")
    assert charge.paid_at == datetime(2026, 3, 2, 4, 30, tzinfo=UTC)
    assert alipay.asked[0]["method"] == "alipay.trade.pay"
    business = alipay.business()
    assert (business["scene"], business["auth_code"]) == ("bar_code", CODE)
    assert "qr_code_timeout_express" not in business
    (kept,) = said
    assert "bar_code" in kept.request and CODE not in kept.request


def test_a_customer_who_types_a_password_is_waited_for(
    alipay: Double, gateway: AlipayGateway
) -> None:
    alipay.says(code="10003", trade_no="2026")
    charge = gateway.create(order(alipay.clock, auth_code=CODE))
    assert (charge.status, charge.paid, charge.qr_text) == (Status.PENDING, None, None)


@pytest.mark.parametrize(
    ("sub_code", "action"),
    [
        ("ACQ.PAYMENT_AUTH_CODE_INVALID", "refresh_code"),
        ("ACQ.PAYMENT_FAIL", "refresh_code"),
        ("ACQ.BUYER_BALANCE_NOT_ENOUGH", "other_method"),
        ("ACQ.TRADE_HAS_CLOSE", "new_attempt"),
    ],
)
def test_a_code_that_cannot_be_charged_says_what_to_do(
    alipay: Double, gateway: AlipayGateway, sub_code: str, action: str
) -> None:
    alipay.says(code="40004", sub_code=sub_code)
    with pytest.raises(Declined) as refusal:
        gateway.create(order(alipay.clock, auth_code=CODE))
    assert refusal.value.params == {"code": sub_code, "action": action}


def test_a_code_that_was_charged_before_is_asked_about(
    alipay: Double, gateway: AlipayGateway
) -> None:
    alipay.says(code="40004", sub_code="ACQ.TRADE_HAS_SUCCESS")
    alipay.says(**PAID)
    assert gateway.create(order(alipay.clock, auth_code=CODE)).paid == TOTAL


@pytest.mark.parametrize(
    "failure", [httpx.ConnectError("no"), httpx.PoolTimeout("no"), httpx.ReadTimeout("late")]
)
def test_a_charge_that_went_through_before_is_never_said_to_be_unsent(
    alipay: Double, gateway: AlipayGateway, failure: Exception
) -> None:
    alipay.says(code="40004", sub_code="ACQ.TRADE_HAS_SUCCESS")
    alipay.sends(failure)
    with pytest.raises(UnknownOutcome):
        gateway.create(order(alipay.clock))


@pytest.mark.parametrize(
    ("code", "sub_code"), [("40004", "ACQ.PARTNER_ERROR"), ("40002", "isv.invalid-signature")]
)
def test_a_charge_that_went_through_before_is_never_said_to_be_refused(
    alipay: Double, gateway: AlipayGateway, code: str, sub_code: str
) -> None:
    alipay.says(code="40004", sub_code="ACQ.TRADE_HAS_SUCCESS")
    alipay.says(code=code, sub_code=sub_code)
    with pytest.raises(UnknownOutcome):
        gateway.create(order(alipay.clock))


def test_a_charge_that_nobody_answered_for_is_unknown(
    alipay: Double, gateway: AlipayGateway
) -> None:
    alipay.says(code="20000", sub_code="isp.unknow-error")
    with pytest.raises(UnknownOutcome):
        gateway.create(order(alipay.clock, auth_code=CODE))


def test_pushed_messages_are_asked_for_where_an_address_is_set(alipay: Double) -> None:
    url = "http://127.0.0.1:9/notified"
    gateway = alipay.gateway(notify_url=url)
    alipay.says(method="precreate", qr_code="https://qr.example/1")
    gateway.create(order(alipay.clock))
    alipay.says(**PAID)
    gateway.query(NO)
    assert [x.get("notify_url") for x in alipay.asked] == [url, None]
