"""Optional real data beside the checkout; tests that need it skip where it is absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def shared_path(name: str) -> Path:
    """Return a file of the real data set, or skip the test and say why."""
    root = os.environ.get("ZHANGGUI_SHARED")
    base = Path(root) if root else Path(__file__).parents[3] / "shared"
    path = base / name
    if not path.exists():
        pytest.skip(f"real data {name} is not beside this checkout (set ZHANGGUI_SHARED)")
    return path
