"""The page behind a code, sized for a phone: the customer looks, and pays or does not."""

from __future__ import annotations

from html import escape

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.domain import money
from app.sandbox import customer
from app.sandbox.forms import BadInput, sent
from app.sandbox.pages.frame import language_of, page
from app.sandbox.pages.words import word
from app.sandbox.provider import Provider
from app.sandbox.trades import NotPossible, State, Trade


async def show(request: Request) -> Response:
    """Opening the page is what scanning the code is."""
    provider: Provider = request.app.state.provider
    token = request.path_params["token"]
    try:
        trade = customer.act(provider, lambda: provider.book.by_token(token), "scan")
    except NotPossible as error:
        return _message(request, error.reason, status=410)
    if trade is None:
        return _message(request, "unknown_code", status=404)
    return _trade_page(request, trade)


async def act(request: Request, *, action: str) -> Response:
    """A button was pressed; afterwards the browser is sent back to the page."""
    provider: Provider = request.app.state.provider
    token = request.path_params["token"]
    try:
        amount = (await sent(request)).get("amount")
        trade = customer.act(provider, lambda: provider.book.by_token(token), action, amount)
    except NotPossible as error:
        return _message(request, error.reason, status=409, at=_address(token))
    except BadInput:
        return _message(request, "amount_wrong", status=400, at=_address(token))
    if trade is None:
        return _message(request, "unknown_code", status=404)
    return RedirectResponse(f"{_address(token)}?lang={language_of(request)}", status_code=303)


def _trade_page(request: Request, trade: Trade) -> Response:
    lang = language_of(request)
    amount = money.display(trade.amount_minor, trade.unit)
    label = "to_pay" if trade.state is State.WAITING else "amount"
    head = (
        f"<h1>{escape(trade.subject)}</h1>"
        f'<p class="soft">{word(label, lang)}</p><p class="amount">{amount}</p>'
        f'<p class="soft">{word("order_no", lang)} {escape(trade.out_trade_no)}</p>'
    )
    below = _buttons(trade, lang) if trade.state is State.WAITING else _end(trade, lang)
    return page(
        request,
        title=f"{word('pay_title', lang)} {amount}",
        body=f'<section class="card">{head}</section>{below}',
    )


def _buttons(trade: Trade, lang: str) -> str:
    at = _address(trade.token)
    amount = money.display(trade.total_minor, trade.unit)
    example = money.plain(trade.total_minor, trade.unit)
    return (
        f'<form method="post" action="{at}/pay?lang={lang}">'
        f'<button class="first" name="pay">{word("pay", lang, amount=amount)}</button></form>'
        f'<form method="post" action="{at}/decline?lang={lang}">'
        f'<button name="decline">{word("decline", lang)}</button></form>'
        f"<details><summary>{word('wrong', lang)}</summary>"
        f'<p class="soft">{word("wrong_hint", lang)}</p>'
        f'<form method="post" action="{at}/pay?lang={lang}">'
        f'<input name="amount" required inputmode="decimal" aria-label="{word("amount", lang)}"'
        f' placeholder="{example}">'
        f'<button name="pay-wrong">{word("pay_this", lang)}</button></form></details>'
    )


def _end(trade: Trade, lang: str) -> str:
    if trade.state is State.CLOSED:
        return f'<section class="card state bad">✕ {word("closed", lang)}</section>'
    lines = [f'<p class="state good">✓ {word("paid", lang)}</p>']
    if trade.refunds:
        back = money.display(trade.refunded_minor, trade.unit)
        lines.append(f'<p class="state">↩ {word("refunded", lang, amount=back)}</p>')
    return f'<section class="card">{"".join(lines)}</section>'


def _message(request: Request, key: str, *, status: int, at: str = "") -> Response:
    """Why not, and the way back to the payment at an address."""
    lang = language_of(request)
    text = word(key, lang)
    link = (
        f'<a class="then" href="{escape(at)}?lang={lang}">{word("see_payment", lang)}</a>'
        if at
        else ""
    )
    body = f'<section class="card"><p class="state bad">{text}</p>{link}</section>'
    response = page(request, title=text, body=body, at=at)
    response.status_code = status
    return response


def _address(token: str) -> str:
    return f"/qr/{token}"
