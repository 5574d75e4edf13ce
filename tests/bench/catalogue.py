"""A hundred thousand products, the same in every run, with names like a shop's."""

from __future__ import annotations

import random
from collections.abc import Iterator

from app.domain.barcode import make_ean13
from app.domain.catalog import Product
from data.ids import new_id

_WORDS = """
康乐 金鼎 云溪 海风 麦香 青禾 老街坊 Nordsee Sunhill Marlow 七色 百味 长河 小满
茉莉花茶 乌龙茶 矿泉水 橙汁 酸奶 牛奶 饼干 面包 巧克力 薯片 酱油 洗发水 coffee biscuit soap 糖果
原味 草莓 柠檬 绿茶 海盐 薄荷 mild strong classic 无糖 特浓 家庭装 迷你
100ml 250毫升 330ml 500毫升 1L 1.5L 50克 200g 500克 1kg 6片 12支 一箱
"""
_BRANDS, _KINDS, _TASTES, _SIZES = (line.split() for line in _WORDS.strip().splitlines())


def products(count: int) -> Iterator[Product]:
    """`count` products; initials are those of a made-up reading, as long as the name."""
    chance = random.Random(2026)
    for number in range(count):
        parts = [chance.choice(words) for words in (_BRANDS, _KINDS, _TASTES, _SIZES)]
        yield Product(
            id=new_id(),
            name=f"{''.join(parts[:3])} {parts[3]} {number}",
            name_en=f"Item {number} {parts[1]}" if number % 3 == 0 else "",
            sku=f"SKU{number:06d}",
            barcodes=(make_ean13(f"952{number:09d}"),),
            price_minor=chance.randrange(100, 50_000),
            initials="".join(chance.choice("abcdefghjklmnpqrstwxyz") for _ in range(7)),
        )
