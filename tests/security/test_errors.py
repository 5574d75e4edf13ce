"""No failure of a payment tells a key: not in its words, not in its causes, not in a traceback."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator

import pytest

from app.domain.errors import ShopError
from app.gateways.registry import PROVIDERS
from app.ports.gateway import Misconfigured
from app.ports.provider import Kind
from app.sandbox.faults import FAULTS
from app.sandbox.server import SandboxThread
from tests.helpers.clock import StandingClock
from tests.helpers.sandbox import Control
from tests.helpers.tills import ASKED, TOTAL, Till, new_no, open_gateway, settings_of

SECRETS = tuple(
    dict.fromkeys(x.name for p in PROVIDERS.values() for x in p.settings if x.kind is Kind.SECRET)
)
"""Settings that nobody but this till may know."""
SIGNING = [name for name in ASKED if "private_key" in {x.name for x in PROVIDERS[name].settings}]
_PIECE = 20


def told(error: BaseException) -> str:
    """Everything an error says, its causes and what they were made of included."""
    parts = ["".join(traceback.format_exception(error))]
    known: BaseException | None = error
    while known is not None:
        parts += [str(known), repr(known), repr(known.args), repr(getattr(known, "params", ""))]
        known = known.__cause__ or known.__context__
    return "\n".join(parts)


def pieces(secret: str) -> Iterator[str]:
    """Every stretch of a secret that would give something of it away."""
    for line in secret.split():
        if not line.startswith("-----") and len(line) >= _PIECE:
            yield from (line[at : at + _PIECE] for at in range(len(line) - _PIECE + 1))


def keeps(error: BaseException, values: dict[str, str]) -> bool:
    """Whether an error says nothing of these settings' secrets."""
    said = told(error)
    return not any(x in said for name in SECRETS for x in pieces(values.get(name, "")))


def test_what_gives_a_key_away_is_noticed(sandbox: SandboxThread) -> None:
    for name in ASKED:
        values = settings_of(name, sandbox.info)
        for secret in (x for x in SECRETS if x in values):
            for piece in pieces(values[secret]):
                assert not keeps(ValueError(f"cannot read {piece!r}"), values)


SPOILT: dict[str, Callable[[str], str]] = {
    "cut short": lambda key: key[: len(key) * 2 // 3],
    "one sign wrong": lambda key: f"{key[:200]}{'A' if key[200] != 'A' else 'B'}{key[201:]}",
    "a sign too many": lambda key: f"{key[:200]}!{key[200:]}",
    "without its lines": lambda key: "".join(key.split("\n")[1:-3]),
    "said to be another": lambda key: key.replace("RSA PRIVATE", "PUBLIC"),
    "with a password": lambda key: key.replace(
        "KEY-----\n", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n", 1
    ),
}


@pytest.mark.parametrize("how", SPOILT)
@pytest.mark.parametrize("name", SIGNING)
def test_a_spoilt_key_is_refused_and_not_quoted(
    name: str, how: str, sandbox: SandboxThread
) -> None:
    values = settings_of(name, sandbox.info)
    spoilt = {**values, "private_key": SPOILT[how](values["private_key"])}
    with pytest.raises(Misconfigured) as refusal:
        PROVIDERS[name].make(spoilt, StandingClock())
    assert keeps(refusal.value, values)


@pytest.mark.parametrize("name", ASKED)
def test_a_key_pasted_into_any_other_field_is_not_quoted(name: str, sandbox: SandboxThread) -> None:
    values = settings_of(name, sandbox.info)
    for secret in (x for x in SECRETS if x in values):
        for field in values:
            try:
                gateway = PROVIDERS[name].make({**values, field: values[secret]}, StandingClock())
            except ShopError as error:
                assert keeps(error, values), field
            else:
                assert not any(x in repr(gateway) for x in pieces(values[secret]))
                gateway.disconnect()


@pytest.mark.expects_logs
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", ASKED)
def test_no_answer_makes_a_gateway_tell_its_keys(
    name: str,
    fault: str,
    sandbox: SandboxThread,
    control: Control,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    values = settings_of(name, sandbox.info)
    gateway = open_gateway(name, sandbox.info, StandingClock())
    till = Till(gateway=gateway, info=sandbox.info, control=control, clock=StandingClock())
    number = till.paid()
    control.fault(fault, seconds=0)
    for call in (
        lambda: gateway.create(till.request(new_no())),
        lambda: gateway.query(number),
        lambda: gateway.refund(number, refund_no=new_no(), money=TOTAL, total=TOTAL),
        lambda: gateway.cancel(number),
        lambda: list(gateway.statement(till.clock.now().date())),
    ):
        try:
            call()
        except ShopError as error:
            assert keeps(error, values)
    gateway.disconnect()
    assert not any(x in caplog.text for secret in SECRETS for x in pieces(values.get(secret, "")))
