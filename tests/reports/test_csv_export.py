"""CSV is for programs: exact decimals, fixed headings, harmless cells."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from app.ports.queries import SalesBy
from reports import csv_export
from tests.reports import papers


def rows(text: str) -> list[dict[str, str]]:
    """The rows by heading."""
    return list(csv.DictReader(io.StringIO(text)))


def test_amounts_are_plain_decimals_in_every_language() -> None:
    for language in ("zh", "en"):
        first = rows(csv_export.write(papers.sales(language=language)))[0]
        assert first == {
            "day": "2026-11-01",
            "orders": "20",
            "quantity": "50.000",
            "gross": "1210.00",
            "discount": "10.00",
            "net": "1061.95",
            "tax": "138.05",
            "total": "1200.00",
            "returned": "1.000",
            "returned_net": "4.42",
            "returned_tax": "0.58",
            "refunded": "5.00",
            "after_refunds": "1195.00",
            "currency": "CNY",
        }


def test_products_have_both_names_and_tenders_their_ids() -> None:
    product = rows(csv_export.write(papers.sales(SalesBy.PRODUCT, count=1, language="en")))[0]
    assert (product["product"], product["name_en"]) == (
        "茉莉花茶 500毫升 1",
        "Jasmine tea 500 ml 1",
    )
    tender = rows(csv_export.write(papers.sales(SalesBy.TENDER, count=1)))[0]
    assert tender["tender"] == "alipay"
    assert "tax" not in tender and "total" not in tender
    assert (tender["payments"], tender["paid"]) == ("20", "1200.00")
    assert (tender["after_refunds"], tender["rounding"]) == ("1195.00", "0.02")
    assert tender["taken_in"] == "1195.02"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_name_is_run_as_a_formula(start: str) -> None:
    paper = papers.sales(SalesBy.PRODUCT, count=1)
    row = replace(paper.rows[0], key=f"{start}1+1", name_en=f"{start}2")
    found = rows(csv_export.write(replace(paper, rows=[row])))[0]
    assert found["product"] == f"'{start}1+1"
    assert found["name_en"] == f"'{start}2"


def test_negative_numbers_stay_numbers() -> None:
    paper = papers.sales(count=1)
    row = replace(paper.rows[0], total_minor=-5, qty_milli=-435, refunded_minor=0)
    found = rows(csv_export.write(replace(paper, rows=[row])))[0]
    assert found["total"] == "-0.05"
    assert found["quantity"] == "-0.435"


def test_commas_quotes_and_line_breaks_survive() -> None:
    paper = papers.sales(SalesBy.PRODUCT, count=1)
    name = 'tea, "best"\nnew line'
    text = csv_export.write(replace(paper, rows=[replace(paper.rows[0], key=name)]))
    assert rows(text)[0]["product"] == name


def test_an_empty_period_is_a_head_alone() -> None:
    assert csv_export.write(papers.sales(count=0)).count("\n") == 1
