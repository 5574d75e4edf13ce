"""/control for scripts: the trades, their customers, and the fault switches."""

from __future__ import annotations

import json
import math
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest

from app.gateways.alipay.gateway import AlipayGateway
from app.sandbox.faults import FAULTS
from app.sandbox.server import SandboxThread
from tests.helpers.sandbox import Control
from tests.helpers.tills import Till, new_no


@pytest.fixture
def client(running_sandbox: SandboxThread) -> Iterator[httpx.Client]:
    """A script."""
    url = running_sandbox.info.control
    with httpx.Client(base_url=url, trust_env=False, verify=False) as client:
        yield client


def test_a_trade_is_listed_from_its_code_to_its_refund(till: Till) -> None:
    number = till.shown()
    shown = till.control.trades()[0]
    assert shown["out_trade_no"] == number
    assert (shown["trade_status"], shown["trade_no"]) == ("NOT_SCANNED", None)
    assert (shown["total_amount"], shown["currency"]) == ("12.50", "CNY")
    assert shown["subject"] == "Corner shop 1-42"
    assert till.control.scan(number)["trade_status"] == "WAIT_BUYER_PAY"
    paid = till.control.pay(number, "12.00")
    assert (paid["trade_status"], paid["paid_amount"]) == ("TRADE_SUCCESS", "12.00")
    till.gateway.cancel(number)
    assert till.control.trade(number)["refunded_amount"] == "12.00"
    assert till.control.trade(number)["trade_status"] == "TRADE_CLOSED"


def test_amounts_may_be_numbers_or_texts(till: Till, client: httpx.Client) -> None:
    number = till.shown()
    answer = client.post(f"/trades/{number}/pay", json={"amount": 12.01})
    assert answer.json()["paid_amount"] == "12.01"


def test_what_curl_sends_without_a_header_is_taken_or_refused_but_never_ignored(
    till: Till, client: httpx.Client
) -> None:
    as_curl = {"content-type": "application/x-www-form-urlencoded"}
    number = till.shown()
    pay = f"/trades/{number}/pay"
    refused = client.post(pay, content="nonsense", headers=as_curl)
    assert (refused.status_code, till.control.trade(number)["paid_amount"]) == (400, "0.00")
    paid = client.post(pay, content='{"amount": "12.01"}', headers=as_curl)
    assert paid.json()["paid_amount"] == "12.01"


@pytest.mark.parametrize("amount", ["0", "-1", "x", "1.234", [1], {"a": 1}])
def test_an_impossible_amount_is_refused_and_nothing_paid(
    till: Till, client: httpx.Client, amount: object
) -> None:
    number = till.shown()
    answer = client.post(f"/trades/{number}/pay", json={"amount": amount})
    assert (answer.status_code, answer.json()) == (400, {"error": "amount_wrong"})
    assert till.control.trade(number)["trade_status"] == "NOT_SCANNED"


def test_who_ends_in_the_middle_of_asking_has_asked_nothing(
    till: Till, client: httpx.Client
) -> None:
    number = till.shown()
    place = urlsplit(till.info.control)
    head = f"POST {place.path}/trades/{number}/pay HTTP/1.1\r\nHost: {place.netloc}\r\n"
    with socket.create_connection((place.hostname, place.port)) as caller:
        caller.sendall(f'{head}Content-Length: 99\r\n\r\n{{"amount"'.encode())
    assert client.get("/trades").status_code == 200
    assert till.control.trade(number)["trade_status"] == "NOT_SCANNED"


def test_what_cannot_be_done_is_said(till: Till, client: httpx.Client) -> None:
    number = till.paid()
    again = client.post(f"/trades/{number}/pay")
    assert (again.status_code, again.json()) == (409, {"error": "already_paid"})
    assert client.post("/trades/nobody/pay").status_code == 404
    assert client.post(f"/trades/{number}/vanish").status_code == 404
    assert client.get("/trades/nobody/notification").status_code == 404
    assert client.post(f"/trades/{number}/pay", content=b"{").status_code == 400
    assert client.post(f"/trades/{number}/pay", content=b"[]").status_code == 400


def test_faults_are_listed_and_switched(till: Till, client: httpx.Client) -> None:
    listed = client.get("/faults").json()
    assert [x["name"] for x in listed] == list(FAULTS)
    assert all(x["description"] and not x["active"] for x in listed)
    till.control.fault("http-502", count=2, method="alipay.trade.query")
    on = [x for x in client.get("/faults").json() if x["active"]]
    assert [(x["name"], x["count"], x["method"]) for x in on] == [
        ("http-502", 2, "alipay.trade.query")
    ]
    till.control.clear()
    assert not any(x["active"] for x in client.get("/faults").json())


def test_a_fault_happens_as_often_and_to_what_it_was_set_for(till: Till) -> None:
    number = till.shown()
    till.control.fault("system-error", method="close", count=1)
    till.ask(number)
    for expected in (True, False):
        assert _fails(lambda: till.gateway.close(number)) is expected


def test_a_fault_replaces_the_one_before_it_for_the_same_calls(till: Till) -> None:
    number = till.paid()
    till.control.fault("system-error")
    till.control.fault("escaped-slashes")
    assert not _fails(lambda: till.ask(number))
    till.control.fault("system-error", method="query")
    assert _fails(lambda: till.ask(number))


@pytest.mark.parametrize(
    "wanted",
    [
        {"name": "no-such-fault"},
        {"name": "slow", "seconds": -1},
        {"name": "slow", "seconds": "x"},
        {"name": "slow", "seconds": 10**6},
        {"name": "slow", "count": 0},
        {"name": "slow", "count": math.inf},
        {"nome": "slow"},
    ],
)
def test_a_wrong_switch_is_refused(
    client: httpx.Client, control: Control, wanted: dict[str, object]
) -> None:
    assert client.post("/faults", content=json.dumps(wanted)).status_code == 400
    assert not any(x["active"] for x in client.get("/faults").json())


def test_a_slow_answer_comes_late_and_holds_nobody_else_up(till: Till) -> None:
    number = till.paid()
    till.control.fault("slow", seconds=0.3, method="query", count=1)
    with httpx.Client(trust_env=False, verify=False, timeout=0.1) as hasty:
        impatient = AlipayGateway(till.gateway._config, till.clock, hasty)  # type: ignore[attr-defined]
        assert _fails(lambda: impatient.query(number))
    assert not _fails(lambda: till.ask(number))


def test_strangers_are_kept_out(client: httpx.Client, control: Control) -> None:
    for headers in (
        {"host": "evil.example"},
        {"host": "127.0.0.1"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
    ):
        answer = client.post("/faults", json={"name": "html"}, headers=headers)
        assert answer.status_code == 403
    assert not any(x["active"] for x in client.get("/faults").json())
    own = str(client.base_url).removesuffix("/control/")
    assert client.post("/faults", json={}, headers={"origin": own}).status_code == 200


def test_a_number_is_unknown_until_it_is_used(client: httpx.Client) -> None:
    assert client.post(f"/trades/{new_no()}/scan").json() == {"error": "unknown_trade"}


def _fails(call: object) -> bool:
    from app.ports.gateway import UnknownOutcome

    try:
        call()  # type: ignore[operator]
    except UnknownOutcome:
        return True
    return False
