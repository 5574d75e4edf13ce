"""docs/sandbox.md knows every switch there is, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from app.sandbox.faults import FAULTS

PAGE = Path(__file__).parents[2] / "docs" / "sandbox.md"


def test_every_fault_is_documented_and_every_documented_fault_exists() -> None:
    table = PAGE.read_text(encoding="utf-8").partition("## Every fault has a switch")[2]
    assert set(re.findall(r"`([a-z0-9-]+-[a-z0-9-]+|[a-z]+)`", table)) - {"amount", "pay"} == (
        FAULTS.keys()
    )
