"""Columns are found by their names in two languages, or by what the user says."""

from __future__ import annotations

import pytest

from app.domain.errors import UserError
from app.domain.importing import headers
from app.domain.importing.model import Field, SourceRow


def _row(*cells: str, line: int = 1) -> SourceRow:
    return SourceRow(line, cells)


def _chosen(*cells: str, **maps: str) -> dict[str, str]:
    said = {Field(name): header for name, header in maps.items()}
    return {str(k): v for k, v in headers.find([_row(*cells)], said).chosen().items()}


def test_chinese_headers_are_known() -> None:
    assert _chosen("商品名称", "条码", "进价", "售价", "产地", "单位", "备注", "库存") == {
        "name": "商品名称",
        "barcode": "条码",
        "unit": "单位",
        "price": "售价",
        "cost": "进价",
        "stock": "库存",
    }


def test_english_headers_are_known_in_any_case_and_spelling() -> None:
    assert _chosen("Product_Name", "EAN-13", "Unit Price (EUR)", "Units In Stock", "VAT %") == {
        "name": "Product_Name",
        "barcode": "EAN-13",
        "price": "Unit Price (EUR)",
        "stock": "Units In Stock",
        "tax": "VAT %",
    }


def test_what_is_paid_at_the_till_wins_over_other_prices() -> None:
    chosen = _chosen("name", "price", "counter_price", "retail_price")
    assert chosen["price"] == "retail_price"


def test_numbers_of_other_programs_are_not_taken_for_ours() -> None:
    assert _chosen("id", "name", "category_id", "supplier_id", "product_id") == {"name": "name"}


def test_the_user_says_which_column() -> None:
    assert _chosen("a", "品名X", "c", name="品名X", price="c") == {"name": "品名X", "price": "c"}


def test_the_user_says_that_there_is_no_such_column() -> None:
    assert _chosen("name", "tax", tax="") == {"name": "name"}


def test_a_column_the_user_gave_to_a_field_is_not_used_twice() -> None:
    assert _chosen("name", "title", supplier="name") == {"name": "title", "supplier": "name"}


def test_titles_above_the_header_are_skipped() -> None:
    rows = [_row("商品资料表"), _row("", "", line=2), _row("品名", "零售价", line=3)]
    columns = headers.find(rows, {})
    assert columns.header.line_no == 3
    assert columns.places == {Field.NAME: 0, Field.PRICE: 1}


def test_without_a_name_column_the_headers_are_shown() -> None:
    with pytest.raises(UserError) as refused:
        headers.find([_row("sku", "zzz", "price")], {})
    assert refused.value.key == "import_no_name_column"
    assert refused.value.params["headers"] == "sku, zzz, price"


def test_a_column_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(UserError) as refused:
        headers.find([_row("name", "price")], {Field.COST: "purchase"})
    assert refused.value.key == "import_map_header"
    assert refused.value.params["header"] == "purchase"


def test_a_file_of_empty_rows_is_empty() -> None:
    with pytest.raises(UserError) as refused:
        headers.find([_row("", " "), _row()], {})
    assert refused.value.key == "import_empty"


def test_maps_are_read_from_the_command_line() -> None:
    assert headers.parse_map("name=品名") == (Field.NAME, "品名")
    assert headers.parse_map(" PRICE = a=b ") == (Field.PRICE, "a=b")
    assert headers.parse_map("tax=") == (Field.TAX, "")


@pytest.mark.parametrize(
    ("text", "key"), [("name", "import_map_form"), ("colour=red", "import_map_field")]
)
def test_maps_that_say_nothing_are_refused(text: str, key: str) -> None:
    with pytest.raises(UserError) as refused:
        headers.parse_map(text)
    assert refused.value.key == key
