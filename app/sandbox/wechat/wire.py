"""WeChat Pay's way of speaking about trades, for the parts that all wires share."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import datetime

from app.sandbox import signing
from app.sandbox.provider import Message, Provider
from app.sandbox.trades import RefundState, Trade
from app.sandbox.wechat import refunds, sealing, values
from app.sandbox.wechat.identity import Signer
from app.sandbox.wechat.values import WIRE, Node

__all__ = ["WIRE", "WechatWire", "signature_headers"]


class WechatWire:
    """Words, numbers and notifications."""

    def status(self, trade: Trade, now: datetime) -> str:
        """trade_state."""
        return values.state(trade)

    def new_trade_no(self, now: datetime) -> str:
        """28 digits."""
        return values.new_trade_no(now)

    def new_customers_code(self) -> str:
        """18 digits."""
        return values.new_customers_code()

    def notification(self, provider: Provider, trade: Trade, *, fault: str = "") -> Message:
        """The JSON that is posted to notify_url; its id is the same on a resend. It is signed
        with the public key or with the certificate, as the id falls.
        """
        event, kind, content = _content(provider, trade)
        if fault == "notify-foreign":
            content = {**content, "mchid": values.STRANGER}
        facts = f"{trade.trade_no} {event} {len(trade.refunds)}"
        digest = hashlib.sha256(facts.encode()).hexdigest()
        who = provider.wechat
        message = {
            "id": digest[:36],
            "create_time": values.stamp(provider.now()),
            "resource_type": "encrypt-resource",
            "event_type": event,
            "summary": "支付成功" if event.startswith("TRANSACTION") else "退款结果",
            "resource": {
                "original_type": kind,
                **sealing.sealed(_json(content), who.apiv3_key, kind),
            },
        }
        signer = who.by_id if int(digest[0], 16) % 2 else who.by_certificate
        if fault == "notify-forged":
            signer = Signer(serial=signer.serial, key=who.app_key)
        body = _json(message)
        headers = signature_headers(signer, body, provider.now())
        return Message(headers={"content-type": "application/json", **headers}, body=body)


def signature_headers(signer: Signer, body: bytes, at: datetime) -> dict[str, str]:
    """The headers under which WeChat Pay signs a body."""
    seconds = str(int(at.timestamp()))
    nonce = secrets.token_hex(16)
    content = f"{seconds}\n{nonce}\n".encode() + body + b"\n"
    return {
        "wechatpay-timestamp": seconds,
        "wechatpay-nonce": nonce,
        "wechatpay-serial": signer.serial,
        "wechatpay-signature": signing.sign(signer.key, content),
        "wechatpay-signature-type": "WECHATPAY2-SHA256-RSA2048",
    }


def _content(provider: Provider, trade: Trade) -> tuple[str, str, Node]:
    """The event, what is sealed, and the content: of the newest refund, else of the payment."""
    if not trade.refunds:
        return "TRANSACTION.SUCCESS", "transaction", values.described(provider, trade)
    last = trade.refunds[-1]
    word = refunds.word(last)
    content: Node = {
        "mchid": provider.wechat.mchid,
        "out_trade_no": trade.out_trade_no,
        "transaction_id": trade.trade_no,
        "out_refund_no": last.request_no,
        "refund_id": last.refund_no,
        "refund_status": word,
        "user_received_account": "支付用户零钱",
        "amount": refunds.amounts(trade, last),
    }
    if last.state is RefundState.DONE:
        content["success_time"] = values.stamp(last.at)
    return f"REFUND.{word}", "refund", content


def _json(content: Node) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
