"""Product lists into a real database: every good row once, whatever happens on the way."""

from __future__ import annotations

import csv
import gzip
import os
from pathlib import Path
from typing import Any

import pytest

from app.domain.catalog import Product, StockPolicy
from app.domain.errors import UserError
from app.domain.importing.model import Field, Outcome
from app.domain.stock import MovementKind
from app.ports.outside import CatalogChanged
from app.services import import_chunks
from app.services.import_results import Result
from tests.helpers.back_office import BackOffice
from tests.helpers.books import Books
from tests.helpers.shared import shared_path
from ui import i18n
from ui.commands import import_products

GOODS = """商品名称,条码,售价,进价,库存,分类,单位,税率
茉莉花茶,9520000010089,5.50,3.20,60,饮料,瓶,13%
矿泉水,9520000010010,2.00,1.10,96,饮料,瓶,13%
苹果,9520000040017,9.80,6.50,12.5,水果,千克,9%
"""

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def office(books: Books, tmp_path: Path) -> BackOffice:
    opened = BackOffice(books.database, tmp_path)
    opened.open()
    return opened


def _import(office: BackOffice, text: str, **maps: str) -> Result:
    said = {Field(name): header for name, header in maps.items()}
    return office.importing.apply(
        office.importing.preview(office.source(office.write(text)), said), staff="li"
    )


def _counts(result: Result) -> tuple[int, int, int, int, int]:
    return result.new, result.changed, result.unchanged, result.bad, result.warned


def _run(office: BackOffice, path: Path, **more: Any) -> dict[str, Any]:
    return import_products.run(
        office.importing, office.source, path, progress=lambda done, total: None, **more
    )


def test_goods_arrive_with_everything_the_file_says(office: BackOffice) -> None:
    assert _counts(_import(office, GOODS)) == (3, 0, 0, 0, 0)
    tea = office.product("9520000010089")
    assert (tea.name, tea.price_minor, tea.cost_minor, tea.unit) == ("茉莉花茶", 550, 320, "瓶")
    assert (tea.initials, tea.ask_price) == ("mlhc", False)
    categories = {x.id: x.name for x in office.database.queries.categories()}
    assert tea.category_id is not None
    assert categories[tea.category_id] == "饮料"
    assert sorted(categories.values()) == ["水果", "饮料"]
    taxes = {x.id: x.name for x in office.database.queries.tax_classes()}
    assert tea.tax_class_id is not None
    assert taxes[tea.tax_class_id] == "标准税率 13%"
    apples = office.product("9520000040017")
    assert office.on_hand(apples.id) == 12_500
    (moved,) = office.database.queries.movements(apples.id, 10)
    assert (moved.kind, moved.qty_milli, moved.staff, moved.note) == (
        MovementKind.RECEIPT,
        12_500,
        "li",
        "goods.csv",
    )
    assert [x.product_id for x in office.database.queries.search("mlhc", 5)] == [tea.id]
    assert office.database.queries.stock_mismatches() == []
    assert office.database.queries.audit_break() is None
    assert CatalogChanged() in office.events


def test_importing_twice_changes_nothing_even_after_sales(office: BackOffice) -> None:
    _import(office, GOODS)
    tea = office.product("9520000010089")
    office.inventory.adjust(tea.id, 57_000, "li")
    before = office.rows()
    office.events.clear()
    assert _counts(_import(office, GOODS)) == (0, 0, 3, 0, 0)
    assert office.rows() == before
    assert office.on_hand(tea.id) == 57_000
    assert office.events == []


def test_only_what_differs_is_changed(office: BackOffice) -> None:
    _import(office, GOODS)
    changed = (
        "name,barcode,price,category\n茉莉花茶,9520000010089,5.80,Tea\n矿泉水,9520000010010,,\n"
    )
    assert _counts(_import(office, changed)) == (0, 1, 1, 0, 1)
    tea = office.product("9520000010089")
    assert (tea.price_minor, tea.cost_minor, tea.unit) == (580, 320, "瓶")
    assert office.product("9520000010010").price_minor == 200
    assert {x.name for x in office.database.queries.categories()} == {"饮料", "水果", "Tea"}


