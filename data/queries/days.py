"""Business days as stretches of time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.domain.errors import UserError
from app.domain.shop import ShopProfile
from data.repositories.shop import read_profile
from data.session import Session


def profile_for(session: Session) -> ShopProfile:
    """The shop's settings, which say when its days begin; UserError("shop_not_set_up")."""
    profile = read_profile(session)
    if profile is None:
        raise UserError("shop_not_set_up")
    return profile


def day_start(day: date, profile: ShopProfile) -> datetime:
    """When a business day begins, in UTC."""
    zone = ZoneInfo(profile.time_zone)
    local = datetime.combine(day, time()) + timedelta(minutes=profile.day_cut_minutes)
    return local.replace(tzinfo=zone).astimezone(UTC)


def day_starts(first: date, last: date, profile: ShopProfile) -> list[datetime]:
    """The beginnings of all days from first to last, and the end of the last one."""
    return [day_start(first + timedelta(days=n), profile) for n in range((last - first).days + 2)]
