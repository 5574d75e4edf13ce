"""PIX (Brazil): a static BR Code. It can be paid more than once, whatever it says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.qrcodes import emvco, fields

CURRENCY = "BRL"
ANY_TXID = "***"
_MOST_MINOR = 999_999_999_999  # thirteen signs with the point
_MOST_BESIDE_KEY = 73  # key and information share one item of 99 characters
_KEY = re.compile(
    r"\+[1-9]\d{6,14}"  # a telephone number
    r"|\d{11}|\d{14}"  # a person's, a company's tax number
    r"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"  # a random key
    r"|(?=.{3,77}$)[^@\s]+@[^@\s]+",
    re.ASCII,
)
_TXID = re.compile(r"[0-9A-Za-z]{1,25}|\*\*\*", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """Whose key it is; accents of name and city are left out, as the code has none."""

    key: str
    name: str
    city: str

    def __post_init__(self) -> None:
        self.items()

    def items(self) -> tuple[str, str, str]:
        """Key, name and city as they stand in the code."""
        name, city = fields.unaccented(self.name), fields.unaccented(self.city)
        return (
            fields.matching(fields.text(self.key, "key", least=1, most=77), "key", _KEY),
            fields.text(name, "name", least=1, most=25, allowed=fields.plain),
            fields.text(city, "city", least=1, most=15, allowed=fields.plain),
        )


def payload(
    payee: Payee, *, amount_minor: int | None = None, txid: str = ANY_TXID, information: str = ""
) -> str:
    """The text of the code.

    Args:
        amount_minor: None leaves it to the customer.
        txid: up to 25 letters and digits that come back with the payment.
        information: shown to the customer.
    """
    key, name, city = payee.items()
    room = max(0, _MOST_BESIDE_KEY - len(key))
    words = fields.text(fields.unaccented(information), "information", most=room)
    account = emvco.template([("00", "br.gov.bcb.pix"), ("01", key), ("02", words)])
    paid = "" if amount_minor is None else fields.amount(amount_minor, CURRENCY, most=_MOST_MINOR)
    return emvco.payload(
        [
            ("00", "01"),
            ("26", account),
            ("52", "0000"),
            ("53", "986"),
            ("54", paid),
            ("58", "BR"),
            ("59", name),
            ("60", city),
            ("62", emvco.item("05", fields.matching(txid, "txid", _TXID))),
        ]
    )
