"""Customers' own codes: made by /control, charged once, and what their owners do then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from app.gateways.registry import PROVIDERS
from app.ports.gateway import CancelEffect, ChargeRequest, Declined, Gateway, Status, UnknownOutcome
from app.sandbox.server import SandboxThread
from tests.helpers.clock import StandingClock
from tests.helpers.sandbox import Control
from tests.helpers.tills import TOTAL, new_no, settings_of

ALLOWED = {"wechat": {"codepay": "yes"}}


@pytest.fixture(params=["alipay", "wechat"])
def gateway(request: pytest.FixtureRequest, sandbox: SandboxThread) -> Iterator[Gateway]:
    """A till's gateway that may charge customers' codes."""
    name = request.param
    values = {**settings_of(name, sandbox.info), **ALLOWED.get(name, {})}
    gateway = PROVIDERS[name].make(values, StandingClock())
    yield gateway
    gateway.disconnect()


def charge(gateway: Gateway, code: str, number: str | None = None) -> ChargeRequest:
    """A request to charge a code."""
    return ChargeRequest(
        attempt_no=number or new_no(),
        money=TOTAL,
        subject="Shop 1",
        expires_at=StandingClock().now() + timedelta(minutes=5),
        till="1",
        auth_code=code,
    )


def test_a_code_is_charged_at_once_and_only_once(gateway: Gateway, control: Control) -> None:
    code = control.code(gateway.id)
    request = charge(gateway, code)
    paid = gateway.create(request)
    assert (paid.status, paid.paid) == (Status.PAID, TOTAL)
    assert paid.provider_ref
    assert gateway.query(request.attempt_no).paid == TOTAL
    with pytest.raises(Declined) as refusal:
        gateway.create(charge(gateway, code))
    assert refusal.value.params["action"] == "refresh_code"


def test_the_same_charge_again_is_the_same_charge(gateway: Gateway, control: Control) -> None:
    request = charge(gateway, control.code(gateway.id))
    gateway.create(request)
    assert gateway.create(request).paid == TOTAL
    numbers = [x["out_trade_no"] for x in control.trades()]
    assert numbers.count(request.attempt_no) == 1


def test_a_customer_may_have_to_type_a_password(gateway: Gateway, control: Control) -> None:
    request = charge(gateway, control.code(gateway.id, "password"))
    waiting = gateway.create(request)
    assert (waiting.status, waiting.paid) == (Status.PENDING, None)
    assert gateway.query(request.attempt_no).status is Status.PENDING
    assert gateway.create(request).status is Status.PENDING
    control.pay(request.attempt_no)
    assert gateway.query(request.attempt_no).paid == TOTAL


def test_a_customer_without_money_is_declined(gateway: Gateway, control: Control) -> None:
    with pytest.raises(Declined) as refusal:
        gateway.create(charge(gateway, control.code(gateway.id, "balance")))
    assert refusal.value.params["action"] == "other_method"


def test_a_lost_answer_is_cleared_up_by_asking(gateway: Gateway, control: Control) -> None:
    request = charge(gateway, control.code(gateway.id))
    control.fault("drop-after-execute", count=1)
    with pytest.raises(UnknownOutcome):
        gateway.create(request)
    assert gateway.query(request.attempt_no).paid == TOTAL


def test_a_charge_that_never_arrived_can_be_ended(gateway: Gateway, control: Control) -> None:
    request = charge(gateway, control.code(gateway.id))
    control.fault("drop-before-execute", count=1)
    with pytest.raises(UnknownOutcome):
        gateway.create(request)
    assert gateway.query(request.attempt_no).status is Status.PENDING
    assert gateway.cancel(request.attempt_no).effect is CancelEffect.NOTHING_TO_CANCEL


def test_a_waiting_charge_can_be_taken_back(gateway: Gateway, control: Control) -> None:
    request = charge(gateway, control.code(gateway.id, "password"))
    gateway.create(request)
    assert gateway.cancel(request.attempt_no).effect is CancelEffect.CLOSED
    assert gateway.query(request.attempt_no).status is Status.CLOSED
    with pytest.raises(httpx.HTTPStatusError, match="409"):
        control.pay(request.attempt_no)


def test_a_paid_charge_that_is_taken_back_is_refunded(gateway: Gateway, control: Control) -> None:
    request = charge(gateway, control.code(gateway.id))
    gateway.create(request)
    assert gateway.cancel(request.attempt_no).effect is CancelEffect.REFUNDED
    assert gateway.query(request.attempt_no).status is Status.REFUNDED
    assert control.trade(request.attempt_no)["refunded_amount"] == "12.50"


def test_wechats_charges_are_not_closed_but_reversed(
    sandbox: SandboxThread, control: Control
) -> None:
    values = {**settings_of("wechat", sandbox.info), "codepay": "yes"}
    gateway = PROVIDERS["wechat"].make(values, StandingClock())
    request = charge(gateway, control.code("wechat", "password"))
    gateway.create(request)
    assert gateway.close(request.attempt_no).effect is CancelEffect.NOTHING_TO_CANCEL
    shown = new_no()
    gateway.create(replace(request, attempt_no=shown, auth_code=None))
    assert gateway.cancel(shown).effect is CancelEffect.CLOSED
    gateway.disconnect()


@pytest.mark.parametrize("wire", ["alipay", "wechat"])
def test_codes_of_a_wire_are_told_apart_by_their_first_digits(control: Control, wire: str) -> None:
    code = control.code(wire)
    assert code.isdigit()
    assert code[:2] in ({"28"} if wire == "alipay" else {"13"})


@pytest.mark.parametrize("wanted", [{"wire": "nobody"}, {"behaviour": "runs away"}, {"wire": [1]}])
def test_only_codes_that_exist_are_made(sandbox: SandboxThread, wanted: dict[str, object]) -> None:
    answer = httpx.post(f"{sandbox.info.control}/codes", json=wanted, trust_env=False)
    assert answer.status_code == 400
