"""Which column is what: headers in English and Chinese, and the user's own say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from app.domain.errors import UserError
from app.domain.importing import naming
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

_SYNONYMS = naming.synonyms(_WORDS)


def parse_map(text: str) -> tuple[Field, str]:
    """Read `name=品名`; an empty right side means the file has no such column."""
    return naming.parse_map(text, Field)


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
            naming.require_mapped(row, columns.places, maps)
            return columns
    naming.require_mapped(first[0], match(first[0], maps).places, maps)
    raise UserError("import_no_name_column", headers=naming.shown(first[0]))


def match(header: SourceRow, maps: Mapping[Field, str]) -> Columns:
    """Give each field its column: the user's say first, then the best known name."""
    return Columns(header, naming.places(header, _SYNONYMS, maps))
