"""From a raw request to the raw answer, by way of the fault that is on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from app.sandbox import customer, signing
from app.sandbox.alipay.calls import CALLS
from app.sandbox.alipay.errors import BusinessError, GatewayError, invalid
from app.sandbox.alipay.request import CLOCK_TOLERANCE, Request, checked, params
from app.sandbox.alipay.values import STRANGER, WIRE, Node
from app.sandbox.faults import ODD_TEXT, damaged
from app.sandbox.provider import Provider
from app.sandbox.reply import Reply

_SUCCESS = {"code": "10000", "msg": "Success"}
_UNAVAILABLE = {
    "code": "20000",
    "msg": "Service Currently Unavailable",
    "sub_code": "isp.unknow-error",
    "sub_msg": "系统繁忙",
}
_AMOUNTS = ("total_amount", "refund_fee", "refund_amount")
_SYSTEM_ERROR = ("ACQ.SYSTEM_ERROR", "系统错误")
_REFUSALS = {
    "balance-low": ("ACQ.SELLER_BALANCE_NOT_ENOUGH", "卖家余额不足"),
    "not-found": ("ACQ.TRADE_NOT_EXIST", "交易不存在"),
    "system-error": _SYSTEM_ERROR,
    "rate-limit": _SYSTEM_ERROR,
    "drop-before-execute": _SYSTEM_ERROR,
}
_OF_PAID = ("send_pay_date", "buyer_pay_amount", "receipt_amount", "invoice_amount")
_OUTDATED = {"says-waiting": "WAIT_BUYER_PAY", "says-closed": "TRADE_CLOSED"}
_STRICT = timedelta(minutes=10)


def answer(provider: Provider, query: bytes, body: bytes) -> Reply:
    """Answer one request to the gateway."""
    try:
        found = params(query, body)
    except GatewayError as error:
        return _complaint("", error)
    method = found.get("method", "")
    switch = provider.faults.take(method)
    fault = switch.fault.name if switch else ""
    return damaged(switch, _answer(provider, found, method, fault))


def download(provider: Provider, token: str) -> Reply:
    """A statement, under the address that was given for it."""
    content = provider.downloads.get(token, provider.now())
    if content is None:
        return Reply(status=404)
    reply = Reply(body=content, content_type="application/zip")
    return damaged(provider.faults.take("alipay.download"), reply)


def _answer(provider: Provider, found: Mapping[str, str], method: str, fault: str) -> Reply:
    try:
        tolerance = _STRICT if fault == "strict-clock" else CLOCK_TOLERANCE
        request = checked(found, provider.alipay, provider.now(), tolerance)
        if method not in CALLS:
            raise invalid("method")
        if fault == "invalid-timestamp":
            raise invalid("timestamp")
    except GatewayError as error:
        return _complaint(method, error)
    node = _instead(provider, request, fault) or _executed(provider, request)
    if fault == "unavailable":
        node = _UNAVAILABLE
    return _signed(provider, request, _altered(node, fault), fault)


def _executed(provider: Provider, request: Request) -> Node:
    try:
        with provider.book.writing():
            return {**_SUCCESS, **CALLS[request.method](provider, request)}
    except BusinessError as error:
        return _failed(request, error.sub_code, error.message)


def _failed(request: Request, sub_code: str, message: str) -> Node:
    node = {"code": "40004", "msg": "Business Failed", "sub_code": sub_code, "sub_msg": message}
    number = request.business.get("out_trade_no")
    return {**node, "out_trade_no": number} if number else node


def _instead(provider: Provider, request: Request, fault: str) -> Node | None:
    """The answer of a fault that keeps the call from being carried out, or comes before it."""
    if fault == "paid-meanwhile":
        number = request.business.get("out_trade_no", "")
        customer.pays_meanwhile(provider, lambda: provider.book.get(WIRE, number))
    if fault in _REFUSALS:
        return _failed(request, *_REFUSALS[fault])
    if fault == "retry-flag":
        number = request.business.get("out_trade_no", "")
        return {**_SUCCESS, "out_trade_no": number, "retry_flag": "Y"}
    return None


def _altered(node: Node, fault: str) -> Node:
    """Facts that are wrong before they are signed."""
    if fault == "wrong-order" and "out_trade_no" in node:
        return {**node, "out_trade_no": "0" * len(node["out_trade_no"])}
    if fault == "wrong-merchant":
        return {**node, "seller_id": STRANGER}
    if fault == "odd-texts":
        return {**node, "store_name": ODD_TEXT}
    if fault in _OUTDATED and "trade_status" in node:
        unpaid = {k: v for k, v in node.items() if k not in _OF_PAID}
        return {**unpaid, "trade_status": _OUTDATED[fault]}
    if fault == "wrong-amount":
        return {k: str(Decimal(v) + 1) if k in _AMOUNTS else v for k, v in node.items()}
    if fault == "wrong-currency" and not node.keys().isdisjoint(_AMOUNTS):
        return {**node, "trans_currency": "USD" if node.get("trans_currency") != "USD" else "EUR"}
    return node


def _signed(provider: Provider, request: Request, node: Node, fault: str) -> Reply:
    text = _json(node)
    if fault == "escaped-slashes":
        text = text.replace("/", "\\/")
    identity = provider.alipay
    key = identity.app_key if fault == "wrong-signature" else identity.provider_key
    sign = signing.sign(key, text.encode(request.charset))
    if fault == "escaped-slashes":
        sign = sign.replace("/", "\\/")
    if fault == "tampered-body":
        at = text.index('"msg":"') + len('"msg":"')
        text = text[:at] + chr(ord(text[at]) ^ 1) + text[at + 1 :]
    tail = "" if fault == "unsigned" else f',"sign":"{sign}"'
    body = f'{{"{_node_name(request.method)}":{text}{tail}}}'
    return Reply(
        body=body.encode(request.charset),
        content_type=f"application/json;charset={request.charset}",
    )


def _complaint(method: str, error: GatewayError) -> Reply:
    """The gateway's own errors carry no signature."""
    node = {
        "code": error.code,
        "msg": "Missing Required Arguments" if error.code == "40001" else "Invalid Arguments",
        "sub_code": error.sub_code,
        "sub_msg": error.message,
    }
    name = _node_name(method) if method in CALLS else "error_response"
    body = f'{{"{name}":{_json(node)}}}'
    return Reply(body=body.encode(), content_type="application/json;charset=utf-8")


def _node_name(method: str) -> str:
    return f"{method.replace('.', '_')}_response"


def _json(node: Node) -> str:
    return json.dumps(node, ensure_ascii=False, separators=(",", ":"))
