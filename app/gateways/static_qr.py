"""A code of the shop's own bank, made for every sale; the cashier sees the money arrive."""

from __future__ import annotations

from dataclasses import replace

from app.domain.errors import Refused, UserError
from app.domain.qrcodes import schemes
from app.domain.shop import ShopProfile
from app.gateways.cashier import CashierGateway
from app.ports.clock import Clock
from app.ports.gateway import Capabilities, Charge, ChargeRequest, Misconfigured
from app.ports.provider import Provider, Values


class StaticQr(CashierGateway):
    """One payee under one standard; UserError names the value of the payee that is wrong."""

    id = "static_qr"

    def __init__(self, values: Values) -> None:
        scheme, self._draw = schemes.of_payee(values)
        self.caps = Capabilities(shows_qr=True, confirms="cashier", currencies=scheme.currencies)

    def create(self, request: ChargeRequest) -> Charge:
        """The code to show; Refused where the amount does not fit the standard."""
        charge = super().create(request)
        wanted = schemes.Wanted(
            attempt_no=request.attempt_no,
            amount_minor=request.money.minor,
            currency=request.money.currency,
        )
        try:
            text, reference = self._draw(wanted)
        except UserError as error:
            raise Refused(error.key, **error.params) from error
        return replace(charge, qr_text=text, provider_ref=reference or None)


def _make(values: Values, clock: Clock) -> StaticQr:
    """Build it for a payee, see app.domain.qrcodes.schemes; Misconfigured names what is wrong."""
    try:
        return StaticQr(values)
    except UserError as error:
        name = str(error.params.get("field", "scheme"))
        raise Misconfigured("provider_setting_wrong", name=name) from error


def _of_shop(profile: ShopProfile) -> Values | None:
    """The shop's own account, where it has one in its currency."""
    values = profile.bank_code
    scheme = schemes.SCHEMES.get(values.get("scheme", ""))
    return values if scheme is not None and profile.currency in scheme.currencies else None


STATIC_QR = Provider(
    id=StaticQr.id,
    words=("Bank QR code", "银行收款码"),
    make=_make,
    of_shop=_of_shop,
    by_hand=("Send {amount} back in the bank's app.", "请在银行应用中退回 {amount}。"),
)