def test_a_renamed_product_is_found_under_its_new_name(office: BackOffice) -> None:
    _import(office, GOODS)
    _import(office, "name,barcode\n龙井茶,9520000010089\n")
    queries = office.database.queries
    assert queries.search("mlhc", 5) == []
    assert [x.name for x in queries.search("ljc", 5)] == ["龙井茶"]
    assert [x.name for x in queries.search("龙井", 5)] == ["龙井茶"]


def test_a_code_of_its_other_form_is_the_same_product(office: BackOffice) -> None:
    _import(office, "name,barcode,price\nSoap,012345678905,1\n")
    assert _counts(_import(office, "name,barcode,price\nSoap,0012345678905,1\n")) == (0, 0, 1, 0, 0)
    assert len(office.rows()) == 1


def test_goods_without_codes_are_known_by_name(office: BackOffice) -> None:
    lines = "product name,unit price\nChai,18.00\nChang,19.00\n"
    assert _counts(_import(office, lines)) == (2, 0, 0, 0, 0)
    assert _counts(_import(office, lines.replace("19.00", "20.00"))) == (0, 1, 1, 0, 0)


def test_a_product_without_a_price_is_asked_for(office: BackOffice) -> None:
    _import(office, "barcode,product_name\n0000000004530,Banana Chips\n")
    chips = office.product("0000000004530")
    assert (chips.price_minor, chips.ask_price) == (0, True)
    assert chips.stock_policy is StockPolicy.ALLOW_NEGATIVE


def test_a_preview_writes_nothing(office: BackOffice) -> None:
    preview = office.importing.preview(office.source(office.write(GOODS)))
    assert (preview.new, preview.changed, preview.unchanged, preview.bad) == (3, 0, 0, 0)
    assert preview.columns.chosen()[Field.PRICE] == "售价"
    assert office.rows() == []
    assert office.database.queries.categories() == []


def test_bad_rows_are_left_out_and_make_no_category(office: BackOffice) -> None:
    text = "name,price,category\ntea,cheap,A\n,1,B\nmilk,2,C\n"
    result = _import(office, text)
    assert _counts(result) == (1, 0, 0, 2, 0)
    assert [(x.source.line_no, x.reason.key) for x in result.rows if x.reason] == [
        (2, "import_price_not_number"),
        (3, "import_name_empty"),
    ]
    assert [x.name for x in office.database.queries.categories()] == ["C"]


def test_what_changed_between_preview_and_import_is_seen(office: BackOffice) -> None:
    preview = office.importing.preview(office.source(office.write(GOODS)))
    office.inventory.save_product(
        Product(id="", name="水", barcodes=("9520000010010",), price_minor=150)
    )
    assert _counts(office.importing.apply(preview)) == (2, 1, 0, 0, 0)
    assert office.product("9520000010010").name == "矿泉水"


def _many(count: int) -> str:
    lines = [f"good {n},{n}.00,group {n % 7},{n % 3}" for n in range(1, count + 1)]
    return "\n".join(["name,price,category,stock", *lines])


def test_a_cancelled_import_stays_whole_and_is_finished_by_the_next(
    office: BackOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_chunks, "CHUNK_ROWS", 10)
    seen: list[tuple[int, int]] = []
    preview = office.importing.preview(office.source(office.write(_many(35))))
    result = office.importing.apply(
        preview,
        progress=lambda done, total: seen.append((done, total)),
        cancelled=lambda: len(seen) == 2,
    )
    assert result.cancelled
    assert seen == [(10, 35), (20, 35)]
    assert len(office.rows()) == result.new == 20
    again = _import(office, _many(35))
    assert (again.new, again.unchanged, again.cancelled) == (15, 20, False)
    assert len(office.database.queries.categories()) == 7
    assert office.database.queries.stock_mismatches() == []
    assert office.database.queries.audit_break() is None


