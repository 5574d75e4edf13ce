"""The workbook: numbers are numbers, dates are dates, names are never formulas."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from app.ports.queries import SalesBy
from reports import workbook
from tests.reports import papers


def rows(data: bytes) -> list[list[Any]]:
    """The cells of the only sheet."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert len(book.sheet_names) == 1
    return book.get_sheet_by_index(0).to_python()


def part(data: bytes, name: str) -> str:
    """One file inside the workbook, as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return book.read(name).decode()


def test_days_are_dates_and_amounts_are_numbers() -> None:
    paper = papers.sales()
    head, first, *_ = rows(workbook.write(paper))
    assert head[0] == "日期"
    assert head[-1] == "退款后 (CNY)"
    assert first[0] in {date(2026, 11, 1), datetime(2026, 11, 1)}
    assert first[1:] == [20, 50, 1210, 10, 1061.95, 138.05, 1200, 1, 4.42, 0.58, 5, 1195]


def test_the_last_row_sums_and_recalculates() -> None:
    paper = papers.sales()
    data = workbook.write(paper)
    last = rows(data)[-1]
    assert last[0] == "合计"
    assert last[7] == pytest.approx(sum(row.total_minor for row in paper.rows) / 100)
    assert "<f>SUM(H2:H8)</f>" in part(data, "xl/worksheets/sheet1.xml")


def test_orders_by_product_are_not_summed() -> None:
    last = rows(workbook.write(papers.sales(SalesBy.PRODUCT, count=3)))[-1]
    assert last[1] in ("", None)
    assert last[2] == pytest.approx(154.305)


def test_by_tender_it_is_money_that_came_in() -> None:
    for language, total in (("zh", "收款额 (CNY)"), ("en", "Paid (CNY)")):
        head = rows(workbook.write(papers.sales(SalesBy.TENDER, language=language)))[0]
        assert head[2] == total


def test_a_name_that_looks_like_a_formula_stays_a_name() -> None:
    paper = papers.sales(SalesBy.PRODUCT, count=1)
    evil = '=HYPERLINK("http://example.com","x")'
    data = workbook.write(replace(paper, rows=[replace(paper.rows[0], key=evil)]))
    assert rows(data)[1][0] == evil
    assert "HYPERLINK" not in part(data, "xl/worksheets/sheet1.xml")


def test_the_head_is_frozen_filtered_and_repeated_in_print() -> None:
    data = workbook.write(papers.sales())
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert 'state="frozen"' in sheet
    assert "<autoFilter" in sheet
    assert "_xlnm.Print_Titles" in part(data, "xl/workbook.xml")


def test_columns_are_wide_enough_for_what_they_hold() -> None:
    paper = papers.sales(SalesBy.PRODUCT, count=4)  # the longest name is 25 digits wide
    sheet = part(workbook.write(paper), "xl/worksheets/sheet1.xml")
    assert '<col min="1" max="1" width="27' in sheet


def test_currencies_without_decimals_have_none() -> None:
    data = workbook.write(papers.sales(code="JPY"))
    assert rows(data)[1][7] == 120_000
    assert "#,##0.00" not in part(data, "xl/styles.xml")


def test_an_empty_period_says_so() -> None:
    assert rows(workbook.write(papers.sales(count=0)))[-1][0] == "该期间没有销售记录。"


def test_control_characters_in_names_do_not_break_the_file() -> None:
    paper = papers.sales(SalesBy.PRODUCT, count=1)
    odd = "a\x00b\x0bc\ufffe\ud800" + "长" * 40_000
    data = workbook.write(replace(paper, rows=[replace(paper.rows[0], key=odd)]))
    assert rows(data)[1][0].startswith("abc长")


def test_the_same_report_gives_the_same_bytes() -> None:
    assert workbook.write(papers.sales()) == workbook.write(papers.sales())
