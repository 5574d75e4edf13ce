"""From a raw request to the raw answer, by way of the fault that is on."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from app.sandbox import customer
from app.sandbox.faults import ODD_TEXT, damaged
from app.sandbox.provider import Provider
from app.sandbox.reply import Reply
from app.sandbox.trades import RefundState
from app.sandbox.wechat import bills, calls, certificates, codepay, refunds, values
from app.sandbox.wechat.errors import ApiError, bad_signature, no_order
from app.sandbox.wechat.identity import Signer
from app.sandbox.wechat.request import Asked, Request, checked
from app.sandbox.wechat.sealing import signature_headers
from app.sandbox.wechat.values import WIRE, Node

_ORDER = r"/v3/pay/transactions/out-trade-no/([^/]+)"
_TO = {
    "refund-processing": RefundState.PROCESSING,
    "refund-abnormal": RefundState.ABNORMAL,
    "refund-closed": RefundState.CLOSED,
}
_SYSTEM_ERROR = ApiError(500, "SYSTEM_ERROR", "系统异常，请稍后重试")
_REFUSALS = {
    "frequency-limited": ApiError(429, "FREQUENCY_LIMITED", "频率限制"),
    "balance-low": ApiError(403, "NOT_ENOUGH", "余额不足"),
    "not-found": no_order(),
    "system-error": _SYSTEM_ERROR,
    "rate-limit": _SYSTEM_ERROR,
    "drop-before-execute": _SYSTEM_ERROR,
}
_OUTDATED = {"says-waiting": "NOTPAY", "says-closed": "CLOSED"}
_OF_PAID = ("transaction_id", "success_time", "bank_type", "payer")
_OLD = timedelta(minutes=10)
_JSON = "application/json; charset=utf-8"
Call = Callable[[Provider, Request], Node | bytes | None]


@dataclass(frozen=True, slots=True)
class Route:
    """A call by verb and path; a number stands in the path's brackets."""

    verb: str
    path: re.Pattern[str]
    name: str
    call: Call


_ROUTES = tuple(
    Route(verb, re.compile(path), name, call)
    for verb, path, name, call in (
        ("POST", r"/v3/pay/transactions/native()", "wechat.native", calls.native),
        ("POST", r"/v3/pay/transactions/codepay()", "wechat.codepay", codepay.pay),
        ("GET", _ORDER, "wechat.query", calls.query),
        ("GET", r"/v3/pay/transactions/id/([^/]+)", "wechat.query", calls.query_by_id),
        ("POST", rf"{_ORDER}/close", "wechat.close", calls.close),
        ("POST", rf"{_ORDER}/reverse", "wechat.reverse", codepay.reverse),
        ("POST", r"/v3/refund/domestic/refunds()", "wechat.refund", refunds.refund),
        ("GET", r"/v3/refund/domestic/refunds/([^/]+)", "wechat.refund.query", refunds.query),
        ("GET", r"/v3/certificates()", "wechat.certificates", certificates.query),
        ("GET", r"/v3/bill/tradebill()", "wechat.tradebill", bills.query),
        ("GET", r"/v3/billdownload/file()", "wechat.download", bills.download),
    )
)


def answer(provider: Provider, asked: Asked) -> Reply:
    """Answer one request."""
    found = _found(asked)
    if found is None:
        return _refusal(ApiError(404, "RESOURCE_NOT_EXISTS", "接口不存在"))
    route, number = found
    switch = provider.faults.take(route.name)
    fault = switch.fault.name if switch else ""
    return damaged(switch, _answer(provider, asked, route, number, fault))


def _found(asked: Asked) -> tuple[Route, str] | None:
    for route in _ROUTES:
        match = route.path.fullmatch(asked.path)
        if match and route.verb == asked.verb:
            return route, match[1]
    return None


