"""One HTTP exchange with a provider, and what its failure says about whether bytes left."""

from __future__ import annotations

import functools
import logging
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

import httpx

from app.gateways.calls import Call
from app.ports.clock import Clock
from app.ports.gateway import NotSent, RateLimited, UnknownOutcome

TIMEOUT = httpx.Timeout(connect=5.0, write=5.0, read=10.0, pool=2.0)
ANSWER_S = 20.0
"""A whole answer has to be there by then, however slowly its bytes drip."""
MAX_ANSWER_BYTES = 2**20
_MAX_WAIT_S = 3600

# httpx writes whole addresses, which hold signatures, to its log at INFO
logging.getLogger("httpx").setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: any status but 429 and 5xx. Nothing in it is trusted yet."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def new_client() -> httpx.Client:
    """A client with TLS verified, no proxies from the environment, and a limit on every wait."""
    return httpx.Client(
        trust_env=False,
        verify=authorities(),
        timeout=TIMEOUT,
        follow_redirects=False,
        limits=httpx.Limits(max_connections=8, max_keepalive_connections=4, keepalive_expiry=5.0),
    )


@functools.cache
def authorities() -> ssl.SSLContext:
    """Who may vouch for a provider: those that came with the program, whatever the environment
    says. Shared, as reading them takes longer than most calls.
    """
    return httpx.create_ssl_context(trust_env=False)


def exchange(
    client: httpx.Client,
    request: httpx.Request,
    clock: Clock,
    call: Call | None = None,
    *,
    most_bytes: int = MAX_ANSWER_BYTES,
) -> Answer:
    """Send a request once and read the whole answer, which may have `most_bytes`.

    Raises NotSent when provably nothing left (no connection, no TLS, no free slot), RateLimited,
    and UnknownOutcome for everything else that is not an answer.

    Args:
        call: is told what comes back, also when that is no answer.
    """
    call = call or Call()
    try:
        response = client.send(request, stream=True)
        call.status, call.answered_at = response.status_code, clock.now()
        try:
            _read(response, call, clock, most_bytes)
        finally:
            response.close()
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise NotSent("provider_not_reached", problem=type(error).__name__) from error
    except httpx.RequestError as error:
        raise UnknownOutcome("provider_no_answer", problem=type(error).__name__) from error
    _refuse_overload(response, clock.now())
    return Answer(status=response.status_code, headers=response.headers, body=bytes(call.body))


def download(
    client: httpx.Client, request: httpx.Request, clock: Clock, *, most_bytes: int
) -> bytes:
    """A file of at most so many bytes; anything but a good answer is UnknownOutcome."""
    answer = exchange(client, request, clock, most_bytes=most_bytes)
    if answer.status != httpx.codes.OK:
        raise UnknownOutcome("provider_no_answer", problem=f"HTTP {answer.status}")
    return answer.body


def _read(response: httpx.Response, call: Call, clock: Clock, most_bytes: int) -> None:
    latest = clock.monotonic() + ANSWER_S
    for part in response.iter_bytes():
        call.body += part
        call.answered_at = clock.now()
        if len(call.body) > most_bytes or clock.monotonic() > latest:
            raise UnknownOutcome("provider_no_answer", problem="endless answer")


def _refuse_overload(response: httpx.Response, now: datetime) -> None:
    status = response.status_code
    wait_s = _retry_after_s(response.headers.get("retry-after", ""), now)
    if status == httpx.codes.TOO_MANY_REQUESTS or (status >= 500 and wait_s is not None):
        raise RateLimited("provider_busy", retry_after_s=wait_s or 0)
    if status >= 500:
        raise UnknownOutcome("provider_no_answer", problem=f"HTTP {status}")


def _retry_after_s(value: str, now: datetime) -> int | None:
    """Seconds from a Retry-After header in either form, at most an hour; None without one."""
    if value.isascii() and value.isdigit():
        return min(int(value[:9]), _MAX_WAIT_S)
    at = http_time(value)
    if at is None:
        return None
    return max(0, min(round((at - now).total_seconds()), _MAX_WAIT_S))


def http_time(value: str) -> datetime | None:
    """The time in a Date or Retry-After header, aware; None for anything else."""
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    return at if at.tzinfo is not None else None
