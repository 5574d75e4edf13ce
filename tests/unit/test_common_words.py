"""Units and taxes are said in the reader's language, whatever the shop wrote."""

from __future__ import annotations

import pytest

from app.domain import common_words
from data.demo.goods import GOODS


@pytest.mark.parametrize(
    ("written", "language", "qty_milli", "said"),
    [
        ("瓶", "en", 1000, "bottle"),
        ("瓶", "en", 3000, "bottles"),
        ("瓶", "zh", 3000, "瓶"),
        ("bottle", "zh", 1000, "瓶"),
        ("Bottles", "zh", 2000, "瓶"),
        ("bottle", "en", 2000, "bottles"),
        ("千克", "en", 1500, "kg"),
        ("KG", "zh", 500, "千克"),
        ("piece", "zh", 1000, "件"),
        ("个", "zh", 1000, "个"),
        ("pcs", "en", 4000, "pcs"),
        ("", "en", 2000, ""),
        ("坛", "en", 2000, "坛"),
        ("firkin", "zh", 1000, "firkin"),
    ],
)
def test_units_that_every_shop_knows_are_said_in_both_languages(
    written: str, language: str, qty_milli: int, said: str
) -> None:
    assert common_words.unit(written, language, qty_milli) == said


@pytest.mark.parametrize(
    ("written", "language", "said"),
    [
        ("增值税", "en", "VAT"),
        ("VAT", "zh", "增值税"),
        ("vat", "en", "VAT"),
        ("Deposit", "zh", "Deposit"),
        ("", "zh", ""),
    ],
)
def test_taxes_that_every_shop_knows_are_said_in_both_languages(
    written: str, language: str, said: str
) -> None:
    assert common_words.tax(written, language) == said


def test_every_unit_of_the_demo_goods_is_known() -> None:
    for good in GOODS:
        assert not good.unit or common_words.unit(good.unit, "en") != good.unit
