"""PayNow (Singapore): a transfer to a company's number (UEN) or a mobile number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from app.domain.errors import UserError
from app.domain.qrcodes import emvco, fields

CURRENCY = "SGD"
_MOST_MINOR = 999_999_999_999
_FOR_EVER = date(9999, 12, 31)
_MOBILE = re.compile(r"(?:\+65)?([89]\d{7})", re.ASCII)
_COMPANY = re.compile(r"[0-9A-Z]{9,10}([0-9A-Z]{3})?", re.ASCII)
_NO_NAME = "NA"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """A company by its number, with or without the suffix of a branch, or a person's mobile."""

    account: str
    name: str = _NO_NAME

    def __post_init__(self) -> None:
        self.items()

    def items(self) -> tuple[str, str, str]:
        """Kind of the account, the account and the name as they stand in the code."""
        compact = fields.compact(self.account).upper()
        name = fields.text(self.name, "name", least=1, most=25, allowed=fields.plain)
        mobile = _MOBILE.fullmatch(compact)
        if mobile:
            return "0", f"+65{mobile[1]}", name
        if _COMPANY.fullmatch(compact):
            return "2", compact, name
        raise UserError("qr_field_form", field="account")


def payload(
    payee: Payee,
    *,
    amount_minor: int | None = None,
    reference: str = "",
    editable: bool = False,
    expires_on: date = _FOR_EVER,
) -> str:
    """The text of the code.

    Args:
        reference: up to 25 signs that come back with the payment.
        editable: whether the customer may change the amount; always where there is none.
        expires_on: the last day, in Singapore, on which it can be paid.
    """
    kind, account, name = payee.items()
    paid = "" if amount_minor is None else fields.amount(amount_minor, CURRENCY, most=_MOST_MINOR)
    number = fields.text(reference, "reference", most=25, allowed=fields.plain)
    target = [
        ("00", "SG.PAYNOW"),
        ("01", kind),
        ("02", account),
        ("03", "1" if editable or not paid else "0"),
        ("04", expires_on.strftime("%Y%m%d")),
    ]
    return emvco.payload(
        [
            ("00", "01"),
            ("01", "12" if paid else "11"),
            ("26", emvco.template(target)),
            ("52", "0000"),
            ("53", "702"),
            ("54", paid),
            ("58", "SG"),
            ("59", name),
            ("60", "Singapore"),
            ("62", emvco.template([("01", number)])),
        ]
    )
