"""The daily statement of every registered provider, as the sandbox serves it."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.errors import Refused
from app.ports.gateway import Money, UnknownOutcome
from tests.helpers.tills import TOTAL, Till, new_no


def test_a_days_statement_holds_what_came_in_and_what_went_back(qr: Till) -> None:
    paid, back, refund_no = qr.paid(), qr.paid(), new_no()
    unpaid = qr.shown()
    qr.gateway.refund(back, refund_no=refund_no, money=Money(300, "CNY"), total=TOTAL)
    lines = list(qr.gateway.statement(qr.clock.china_day()))
    ours = {(x.attempt_no, x.refund_no): x for x in lines if x.attempt_no in {paid, back, unpaid}}
    assert {key: x.money for key, x in ours.items()} == {
        (paid, None): TOTAL,
        (back, None): TOTAL,
        (back, refund_no): Money(-300, "CNY"),
    }
    line, charge = ours[paid, None], qr.ask(paid)
    assert (line.provider_ref, line.at) == (charge.provider_ref, charge.paid_at)


def test_a_day_without_a_statement_is_said_to_have_none(qr: Till) -> None:
    with pytest.raises(Refused) as refusal:
        qr.gateway.statement(date(2020, 1, 1))
    assert refusal.value.key == "statement_missing"


@pytest.mark.parametrize("fault", ["bill-lacks-one", "bill-has-more", "bill-differs"])
def test_a_wrong_statement_is_passed_on_as_it_is(qr: Till, fault: str) -> None:
    qr.paid()
    right = {(x.attempt_no, x.money.minor) for x in qr.gateway.statement(qr.clock.china_day())}
    qr.control.fault(fault)
    wrong = {(x.attempt_no, x.money.minor) for x in qr.gateway.statement(qr.clock.china_day())}
    assert len(right ^ wrong) == (2 if fault == "bill-differs" else 1)


@pytest.mark.expects_logs
@pytest.mark.parametrize("fault", ["drop-after-execute", "http-502", "html", "truncated"])
def test_half_a_statement_is_none(qr: Till, fault: str) -> None:
    qr.paid()
    qr.control.fault(fault, method="download")
    with pytest.raises(UnknownOutcome):
        qr.gateway.statement(qr.clock.china_day())
