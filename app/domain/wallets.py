"""Codes on customers' phones: whose they are can be read off their first digits."""

from __future__ import annotations

import re

# Alipay: 16 to 24 digits that begin with 25 to 30; WeChat Pay: 18 digits that begin with 10 to 15.
# Both as published for merchants who scan their customers' codes.
_WALLETS = {
    "alipay": re.compile(r"(2[5-9]|30)\d{14,22}", re.ASCII),
    "wechat": re.compile(r"1[0-5]\d{16}", re.ASCII),
}


def wallet_of(code: str) -> str | None:
    """The provider whose customer shows this code; None for codes of goods and all others."""
    for provider, form in _WALLETS.items():
        if form.fullmatch(code.strip()):
            return provider
    return None
