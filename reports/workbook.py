"""The sales report as a workbook: real numbers and dates, a frozen head, sums that recalculate."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from app.ports.documents import SalesPaper
from app.ports.queries import SalesBy
from reports import csv_export, sale_facts, sales_columns, words
from reports.sales_columns import Field, Kind
from reports.words import Say

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_000


def write(paper: SalesPaper) -> bytes:
    """An XLSX file with one sheet: a heading, a row a key, the sums."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    say = words.speaker(paper.language)
    title = say(f"title.sales.{paper.by.value}")
    shop = sale_facts.shop_name(paper.shop, paper.language)
    made = paper.made_at.replace(tzinfo=None)
    book.set_properties({"title": title, "author": _text(shop), "created": made})
    _Sales(book, paper, say, title).write()
    book.close()
    return file.getvalue()


def _text(value: str) -> str:
    """Text that a cell can hold."""
    return _NOT_IN_XML.sub("", value)[:_LONGEST_CELL]


class _Sales:
    """The one sheet of the workbook."""

    def __init__(self, book: xlsxwriter.Workbook, paper: SalesPaper, say: Say, title: str) -> None:
        self._paper, self._say = paper, say
        self._fields: Sequence[Field] = sales_columns.fields(paper.by)
        self._sheet: Worksheet = book.add_worksheet(title)
        places = "0" * paper.currency.decimals
        self._patterns = {
            Kind.COUNT: "#,##0",
            Kind.QUANTITY: "#,##0.###",
            Kind.MONEY: f"#,##0.{places}" if places else "#,##0",
        }
        self._formats: dict[Kind, Format] = {
            kind: book.add_format({"num_format": pattern})
            for kind, pattern in self._patterns.items()
        }
        self._bold: dict[Kind, Format] = {
            kind: book.add_format({"num_format": pattern, "bold": True, "top": 1})
            for kind, pattern in self._patterns.items()
        }
        self._head = book.add_format(
            {"bold": True, "bg_color": "#EFF3F8", "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self._date = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self._sum_name = book.add_format({"bold": True, "top": 1})

    def write(self) -> None:
        """Head, rows, sums, and how the sheet looks and prints."""
        headings = self._headings()
        for column, heading in enumerate(headings):
            self._sheet.write_string(0, column, heading, self._head)
        for row in range(len(self._paper.rows)):
            self._write_row(row)
        self._write_sums()
        self._look(headings)

    def _headings(self) -> list[str]:
        code = self._paper.currency.code
        return [
            self._say(f"report.key.{self._paper.by.value}"),
            *(
                f"{self._say(field.word)} ({code})"
                if field.kind is Kind.MONEY
                else self._say(field.word)
                for field in self._fields
            ),
        ]

    def _write_row(self, place: int) -> None:
        row = self._paper.rows[place]
        if self._paper.by is SalesBy.DAY:
            self._sheet.write_datetime(place + 1, 0, sales_columns.day(row), self._date)
        else:
            name = sales_columns.key_text(self._paper, row, self._say)
            self._sheet.write_string(place + 1, 0, _text(name))
        for column, field in enumerate(self._fields, start=1):
            value = float(csv_export.number(self._paper, field, row))
            self._sheet.write_number(place + 1, column, value, self._formats[field.kind])

    def _write_sums(self) -> None:
        rows = self._paper.rows
        last = len(rows) + 1
        if not rows:
            self._sheet.write_string(last, 0, self._say("report.empty"))
            return
        self._sheet.write_string(last, 0, self._say("report.total"), self._sum_name)
        for column, field in enumerate(self._fields, start=1):
            if not field.adds_up:
                self._sheet.write_blank(last, column, None, self._sum_name)
                continue
            first_cell = xl_rowcol_to_cell(1, column)
            last_cell = xl_rowcol_to_cell(len(rows), column)
            value = sum(float(csv_export.number(self._paper, field, row)) for row in rows)
            formula = f"=SUM({first_cell}:{last_cell})"
            self._sheet.write_formula(
                last, column, formula, self._bold[field.kind], round(value, 4)
            )

    def _look(self, headings: Sequence[str]) -> None:
        rows = self._paper.rows
        self._sheet.freeze_panes(1, 1)
        if rows:
            self._sheet.autofilter(0, 0, len(rows), len(headings) - 1)
        names = (sales_columns.key_text(self._paper, row, self._say) for row in rows)
        widest = max([14, *(_columns_wide(name) for name in names)])
        self._sheet.set_column(0, 0, min(widest, 48) + 2)
        for column, heading in enumerate(headings[1:], start=1):
            self._sheet.set_column(column, column, max(_columns_wide(heading) + 2, 13))
        self._sheet.set_landscape()
        self._sheet.set_paper(9)  # A4
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0)
        self._sheet.set_footer("&C&P / &N")


def _columns_wide(text: str) -> int:
    """Width in digits, as spreadsheets count; Chinese characters take two."""
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)
