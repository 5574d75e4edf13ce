"""What nobody caught becomes a report and a sentence, never a traceback on the screen."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from app.domain.errors import UserError
from ui import crashes, i18n

pytestmark = pytest.mark.expects_logs


@pytest.fixture(autouse=True)
def in_english() -> None:
    i18n.set_language("en")


def raise_in_slot(error: BaseException) -> None:
    sys.excepthook(type(error), error, None)


def test_an_error_in_a_slot_is_reported(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = sys.excepthook, threading.excepthook
    with crashes.reported(tmp_path):
        raise_in_slot(ValueError("password=hunter2"))
    [report] = (tmp_path / "crash").iterdir()
    said = capfd.readouterr()
    assert said.out == "" and said.err.count("\n") == 1 and str(report) in said.err
    assert "ValueError" in report.read_text() and "hunter2" not in report.read_text()
    assert (sys.excepthook, threading.excepthook) == before


def test_an_error_in_a_thread_is_reported(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with crashes.reported(tmp_path):
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_the_window_is_told_and_not_at_every_repaint(tmp_path: Path) -> None:
    told: list[tuple[str, str]] = []
    with crashes.reported(tmp_path) as broken:
        broken.told.connect(lambda *news: told.append(news))
        for _ in range(3):
            raise_in_slot(ValueError("out of paint"))
        raise_in_slot(UserError("cart_empty"))
    (crash, mendable) = told
    assert "your data is safe" in crash[0] and crash[1] == str(tmp_path / "crash")
    assert mendable[1] == ""
    assert len(list((tmp_path / "crash").iterdir())) == 1


def test_what_staff_can_mend_is_only_said(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with crashes.reported(tmp_path):
        raise_in_slot(UserError("cart_empty"))
    assert capfd.readouterr().err.startswith("The cart is empty")
    assert not (tmp_path / "crash").exists()


def test_ctrl_c_closes_the_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr("PySide6.QtWidgets.QApplication.exit", ended.append)
    with crashes.reported(tmp_path):
        raise_in_slot(KeyboardInterrupt())
    assert ended == [130]
