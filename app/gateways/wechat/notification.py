"""A pushed message from WeChat Pay: verified, unsealed, ours, then read like a query's answer."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

from app.gateways import answers, calls
from app.gateways.answers import Reply
from app.gateways.wechat import envelope, refunds, trade, values
from app.gateways.wechat.client import WechatClient
from app.gateways.wechat.config import WechatConfig
from app.ports.clock import Clock
from app.ports.gateway import Charge, RefundStatus, Status, Untrusted, WentBack

log = logging.getLogger(__name__)


def parse(
    client: WechatClient,
    config: WechatConfig,
    clock: Clock,
    headers: Mapping[str, str],
    body: bytes,
) -> Charge:
    """Read a message; Untrusted unless it verifies, opens with our key and names us.

    Whether its order and amount are ours is for the books to say.
    """
    client.believe({name.lower(): value for name, value in headers.items()}, body)
    message = _object(body)
    event, resource = message.get("event_type"), message.get("resource")
    if not isinstance(event, str) or not isinstance(resource, dict):
        raise _unbelievable("form")
    try:
        opened = envelope.unsealed(resource, config.apiv3_key)
    except ValueError as error:
        raise _unbelievable("seal") from error
    fields = _object(opened)
    attempt_no = fields.get("out_trade_no")
    if not isinstance(attempt_no, str) or not answers.ATTEMPT_NO.fullmatch(attempt_no):
        raise _unbelievable("order")
    if fields.get("mchid") != config.mchid or fields.get("appid", config.appid) != config.appid:
        raise _unbelievable("addressee")
    calls.keep_message(
        str(message.get("id", event)), opened.decode("utf-8"), masked=values.masked, clock=clock
    )
    return _charge(event, attempt_no, fields)


def _charge(event: str, attempt_no: str, fields: Mapping[str, Any]) -> Charge:
    """A message about a refund says of the charge that it was paid, and what of it went back.

    When that is all of it there is none to be taken for a payment: so it is after a reversal.
    """
    if not event.startswith("REFUND."):
        return trade.charge(attempt_no, fields)
    done = refunds.status(fields, "refund_status") is RefundStatus.DONE
    number = str(fields.get("out_refund_no", ""))
    paid = values.amount(fields, "total")
    back = WentBack(minor=values.amount(fields, "refund").minor, refund_no=number)
    some = Status.REFUNDED if back.minor == paid.minor else Status.PARTLY_REFUNDED
    return Charge(
        attempt_no=attempt_no,
        status=some if done else Status.PAID,
        provider_ref=Reply(fields).text("transaction_id") or None,
        paid=paid,
        went_back=back if done else None,
    )


def _object(text: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(text.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise _unbelievable("form") from error
    if not isinstance(found, dict):
        raise _unbelievable("form")
    return found


def _unbelievable(problem: str) -> Untrusted:
    log.warning("a notification is not believed: %s", problem)
    return Untrusted("provider_untrusted", problem=problem)
