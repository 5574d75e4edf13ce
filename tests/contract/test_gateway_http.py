"""One exchange with a provider: what its failure says about whether anything left the till."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime

import httpx
import pytest

from app.gateways import http
from app.ports.gateway import NotSent, RateLimited, UnknownOutcome
from tests.helpers.clock import StandingClock

REQUEST = httpx.Request("POST", "http://127.0.0.1:9/")


def exchange(answer: httpx.Response | Exception, clock: StandingClock | None = None) -> http.Answer:
    """One exchange that gets this answer, or fails so."""

    def handler(request: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    with httpx.Client(transport=httpx.MockTransport(handler), trust_env=False) as client:
        return http.exchange(client, REQUEST, clock or StandingClock())


@pytest.mark.parametrize("error", [httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout])
def test_without_a_connection_nothing_was_sent(error: type[httpx.TransportError]) -> None:
    with pytest.raises(NotSent):
        exchange(error("no"))


@pytest.mark.parametrize(
    "error",
    [
        httpx.ReadTimeout,
        httpx.WriteTimeout,
        httpx.ReadError,
        httpx.WriteError,
        httpx.CloseError,
        httpx.RemoteProtocolError,
        httpx.LocalProtocolError,
        httpx.DecodingError,
        httpx.TooManyRedirects,
        httpx.ProxyError,
    ],
)
def test_after_that_whatever_breaks_leaves_the_outcome_unknown(
    error: type[httpx.RequestError],
) -> None:
    with pytest.raises(UnknownOutcome):
        exchange(error("broken"))


@pytest.mark.parametrize("status", [500, 502, 503, 504, 599])
def test_a_broken_server_says_nothing(status: int) -> None:
    with pytest.raises(UnknownOutcome) as outcome:
        exchange(httpx.Response(status))
    assert not isinstance(outcome.value, RateLimited)


@pytest.mark.parametrize("status", [200, 302, 400, 404])
def test_any_other_status_is_left_to_the_wire(status: int) -> None:
    answer = exchange(httpx.Response(status, content=b"x", headers={"location": "http://x/"}))
    assert (answer.status, answer.body) == (status, b"x")


@pytest.mark.parametrize(
    ("value", "wait_s"),
    [("7", 7), ("0", 0), ("99999999999", 3600), ("", 0), ("soon", 0), ("-5", 0)],
)
def test_the_wish_to_wait_is_passed_on_within_an_hour(value: str, wait_s: int) -> None:
    with pytest.raises(RateLimited) as outcome:
        exchange(httpx.Response(429, headers={"retry-after": value}))
    assert outcome.value.params["retry_after_s"] == wait_s


@pytest.mark.parametrize(("ahead_s", "wait_s"), [(30, 30), (-30, 0), (10**6, 3600)])
def test_the_wish_to_wait_may_be_a_time(ahead_s: int, wait_s: int) -> None:
    clock = StandingClock()
    until = format_datetime(clock.now() + timedelta(seconds=ahead_s), usegmt=True)
    with pytest.raises(RateLimited) as outcome:
        exchange(httpx.Response(503, headers={"retry-after": until}), clock)
    assert outcome.value.params["retry_after_s"] == wait_s


def test_an_answer_that_never_ends_is_given_up() -> None:
    clock = StandingClock()

    def dripping() -> Iterator[bytes]:
        while True:
            clock.advance(seconds=1)
            yield b" "

    def flooding() -> Iterator[bytes]:
        while True:
            yield b" " * 2**16

    for body in (dripping, flooding):
        with pytest.raises(UnknownOutcome):
            exchange(httpx.Response(200, content=body()), clock)


def test_a_server_that_accepts_and_stays_silent_leaves_the_outcome_unknown() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with httpx.Client(trust_env=False, timeout=0.2) as client:
            request = client.build_request("POST", url, content=b"x")
            with pytest.raises(UnknownOutcome):
                http.exchange(client, request, StandingClock())


def test_tls_that_cannot_be_agreed_on_sends_nothing() -> None:
    def plain(server: socket.socket) -> None:
        connection, _ = server.accept()
        with connection:
            connection.recv(1)
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=plain, args=(server,))
        thread.start()
        with http.new_client() as client:
            request = client.build_request("POST", f"https://127.0.0.1:{server.getsockname()[1]}/")
            with pytest.raises(NotSent):
                http.exchange(client, request, StandingClock())
        thread.join()


def test_every_wait_of_a_client_has_an_end_and_the_environment_no_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    with http.new_client() as client:
        timeouts = client.timeout.as_dict()
        assert all(timeouts[x] for x in ("connect", "read", "write", "pool"))
        assert not client.trust_env
        assert not client.follow_redirects
