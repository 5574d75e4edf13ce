"""Messages that the sandbox pushes to a shop on this machine, and no further."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue

import pytest

from app.gateways.registry import PROVIDERS
from app.ports.exchanges import overheard
from app.ports.gateway import Gateway, Money, Status, Untrusted
from app.sandbox import push
from app.sandbox.server import SandboxThread
from tests.helpers.clock import StandingClock
from tests.helpers.sandbox import Control
from tests.helpers.tills import TOTAL, Till, new_no, settings_of

WAIT_S = 10


@dataclass
class Ear:
    """A shop's ear: what it heard, and what it answers."""

    heard: Queue[tuple[dict[str, str], bytes]] = field(default_factory=Queue)
    answers: list[tuple[int, bytes]] = field(default_factory=list)
    url: str = ""

    def next(self) -> tuple[dict[str, str], bytes]:
        """The next message; waits for it."""
        return self.heard.get(timeout=WAIT_S)


@pytest.fixture
def ear() -> Iterator[Ear]:
    """A shop that listens."""
    ear = Ear()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            status, text = ear.answers.pop(0) if ear.answers else (200, b"success")
            self.send_response(status)
            self.send_header("content-length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)
            ear.heard.put(({k.lower(): v for k, v in self.headers.items()}, body))

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    ear.url = f"http://127.0.0.1:{server.server_port}/notified"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield ear
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=["alipay", "wechat"])
def till(
    request: pytest.FixtureRequest, sandbox: SandboxThread, control: Control, ear: Ear
) -> Iterator[Till]:
    """A till that wants to be told."""
    values = {**settings_of(request.param, sandbox.info), "notify_url": ear.url}
    clock = StandingClock()
    gateway = PROVIDERS[request.param].make(values, clock)
    yield Till(gateway=gateway, info=sandbox.info, control=control, clock=clock)
    gateway.disconnect()


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries follow each other at once."""
    monkeypatch.setattr(push, "PAUSES_S", (0.0, 0.0, 0.0))


def test_a_payment_is_told_and_verifies(till: Till, ear: Ear) -> None:
    number = till.paid()
    note = till.gateway.parse_notification(*ear.next())
    assert (note.attempt_no, note.status) == (number, Status.PAID)
    assert note.paid == TOTAL


def test_a_message_that_is_not_accepted_is_sent_again_a_few_times(till: Till, ear: Ear) -> None:
    ear.answers = [(500, b""), (404, b""), (503, b"")]
    till.paid()
    messages = [ear.next() for _ in push.PAUSES_S]
    assert len({body for _, body in messages}) == 1
    assert ear.heard.empty()


def test_an_accepted_message_is_not_sent_again(till: Till, ear: Ear) -> None:
    till.paid()
    ear.next()
    till.paid()
    ear.next()
    assert ear.heard.empty()


def test_messages_may_come_five_times_at_once(till: Till, ear: Ear) -> None:
    till.control.fault("notify-repeated", count=1)
    number = till.paid()
    with overheard() as said:
        notes = [till.gateway.parse_notification(*ear.next()) for _ in range(5)]
    assert {x.attempt_no for x in notes} == {number}
    assert len({(x.call, x.answer) for x in said}) == 1


@pytest.mark.expects_logs
def test_messages_may_be_forged(till: Till, ear: Ear) -> None:
    till.control.fault("notify-forged", count=1)
    till.paid()
    with pytest.raises(Untrusted):
        till.gateway.parse_notification(*ear.next())


def test_alipay_tells_of_a_refund_as_of_a_payment(till: Till, ear: Ear) -> None:
    if till.gateway.id != "alipay":
        pytest.skip("the other provider tells where the refund itself asks for it")
    number = till.paid()
    ear.next()
    till.gateway.refund(number, refund_no=new_no(), money=Money(100, "CNY"), total=TOTAL)
    note = till.gateway.parse_notification(*ear.next())
    assert note.status is Status.PARTLY_REFUNDED


def test_nothing_is_told_of_what_did_not_happen(till: Till, ear: Ear) -> None:
    number = till.shown()
    till.control.scan(number)
    till.gateway.close(number)
    till.paid()
    note = till.gateway.parse_notification(*ear.next())
    assert note.attempt_no != number


def test_nobody_elsewhere_is_told(sandbox: SandboxThread, control: Control) -> None:
    values = {**settings_of("wechat", sandbox.info), "notify_url": "https://shop.invalid/notified"}
    gateway: Gateway = PROVIDERS["wechat"].make(values, StandingClock())
    till = Till(gateway=gateway, info=sandbox.info, control=control, clock=StandingClock())
    assert till.ask(till.paid()).paid == TOTAL
    gateway.disconnect()