def test_an_import_that_breaks_half_way_leaves_whole_chunks(
    office: BackOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_chunks, "CHUNK_ROWS", 10)
    preview = office.importing.preview(office.source(office.write(_many(25))))

    def fail(done: int, total: int) -> None:
        if done == 20:
            raise OSError("the power went")

    with pytest.raises(OSError, match="power"):
        office.importing.apply(preview, progress=fail)
    assert len(office.rows()) == 20
    assert CatalogChanged() in office.events
    assert _counts(_import(office, _many(25))) == (5, 0, 20, 0, 0)


def test_one_chunk_is_all_or_nothing(office: BackOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = office.importing.preview(office.source(office.write(GOODS)))
    office.events.clear()

    def fail(*args: object) -> None:
        raise OSError("the power went")

    monkeypatch.setattr(import_chunks.ChunkWriter, "_notes", fail)
    with pytest.raises(OSError, match="power"):
        office.importing.apply(preview)
    assert office.rows() == []
    assert office.database.queries.categories() == []
    assert office.events == []


def test_a_preview_can_be_stopped(office: BackOffice) -> None:
    with pytest.raises(UserError) as stopped:
        office.importing.preview(office.source(office.write(GOODS)), cancelled=lambda: True)
    assert stopped.value.key == "import_cancelled"


def test_a_file_with_a_head_only_is_refused(office: BackOffice) -> None:
    with pytest.raises(UserError) as refused:
        office.importing.preview(office.source(office.write("name,price\n,\n")))
    assert refused.value.key == "import_no_rows"


def test_prices_that_change_are_in_the_books(office: BackOffice) -> None:
    _import(office, GOODS)
    _import(office, GOODS.replace("5.50", "5.80"))
    assert office.audit("price_changed") == [("li", "5.50", "5.80")]
    assert [after for _, _, after in office.audit("products_imported")] == [
        '{"new": 3, "changed": 0}',
        '{"new": 0, "changed": 1}',
    ]


def test_the_job_answers_with_what_it_did(office: BackOffice) -> None:
    path = office.folder / "goods.csv"
    text = GOODS + "坏茶,9520000010096,很贵,,,,,\n错码,6925858908050,3.00,,,,,\n"
    path.write_text(text, encoding="gb18030")
    document = _run(office, path)
    assert {key: document[key] for key in ("new", "changed", "unchanged", "bad", "warned")} == {
        "new": 4,
        "changed": 0,
        "unchanged": 0,
        "bad": 1,
        "warned": 1,
    }
    assert document["columns"]["name"] == "商品名称"
    assert [row["line"] for row in document["bad_rows"]] == [5]
    rejected = Path(document["rejected_file"])
    assert rejected == office.folder / "goods.csv.rejected.csv"
    with rejected.open(encoding="utf-8-sig", newline="") as file:
        head, bad = csv.reader(file)
    assert head == ["Line", "Reason", *GOODS.splitlines()[0].split(",")]
    assert bad[:4] == ["5", "The price “很贵” is not a number.", "坏茶", "9520000010096"]
    assert "4 new" in import_products.words(document)
    assert str(rejected) in import_products.words(document)


def test_rejected_rows_can_be_corrected_and_imported(office: BackOffice) -> None:
    i18n.set_language("zh")
    document = _run(office, office.write("品名,零售价,单位\n茶,x,盒\n奶, 2,盒,多\n"))
    rejected = Path(document["rejected_file"])
    text = rejected.read_text(encoding="utf-8-sig")
    assert "价格“x”不是数字。" in text
    rejected.write_text(text.replace(",x,", ",1.50,"), encoding="utf-8")
    again = _run(office, rejected)
    assert (again["new"], again["bad"]) == (1, 1)
    assert [row.name for row in office.rows()] == ["茶"]


def test_a_dry_run_writes_nothing(office: BackOffice) -> None:
    path = office.write(GOODS + "bad,1,x\n")
    document = _run(office, path, dry_run=True)
    assert (document["new"], document["bad"], document["rejected_file"]) == (3, 1, None)
    assert office.rows() == []
    assert sorted(x.name for x in office.folder.glob("*.csv")) == ["goods.csv"]
    assert "Nothing was written." in import_products.words(document)


def test_columns_can_be_said_on_the_command_line(office: BackOffice) -> None:
    path = office.write("a,b,c\ntea,x,2.50\n")
    with pytest.raises(UserError) as refused:
        _run(office, path)
    assert refused.value.key == "import_no_name_column"
    assert _run(office, path, maps=["name=a", "price=c"])["new"] == 1
    assert [(row.name, row.price_minor) for row in office.rows()] == [("tea", 250)]


def _totals(office: BackOffice) -> tuple[int, int, int]:
    rows = office.rows()
    return len(rows), sum(x.price_minor for x in rows), sum(x.cost_minor or 0 for x in rows)


@pytest.mark.parametrize(
    ("name", "counts", "totals"),
    [
        ("cn_catalogue/litemall_goods.csv.gz", (239, 0), (239, 9_982_810, 0)),
        ("cn_catalogue/litemall_goods_gb18030.csv.gz", (239, 0), (239, 9_982_810, 0)),
        ("cn_catalogue/cn_small_shop_goods.csv.gz", (32, 1), (32, 12_980, 11_380)),
        ("northwind/canonical_products.csv.gz", (77, 0), (77, 222_021, 0)),
        ("barcodes_off/off_cjk_names.csv.gz", (322, 6), (322, 0, 0)),
    ],
)
def test_real_lists_give_their_known_totals_and_nothing_the_second_time(
    office: BackOffice, name: str, counts: tuple[int, int], totals: tuple[int, int, int]
) -> None:
    path = shared_path(f"data/{name}")
    first, second = _run(office, path), _run(office, path)
    assert (first["new"], first["bad"], first["warned"]) == (counts[0], 0, counts[1])
    assert (second["new"], second["changed"], second["unchanged"]) == (0, 0, counts[0])
    assert _totals(office) == totals
    assert first["rejected_file"] is second["rejected_file"] is None


def test_the_wrong_check_digit_of_the_small_shop_is_named(office: BackOffice) -> None:
    document = _run(office, shared_path("data/cn_catalogue/cn_small_shop_goods.csv.gz"))
    (warned,) = document["warned_rows"]
    assert warned["name"] == "72g相约奶茶(咖啡)"
    assert "6925858908050" in warned["reason"]
    assert office.on_hand(office.product("6925858908050").id) == 100_000


@pytest.mark.parametrize("books", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("barcodes_off/off_sample_20k.csv.gz", 19_971),
        ("barcodes_ru_uhtt/uhtt_barcode_ref_0001.tsv.gz", 7_910),
    ],
)
def test_lists_of_names_only_are_taken_whole(office: BackOffice, name: str, rows: int) -> None:
    done = _run(office, shared_path(f"data/{name}"))
    assert (done["new"], done["bad"]) == (rows, 0)
    listed = office.rows()
    assert len(listed) == rows
    assert all(row.ask_price and row.price_minor == 0 for row in listed)


def test_packed_files_are_named_in_the_books_as_they_are(office: BackOffice) -> None:
    path = office.folder / "goods.csv.gz"
    path.write_bytes(gzip.compress(GOODS.encode()))
    preview = office.importing.preview(office.source(path))
    assert preview.name == "goods.csv.gz"
    assert all(row.outcome is Outcome.NEW for row in preview.rows)


@pytest.mark.skipif(os.name != "posix", reason="only POSIX file names are bytes")
def test_a_file_name_that_is_no_text_can_be_imported(office: BackOffice) -> None:
    path = Path(os.fsdecode(os.fsencode(office.folder) + b"/goods\xff.csv"))
    path.write_text(GOODS + "bad,,x\n", encoding="utf-8")
    document = _run(office, path)
    assert document["new"] == 3
    assert Path(document["rejected_file"]).exists()
