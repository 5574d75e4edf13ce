"""The shop itself: what goes on its paper, its money, its taxes, its hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from app.domain.pricing import TaxRounding


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopProfile:
    """Settings that belong to the shop and are the same on every till.

    Attributes:
        time_zone: IANA name; business dates and shop time follow it.
        day_cut_minutes: minutes after midnight at which a new business day begins.
        pay_minutes: how long an unpaid order keeps its goods.
        cash_step_minor: the smallest coin, for cash rounding; 1 means none.
        card_terminal: whether the shop takes cards on a terminal of its own.
        bank_code: the shop's own account under a standard of bank codes: "scheme" and what its
            payee needs, see app.domain.qrcodes.schemes; empty for none.
        refund_late_money: money for what was given up or paid otherwise goes back by itself.
        tips: whether customers are offered to give one.
        cash_refunds: what was paid in another way may be given back out of the drawer.
    """

    name: str
    name_en: str = ""
    address: str = ""
    phone: str = ""
    tax_number: str = ""
    footer: str = ""
    currency: str = "CNY"
    prices_include_tax: bool = True
    tax_rounding: TaxRounding = TaxRounding.LINE
    cash_step_minor: int = 1
    time_zone: str = "Asia/Shanghai"
    day_cut_minutes: int = 0
    pay_minutes: int = 15
    documents_language: str = "zh"
    test_payments: bool = True
    card_terminal: bool = True
    bank_code: Mapping[str, str] = field(default_factory=dict)
    refund_late_money: bool = False
    tips: bool = False
    cash_refunds: bool = False
    demo: bool = False
    version: int = 1


def business_date(at: datetime, profile: ShopProfile) -> date:
    """The business day that the aware moment `at` belongs to."""
    return (shop_time(at, profile) - timedelta(minutes=profile.day_cut_minutes)).date()


def shop_time(at: datetime, profile: ShopProfile) -> datetime:
    """The aware moment `at` on the shop's own clock."""
    from zoneinfo import ZoneInfo  # reads how Python was built: not before a time is told

    return at.astimezone(ZoneInfo(profile.time_zone))
