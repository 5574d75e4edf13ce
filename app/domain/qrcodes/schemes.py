"""A code of the shop's own bank for one payment, under the standard of its country.

Each code carries a reference made from the attempt's number, where its standard has room for one,
so that the bank's statement can be matched later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.errors import UserError
from app.domain.qrcodes import epc, iban, paynow, pix, promptpay, references, swiss, upi

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the code is to ask for; `attempt_no` are letters a-f and digits."""

    attempt_no: str
    amount_minor: int
    currency: str


Draw = Callable[[Wanted], tuple[str, str]]
"""What the code holds, and the reference in it (empty where there is none)."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A standard: the currencies it takes, what its payee needs, and how its codes are made.

    Attributes:
        fields: names of the values that `open` reads, in the order a person fills them in.
    """

    currencies: frozenset[str]
    fields: tuple[str, ...]
    open: Callable[[Values], Draw]


_SWISS_PARTY = ("name", "street", "house_number", "postcode", "town", "country")


def _epc(values: Values) -> Draw:
    payee = epc.Payee(
        name=values.get("name", ""), iban=values.get("iban", ""), bic=values.get("bic", "")
    )

    def draw(wanted: Wanted) -> tuple[str, str]:
        reference = references.creditor(wanted.attempt_no[-21:])
        return epc.payload(payee, amount_minor=wanted.amount_minor, reference=reference), reference

    return draw


def _swiss(values: Values) -> Draw:
    party = swiss.Party(**{name: values.get(name, "") for name in _SWISS_PARTY})
    creditor = swiss.Creditor(iban=values.get("iban", ""), party=party)
    is_qr = iban.is_qr_iban(creditor.account())

    def draw(wanted: Wanted) -> tuple[str, str]:
        number = wanted.attempt_no
        digits = f"{int(number, 36) % 10**26}"
        reference = references.qr(digits) if is_qr else references.creditor(number[-21:])
        text = swiss.payload(
            creditor,
            currency=wanted.currency,
            amount_minor=wanted.amount_minor,
            reference=reference,
        )
        return text, reference

    return draw


def _pix(values: Values) -> Draw:
    payee = pix.Payee(
        key=values.get("key", ""), name=values.get("name", ""), city=values.get("city", "")
    )

    def draw(wanted: Wanted) -> tuple[str, str]:
        txid = wanted.attempt_no[-25:]
        return pix.payload(payee, amount_minor=wanted.amount_minor, txid=txid), txid

    return draw


def _promptpay(values: Values) -> Draw:
    account = values.get("account", "")
    promptpay.account(account)
    return lambda wanted: (promptpay.payload(account, amount_minor=wanted.amount_minor), "")


def _paynow(values: Values) -> Draw:
    payee = paynow.Payee(account=values.get("account", ""), name=values.get("name", ""))

    def draw(wanted: Wanted) -> tuple[str, str]:
        reference = wanted.attempt_no[-25:]
        text = paynow.payload(payee, amount_minor=wanted.amount_minor, reference=reference)
        return text, reference

    return draw


def _upi(values: Values) -> Draw:
    payee = upi.Payee(
        address=values.get("address", ""),
        name=values.get("name", ""),
        category=values.get("category", ""),
    )

    def draw(wanted: Wanted) -> tuple[str, str]:
        reference = wanted.attempt_no
        text = upi.payload(payee, amount_minor=wanted.amount_minor, reference=reference)
        return text, reference

    return draw


SCHEMES: dict[str, Scheme] = {
    "epc": Scheme(frozenset({epc.CURRENCY}), ("name", "iban", "bic"), _epc),
    "swiss": Scheme(frozenset(swiss.CURRENCIES), ("iban", *_SWISS_PARTY), _swiss),
    "pix": Scheme(frozenset({pix.CURRENCY}), ("key", "name", "city"), _pix),
    "promptpay": Scheme(frozenset({promptpay.CURRENCY}), ("account",), _promptpay),
    "paynow": Scheme(frozenset({paynow.CURRENCY}), ("account", "name"), _paynow),
    "upi": Scheme(frozenset({upi.CURRENCY}), ("address", "name", "category"), _upi),
}


def of_payee(values: Values) -> tuple[Scheme, Draw]:
    """The standard that `values["scheme"]` names, and how to draw codes for the payee in it.

    Errors: UserError that names the wrong value as `field`.
    """
    scheme = SCHEMES.get(values.get("scheme", ""))
    if scheme is None:
        raise UserError("bank_code_scheme_unknown", field="scheme")
    return scheme, scheme.open(values)
