"""Where the dialogs for files begin."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from ui import files


@pytest.mark.skipif(sys.platform != "linux", reason="only there a variable moves the folders")
def test_dialogs_begin_among_the_users_own_files(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    assert files.beginning() == tmp_path
    (tmp_path / "Documents").mkdir()
    assert files.beginning() == tmp_path / "Documents"


@pytest.mark.parametrize(
    ("chosen", "written"),
    [
        ("stock", "stock.csv"),
        ("stock 1.5", "stock 1.5.csv"),
        ("stock.CSV", "stock.CSV"),
        ("stock.txt", "stock.txt"),
    ],
)
def test_a_file_has_an_ending_that_says_what_it_is(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: str, written: str
) -> None:
    proposed: list[Path] = []

    def choose(_parent: QWidget, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        proposed.append(Path(name))
        return str(tmp_path / chosen), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    parent = QWidget()
    assert files.ask_target(parent, "stock-A/7:b", "csv") == tmp_path / written
    assert [(x.name, x.parent) for x in proposed] == [("stock-A-7-b", files.beginning())]
