"""A row is kept when it can be: numbers, codes and names are read as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import money, texts
from app.domain.errors import UserError
from app.domain.importing import cells, headers, numbers, repeats, rows
from app.domain.importing.model import Goods, Reading, Rejected, Repeat, SourceRow

HEADER = ("name", "barcode", "sku", "unit", "price", "cost", "stock")


def _read(*lines: tuple[str, ...], header: tuple[str, ...] = HEADER) -> list[Reading]:
    table = [SourceRow(place, line) for place, line in enumerate((header, *lines), start=1)]
    columns = headers.find(table, {})
    body = rows.body(table, columns)
    mark = numbers.decimal_mark(rows.number_cells(body, columns))
    reader = rows.Reader(columns, money.currency("CNY"), mark)
    return list(repeats.mark(map(reader.read, body)))


def _one(name: str = "tea", barcode: str = "", **more: str) -> Reading:
    line = {"name": name, "barcode": barcode, **more}
    return _read(tuple(line.get(head, "") for head in HEADER))[0]


def _goods(name: str = "tea", barcode: str = "", **more: str) -> Goods:
    reading = _one(name, barcode, **more)
    assert isinstance(reading, Goods), reading
    return reading


def _warned(goods: Goods) -> list[str]:
    return [note.key for note in goods.warnings]


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("2.60", ".", "2.60"),
        ("¥ 1,234.50", ".", "1234.50"),
        ("￥１２．５０", ".", "12.50"),
        ("12.5元", ".", "12.5"),
        ("RMB 8", ".", "8"),
        ("CNY8.00", ".", "8.00"),
        ("US$ 3.99", ".", "3.99"),
        ("HK$12", ".", "12"),
        ("1 234,50 €", ",", "1234.50"),
        ("1.234,50", ",", "1234.50"),
        ("1'234.50 CHF", ".", "1234.50"),
        (".5", ".", "0.5"),
        ("5.", ".", "5"),
        ("-3", ".", "-3"),
        ("-¥3", ".", "-3"),
        ("¥-3", ".", "-3"),
        ("(3.00)", ".", "-3.00"),
        ("+7", ".", "7"),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, mark: str, value: str) -> None:
    assert numbers.read(text, mark) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["", "abc", "1.2.3", "12,34", "1,2345", "A12", "12 approx", "面议", "--5", ".", "٣", "1e5"],
)
def test_what_is_not_a_number_is_not_guessed(text: str) -> None:
    assert numbers.read(text, ".") is None


@pytest.mark.parametrize(
    ("texts_seen", "mark"),
    [
        (["1,50", "2,00"], ","),
        (["1.50", "2,00"], "."),
        (["1,234", "12"], "."),
        (["1.234,56"], ","),
        (["1,234.56"], "."),
        (["12,5 €"], ","),
        ([], "."),
    ],
)
def test_a_file_tells_its_decimal_mark(texts_seen: list[str], mark: str) -> None:
    assert numbers.decimal_mark(texts_seen) == mark


def test_a_file_with_decimal_commas_is_read_so() -> None:
    first, second = _read(("tea", "", "", "", "1,50"), ("milk", "", "", "", "1.234,00"))
    assert isinstance(first, Goods)
    assert isinstance(second, Goods)
    assert (first.price_minor, second.price_minor) == (150, 123400)


@given(st.integers(0, money.MAX_MINOR))
def test_every_amount_we_print_is_read_back(minor: int) -> None:
    euro = money.currency("EUR")
    for text in (money.plain(minor, euro), money.display(minor, euro)):
        assert numbers.read(text, ".") == money.from_minor(minor, euro)


def test_names_are_clean_text() -> None:
    assert _goods("  绿茶\u3000 250g ").name == "绿茶 250g"
    assert _goods("&quot;Fruits &amp;amp; Wine&quot;").name == '"Fruits & Wine"'
    assert _goods("?\x89mincé\u200b De\tPoulet\ufeff").name == "?mincé De Poulet"
    assert _goods("a\u202eb\u0000c").name == "abc"
    assert _goods("Cafe\u0301").name == "Café"
    assert _goods("👩\u200d🍳 soup").name == "👩\u200d🍳 soup"
    assert _goods('="007"').name == "007"


@given(st.text(max_size=300))
def test_a_clean_text_is_clean_already(text: str) -> None:
    once = texts.clean(text)
    assert "\n" not in once
    if "&" not in once:
        assert texts.clean(once) == once


def test_codes_keep_leading_zeros_and_lose_spaces() -> None:
    assert _goods(barcode="6901424333948 ").barcodes == ("6901424333948",)
    assert _goods(barcode="0000000004530").barcodes == ("0000000004530",)
    assert _goods(barcode="６９０１４２４３３３９４８").barcodes == ("6901424333948",)
    assert _goods(barcode="6901424333948.0").barcodes == ("6901424333948",)
    assert _goods(barcode='="012345678905"').barcodes == ("012345678905",)
    assert _goods(barcode="00009").barcodes == ("00009",)


@pytest.mark.parametrize("cell", ["", "-", "0", "0000000000000", "无", "N/A", "None", " "])
def test_placeholders_are_not_codes(cell: str) -> None:
    assert _goods(barcode=cell).barcodes == ()


def test_a_cell_may_hold_several_codes() -> None:
    assert _goods(barcode="11, 22;11、33").barcodes == ("11", "22", "33")
    assert cells.codes("012345678905,0012345678905") == ("012345678905",)


def test_a_wrong_check_digit_warns_and_keeps_the_row() -> None:
    goods = _goods(barcode="6925858908050", price="3.00")
    assert goods.barcodes == ("6925858908050",)
    assert _warned(goods) == ["import_check_digit"]


def test_a_code_that_a_spreadsheet_rounded_is_refused() -> None:
    reading = _one(barcode="6.90142E+12", price="1")
    assert isinstance(reading, Rejected)
    assert reading.reason.key == "import_code_damaged"


@pytest.mark.parametrize(
    ("line", "key"),
    [
        (("", "1", "", "", "1"), "import_name_empty"),
        ((" \u200b ", "1", "", "", "1"), "import_name_empty"),
        (("tea", "", "", "", "cheap"), "import_price_not_number"),
        (("tea", "", "", "", "-1"), "price_negative"),
        (("tea", "", "", "", "99999999999999999"), "amount_too_large"),
        (("tea", "9" * 65, "", "", "1"), "import_code_too_long"),
        (("tea", "", "", "", "1", "", "", "left over"), "import_row_too_wide"),
        (("a\nb\nc\nd\ne", "", "", "", "1"), "import_quote_open"),
    ],
)
def test_a_row_that_cannot_be_sold_from_is_refused(line: tuple[str, ...], key: str) -> None:
    (reading,) = _read(line)
    assert isinstance(reading, Rejected)
    assert reading.reason.key == key


def test_a_missing_price_is_said_and_kept() -> None:
    goods = _goods(price=" - ")
    assert goods.price_minor is None
    assert _warned(goods) == ["import_price_missing"]


def test_a_file_without_prices_is_not_warned_of_on_every_row() -> None:
    (reading,) = _read(("tea", "1"), header=("name", "barcode"))
    assert isinstance(reading, Goods)
    assert reading.price_minor is None
    assert reading.warnings == ()


def test_a_price_with_too_many_decimals_is_rounded_and_said() -> None:
    goods = _goods(price="12.435000000000001")
    assert goods.price_minor == 1244
    assert _warned(goods) == ["import_price_rounded"]
    assert _goods(price="12.4300").warnings == ()


def test_an_unusable_cost_or_stock_is_left_out_with_a_warning() -> None:
    goods = _goods(price="1", cost="n.a.", stock="-3")
    assert (goods.cost_minor, goods.stock_milli) == (None, None)
    assert _warned(goods) == ["import_number_left_out"] * 2


def test_cost_and_stock_are_read() -> None:
    goods = _goods(price="2.60", cost="2.1", stock="1,000.5")
    assert (goods.price_minor, goods.cost_minor, goods.stock_milli) == (260, 210, 1_000_500)


def test_long_texts_are_shortened_with_a_warning() -> None:
    goods = _goods("x" * 201, price="1", sku="s" * 65)
    assert (len(goods.name), len(goods.sku)) == (200, 64)
    assert _warned(goods) == ["import_shortened"] * 2


def test_empty_rows_are_no_rows() -> None:
    assert len(_read(("", ""), ("tea",), (" ",), ())) == 1


def test_the_same_row_twice_is_one_row() -> None:
    line = ("tea", "6901424333948", "", "", "1")
    first, second = _read(line, line)
    assert isinstance(first, Goods)
    assert isinstance(second, Repeat)
    assert second.warning.params["line"] == 2


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        (("tea", "6901424333948"), ("milk", "6901424333948 "), "barcode"),
        (("tea", "012345678905"), ("milk", "0012345678905"), "barcode"),
        (("tea", "1", "S1"), ("milk", "2", "S1"), "sku"),
        (("tea", "", "", "", "1"), ("tea", "", "", "", "2"), "name"),
        (("tea", "1"), ("tea",), "name"),
    ],
)
def test_a_row_that_contradicts_an_earlier_one_is_refused(
    first: tuple[str, ...], second: tuple[str, ...], field: str
) -> None:
    kept, refused = _read(first, second)
    assert isinstance(kept, Goods)
    assert isinstance(refused, Rejected)
    assert refused.reason.key == "import_contradicts_line"
    assert (refused.reason.params["field"], refused.reason.params["line"]) == (field, 2)


def test_equal_names_with_codes_of_their_own_are_two_goods() -> None:
    assert all(isinstance(x, Goods) for x in _read(("Comté", "1"), ("Comté", "2"), ("Comté x",)))


def test_a_code_of_any_characters_never_breaks_the_reader() -> None:
    with pytest.raises(UserError):
        cells.codes("1E5")
    assert cells.codes("ABC-123 x") == ("ABC-123x",)


@given(st.lists(st.tuples(*[st.text(max_size=12)] * 7), max_size=8))
def test_any_cells_give_one_answer_per_row(lines: list[tuple[str, ...]]) -> None:
    filled = [line for line in lines if any(cell.strip() for cell in line)]
    assert len(_read(*lines)) == len(filled)
