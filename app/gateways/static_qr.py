"""A code of the shop's own bank, made for every sale; the cashier sees the money arrive.

Each code carries a reference made from the attempt's number, where its standard has room for one,
so that the bank's statement can be matched later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from app.domain.errors import Refused, UserError
from app.domain.qrcodes import epc, iban, paynow, pix, promptpay, references, swiss, upi
from app.gateways.cashier import CashierGateway
from app.ports.clock import Clock
from app.ports.gateway import Capabilities, Charge, ChargeRequest, Misconfigured

Values = Mapping[str, str]
Draw = Callable[[ChargeRequest], tuple[str, str]]
"""From a request to what the code holds, and the reference in it (empty where there is none)."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A standard: the currencies it takes, and how a payee's codes are made."""

    currencies: frozenset[str]
    open: Callable[[Values], Draw]


class StaticQr(CashierGateway):
    """One payee under one standard."""

    id = "static_qr"

    def __init__(self, scheme: Scheme, values: Values) -> None:
        self._draw = scheme.open(values)
        self.caps = Capabilities(
            shows_qr=True, can_close=True, confirms="cashier", currencies=scheme.currencies
        )

    def create(self, request: ChargeRequest) -> Charge:
        """The code to show; Refused where the amount does not fit the standard."""
        charge = super().create(request)
        try:
            text, reference = self._draw(request)
        except UserError as error:
            raise Refused(error.key, **error.params) from error
        return replace(charge, qr_text=text, provider_ref=reference or None)


def _epc(values: Values) -> Draw:
    payee = epc.Payee(
        name=values.get("name", ""), iban=values.get("iban", ""), bic=values.get("bic", "")
    )

    def draw(request: ChargeRequest) -> tuple[str, str]:
        reference = references.creditor(request.attempt_no[-21:])
        return epc.payload(payee, amount_minor=request.money.minor, reference=reference), reference

    return draw


def _swiss(values: Values) -> Draw:
    names = ("name", "street", "house_number", "postcode", "town", "country")
    party = swiss.Party(**{name: values.get(name, "") for name in names})
    creditor = swiss.Creditor(iban=values.get("iban", ""), party=party)
    is_qr = iban.is_qr_iban(creditor.account())

    def draw(request: ChargeRequest) -> tuple[str, str]:
        number = request.attempt_no
        digits = f"{int(number, 36) % 10**26}"
        reference = references.qr(digits) if is_qr else references.creditor(number[-21:])
        money = request.money
        text = swiss.payload(
            creditor, currency=money.currency, amount_minor=money.minor, reference=reference
        )
        return text, reference

    return draw


def _pix(values: Values) -> Draw:
    payee = pix.Payee(
        key=values.get("key", ""), name=values.get("name", ""), city=values.get("city", "")
    )

    def draw(request: ChargeRequest) -> tuple[str, str]:
        txid = request.attempt_no[-25:]
        return pix.payload(payee, amount_minor=request.money.minor, txid=txid), txid

    return draw


def _promptpay(values: Values) -> Draw:
    account = values.get("account", "")
    promptpay.account(account)
    return lambda request: (promptpay.payload(account, amount_minor=request.money.minor), "")


def _paynow(values: Values) -> Draw:
    payee = paynow.Payee(account=values.get("account", ""), name=values.get("name", ""))

    def draw(request: ChargeRequest) -> tuple[str, str]:
        reference = request.attempt_no[-25:]
        text = paynow.payload(payee, amount_minor=request.money.minor, reference=reference)
        return text, reference

    return draw


def _upi(values: Values) -> Draw:
    payee = upi.Payee(
        address=values.get("address", ""),
        name=values.get("name", ""),
        category=values.get("category", ""),
    )

    def draw(request: ChargeRequest) -> tuple[str, str]:
        reference = request.attempt_no
        text = upi.payload(payee, amount_minor=request.money.minor, reference=reference)
        return text, reference

    return draw


SCHEMES: dict[str, Scheme] = {
    "epc": Scheme(frozenset({epc.CURRENCY}), _epc),
    "swiss": Scheme(frozenset(swiss.CURRENCIES), _swiss),
    "pix": Scheme(frozenset({pix.CURRENCY}), _pix),
    "promptpay": Scheme(frozenset({promptpay.CURRENCY}), _promptpay),
    "paynow": Scheme(frozenset({paynow.CURRENCY}), _paynow),
    "upi": Scheme(frozenset({upi.CURRENCY}), _upi),
}


def from_values(settings: Mapping[str, str], clock: Clock) -> StaticQr:
    """Build it from settings: scheme (a name of SCHEMES) and what its payee needs: name, iban,
    bic, street, house_number, postcode, town, country, key, city, account, address, category.
    Misconfigured names the one that is wrong.
    """
    scheme = SCHEMES.get(settings.get("scheme", ""))
    if scheme is None:
        raise Misconfigured("provider_setting_wrong", name="scheme")
    try:
        return StaticQr(scheme, settings)
    except UserError as error:
        name = str(error.params.get("field", "scheme"))
        raise Misconfigured("provider_setting_wrong", name=name) from error
