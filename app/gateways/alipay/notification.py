"""A pushed message from Alipay: verified, ours, and then read like a query's answer."""

from __future__ import annotations

import json
import logging
from urllib.parse import parse_qsl

from app.gateways import answers, calls, signing
from app.gateways.alipay import envelope, trade, values
from app.gateways.alipay.config import AlipayConfig
from app.ports.clock import Clock
from app.ports.gateway import Charge, Untrusted

log = logging.getLogger(__name__)


def parse(body: bytes, config: AlipayConfig, key: signing.PublicKey, clock: Clock) -> Charge:
    """Read a form-encoded notification; Untrusted unless signature, app and seller are right.

    Whether its order and amount are ours is for the books to say.
    """
    params = _params(body)
    content = envelope.notified_text(params).encode()
    if params.get("sign_type") != "RSA2" or not signing.verified(
        key, content, params.get("sign", "")
    ):
        log.warning("a notification was not signed by Alipay")
        raise Untrusted("provider_untrusted", problem="signature")
    if params.get("app_id") != config.app_id or not _ours(params, config):
        log.warning("a notification was meant for somebody else")
        raise Untrusted("provider_untrusted", problem="addressee")
    attempt_no = params.get("out_trade_no", "")
    if not answers.ATTEMPT_NO.fullmatch(attempt_no):
        raise answers.unclear("out_trade_no")
    text = json.dumps(params, ensure_ascii=False)
    calls.keep_message(params.get("notify_id", ""), text, masked=values.masked, clock=clock)
    return trade.charge(attempt_no, params)


def _ours(params: dict[str, str], config: AlipayConfig) -> bool:
    return not config.seller_id or params.get("seller_id") == config.seller_id


def _params(body: bytes) -> dict[str, str]:
    """The form's members; a member that comes twice makes the message unbelievable."""
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise Untrusted("provider_untrusted", problem="form") from error
    params = dict(pairs)
    if len(params) != len(pairs):
        raise Untrusted("provider_untrusted", problem="form")
    return params
