"""The import screen: look first, then write; bad rows are put aside with their reasons."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.domain.errors import UserError
from app.domain.importing.model import Field
from app.ports.queries import ProductFilter
from tests.helpers.back_rooms import Rooms, button, cells, tap, words
from tests.helpers.shop import GOODS
from ui import files
from ui.views.inventory.bringing.rows import Which

LINE, NAME, OUTCOME = range(3)
LIST = """商品名称,条码,售价,库存
绿茶,9520000000998,4.20,12
茉莉花茶,9520000000011,6.00,
,9520000000981,1.00,
可乐,9520000000974,cheap,
雪碧,9520000000999,3.00,
"""


@pytest.fixture
def goods(tmp_path: Path) -> Path:
    path = tmp_path / "goods.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def look(rooms: Rooms, path: Path):  # type: ignore[no-untyped-def]
    view = rooms.view("inventory")
    view.show_page("import")
    view.bringing.look_into(path)
    rooms.view("inventory")
    return view.bringing


def count(rooms: Rooms) -> int:
    return rooms.shop.house.queries.count_products(ProductFilter())


def pills(page) -> dict[str, str]:  # type: ignore[no-untyped-def]
    return {which.value: pill.text() for which, pill in page.counts.pills.items()}


def test_a_look_says_what_would_change_and_writes_nothing(rooms: Rooms, goods: Path) -> None:
    page = look(rooms, goods)
    assert pills(page) == {
        "new": "2 new",
        "changed": "1 changed",
        "unchanged": "0 unchanged",
        "bad": "2 bad",
        "warned": "1 with a warning",
    }
    assert count(rooms) == len(GOODS)
    assert button(page, "Import 3 products").isEnabled()


def test_bad_rows_come_first_with_their_reasons(rooms: Rooms, goods: Path) -> None:
    page = look(rooms, goods)
    assert cells(page.table, LINE) == ["4", "5"]
    told = [str(page.table.rows_model.columns[NAME].detail(row)) for row in page.table.rows]
    assert told == ["The name is empty.", "The price “cheap” is not a number."]
    tap(page.counts.pills[Which.CHANGED])
    (row,) = page.table.rows
    assert page.table.rows_model.columns[NAME].detail(row) == "price: 5.50 → 6.00"


def test_good_rows_are_imported_and_bad_ones_put_aside(rooms: Rooms, goods: Path) -> None:
    page = look(rooms, goods)
    tap(button(page, "Import 3 products"))
    assert count(rooms) == len(GOODS) + 2
    assert rooms.shop.house.queries.product(rooms.shop.product_id("tea")).price_minor == 600
    rejected = goods.with_name("goods.csv.rejected.csv")
    assert str(rejected) in words(page)
    assert "cheap" in rejected.read_text("utf-8-sig")
    tap(button(page, "To the products"))
    assert rooms.window.view_id == "inventory"
    assert len(cells(rooms.view("inventory").products.table, 0)) == len(GOODS) + 2


def test_importing_twice_changes_nothing(rooms: Rooms, goods: Path) -> None:
    page = look(rooms, goods)
    page.bring()
    page.look_into(goods)
    assert pills(page)["unchanged"] == "3 unchanged"
    assert not page.import_button.isEnabled()


def test_a_file_without_a_known_name_column_asks_which_it_is(rooms: Rooms, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("what,how much\nGreen tea,4.20\n", encoding="utf-8")
    page = look(rooms, path)
    assert "No column looks like the product's name" in words(page)
    assert "--map" not in words(page)
    page.mapping.choices[Field.NAME].choose("what")
    assert pills(page)["new"] == "1 new"
    page.mapping.choices[Field.PRICE].choose("how much")
    page.bring()
    (row,) = [x for x in page._brought.result.rows if x.after]
    assert row.after.price_minor == 420


def test_a_column_can_be_left_out(rooms: Rooms, goods: Path) -> None:
    page = look(rooms, goods)
    page.mapping.choices[Field.PRICE].choose("-")
    assert pills(page)["bad"] == "1 bad"


def test_a_file_that_is_no_table_is_refused_in_words(rooms: Rooms, tmp_path: Path) -> None:
    path = tmp_path / "photo.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    page = look(rooms, path)
    assert "photo.csv" in words(page)
    assert not page.import_button.isEnabled()
    missing = look(rooms, tmp_path / "nowhere.csv")
    assert "There is no file" in words(missing)


def test_an_import_can_be_stopped_and_finished_later(
    rooms: Rooms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.services import import_chunks

    monkeypatch.setattr(import_chunks, "CHUNK_ROWS", 10)
    path = tmp_path / "many.csv"
    rows = "".join(f"thing {number},{number}.00\n" for number in range(1, 41))
    path.write_text("name,price\n" + rows, encoding="utf-8")
    page = look(rooms, path)
    page._job.moved.connect(
        lambda done, _total: page._job.stop() if done >= 20 else None,
        Qt.ConnectionType.DirectConnection,
    )
    page.bring()
    assert "Stopped" in words(page)
    assert count(rooms) == len(GOODS) + 20
    page._job.moved.disconnect()
    page.look_into(path)
    assert pills(page)["new"] == "20 new"
    page.bring()
    assert count(rooms) == len(GOODS) + 40


def test_progress_is_shown_while_rows_are_read(rooms: Rooms, goods: Path) -> None:
    page = look(rooms, goods)
    page._show_progress(3, 5)
    assert (page.bar.value(), page.bar.maximum()) == (3, 5)


def test_choosing_no_file_changes_nothing(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "ask_product_list", lambda _parent: None)
    view = rooms.view("inventory")
    assert view.on_key("import")
    tap(button(view.bringing, "Choose a file"))
    assert "You see what would change before anything is" in words(view.bringing)


def test_the_words_follow_the_language(rooms: Rooms, goods: Path) -> None:
    page = look(rooms, goods)
    rooms.speak("zh")
    assert pills(page)["bad"] == "2 错误"
    assert "将带来以下改动" in words(page)


def test_a_failure_in_the_middle_is_told(
    rooms: Rooms, goods: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = look(rooms, goods)

    def broken(*_given: object, **_named: object) -> None:
        raise UserError("changed_elsewhere")

    monkeypatch.setattr(type(rooms.shop.house.importing), "apply", broken)
    page.bring()
    assert "Somebody else changed this" in words(page)
