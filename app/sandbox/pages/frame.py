"""The frame around every page: head, style, language switch."""

from __future__ import annotations

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse

from app.sandbox.pages.words import LANGUAGES, language, word

_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self';"
        " frame-ancestors 'none'; base-uri 'none'"
    ),
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}
_STYLE = """
:root { color-scheme: light dark; --back: #f3f5f8; --card: #fff; --text: #1b2430; --soft: #5b6675;
  --line: #d9dfe7; --main: #0b63ce; --on-main: #fff; --good: #13794a; --bad: #b3261e;
  --note: #fff3d1; --on-note: #6b4a00; }
@media (prefers-color-scheme: dark) { :root { --back: #12161c; --card: #1c222b; --text: #e8edf4;
  --soft: #a3afbf; --line: #323b48; --main: #6aa9ff; --on-main: #08182c; --good: #5fd39a;
  --bad: #ff8a80; --note: #3a2f12; --on-note: #f5d98a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); line-height: 1.45;
  font: 1rem/1.45 system-ui, -apple-system, "Segoe UI", "Noto Sans SC", "PingFang SC",
  "Microsoft YaHei", sans-serif; }
header { display: flex; justify-content: space-between; gap: 1rem; padding: .75rem 1rem;
  background: var(--note); color: var(--on-note); font-size: .9rem; }
header a { color: inherit; padding: .75rem 1rem; margin: -.75rem -1rem; white-space: nowrap; }
a { color: var(--main); }
main { max-width: 27rem; margin: 0 auto; padding: 1rem; }
main.wide { max-width: 76rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 1rem;
  padding: 1.25rem; margin-bottom: 1rem; }
h1 { font-size: 1.25rem; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 0 0 .75rem; }
.amount { font-size: 2.6rem; font-weight: 650; margin: .25rem 0; overflow-wrap: anywhere;
  font-variant-numeric: tabular-nums; }
.soft { color: var(--soft); font-size: .9rem; overflow-wrap: anywhere; }
.good { color: var(--good); } .bad { color: var(--bad); }
.state { font-size: 1.2rem; font-weight: 600; margin: 0; overflow-wrap: anywhere; }
.state + .state, .state + .then { margin-top: .75rem; }
.then { display: block; font-size: 1rem; }
form { margin: 0; }
button, input, select { font: inherit; color: inherit; border-radius: .7rem; min-height: 3rem;
  padding: .5rem 1rem; border: 1px solid var(--line); background: var(--card); }
button { cursor: pointer; font-weight: 600; }
main.narrow button, main.narrow input { width: 100%; margin-top: .75rem; }
.first { background: var(--main); color: var(--on-main); border-color: var(--main); }
:focus-visible { outline: 3px solid var(--main); outline-offset: 2px; }
summary { cursor: pointer; padding: .75rem 0; margin-top: .25rem; color: var(--soft); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; padding: .5rem .6rem; border-top: 1px solid var(--line);
  vertical-align: middle; }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; }
.row button, .row input, .row select { min-height: 2.5rem; padding: .3rem .7rem; }
.row input { width: 7rem; }
.row h2 { margin: 0 0 .4rem; }
.row a { align-self: center; }
label { display: grid; gap: .2rem; font-size: .85rem; color: var(--soft); }
@media (max-width: 44rem) { tr:first-child { display: none; }
  tr { display: block; padding: .75rem 0; border-top: 1px solid var(--line); }
  td, td.number { display: block; border: 0; padding: .15rem 0; text-align: left;
    overflow-wrap: anywhere; }
  select { width: 100%; } }
"""


def language_of(request: Request) -> str:
    """The language a page is asked for in."""
    chosen = request.query_params.get("lang", "")
    return language(chosen, request.headers.get("accept-language", ""))


def page(
    request: Request, *, title: str, body: str, wide: bool = False, at: str = ""
) -> HTMLResponse:
    """A whole page; `body` is HTML, everything from outside in it already escaped.

    Args:
        at: where the other language is found; a form's own address cannot be opened.
    """
    lang = language_of(request)
    other = LANGUAGES[1 - LANGUAGES.index(lang)]
    switch = f"{escape(at or request.url.path)}?lang={other}"
    html = (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>"
        f"<header><span>{word('test', lang)}</span>"
        f'<a href="{switch}" hreflang="{other}">{word("other_language", lang)}</a></header>'
        f'<main class="{"wide" if wide else "narrow"}">{body}</main></body></html>'
    )
    return HTMLResponse(html, headers=_HEADERS)
