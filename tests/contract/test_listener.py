"""The ear for pushed messages: what it lets in, how it answers, and that it never talks."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable, Iterator, Mapping

import httpx
import pytest

from app.domain.errors import Unavailable, UserError
from app.gateways import addresses, listener
from app.gateways.listener import Listener
from app.gateways.registry import PROVIDERS
from app.ports.gateway import Untrusted

WAIT_S = 10
ALIPAY, WECHAT = "/notify/alipay", "/notify/wechat"
Answer = Callable[[str, Mapping[str, str], bytes], None]


class Shop:
    """What hears the messages that get through."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, bytes]] = []
        self.failure: Exception | None = None

    def take(self, provider: str, headers: Mapping[str, str], body: bytes) -> None:
        """Keep it, or fail."""
        assert headers["x-relay"] == "yes"
        self.heard.append((provider, body))
        if self.failure is not None:
            raise self.failure


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def ear(shop: Shop) -> Iterator[Listener]:
    made = Listener(shop.take, 0)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def relay(ear: Listener) -> Iterator[httpx.Client]:
    """What forwards messages."""
    root = f"http://127.0.0.1:{ear.port}"
    with httpx.Client(
        base_url=root, headers={"x-relay": "yes"}, trust_env=False, verify=False, timeout=WAIT_S
    ) as client:
        yield client


def test_what_is_taken_over_is_answered_as_each_provider_wants(
    shop: Shop, relay: httpx.Client
) -> None:
    thanked = relay.post(ALIPAY, content=b"a=1")
    assert (thanked.status_code, thanked.content) == (200, b"success")
    thanked = relay.post(WECHAT, content=b"{}")
    assert (thanked.status_code, thanked.content) == (204, b"")
    assert shop.heard == [("alipay", b"a=1"), ("wechat", b"{}")]


@pytest.mark.parametrize(
    ("failure", "status"),
    [(Untrusted("provider_untrusted", problem="x"), 400), (Unavailable("database_busy"), 503)],
)
def test_what_is_refused_or_comes_too_early_is_answered_so(
    shop: Shop, relay: httpx.Client, failure: Exception, status: int
) -> None:
    shop.failure = failure
    refused = relay.post(ALIPAY, content=b"secret=1")
    assert (refused.status_code, refused.content) == (status, b"fail")
    refused = relay.post(WECHAT, content=b"secret")
    assert refused.status_code == status
    assert refused.json() == {"code": "FAIL", "message": "refused"}


@pytest.mark.expects_logs
def test_our_own_faults_are_answered_so_that_the_message_comes_again(
    shop: Shop, relay: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    shop.failure = RuntimeError("broken")
    assert relay.post(ALIPAY, content=b"a=1").status_code == 503
    assert "broken" in caplog.text


@pytest.mark.parametrize(
    ("verb", "path", "status"),
    [
        ("POST", "/", 404),
        ("POST", "/notify/", 404),
        ("POST", "/notify/manual_card", 404),
        ("POST", "/notify/alipay/", 404),
        ("POST", "/notify/../notify/nobody", 404),
        ("GET", ALIPAY, 405),
        ("PUT", WECHAT, 405),
        ("OPTIONS", WECHAT, 405),
    ],
)
def test_nothing_else_is_there(
    shop: Shop, relay: httpx.Client, verb: str, path: str, status: int
) -> None:
    answer = relay.request(verb, path, content=b"x")
    assert (answer.status_code, answer.content) == (status, b"")
    assert shop.heard == []


def test_every_provider_that_pushes_can_be_heard(relay: httpx.Client) -> None:
    for name, reply in ((name, x.reply) for name, x in PROVIDERS.items() if x.reply):
        thanked = relay.post(f"/notify/{name}", content=b"x")
        assert (thanked.status_code, thanked.content) == reply.thanks


@pytest.mark.parametrize("announced", [True, False])
def test_a_long_message_is_not_read(shop: Shop, relay: httpx.Client, announced: bool) -> None:
    long = b"x" * (listener.MOST_BYTES + 1)
    answer = relay.post(ALIPAY, content=long if announced else iter([long[:9], long[9:]]))
    assert (answer.status_code, answer.content) == (413, b"fail")
    assert shop.heard == []


def test_more_messages_than_a_shop_can_have_are_put_off(
    shop: Shop, relay: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener, "A_SECOND", 0.0)
    taken = listener.MOST_IN_A_ROW
    answers = [relay.post(ALIPAY, content=b"x").status_code for _ in range(taken + 5)]
    assert answers == [200] * taken + [429] * 5
    assert len(shop.heard) == taken
    monkeypatch.setattr(listener, "A_SECOND", 1e6)
    assert relay.post(ALIPAY, content=b"x").status_code == 200


def test_nobody_keeps_it_by_speaking_slowly(
    ear: Listener, relay: httpx.Client, monkeypatch: pytest.MonkeyPatch, shop: Shop
) -> None:
    monkeypatch.setattr(listener, "READ_S", 0.05)
    monkeypatch.setattr(listener, "LIFE_S", 0.2)
    address = (addresses.LOOPBACK, ear.port)
    with socket.create_connection(address, WAIT_S) as slow:
        slow.sendall(b"POST /notify/alipay HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nabc")
        assert b" 408 " in slow.recv(1000)
    with socket.create_connection(address, WAIT_S) as silent:
        silent.sendall(b"POST /notify/alipay HTTP/1.1\r\n")
        with contextlib.suppress(ConnectionResetError):  # cut off all the same
            assert silent.recv(1000) == b""
    assert shop.heard == []
    assert relay.post(ALIPAY, content=b"x").status_code == 200


def test_only_this_machine_is_heard(ear: Listener) -> None:
    with socket.socket() as taken, pytest.raises(OSError, match="in use"):
        taken.bind((addresses.LOOPBACK, ear.port))
    with socket.socket() as free:
        free.bind(("127.0.0.2", ear.port))  # every other address of this machine is left alone


def test_a_port_that_is_taken_is_said(ear: Listener, shop: Shop) -> None:
    second = Listener(shop.take, ear.port)
    with pytest.raises(UserError, match="port_taken"):
        second.start()
    second.stop()


@pytest.mark.expects_logs
def test_a_till_opens_without_its_ear_when_the_port_is_taken(
    ear: Listener, shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[UserError] = []
    with listener.listening(shop.take, ear.port, deaf=told.append):
        pass
    assert "port_taken" in caplog.text
    assert [(x.key, x.params) for x in told] == [("notify_port_taken", {"port": ear.port})]


def test_it_ends_with_the_till(shop: Shop) -> None:
    with socket.socket() as lent:
        lent.bind((addresses.LOOPBACK, 0))
        port = lent.getsockname()[1]
    with listener.listening(shop.take, port, deaf=pytest.fail):
        socket.create_connection((addresses.LOOPBACK, port), WAIT_S).close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((addresses.LOOPBACK, port), WAIT_S)
