"""An order's number is told from every other code that can be scanned."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.placing import is_order_number, order_number


@pytest.mark.parametrize("till", ["1", "A7", "ABCD"])
@pytest.mark.parametrize("sequence", [1, 9999, 123456])
def test_what_is_written_is_known_again(till: str, sequence: int) -> None:
    assert is_order_number(order_number(till, date(2026, 3, 1), sequence))


@pytest.mark.parametrize(
    "code", ["", "9520000000011", "20260301-1-1", "20260301-abc-0001", "20260301-1-0001 "]
)
def test_other_codes_are_none(code: str) -> None:
    assert not is_order_number(code)
