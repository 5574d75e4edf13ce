"""Files as other programs write them are read; whatever else is given is refused in words."""

from __future__ import annotations

import gzip
import io
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import UserError
from data.imports import raw, table, text
from data.imports.source import FileSource
from tests.helpers.shared import shared_path

CHINESE = "商品名称,条码,售价\n王老吉凉茶,6901424333948,2.60\n可乐,6908512108518,2.40\n"


def _rows(path: Path) -> list[tuple[str, ...]]:
    return [row.cells for row in FileSource(path, path.parent).rows()]


def _file(folder: Path, data: bytes, name: str = "goods.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _refusal(path: Path) -> str:
    with pytest.raises(UserError) as refused:
        FileSource(path, path.parent).rows()
    return refused.value.key


def _sheet(path: Path, fill: Callable[[xlsxwriter.Workbook], None]) -> Path:
    with xlsxwriter.Workbook(path) as workbook:
        fill(workbook)
    return path


@pytest.mark.parametrize(
    "data",
    [
        CHINESE.encode(),
        CHINESE.encode("utf-8-sig"),
        CHINESE.encode("utf-16"),
        b"\xfe\xff" + CHINESE.encode("utf-16-be"),
        CHINESE.encode("utf-16-le"),
        CHINESE.encode("utf-16-be"),
        CHINESE.encode("gb18030"),
        CHINESE.replace("\n", "\r\n").encode("gb18030"),
        CHINESE.replace("\n", "\r").encode(),
        CHINESE.replace(",", "\t").encode("utf-16"),
        CHINESE.replace(",", ";").encode("gb18030"),
        gzip.compress(CHINESE.encode("gb18030"), mtime=0),
    ],
    ids=lambda data: repr(data[:8]),
)
def test_every_usual_encoding_and_delimiter_gives_the_same_rows(
    tmp_path: Path, data: bytes
) -> None:
    assert _rows(_file(tmp_path, data))[:3] == [
        ("商品名称", "条码", "售价"),
        ("王老吉凉茶", "6901424333948", "2.60"),
        ("可乐", "6908512108518", "2.40"),
    ]


def test_western_europe_is_not_taken_for_chinese() -> None:
    line = "name;price\nCafé crème brûlée à la française;3,50\n"
    assert text.decode(line.encode("cp1252"), "x") == line


def test_chinese_with_few_characters_is_still_chinese() -> None:
    line = "name,price\nCoca Cola 330ml 听,2.40\n"
    assert text.decode(line.encode("gb18030"), "x") == line


def test_quotes_quote_commas_line_ends_and_themselves() -> None:
    rows = table.rows('name,price\n"Tea, green",1\n"two\nlines",2\n"5"" pipe",3\nplain,4')
    assert [row.cells for row in rows] == [
        ("name", "price"),
        ("Tea, green", "1"),
        ("two\nlines", "2"),
        ('5" pipe', "3"),
        ("plain", "4"),
    ]
    assert [row.line_no for row in rows] == [1, 2, 3, 5, 6]


def test_tabs_without_quoting_keep_the_quotes_of_names() -> None:
    rows = table.rows('ID\tName\n1\t"Балтика" пиво\n2\tсок "Я" 1л\n3\t"незакрытая\n4\t"whole"')
    assert [row.cells[1] for row in rows] == [
        "Name",
        '"Балтика" пиво',
        'сок "Я" 1л',
        '"незакрытая',
        "whole",
    ]


def test_a_quote_that_is_never_closed_costs_no_other_row() -> None:
    lines = ["name,price", *(f"good {n},{n}" for n in range(30_000))]
    lines[5] = '"open,1'
    rows = table.rows("\n".join(lines))
    assert len(rows) == 30_001
    assert rows[5].cells == ('"open', "1")


def test_semicolons_with_decimal_commas_are_told_apart() -> None:
    rows = table.rows("name;price\nTea, green;1,50\nMilk;2,00")
    assert [row.cells for row in rows] == [
        ("name", "price"),
        ("Tea, green", "1,50"),
        ("Milk", "2,00"),
    ]


def test_one_column_is_a_table_too() -> None:
    assert [row.cells for row in table.rows("name\ntea\nmilk")] == [("name",), ("tea",), ("milk",)]


@settings(max_examples=60)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_what_a_spreadsheet_would_write_is_read_back(rows: list[list[str]]) -> None:
    lines = [["name", "price", "unit"], *rows]
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in lines]
    assert [list(row.cells) for row in table.rows("\n".join(quoted))] == lines


def test_a_workbook_gives_the_first_sheet_that_holds_anything(tmp_path: Path) -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        workbook.add_worksheet("empty")
        goods = workbook.add_worksheet("goods")
        goods.write_row(2, 1, ["商品名称", "条码", "售价", "税率"])
        goods.write_row(3, 1, ["茶", 6901424333948, 12.9, 0.13])
        goods.write_row(4, 1, ["奶", "0012345678905", 3, ""])
        workbook.add_worksheet("more").write(0, 0, "name")

    rows = FileSource(_sheet(tmp_path / "goods.xlsx", fill), tmp_path).rows()
    assert [(row.line_no, row.cells) for row in rows] == [
        (3, ("商品名称", "条码", "售价", "税率")),
        (4, ("茶", "6901424333948", "12.9", "0.13")),
        (5, ("奶", "0012345678905", "3", "")),
    ]


