"""Which column is what: headers in English and Chinese, and the user's own say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from app.domain.errors import UserError
from app.domain.importing.model import Columns, Field, SourceRow

_SEARCHED_ROWS = 10  # titles and empty rows may stand above the header

# Per field the best name first: a file with "price" and "retail price" sells at the latter.
# Columns that end in "id" are another program's own numbers and match nothing.
_WORDS: dict[Field, str] = {
    Field.NAME: """
        product name, goods name, item name, article name, name, product, item, article, title,
        description, product title, 商品名称, 商品名, 品名, 货品名称, 产品名称, 物料名称, 名称,
        货品名, 产品名, 商品, 品名规格, 商品全名
        """,
    Field.BARCODE: """
        barcode, bar code, barcodes, ean, ean13, ean code, upc, upc ean, ean upc, gtin, isbn,
        product barcode, 商品条码, 条码, 条形码, 商品条形码, 国际条码, 国条, 条码号, 69码, 一维码,
        主条码, 包装条码
        """,
    Field.SKU: """
        sku, goods sn, item code, item no, item number, article no, article number, product code,
        product no, product number, stock code, part number, plu, reference, code, sku编码, 货号,
        商品编码, 商品编号, 商品货号, 商品代码, 自编码, 店内码, 产品编号, 产品编码, 编码, 编号, 代码
        """,
    Field.CATEGORY: """
        category, category name, product category, categories, group, product group, department,
        product type, type, 分类, 商品分类, 类别, 商品类别, 品类, 类目, 分类名称, 所属分类,
        一级分类, 部门
        """,
    Field.UNIT: """
        unit, uom, unit of measure, sales unit, sale unit, 单位, 计量单位, 销售单位, 基本单位,
        主单位, 商品单位
        """,
    Field.PRICE: """
        retail price, selling price, sale price, sales price, unit price, price, list price, rrp,
        售价, 零售价, 销售价, 零售价格, 销售价格, 销售单价, 零售单价, 单价, 价格, 标价, 商品售价
        """,
    Field.COST: """
        cost price, cost, unit cost, purchase price, buying price, wholesale price, 进价, 进货价,
        成本价, 成本, 采购价, 进货价格, 采购单价, 进货单价, 批发价
        """,
    Field.STOCK: """
        stock, on hand, stock on hand, quantity on hand, units in stock, in stock, stock quantity,
        stock qty, quantity, qty, inventory, 库存, 库存数量, 库存量, 现有库存, 当前库存, 初始库存,
        期初库存, 可用库存, 数量
        """,
    Field.TAX: """
        tax class, tax rate, tax, vat, vat rate, tax percent, tax name, gst, 税率, 税种, 税类,
        增值税率, 销项税率, 税
        """,
    Field.SUPPLIER: """
        supplier, supplier name, vendor, vendor name, 供应商, 供应商名称, 供货商, 供货商名称,
        进货商, 主供应商
        """,
}


def _plain(header: str) -> str:
    """A header without case, spaces, punctuation and what stands in brackets: 售价(元) -> 售价."""
    text = unicodedata.normalize("NFKC", header).casefold()
    text = re.sub(r"\([^)]*\)|\[[^\]]*\]|【[^】]*】", "", text)
    return "".join(x for x in text if x.isalnum())


_SYNONYMS: dict[Field, tuple[str, ...]] = {
    name: tuple(_plain(word) for word in words.split(",")) for name, words in _WORDS.items()
}


def parse_map(text: str) -> tuple[Field, str]:
    """Read `name=品名`; an empty right side means the file has no such column."""
    name, equals, header = text.partition("=")
    if not equals:
        raise UserError("import_map_form", text=text)
    try:
        return Field(name.strip().lower()), header.strip()
    except ValueError:
        fields = ", ".join(Field)
        raise UserError("import_map_field", field=name.strip(), fields=fields) from None


def find(rows: Iterable[SourceRow], maps: Mapping[Field, str]) -> Columns:
    """The columns of a file: its header is the first row that has a name column.

    Errors: UserError import_empty, import_no_name_column, import_map_header.
    """
    first = list(islice((row for row in rows if any(x.strip() for x in row.cells)), _SEARCHED_ROWS))
    if not first:
        raise UserError("import_empty")
    for row in first:
        columns = match(row, maps)
        if Field.NAME in columns.places:
            _require_mapped(columns, maps)
            return columns
    _require_mapped(match(first[0], maps), maps)
    raise UserError("import_no_name_column", headers=_listed(first[0]))


def match(header: SourceRow, maps: Mapping[Field, str]) -> Columns:
    """Give each field its column: the user's say first, then the best known name."""
    plain = [_plain(cell) for cell in header.cells]
    places: dict[Field, int] = {}
    for name, wanted in maps.items():
        place = _place_of(wanted, header.cells, plain)
        if place is not None:
            places[name] = place
    for name in Field:
        if name not in maps:
            place = _best(_SYNONYMS[name], plain, taken=places.values())
            if place is not None:
                places[name] = place
    return Columns(header, places)


def _place_of(wanted: str, cells: Sequence[str], plain: Sequence[str]) -> int | None:
    exact = [place for place, cell in enumerate(cells) if cell.strip() == wanted]
    folded = [place for place, cell in enumerate(plain) if cell and cell == _plain(wanted)]
    return next(iter(exact + folded), None) if wanted else None


def _best(words: Sequence[str], plain: Sequence[str], *, taken: Iterable[int]) -> int | None:
    free = [cell if place not in taken else "" for place, cell in enumerate(plain)]
    return next((free.index(word) for word in words if word in free), None)


def _require_mapped(columns: Columns, maps: Mapping[Field, str]) -> None:
    for name, wanted in maps.items():
        if wanted and name not in columns.places:
            headers = _listed(columns.header)
            raise UserError("import_map_header", field=name, header=wanted, headers=headers)


def _listed(header: SourceRow) -> str:
    shown = [cell.strip()[:40] for cell in header.cells if cell.strip()]
    return ", ".join(shown[:20])
