"""The page for whoever tries things out: every trade with its buttons, and the fault switches."""

from __future__ import annotations

from html import escape

from starlette.requests import Request
from starlette.responses import Response

from app.domain import money
from app.sandbox.codes import BEHAVIOURS
from app.sandbox.faults import FAULTS, Switch
from app.sandbox.pages.fault_words import described
from app.sandbox.pages.frame import language_of, page
from app.sandbox.pages.words import said, word
from app.sandbox.provider import Provider
from app.sandbox.trades import RefundState, State, Trade, lapse

_MOST = 100


async def show(request: Request) -> Response:
    """The newest trades, and what is on."""
    provider: Provider = request.app.state.provider
    lang = language_of(request)
    trades = provider.book.newest(_MOST)
    for trade in trades:
        lapse(trade, provider.now())
    title = word("control_title", lang)
    body = (
        f"<h1>{title}</h1>"
        f'<section class="card"><div class="row"><h2>{word("trades", lang)}</h2>'
        f'<a href="/control?lang={lang}">{word("reload", lang)}</a></div>'
        f"{_table(provider, trades, lang)}</section>"
        f'<section class="card" id="codes"><h2>{word("codes", lang)}</h2>'
        f"{_codes(provider, lang)}</section>"
        f'<section class="card"><h2>{word("faults", lang)}</h2>{_faults(provider, lang)}</section>'
    )
    return page(request, title=title, body=body, wide=True)


def _table(provider: Provider, trades: list[Trade], lang: str) -> str:
    if not trades:
        return f'<p class="soft">{word("no_trades", lang)}</p>'
    names = ("order_no", "subject", "amount", "status")
    head = "".join(f"<th>{word(x, lang)}</th>" for x in names)
    rows = "".join(_row(provider, trade, lang) for trade in trades)
    return f'<div class="scroll"><table><tr>{head}<th></th></tr>{rows}</table></div>'


def _row(provider: Provider, trade: Trade, lang: str) -> str:
    amount = money.display(trade.amount_minor, trade.unit)
    back = money.display(trade.refunded_minor, trade.unit) if trade.refunds else ""
    refunded = (
        f'<br><span class="soft">{word("refunded", lang, amount=back)}</span>' if back else ""
    )
    wire = f'<br><span class="soft">{_wire(provider, trade.wire, lang)}</span>'
    return (
        f"<tr><td>{escape(trade.out_trade_no)}{wire}</td><td>{escape(trade.subject)}</td>"
        f'<td class="number">{amount}{refunded}</td><td>{word(_stands(trade), lang)}</td>'
        f"<td>{_actions(trade, lang)}</td></tr>"
    )


def _stands(trade: Trade) -> str:
    """Where a trade stands, as a key of words; a till hears it in its wire's own word."""
    if trade.state is State.PAID and trade.refunds:
        return "partly_back" if trade.left_minor else "all_back"
    return trade.state.lower()


def _actions(trade: Trade, lang: str) -> str:
    at = f"/control/trades/{escape(trade.out_trade_no)}"
    if any(x.state is RefundState.PROCESSING for x in trade.refunds):
        return _button(f"{at}/settle", "settle", lang)
    if trade.state not in {State.SHOWN, State.WAITING}:
        return ""
    scan = _button(f"{at}/scan", "scan", lang) if trade.state is State.SHOWN else ""
    wrong = (
        f'<input name="amount" inputmode="decimal" aria-label="{word("amount", lang)}"'
        f' placeholder="{money.plain(trade.total_minor, trade.unit)}">'
    )
    return (
        f'<div class="row">{scan}{_button(f"{at}/pay", "pay_short", lang, wrong)}'
        f"{_button(f'{at}/decline', 'decline', lang)}"
        f'<a href="/qr/{trade.token}?lang={lang}">{word("open_page", lang)}</a></div>'
    )


def _button(action: str, key: str, lang: str, inside: str = "", **params: str) -> str:
    """A form with one button; the page that comes after it speaks the same language."""
    return (
        f'<form method="post" action="{action}?lang={lang}" class="row">{inside}'
        f"<button>{word(key, lang, **params)}</button></form>"
    )


def _codes(provider: Provider, lang: str) -> str:
    """A button for each kind of code, and the codes that can be used now."""
    buttons = "".join(
        _button(
            "/control/codes",
            f"code_{behaviour}",
            lang,
            f'<input type="hidden" name="wire" value="{wire}">'
            f'<input type="hidden" name="behaviour" value="{behaviour}">',
            wire=_wire(provider, wire, lang),
        )
        for wire in provider.wires
        for behaviour in BEHAVIOURS
    )
    shown = "".join(
        f"<li><strong>{code}</strong>"
        f" {word(f'code_{kind}', lang, wire=_wire(provider, wire, lang))}</li>"
        for code, wire, kind in provider.book.codes(provider.now())
    )
    hint = f'<p class="soft">{word("codes_hint", lang)}</p>'
    return f'{hint}<ul>{shown}</ul><div class="row">{buttons}</div>'


def _faults(provider: Provider, lang: str) -> str:
    options = "".join(
        f'<option value="{x.name}">{x.name}: {escape(described(x, lang))}</option>'
        for x in FAULTS.values()
    )
    inside = (
        f'<select name="name">{options}</select>'
        f"{_field('count', word('times', lang))}{_field('seconds', word('seconds', lang))}"
        f"{_field('method', word('call', lang))}"
    )
    active = "".join(f"<li>{_on(x, lang)}</li>" for x in provider.faults.active())
    on = f"<p>{word('active', lang)}</p><ul>{active}</ul>" if active else ""
    off = '<input type="hidden" name="name" value="">'
    return (
        _button("/control/faults", "fault_on", lang, inside)
        + on
        + _button("/control/faults", "faults_off", lang, off)
    )


def _field(name: str, label: str) -> str:
    return f'<label>{label}<input name="{name}"></label>'


def _on(switch: Switch, lang: str) -> str:
    parts = [switch.fault.name, escape(switch.method)]
    if switch.count is not None:
        parts.append(f"× {switch.count}")
    return f"{' '.join(x for x in parts if x)}: {escape(described(switch.fault, lang))}"


def _wire(provider: Provider, wire: str, lang: str) -> str:
    return escape(said(provider.wires[wire].words, lang))
