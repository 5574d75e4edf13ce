"""Whatever people type as a name, a note or an address, every document comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.cart import Delivery
from app.ports.documents import SalePaper
from app.ports.queries import SalesBy
from reports.documents import PdfDocuments
from reports.page import BOTTOM
from tests.reports import papers, reading

ANYTHING = st.text(st.characters(), max_size=60)  # surrogates and all
DOCUMENTS = PdfDocuments()


@settings(max_examples=60)
@given(ANYTHING, ANYTHING, st.sampled_from(["zh", "en"]))
def test_any_name_prints_on_every_paper_of_a_sale(name: str, other: str, language: str) -> None:
    paper = papers.sale([papers.line("x", 100)], language=language)
    odd = replace(
        paper,
        shop=replace(paper.shop, name=name, name_en="", address=other, footer=name),
        staff=name,
        customer_name=other,
        delivery=Delivery(recipient=name, phone=other, address=name),
        carrier=other,
        note=name,
        lines=(replace(paper.lines[0], name=name, sku=other, unit=name[:3], note=other),),
    )
    for draw in (DOCUMENTS.invoice, DOCUMENTS.receipt, DOCUMENTS.packing_slip):
        assert draw(odd).startswith(b"%PDF")


@settings(max_examples=40)
@given(ANYTHING)
def test_any_name_prints_in_every_report(name: str) -> None:
    paper = papers.sales(SalesBy.PRODUCT, count=2)
    odd = replace(paper, rows=[replace(row, key=name) for row in paper.rows])
    assert DOCUMENTS.sales_pdf(odd).startswith(b"%PDF")
    assert DOCUMENTS.sales_chart_svg(odd, dark=False, size=(520, 190))
    assert DOCUMENTS.sales_xlsx(odd).startswith(b"PK")
    assert DOCUMENTS.sales_csv(odd)
    orders = papers.orders(2)
    rows = [replace(row, customer_name=name) for row in orders.rows]
    assert DOCUMENTS.orders_pdf(replace(orders, rows=rows)).startswith(b"%PDF")


@pytest.mark.parametrize("draw", [DOCUMENTS.invoice, DOCUMENTS.packing_slip])
def test_notes_and_names_longer_than_a_page_go_on_and_stay_off_the_foot(
    draw: Callable[[SalePaper], bytes],
) -> None:
    paper = papers.sale(note="很长的备注。" * 1000 + "完", customer_name="名" * 500)
    line = replace(paper.lines[0], name="名" * 3000, note="备注" * 2000 + "毕")
    pdf = draw(replace(paper, lines=(line, *paper.lines[1:])))
    said = reading.pages(pdf)
    assert len(said) > 3
    assert "完" in "".join(said)
    assert "毕" in "".join(said)
    for page in range(len(said)):
        assert not list(reading.collisions(pdf, page=page)), page
        feet = [mark for mark in reading.ink(pdf, page=page) if mark.bottom < BOTTOM - 2]
        assert all(mark.top < 40 for mark in feet), page
