"""Numbers, times and names as people read them, in the current language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from app.domain import common_words, money
from app.domain.money import Currency
from ui import i18n


def amount(minor: int, cur: Currency) -> str:
    """ "¥12.50" """
    return money.display(minor, cur)


def figure(minor: int, cur: Currency) -> str:
    """An amount in a column that already says the currency: "1,234.50"."""
    sign = "-" if minor < 0 else ""
    whole, _, cents = money.plain(abs(minor), cur).partition(".")
    tail = f".{cents}" if cents else ""
    return f"{sign}{int(whole):,}{tail}"


def quantity(milli: int) -> str:
    """Thousandths as short as they can be written: 1500 is "1.5"."""
    return f"{Decimal(milli) / 1000:,f}".rstrip("0").rstrip(".") if milli % 1000 else whole(milli)


def counted(milli: int, unit: str) -> str:
    """So much of something: "3 bottles", or "3" of what has no unit."""
    said = common_words.unit(unit, i18n.language(), milli)
    return f"{quantity(milli)} {said}".rstrip()


def unit(written: str) -> str:
    """The unit of one: "bottle"."""
    return common_words.unit(written, i18n.language())


def tax(name: str, rate: Decimal | None) -> str:
    """A tax with its rate, where it has one: "VAT 13%"."""
    said = common_words.tax(name, i18n.language())
    return said if rate is None else f"{said} {percent(rate)}"


def whole(milli: int) -> str:
    """Thousandths that are whole units: 2000 is "2"."""
    return f"{milli // 1000:,}"


def percent(value: Decimal) -> str:
    """ "12.5%" """
    return f"{value.normalize():f}%"


def clock_time(at: datetime) -> str:
    """Shop time, hours and minutes."""
    return at.strftime("%H:%M")


def day(on: date) -> str:
    """ISO: the same everywhere, sorts by itself."""
    return on.isoformat()


def moment(at: datetime) -> str:
    """Day and time of an aware moment that is already on the shop's clock."""
    return at.strftime("%Y-%m-%d %H:%M")


def ago(passed: timedelta) -> str:
    """How long something is past: "3 s ago", "5 min ago"."""
    seconds = max(0, int(passed.total_seconds()))
    if seconds < 60:
        return i18n.tr("time.seconds_ago", n=seconds)
    if seconds < 3600:
        return i18n.tr("time.minutes_ago", n=seconds // 60)
    return i18n.tr("time.hours_ago", n=seconds // 3600)


def tenders(ids: Iterable[str]) -> str:
    """Ways to pay by their names: "cash, Alipay"."""
    return i18n.tr("common.comma").join(i18n.tr(f"tender.{x}") for x in ids)


def countdown(seconds: float) -> str:
    """Minutes and seconds left: "4:59"."""
    left = max(0, int(seconds))
    return f"{left // 60}:{left % 60:02d}"
