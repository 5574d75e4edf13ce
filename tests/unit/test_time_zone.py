"""A new shop is proposed the machine's own time zone."""

from __future__ import annotations

import zoneinfo
from pathlib import Path

import pytest

from ui import time_zone


def test_the_environment_speaks_first(tmp_path: Path) -> None:
    localtime = tmp_path / "localtime"
    localtime.symlink_to("/usr/share/zoneinfo/Asia/Tokyo")
    for text in ("Europe/Berlin", ":Europe/Berlin"):
        assert time_zone.of_this_machine({"TZ": text}, localtime) == "Europe/Berlin"
    for nonsense in ("", "nowhere", "../../etc/passwd", "CET-1CEST,M3.5.0,M10.5.0/3"):
        assert time_zone.of_this_machine({"TZ": nonsense}, localtime) == "Asia/Tokyo"


def test_a_machine_that_does_not_say_gets_a_zone_that_exists(tmp_path: Path) -> None:
    found = time_zone.of_this_machine({}, tmp_path / "none")
    assert zoneinfo.ZoneInfo(found).key == found


@pytest.mark.parametrize("name", ["", "x", "/etc/passwd", "Asia", "Asia/../x", "Asia/Shanghai\0"])
def test_what_is_no_zone_is_no_zone(name: str) -> None:
    assert not time_zone.exists(name)
