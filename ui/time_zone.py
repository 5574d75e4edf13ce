"""The time zone this machine is set to, as a proposal for a new shop."""

from __future__ import annotations

import zoneinfo
from collections.abc import Mapping
from pathlib import Path

from app.domain.shop import ShopProfile

LOCALTIME = Path("/etc/localtime")
_FOLDER = "zoneinfo/"


def of_this_machine(environ: Mapping[str, str], localtime: Path = LOCALTIME) -> str:
    """An IANA name; where the machine does not tell, the zone every new shop starts with."""
    linked = str(localtime.resolve()).partition(_FOLDER)[2]
    for name in (environ.get("TZ", "").removeprefix(":"), linked):
        if exists(name):
            return name
    return _of_qt() or ShopProfile(name="").time_zone


def exists(name: str) -> bool:
    """Whether this machine knows a zone of that name."""
    try:
        zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return False
    return bool(name)


def _of_qt() -> str:
    """Windows and others: Qt knows how to ask them."""
    try:
        from PySide6.QtCore import QTimeZone
    except ImportError:
        return ""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return name if exists(name) else ""
