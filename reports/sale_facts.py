"""What invoice, receipt and packing slip say about a sale, in words and figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import Enum

from app.domain import capitals, money
from app.domain.money import Currency
from app.domain.order_states import Label
from app.domain.pricing import TaxTotal
from app.domain.shop import ShopProfile
from app.ports.documents import PaperLine, PaperPayment, SalePaper
from reports import words
from reports.words import Say

_STAMPS = {
    Label.AWAITING_PAYMENT: "stamp.UNPAID",
    Label.PAYMENT_FAILED: "stamp.UNPAID",
    Label.CHECKING_PAYMENT: "stamp.CHECKING_PAYMENT",
    Label.CANCELLED: "stamp.CANCELLED",
    Label.REFUNDED: "stamp.REFUNDED",
    Label.REFUNDING: "stamp.REFUNDING",
}
_OWING = frozenset({Label.AWAITING_PAYMENT, Label.PAYMENT_FAILED, Label.CHECKING_PAYMENT})


class Weight(Enum):
    """How loud a fact is printed."""

    QUIET = "quiet"
    PLAIN = "plain"
    LOUD = "loud"


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what stands against it."""

    name: str
    value: str
    weight: Weight = Weight.PLAIN


def figures(minor: int, currency: Currency) -> str:
    """An amount with grouping and without the currency: "1,234.50"."""
    return money.display(minor, replace(currency, symbol=""))


def quantity(milli: int) -> str:
    """A quantity without idle zeros: 2000 is "2", 435 is "0.435"."""
    whole, part = divmod(abs(milli), 1000)
    text = f"{whole:,}" + (f".{part:03d}".rstrip("0") if part else "")
    return f"-{text}" if milli < 0 else text


def moment(at: datetime) -> str:
    """Date and time, read alike in every language."""
    return f"{at:%Y-%m-%d %H:%M}"


def shop_name(shop: ShopProfile, language: str) -> str:
    """The shop's name in the paper's language."""
    return shop.name_en if language == "en" and shop.name_en else shop.name


def shop_lines(shop: ShopProfile, say: Say) -> list[str]:
    """Address, phone and tax number, as far as they are known."""
    lines = [shop.address] if shop.address else []
    if shop.phone:
        lines.append(say("phone", phone=shop.phone))
    if shop.tax_number:
        lines.append(say("tax_number", number=shop.tax_number))
    return lines


def stamp(paper: SalePaper, say: Say) -> str:
    """What is stamped across a paper that is not simply paid; else empty."""
    key = _STAMPS.get(paper.label)
    return say(key) if key else ""


def totals(paper: SalePaper, say: Say) -> list[Fact]:
    """How the total comes about; the total itself is printed larger, by itself."""
    cur = paper.currency
    rows = []
    if paper.discount_minor:
        rows.append(Fact(say("sum.goods"), money.display(goods_minor(paper), cur)))
        rows.append(Fact(say("sum.discount"), money.display(-paper.discount_minor, cur)))
    if paper.taxes:
        rows.append(Fact(say("sum.net"), money.display(paper.net_minor, cur)))
        rows.append(Fact(say("sum.tax"), money.display(paper.tax_minor, cur)))
    return rows or [Fact(say("sum.goods"), money.display(paper.total_minor, cur))]


def goods_minor(paper: SalePaper) -> int:
    """Quantity times unit price over all lines, as quoted, before discounts."""
    return sum(money.round_ratio(line.qty_milli * line.unit_minor, 1000) for line in paper.lines)


def in_capitals(paper: SalePaper) -> str:
    """The total in Chinese financial capitals; empty for other currencies than the yuan."""
    return capitals.amount_in_capitals(paper.total_minor) if paper.currency.code == "CNY" else ""


def tax_rate(tax: TaxTotal, cur: Currency, say: Say) -> str:
    """The rate of a tax: "13%", or the levy on one unit."""
    if tax.percent is not None:
        return f"{tax.percent.normalize():f}%"
    levy = (tax.fixed_minor or Decimal(0)).scaleb(-cur.decimals)
    return say("tax.per_unit", amount=f"{levy.normalize():f}")


def how_much(line: PaperLine) -> str:
    """The quantity of a line with its unit."""
    return f"{quantity(line.qty_milli)} {line.unit}".rstrip()


def priced(line: PaperLine, cur: Currency, say: Say) -> Fact:
    """How the amount of a line comes about, and the amount."""
    parts = [f"{how_much(line)} × {figures(line.unit_minor, cur)}"]
    if line.discount_minor:
        parts.append(f"{say('line.discount')} {figures(-line.discount_minor, cur)}")
    if line.tax_text:
        parts.append(line.tax_text)
    return Fact("  ".join(parts), figures(line.total_minor, cur))


def counted(paper: SalePaper, say: Say) -> str:
    """How many lines and items, to be checked against the bag; what is weighed counts as one."""
    whole = (divmod(line.qty_milli, 1000) for line in paper.lines)
    items = sum(1 if part else count for count, part in whole)
    return say("sum.items", lines=len(paper.lines), items=items)


def payments(paper: SalePaper, say: Say) -> list[Fact]:
    """What was paid and given back, and what is still owed."""
    cur = paper.currency
    rows = [fact for payment in paper.payments for fact in _payment(payment, cur, say)]
    paid = sum(payment.amount_minor for payment in paper.payments)
    if len(paper.payments) > 1:
        rows.append(Fact(say("pay.paid"), money.display(paid, cur), Weight.LOUD))
    if paper.label in _OWING and paid < paper.total_minor:
        due = money.display(paper.total_minor - paid, cur)
        rows.append(Fact(say("pay.due"), due, Weight.LOUD))
    return rows


def _payment(payment: PaperPayment, cur: Currency, say: Say) -> Iterator[Fact]:
    name = words.tender(say, payment.tender)
    if payment.amount_minor < 0:
        name = say("pay.refund", tender=name)
    yield Fact(name, money.display(payment.amount_minor, cur))
    if payment.rounding_minor:
        rounding = money.display(payment.rounding_minor, cur)
        yield Fact(say("pay.rounding"), rounding, Weight.QUIET)
    if payment.tendered_minor:
        yield Fact(say("pay.tendered"), money.display(payment.tendered_minor, cur), Weight.QUIET)
    if payment.tendered_minor or payment.change_minor:
        yield Fact(say("pay.change"), money.display(payment.change_minor, cur))
    if payment.reference:
        yield Fact(say("pay.reference", reference=payment.reference), "", Weight.QUIET)


def delivery_lines(paper: SalePaper, say: Say) -> list[str]:
    """To whom and where, and with which parcel."""
    to = paper.delivery
    if to is None:
        return []
    who = "  ".join(filter(None, (to.recipient, to.phone)))
    return [line for line in (who, to.address, *parcel_lines(paper, say)) if line]


def named(say: Say, key: str, value: str) -> str:
    """A value behind what it is: "Note: fragile"."""
    return say("named", what=say(key), value=value)


def parcel_lines(paper: SalePaper, say: Say) -> list[str]:
    """Carrier and tracking number, as far as they are known."""
    lines = []
    if paper.carrier:
        lines.append(named(say, "carrier", paper.carrier))
    if paper.tracking_number:
        lines.append(named(say, "tracking", paper.tracking_number))
    return lines


def customer_lines(paper: SalePaper) -> list[str]:
    """Who bought, as far as it is known."""
    return [line for line in (paper.customer_name, paper.customer_phone) if line]