def _answer(provider: Provider, asked: Asked, route: Route, number: str, fault: str) -> Reply:
    try:
        request = checked(asked, number, provider.wechat, provider.now())
        if fault == "invalid-timestamp":
            raise bad_signature("Http头Authorization的timestamp与发起请求的时间不得超过5分钟")
        refused = _instead(provider, request, fault)
        reply = _refusal(refused) if refused else _executed(provider, request, route, fault)
    except ApiError as error:
        reply = _refusal(error)
        if not error.signed:
            return reply
    if route.call is bills.download and reply.status == 200:
        return _tampered(reply) if fault == "tampered-body" else reply
    if fault == "unavailable":
        reply = _refusal(ApiError(503, "SYSTEM_ERROR", "系统繁忙"))
    return _signed(provider, asked, reply, fault)


def _executed(provider: Provider, request: Request, route: Route, fault: str) -> Reply:
    call = route.call
    if fault in _TO:
        call = partial(refunds.refund, to=_TO[fault])
    waiting = False
    with provider.book.writing():
        try:
            found = call(provider, request)
        except codepay.Waiting:
            found, waiting = {"code": "USERPAYING", "message": "需要用户输入支付密码"}, True
    if isinstance(found, bytes):
        return Reply(body=found, content_type="text/plain;charset=utf-8")
    if found is None:
        return Reply(status=204, content_type=_JSON)
    return Reply(
        body=_json(_altered(found, fault)), status=202 if waiting else 200, content_type=_JSON
    )


def _instead(provider: Provider, request: Request, fault: str) -> ApiError | None:
    """The refusal of a fault that keeps the call from being carried out, or comes before it."""
    if fault in {"paid-meanwhile", "frequency-limited"}:
        number = request.number
        customer.pays_meanwhile(provider, lambda: provider.book.get(WIRE, number))
    return _REFUSALS.get(fault)


def _altered(node: Node, fault: str) -> Node:
    """Facts that are wrong before they are signed."""
    if fault == "wrong-order" and "out_trade_no" in node:
        return {**node, "out_trade_no": "0" * len(node["out_trade_no"])}
    if fault == "wrong-merchant" and "mchid" in node:
        return {**node, "mchid": values.STRANGER}
    if fault == "odd-texts":
        return {**node, "attach": ODD_TEXT}
    if fault in _OUTDATED:
        unpaid = {k: v for k, v in node.items() if k not in _OF_PAID}
        return {**unpaid, "trade_state": _OUTDATED[fault]}
    amount = node.get("amount", {})
    if fault == "wrong-amount":
        more = {k: v + 1 if isinstance(v, int) else v for k, v in amount.items()}
        return {**node, "amount": more} if amount else node
    if fault == "wrong-currency" and amount:
        other = "USD" if amount.get("currency") != "USD" else "EUR"
        return {**node, "amount": {**amount, "currency": other}}
    return node


def _signed(provider: Provider, asked: Asked, reply: Reply, fault: str) -> Reply:
    if fault == "unsigned":
        return reply
    at = provider.now() - (_OLD if fault == "old-answer" else timedelta())
    headers = signature_headers(_signer(provider, asked, fault), reply.body, at)
    signed = replace(reply, headers=headers)
    return _tampered(signed) if fault == "tampered-body" else signed


def _signer(provider: Provider, asked: Asked, fault: str) -> Signer:
    """By the public key for a shop that names it, else by the platform certificate."""
    who = provider.wechat
    if fault == "new-certificate":
        return who.next_certificate()
    by_id = asked.headers.get("wechatpay-serial") == who.by_id.serial
    signer = who.by_id if by_id else who.by_certificate
    if fault == "unknown-serial":
        return replace(signer, serial="7" * 40)
    return replace(signer, key=who.app_key) if fault == "wrong-signature" else signer


def _tampered(reply: Reply) -> Reply:
    """One letter of the first text changed; where there is no text, of the nonce."""
    at = reply.body.find(b'":"') + len(b'":"')
    if not reply.body.startswith(b"{"):
        at = 0
    if not reply.body:
        return replace(reply, headers={**reply.headers, "wechatpay-nonce": "x"})
    changed = bytes([reply.body[at] ^ 1])
    return replace(reply, body=reply.body[:at] + changed + reply.body[at + 1 :])


def _refusal(error: ApiError) -> Reply:
    node = {"code": error.code, "message": error.message}
    return Reply(body=_json(node), status=error.status, content_type=_JSON)


def _json(node: Node) -> bytes:
    return json.dumps(node, ensure_ascii=False, separators=(",", ":")).encode()
