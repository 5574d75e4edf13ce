"""Pushed messages of every registered provider, as the sandbox would push them."""

from __future__ import annotations

import pytest

from app.ports.gateway import Charge, Money, Status, Untrusted
from tests.helpers.sandbox import Pushed
from tests.helpers.tills import TOTAL, Till, new_no


def heard(till: Till, message: Pushed) -> Charge:
    """What the gateway makes of a pushed message."""
    return till.gateway.parse_notification(message.headers, message.body)


def test_a_notification_says_what_a_query_would(qr: Till) -> None:
    number = qr.paid()
    note = heard(qr, qr.control.notification(number))
    assert (note.attempt_no, note.status) == (number, Status.PAID)
    assert note.paid == TOTAL


def test_a_notification_after_a_partial_refund_is_no_second_payment(qr: Till) -> None:
    number = qr.paid()
    qr.gateway.refund(number, refund_no=new_no(), money=Money(1, "CNY"), total=TOTAL)
    second = heard(qr, qr.control.notification(number))
    assert second.status is Status.PARTLY_REFUNDED


@pytest.mark.expects_logs
def test_a_forged_notification_is_not_believed(qr: Till) -> None:
    message = qr.control.notification(qr.paid())
    body = message.body
    middle = len(body) // 2
    changed = body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :]
    for forgery in (b"", b"{}", b"out_trade_no=1", changed, body + b" ", body[:-40], b"\xff\xfe"):
        with pytest.raises(Untrusted):
            heard(qr, Pushed(message.headers, forgery))
