"""What a tour leaves behind, and what it takes away: only what a tour has made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from app import single_instance
from app.domain.errors import UserError
from ui.tour.album import Album, is_blank


def made(out: Path, *names: str) -> None:
    """A tour that left these files."""
    album = Album(out)
    with album.opened():
        for name in names:
            album.put(name, b"made by a tour")
        (album.home / "shop.db").write_bytes(b"books")
        (album.home / "secrets").mkdir()
        album.write_document({"ok": True})


def test_a_second_tour_takes_the_first_one_away_and_nothing_else(tmp_path: Path) -> None:
    made(tmp_path, "01-old.png", "old.pdf")
    (tmp_path / "mine.pdf").write_bytes(b"not made by a tour")
    with Album(tmp_path).opened():
        left = {path.name for path in tmp_path.iterdir()}
        assert left == {"mine.pdf", "shop", "tour.json"}
        assert [x.name for x in (tmp_path / "shop").iterdir()] == [single_instance.LOCK_NAME]


def test_only_files_of_the_folder_itself_are_taken_away(tmp_path: Path) -> None:
    out, outside = tmp_path / "out", tmp_path / "outside.pdf"
    out.mkdir()
    outside.write_bytes(b"somebody's")
    made(out)
    document = json.loads((out / "tour.json").read_text())
    (out / "tour.json").write_text(json.dumps({**document, "files": ["../outside.pdf"]}))
    with Album(out).opened():
        assert outside.exists()


@pytest.mark.parametrize("document", [None, "", "[]", '{"kind": "something else"}'])
def test_a_shop_that_is_no_tour_s_is_refused(tmp_path: Path, document: str | None) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "shop.db").write_bytes(b"real books")
    if document is not None:
        (tmp_path / "tour.json").write_text(document)
    with pytest.raises(UserError, match="tour_folder_taken"), Album(tmp_path).opened():
        pass
    assert (tmp_path / "shop" / "shop.db").read_bytes() == b"real books"


def test_two_tours_do_not_share_a_folder(tmp_path: Path) -> None:
    made(tmp_path, "01-old.png")
    with Album(tmp_path).opened():
        second = Album(tmp_path)
        with pytest.raises(UserError, match="already_running"), second.opened():
            pass


def test_a_picture_of_nothing_is_noticed() -> None:
    picture = QImage(1366, 768, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    assert is_blank(picture)
    assert is_blank(QImage())
    for place in range(0, 1366, 10):
        for row in range(768):
            picture.setPixelColor(place, row, QColor(place % 256, row % 256, 99))
    assert not is_blank(picture)
