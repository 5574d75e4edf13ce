"""/control for scripts: trades and faults as JSON. Its forms are in pages/control.py."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from app.domain import money
from app.domain.errors import UserError
from app.sandbox import codes, customer
from app.sandbox.faults import DEFAULT_S, FAULTS
from app.sandbox.forms import BadInput, sent
from app.sandbox.pages.frame import language_of
from app.sandbox.provider import Provider
from app.sandbox.trades import NotPossible, Trade, lapse

_MOST = 1000


async def trades(request: Request) -> Response:
    """The newest thousand trades, newest first."""
    provider: Provider = request.app.state.provider
    return JSONResponse([_trade(provider, x) for x in provider.book.newest(_MOST)])


async def act(request: Request, *, action: str) -> Response:
    """Scan, pay or decline; answers the trade as it is then."""
    provider: Provider = request.app.state.provider
    number = request.path_params["number"]
    try:
        amount = (await sent(request)).get("amount")
        trade = customer.act(provider, lambda: provider.book.find(number), action, amount)
    except NotPossible as error:
        return _error(409, error.reason)
    except BadInput as error:
        return _error(400, str(error))
    if trade is None:
        return _error(404, "unknown_trade")
    return _done(request, _trade(provider, trade))


async def notification(request: Request) -> Response:
    """The signed message the provider would push about a trade now."""
    provider: Provider = request.app.state.provider
    trade = provider.book.find(request.path_params["number"])
    if trade is None:
        return _error(404, "unknown_trade")
    lapse(trade, provider.now())
    message, _ = provider.message(trade)
    return Response(message.body, headers=dict(message.headers))


async def new_code(request: Request) -> Response:
    """A fresh code on a customer's phone: wire, and behaviour (pays, password, balance)."""
    provider: Provider = request.app.state.provider
    try:
        wanted = await sent(request)
    except BadInput as error:
        return _error(400, str(error))
    wire = str(wanted.get("wire", "alipay"))
    behaviour = str(wanted.get("behaviour", codes.PAYS))
    if wire not in provider.wires or behaviour not in codes.BEHAVIOURS:
        return _error(400, "wire or behaviour is unknown")
    code = codes.show(provider, wire, behaviour)
    return _done(request, {"code": code, "wire": wire, "behaviour": behaviour}, at="#codes")


async def load(request: Request) -> Response:
    """How many requests came from tills since the start."""
    provider: Provider = request.app.state.provider
    return JSONResponse(provider.load.as_json())


async def faults(request: Request) -> Response:
    """Every fault there is, with what it does and how it is switched."""
    provider: Provider = request.app.state.provider
    return JSONResponse(_faults(provider))


async def set_faults(request: Request) -> Response:
    """Turn one on: name, and optionally method, count, seconds; or all off: name null."""
    provider: Provider = request.app.state.provider
    try:
        wanted = await sent(request)
        if "name" not in wanted and wanted:
            raise BadInput("name is missing")
        if wanted.get("name"):
            provider.faults.turn_on(str(wanted["name"]), **_options(wanted))
        else:
            provider.faults.clear()
    except (BadInput, UserError) as error:
        return _error(400, str(error))
    return _done(request, _faults(provider))


def _options(wanted: dict[str, Any]) -> dict[str, Any]:
    count, seconds = wanted.get("count"), wanted.get("seconds")
    try:
        return {
            "method": str(wanted.get("method") or ""),
            "count": int(count) if count not in {None, ""} else None,
            "seconds": float(seconds) if seconds not in {None, ""} else DEFAULT_S,
        }
    except (TypeError, ValueError) as error:
        raise BadInput("count and seconds are numbers") from error


def _trade(provider: Provider, trade: Trade) -> dict[str, Any]:
    lapse(trade, provider.now())
    unit = trade.unit
    return {
        "wire": trade.wire,
        "out_trade_no": trade.out_trade_no,
        "trade_no": trade.trade_no or None,
        "trade_status": provider.status(trade),
        "subject": trade.subject,
        "total_amount": money.plain(trade.total_minor, unit),
        "currency": trade.currency,
        "paid_amount": money.plain(trade.paid_minor, unit),
        "refunded_amount": money.plain(trade.refunded_minor, unit),
        "refunds": [
            {
                "out_request_no": x.request_no,
                "refund_amount": money.plain(x.amount_minor, unit),
                "state": x.state,
            }
            for x in trade.refunds
        ],
        "qr_code": provider.page_of(trade),
        "precreated": trade.made,
        "by_customers_code": trade.by_customers_code,
        "created_at": trade.created_at.isoformat(),
        "scanned_at": trade.scanned_at.isoformat() if trade.scanned_at else None,
        "paid_at": trade.paid_at.isoformat() if trade.paid_at else None,
    }


def _faults(provider: Provider) -> list[dict[str, Any]]:
    on = {x.fault.name: x for x in provider.faults.active()}
    return [
        {
            "name": fault.name,
            "description": fault.description,
            "active": fault.name in on,
            "method": on[fault.name].method or None if fault.name in on else None,
            "count": on[fault.name].count if fault.name in on else None,
        }
        for fault in FAULTS.values()
    ]


def _done(request: Request, answer: object, *, at: str = "") -> Response:
    """Scripts get JSON; a browser that sent a form goes back to the page, `at` its place there."""
    if "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(f"/control?lang={language_of(request)}{at}", status_code=303)
    return JSONResponse(answer)


def _error(status: int, reason: str) -> Response:
    return JSONResponse({"error": reason}, status_code=status)
