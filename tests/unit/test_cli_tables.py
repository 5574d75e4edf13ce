"""Tables of the command line stand straight and cannot steer the terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.commands import tables


def test_chinese_takes_two_cells_and_marks_take_none() -> None:
    assert tables.width("茶a") == 3
    assert tables.width("（）") == 4
    assert tables.width("e\u0301\u200b") == 1


def test_columns_are_aligned_as_told() -> None:
    text = tables.table(["名", "n"], [["茶", "1"], ["coffee", "23"]], "<>")
    assert text.splitlines() == ["名       n", "茶       1", "coffee  23"]


def test_a_name_stays_on_its_line_and_steers_nothing() -> None:
    text = tables.table(["name"], [["a\x1b[2Jb\nc\u2028d\x9be"]], "<")
    assert text.splitlines() == ["name", "a [2Jb c d e"]


def test_a_table_without_rows_is_its_head() -> None:
    assert tables.table(["a", "b"], [], "<>") == "a  b"


@given(st.lists(st.tuples(st.text(), st.text("0123456789", min_size=1)), min_size=1))
def test_every_row_is_as_wide_as_the_others(rows: list[tuple[str, str]]) -> None:
    lines = tables.table(["名称", "n"], rows, "<>").split("\n")
    assert len(lines) == len(rows) + 1
    assert len({tables.width(line) for line in lines}) == 1