def test_a_workbook_is_known_by_its_contents_not_its_name(tmp_path: Path) -> None:
    path = _sheet(tmp_path / "goods.xlsx", lambda x: x.add_worksheet().write(0, 0, "name"))
    renamed = path.rename(tmp_path / "goods.csv")
    assert _rows(renamed) == [("name",)]


def test_a_sheet_with_a_cell_far_away_is_refused_before_it_takes_all_memory(
    tmp_path: Path,
) -> None:
    def fill(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write(0, 0, "name")
        sheet.write(1_048_575, 16_383, "x")

    assert _refusal(_sheet(tmp_path / "goods.xlsx", fill)) == "import_sheet_sprawls"


def test_an_empty_workbook_is_empty(tmp_path: Path) -> None:
    path = _sheet(tmp_path / "goods.xlsx", lambda workbook: workbook.add_worksheet())
    assert _refusal(path) == "import_empty"


def _other_zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("goods.csv"), CHINESE)  # the same at every moment
    return packed.getvalue()


def _behind_a_password(archive: bytes) -> bytes:
    for head, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = archive.index(head) + flags
        archive = archive[:at] + bytes([archive[at] | 1]) + archive[at + 1 :]
    return archive


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "import_empty"),
        (b" \r\n\t\n", "import_empty"),
        (b",,,\n,,\n", "import_empty"),
        (gzip.compress(b"", mtime=0), "import_empty"),
        (gzip.compress(CHINESE.encode(), mtime=0)[:-12], "import_damaged"),
        (gzip.compress(CHINESE.encode(), mtime=0)[:30], "import_damaged"),
        (gzip.compress(CHINESE.encode(), mtime=0) + b"junk", "import_damaged"),
        (random.Random(1).randbytes(4000), "import_not_table"),
        (bytes(range(256)) * 9, "import_not_table"),
        (b"%PDF-1.7\nname,price\n", "import_not_table"),
        (b"<html><table><tr><td>name</td></tr></table></html>", "import_not_table"),
        (b'{"name": "tea", "price": 1}', "import_not_table"),
        (b"PK\x03\x04 and then nothing", "import_not_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "import_not_table"),
        (_other_zip(), "import_not_table"),
        (_behind_a_password(_other_zip()), "import_protected"),
    ],
    ids=lambda part: repr(part[:12]) if isinstance(part, bytes) else part,
)
def test_what_is_no_table_is_refused_by_name(tmp_path: Path, data: bytes, key: str) -> None:
    assert _refusal(_file(tmp_path, data)) == key


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "none.csv") == "file_missing"
    assert _refusal(tmp_path) == "import_is_folder"
    assert _refusal(tmp_path / "goods.csv" / "deeper") == "file_missing"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    assert _refusal(pipe) == "import_not_table"


def test_what_is_too_large_is_refused_packed_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw, "MAX_BYTES", 1000)
    data = b"name\n" + b"tea\n" * 1000
    assert _refusal(_file(tmp_path, data)) == "import_too_large"
    assert _refusal(_file(tmp_path, gzip.compress(data))) == "import_too_large"


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_refused(tmp_path: Path, data: bytes) -> None:
    try:
        rows = FileSource(_file(tmp_path, data), tmp_path).rows()
    except UserError as error:
        assert error.key.startswith("import_")
    else:
        assert any(cell.strip() for row in rows for cell in row.cells)


def test_rejected_rows_stand_beside_the_file_and_are_read_back(tmp_path: Path) -> None:
    source = FileSource(_file(tmp_path, CHINESE.encode("gb18030")), tmp_path / "home")
    written = source.save_rejected(["Reason", "商品名称"], [["no, price", '茶 "x"'], ["b", "é"]])
    assert written == str(tmp_path / "goods.csv.rejected.csv")
    assert Path(written).read_bytes().startswith(b"\xef\xbb\xbf")
    assert _rows(Path(written))[:3] == [
        ("Reason", "商品名称"),
        ("no, price", '茶 "x"'),
        ("b", "é"),
    ]


def test_rejected_rows_go_home_when_the_folder_takes_no_files(tmp_path: Path) -> None:
    source = FileSource(tmp_path / "gone" / "goods.csv", tmp_path)
    written = source.save_rejected(["Reason"], [["x"]])
    assert written == str(tmp_path / "goods.csv.rejected.csv")


def test_rejected_rows_that_can_go_nowhere_are_said(tmp_path: Path) -> None:
    source = FileSource(tmp_path / "gone" / "goods.csv", tmp_path / "gone too")
    with pytest.raises(UserError) as refused:
        source.save_rejected(["Reason"], [["x"]])
    assert refused.value.key == "file_not_written"


@pytest.mark.parametrize(
    ("name", "rows", "width"),
    [
        ("data/cn_catalogue/litemall_goods.csv.gz", 240, 13),
        ("data/cn_catalogue/litemall_goods_gb18030.csv.gz", 240, 13),
        ("data/cn_catalogue/cn_small_shop_goods.csv.gz", 33, 8),
        ("data/barcodes_ru_uhtt/uhtt_barcode_ref_0001.tsv.gz", 7911, 7),
        ("data/northwind/canonical_products.csv.gz", 78, 10),
        ("data/barcodes_off/off_sample_20k.csv.gz", 19972, 2),
    ],
)
def test_real_files_have_the_rows_they_are_known_to_have(name: str, rows: int, width: int) -> None:
    path = shared_path(name)
    filled = [row for row in _rows(path) if any(row)]
    assert len(filled) == rows
    assert {len(row) for row in filled} == {width}
