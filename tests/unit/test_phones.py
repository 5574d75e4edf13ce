"""Telephone numbers: written in many ways, and the same all the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import phones
from app.domain.errors import UserError


@pytest.mark.parametrize(
    ("ways", "digits"),
    [
        (("138 0013 8000", "+86 138-0013-8000", "0086 13800138000"), "13800138000"),
        (("１３８００１３８０００", "13800138000"), "13800138000"),
        (("021-5550 0100", "+86 21 5550 0100", "021-55500100转801"), "2155500100"),
        (("021 55500100 ext. 3", "02155500100#3"), "2155500100"),
        (("0151 2345678", "+49 (0)151 2345678", "+49151/2345678"), "1512345678"),
        (("06 1234 5678", "+39 06 1234.5678"), "612345678"),
        (("(415) 555-0100", "+1 415 555 0100", "+1-415-555-0100 x12"), "4155550100"),
        (("912 345 67 89", "+7 912 345-67-89"), "9123456789"),
        (("912 345 678", "+351 912 345 678", "00351912345678"), "912345678"),
    ],
)  # fmt: skip
def test_however_it_is_written_it_is_the_same_number(ways: tuple[str, ...], digits: str) -> None:
    assert {phones.national(way) for way in ways} == {digits}
    assert [phones.checked(f" {way} ") for way in ways] == list(ways)


@pytest.mark.parametrize(
    "nonsense",
    ["call me", "138", "12-34", "+", "138 0013 8000 8000 8000", "138a0013", "li@example.org",
     "+86 138 0013 8000, 139", "----------", "00000000", "١٣٨٠٠١٣٨٠٠٠x"],
)  # fmt: skip
def test_what_is_no_number_is_refused(nonsense: str) -> None:
    assert phones.national(nonsense) == ""
    with pytest.raises(UserError, match="phone_wrong"):
        phones.checked(nonsense)


def test_nothing_is_no_number_and_no_mistake() -> None:
    assert phones.checked("  ") == ""
    assert phones.national("") == ""


@given(st.text())
def test_anything_typed_is_a_number_or_none(text: str) -> None:
    digits = phones.national(text)
    assert digits == "" or digits.isdigit()
