"""Charging the customer's own code (付款码): behind a switch, because the sources disagree.

Some documents describe it for version 3, others for version 2 only. What it began is never
closed but reversed, and not within 15 seconds of the payment.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.gateways.wechat import codes, trade
from app.gateways.wechat.client import WechatClient
from app.gateways.wechat.config import WechatConfig
from app.ports.gateway import Charge, ChargeRequest, Declined, Status

_PAY = "/v3/pay/transactions/codepay"


def pay(
    client: WechatClient,
    config: WechatConfig,
    request: ChargeRequest,
    order: Mapping[str, object],
) -> Charge:
    """Charge a code: PAID at once, or PENDING while the customer types a password."""
    body = {
        **order,
        "payer": {"auth_code": request.auth_code},
        "scene_info": {"store_info": {"out_id": request.till}},
    }
    try:
        reply = client.call("POST", _PAY, body)
    except Declined as refusal:
        if refusal.params["code"] != codes.PASSWORD:
            raise
        return _waiting(request)
    if codes.plain(reply.fields.get("code")) == codes.PASSWORD:
        return _waiting(request)
    trade.check_ours(reply.fields, config, request.attempt_no)
    return trade.charge(request.attempt_no, reply.fields)


def _waiting(request: ChargeRequest) -> Charge:
    return Charge(
        attempt_no=request.attempt_no,
        status=Status.PENDING,
        expires_at=request.expires_at,
    )


def reverse(client: WechatClient, config: WechatConfig, attempt_no: str) -> None:
    """Take a payment back, or end the attempt at one."""
    body = {"appid": config.appid, "mchid": config.mchid}
    client.call("POST", f"{trade.PATH}/{attempt_no}/reverse", body)
