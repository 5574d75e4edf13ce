"""What was said about a payment can be read by who must know, and taken along as a text."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.helpers.back_rooms import Rooms, button, sell, show_code, tap
from ui import files

Key = Qt.Key


def open_said(rooms: Rooms, view_id: str) -> str:
    """The newest thing of a view, and what was said about it."""
    rooms.view(view_id)
    rooms.press(Key.Key_Return)
    tap(button(rooms.panel, "Messages with the provider"))
    return str(rooms.step.text.toPlainText())


def test_a_question_and_its_answer_stand_side_by_side(provided_rooms: Rooms) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = show_code(shop, "tea")
    for _ in range(3):
        shop.check(attempt)
    said = open_said(rooms, "payments")
    asked, begun = said.split("\n\n")
    assert "asked what became of it · alipay.trade.query" in asked
    assert "refused · ACQ.TRADE_NOT_EXIST · HTTP 200 · after 0.00 s" in asked
    assert "said again 2 times, last at" in asked
    assert attempt.id in asked.split("Sent:")[1].split("Received:")[0]
    assert '"code":"40004"' in asked.split("Received:")[1].replace(" ", "")
    assert "asked for the payment · alipay.trade.precreate\nanswered" in begun
    assert shop.order(attempt).number in begun, "what the customer was to read"
    rooms.speak("zh")
    assert "查询结果" in rooms.step.text.toPlainText()
    assert "又重复 2 次" in rooms.step.text.toPlainText()


@pytest.mark.expects_logs
def test_what_was_no_answer_can_be_read_too(provided_rooms: Rooms) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = show_code(shop, "tea")
    shop.control.fault("html", count=1)
    shop.check(attempt)
    said = open_said(rooms, "payments").split("\n\n")[0]
    assert "no clear answer · provider_no_answer" in said
    assert "Maintenance" in said


def test_it_is_saved_as_a_text(
    provided_rooms: Rooms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = show_code(shop, "tea")
    asked: list[tuple[str, str]] = []
    target = tmp_path / "said.txt"

    def ask(_parent: object, name: str, kind: str) -> Path:
        asked.append((name, kind))
        return target

    monkeypatch.setattr(files, "ask_target", ask)
    said = open_said(rooms, "payments")
    tap(button(rooms.panel, "Save as text"))
    assert asked == [(f"{shop.order(attempt).number}.txt", "txt")]
    assert target.read_text("utf-8") == said
    assert f"Saved as {target}" in rooms.news()


def test_a_finished_order_still_tells_of_its_payment(provided_rooms: Rooms) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    attempt = show_code(shop, "tea")
    shop.control.pay(attempt.id)
    shop.check(attempt)
    said = open_said(rooms, "orders")
    assert "TRADE_SUCCESS" in said and attempt.id in said


def test_a_sale_in_cash_has_nothing_to_tell(provided_rooms: Rooms) -> None:
    rooms = provided_rooms
    sell(rooms.shop, "tea")
    rooms.view("orders")
    rooms.press(Key.Key_Return)
    with pytest.raises(LookupError):
        button(rooms.panel, "Messages with the provider")
