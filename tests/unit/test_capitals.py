"""Amounts in Chinese financial capitals."""

from __future__ import annotations

import pytest

from app.domain.capitals import amount_in_capitals
from app.domain.errors import UserError


@pytest.mark.parametrize(
    ("fen", "capitals"),
    [
        (7046, "柒拾元肆角陆分"),
        (0, "零元整"),
        (1, "壹分"),
        (10, "壹角整"),
        (11, "壹角壹分"),
        (100, "壹元整"),
        (101, "壹元零壹分"),
        (110, "壹元壹角整"),
        (1000, "壹拾元整"),
        (1050, "壹拾元伍角整"),
        (10000, "壹佰元整"),
        (10100, "壹佰零壹元整"),
        (11000, "壹佰壹拾元整"),
        (100100, "壹仟零壹元整"),
        (101000, "壹仟零壹拾元整"),
        (140950, "壹仟肆佰零玖元伍角整"),
        (600714, "陆仟零柒元壹角肆分"),
        (32504, "叁佰贰拾伍元零肆分"),
        (1640902, "壹万陆仟肆佰零玖元零贰分"),
        (1000000, "壹万元整"),
        (1000100, "壹万零壹元整"),
        (10700053, "壹拾万柒仟元伍角叁分"),
        (1000000000, "壹仟万元整"),
        (10000000000, "壹亿元整"),
        (10000100000, "壹亿零壹仟元整"),
        (10100000000, "壹亿零壹佰万元整"),
        (12345678912, "壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元壹角贰分"),
        (100000000000000, "壹万亿元整"),
        (100000000000100, "壹万亿零壹元整"),
        (-7046, "负柒拾元肆角陆分"),
    ],
)
def test_an_amount_is_written_as_on_a_cheque(fen: int, capitals: str) -> None:
    assert amount_in_capitals(fen) == capitals


@pytest.mark.parametrize("fen", [10**18, -(10**18)])
def test_an_amount_beyond_words_is_refused(fen: int) -> None:
    with pytest.raises(UserError, match="amount_too_large"):
        amount_in_capitals(fen)
