"""The money cases of other systems: numbers in, numbers expected."""

from __future__ import annotations

import json
from typing import Any

from tests.helpers.shared import shared_path

Case = dict[str, Any]


def money_cases() -> dict[str, Case]:
    """All cases by id; skips the test where the real data is absent."""
    text = shared_path("cases/money_and_stock.json").read_text(encoding="utf-8")
    return {case["id"]: case for case in json.loads(text)}
