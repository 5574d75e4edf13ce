"""The chart: one drawing for paper and screen, true to the numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.graphics.shapes import Drawing, Rect, String

from app.domain import money
from app.ports.documents import SalesPaper
from app.ports.queries import SalesBy
from reports import charts
from reports.documents import PdfDocuments
from tests.reports import papers

YUAN = money.currency("CNY")
SIZE = (520.0, 190.0)


def drawn(paper: SalesPaper) -> Drawing:
    """The chart as it stands in the report."""
    return charts.sales_chart(paper, width=511, height=charts.chart_height(paper))


def bars(drawing: Drawing) -> list[Rect]:
    """The bars in the order they were drawn."""
    return [shape for shape in drawing.contents if isinstance(shape, Rect)]


def labels(drawing: Drawing) -> list[String]:
    """All texts of a chart."""
    return [shape for shape in drawing.contents if isinstance(shape, String)]


def test_upright_bars_are_as_high_as_their_sales() -> None:
    paper = papers.sales()
    found = bars(drawn(paper))
    assert len(found) == len(paper.rows)
    for one, other in pairwise(zip(found, paper.rows, strict=True)):
        assert one[0].height / other[0].height == pytest.approx(
            one[1].total_minor / other[1].total_minor
        )


def test_lying_bars_are_as_long_as_their_sales_largest_first() -> None:
    paper = papers.sales(SalesBy.TENDER, count=4)
    found = bars(drawn(paper))
    totals = sorted((row.total_minor for row in paper.rows), reverse=True)
    assert [bar.width / found[0].width for bar in found] == pytest.approx(
        [total / totals[0] for total in totals]
    )


def test_days_without_sales_leave_a_gap() -> None:
    paper = papers.sales(count=5)
    thinned = replace(paper, rows=[paper.rows[0], paper.rows[4]])
    found = bars(drawn(thinned))
    assert len(found) == 2
    full = bars(drawn(paper))
    assert [found[0].x, found[1].x] == pytest.approx([full[0].x, full[4].x])


def test_long_periods_are_drawn_by_month() -> None:
    paper = replace(papers.sales(count=100), last=date(2027, 2, 28))
    names = {label.text for label in labels(drawn(paper))}
    assert {"2026-11", "2026-12", "2027-01", "2027-02"} <= names
    assert len(bars(drawn(paper))) == 4


def test_only_the_largest_products_are_drawn_and_the_title_says_so() -> None:
    drawing = drawn(papers.sales(SalesBy.PRODUCT, count=60, language="en"))
    assert len(bars(drawing)) == 12
    assert "the 12 largest of 60" in " ".join(label.text for label in labels(drawing))


@pytest.mark.parametrize("count", [1, 7, 31, 92, 93, 400])
def test_labels_below_the_bars_never_touch(count: int) -> None:
    below = [label for label in labels(drawn(papers.sales(count=count))) if label.y == 5]
    assert below
    for one, other in pairwise(sorted(below, key=lambda label: label.x)):
        right: float = one.getEast()
        assert right + 2 < other.x


def test_everything_stays_inside_the_drawing() -> None:
    for by in SalesBy:
        drawing = drawn(papers.sales(by, count=40, code="KWD"))
        for shape in drawing.contents:
            left, low, right, high = shape.getBounds()
            assert left >= -1, shape
            assert low >= -2, shape
            assert right <= drawing.width + 1, shape
            assert high <= drawing.height + 1, shape


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("by", list(SalesBy))
def test_the_screen_gets_svg_in_the_screen_s_own_font(by: SalesBy, dark: bool) -> None:
    svg = PdfDocuments().sales_chart_svg(papers.sales(by, count=4), dark=dark, size=SIZE)
    root = ElementTree.fromstring(svg)
    assert root.tag.endswith("svg")
    assert b"font-family: Noto Sans SC;" in svg
    assert not re.search(rb"clip|<title>", svg)
    words = "".join(element.text or "" for element in root.iter() if element.tag.endswith("text"))
    figure = "收款额" if by is SalesBy.TENDER else "销售额"
    assert f"{figure} (CNY)" in words


def test_an_empty_chart_says_why() -> None:
    nothing = papers.sales(count=0, language="en")
    svg = PdfDocuments().sales_chart_svg(nothing, dark=True, size=SIZE)
    assert b"Nothing was sold in this period." in svg


@given(st.integers(0, 10**15), st.sampled_from(["CNY", "JPY", "KWD"]))
def test_grid_lines_are_few_and_round(most_minor: int, code: str) -> None:
    cur = money.currency(code)
    step = charts.tick_step(most_minor, cur)
    assert step * 5 >= most_minor
    units = step // 10**cur.decimals
    assert step % 10**cur.decimals == 0
    assert str(units).rstrip("0") in {"1", "2", "5"}
    assert units == 1 or most_minor * 5 > step * 5


@pytest.mark.parametrize(
    ("units", "en", "zh"),
    [
        (0, "0", "0"),
        (900, "900", "900"),
        (9_000, "9,000", "9,000"),
        (12_000, "12k", "1.2万"),
        (250_000, "250k", "25万"),
        (2_500_000, "2.5M", "250万"),
        (200_000_000, "200M", "2亿"),
    ],
)
def test_large_round_numbers_are_shortened_as_each_language_does(
    units: int, en: str, zh: str
) -> None:
    assert charts.compact(units * 100, YUAN, "en") == en
    assert charts.compact(units * 100, YUAN, "zh") == zh
