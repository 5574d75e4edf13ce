"""A start that ends without a window says why in a small one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from tests.helpers.windows import FONTS, application
from ui import i18n, notice

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # offscreen has no window manager
SENTENCE = "This till is open already; <b>use</b> that window."


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    application()
    before = i18n.language()
    i18n.set_language(request.param)
    yield request.param
    i18n.set_language(before)


def answered(box: QMessageBox, key: Qt.Key) -> bool:
    """Whether a key closes the box."""
    QTimer.singleShot(0, lambda: QTest.keyClick(box, key))
    box.exec()
    return not box.isVisible()


def test_it_says_the_sentence_as_it_is_and_goes_at_a_key(language: str) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        box = notice.box(SENTENCE)
        assert box.text() == SENTENCE
        assert [x.text() for x in box.buttons()] == ["Close" if language == "en" else "关闭"]
        assert answered(box, key)
        box.deleteLater()


def test_it_goes_by_itself(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notice, "STAYS_MS", 1)
    box = notice.box(SENTENCE)
    box.exec()
    assert not box.isVisible()
    box.deleteLater()


def test_it_is_told_in_a_window_of_its_own(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    notice.tell(SENTENCE, FONTS)
    assert told == [SENTENCE]
