"""PromptPay (Thailand): a transfer to a telephone number, a tax number or an e-wallet."""

from __future__ import annotations

import re

from app.domain.errors import UserError
from app.domain.qrcodes import emvco, fields

CURRENCY = "THB"
_MOST_MINOR = 999_999_999_999
_PHONE = re.compile(r"(?:\+?66|0)(\d{9})", re.ASCII)
_TAX_NUMBER = re.compile(r"\d{13}", re.ASCII)
_WALLET = re.compile(r"\d{15}", re.ASCII)


def account(text: str) -> emvco.Item:
    """What the money goes to, as an item of the code; UserError("qr_field_form")."""
    compact = fields.compact(text)
    phone = _PHONE.fullmatch(compact)
    if _TAX_NUMBER.fullmatch(compact):
        return "02", compact
    if _WALLET.fullmatch(compact):
        return "03", compact
    if phone:
        return "01", f"0066{phone[1]}"
    raise UserError("qr_field_form", field="account")


def payload(to: str, *, amount_minor: int | None = None) -> str:
    """The text of the code; without an amount it can be used again and again."""
    target = emvco.template([("00", "A000000677010111"), account(to)])
    paid = "" if amount_minor is None else fields.amount(amount_minor, CURRENCY, most=_MOST_MINOR)
    return emvco.payload(
        [
            ("00", "01"),
            ("01", "12" if paid else "11"),
            ("29", target),
            ("58", "TH"),
            ("53", "764"),
            ("54", paid),
        ]
    )
