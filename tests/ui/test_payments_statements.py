"""Statements in the window: which days, and files that name their columns in their own way."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.reconciling.columns import Field
from app.domain.slips import Slip
from app.services.wishes import Wanted
from data.ids import new_id
from tests.helpers.back_rooms import Rooms, button, cells, tap, words
from tests.helpers.screens import clipped, looks
from tests.ui.test_payments_cases import STATE, choose
from ui import files
from ui.views.payments.columns_step import ColumnsStep

FOREIGN = "Dzien;Co;Ile;Kwit\n{day};tea;5,50;0041\n{day};?;9,90;0042\n"


@pytest.fixture
def foreign(rooms: Rooms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An acquirer's list whose columns nobody knows; one of its slips is ours."""
    wish = Wanted(key=new_id(), provider="manual_card", amount_minor=550)
    cart = rooms.shop.cart("tea")
    rooms.shop.house.vouching.take_slip(cart, wish, Slip(number="41"), staff="li")
    file = tmp_path / "kwity.csv"
    file.write_text(FOREIGN.format(day=rooms.shop.clock.now().date()), "utf-8")
    monkeypatch.setattr(files, "ask_statement", lambda _parent: file)
    return file


def ask_columns(rooms: Rooms) -> ColumnsStep:
    """The file is chosen; its columns are asked for."""
    tap(button(rooms.view("payments"), "Statements"))
    tap(button(rooms.panel, "Read a file …"))
    assert isinstance(rooms.step, ColumnsStep)
    return rooms.step


def test_the_days_are_chosen_and_each_is_compared(provided_rooms: Rooms) -> None:
    rooms, shop = provided_rooms, provided_rooms.shop
    tap(button(rooms.view("payments"), "Statements"))
    step, today = rooms.step, rooms.window.session.shop_time(shop.clock.now()).date()
    assert step.days.days == (today - timedelta(days=1), today - timedelta(days=1))
    first, last = today - timedelta(days=20), today - timedelta(days=18)
    step.days.put(first, last)
    choose(rooms, "Compare with providers")
    told = sorted(rooms.news())
    assert [x.partition(",")[0] for x in told] == ["Alipay", "WeChat Pay"]
    assert all(f"{first} to {last}: 0 lines read" in x for x in told)
    assert rooms.panel is None


def test_the_last_day_never_lies_before_the_first(rooms: Rooms) -> None:
    tap(button(rooms.view("payments"), "Statements"))
    days = rooms.step.days
    before = days.first.date().addDays(-9)
    days.last.setDate(before)
    assert days.first.date() == before
    days.first.setDate(before.addDays(3))
    assert days.last.date() == before.addDays(3)


def test_unknown_columns_are_asked_for_and_the_file_is_read(rooms: Rooms, foreign: Path) -> None:
    claims, tomorrow = rooms.shop.house.queries.claims, rooms.shop.clock.now() + timedelta(days=1)
    assert len(claims(tomorrow)) == 1
    step = ask_columns(rooms)
    assert "Day" in words(rooms.panel)
    assert foreign.name in step.told.text()
    offered = [step.mapping.choices[Field.DATE].itemText(n) for n in range(5)]
    assert offered[0] == "–"
    assert offered[3] == "Ile · 5,50"
    tap(button(rooms.panel, "Read the file"))
    assert "date and amount" in step.complaint.text()
    for field, header in {Field.DATE: "Dzien", Field.AMOUNT: "Ile", Field.SLIP: "Kwit"}.items():
        step.mapping.choices[field].choose(header)
    tap(button(rooms.panel, "Card"))
    tap(button(rooms.panel, "Read the file"))
    assert any("2 lines read, 1 payments or refunds confirmed" in x for x in rooms.news())
    assert cells(rooms.view("payments").table, STATE) == ["Not in the books"]
    assert claims(tomorrow) == []


@pytest.mark.parametrize("tried", [False, True])
def test_the_way_back_from_the_columns_leads_to_the_statements(
    rooms: Rooms, foreign: Path, tried: bool
) -> None:
    step = ask_columns(rooms)
    if tried:
        tap(button(rooms.panel, "Read the file"))
        assert step.complaint.isVisible()
    rooms.panel.pop()
    assert all(x.isEnabled() for x in rooms.step.buttons)


def test_days_and_columns_fit_in_every_look(rooms: Rooms, foreign: Path) -> None:
    ask_columns(rooms)
    for name, _window in looks(rooms.window, texts=("normal", "largest")):
        assert clipped(rooms.panel) == [], name
    rooms.panel.pop()
    for name, _window in looks(rooms.window):
        assert clipped(rooms.panel) == [], name
