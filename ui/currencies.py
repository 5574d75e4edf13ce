"""Currencies to choose from: the common ones first and by name, then every other one."""

from __future__ import annotations

from app.domain import money
from ui import i18n
from ui.i18n.messages.currencies import MESSAGES

_PREFIX = "currency."
COMMON = tuple(key.removeprefix(_PREFIX) for key in MESSAGES)


def currency_choices() -> list[tuple[str, str]]:
    """(code, words to show and to search in) of every currency in use."""
    others = [code for code in money.codes() if code not in COMMON]
    return [(code, _words(code)) for code in (*COMMON, *others)]


def _words(code: str) -> str:
    symbol, key = money.currency(code).symbol, f"currency.{code}"
    name = i18n.tr(key) if i18n.known(key) else ""
    sign = symbol if symbol != code else ""
    return "  ".join(part for part in (code, sign, name) if part)
