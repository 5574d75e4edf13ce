"""The sales report on paper: key figures, chart, a table that adds up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.ports.queries import SalesBy
from reports import sales_report
from tests.reports import papers, reading


def test_by_day_it_names_the_period_and_adds_up() -> None:
    paper = papers.sales()
    said = reading.words(sales_report.draw(paper))
    assert "销售日报" in said
    assert "2026-11-01至2026-11-07" in said
    assert "制表时间2026-11-0414:32" in said
    total = sum(row.total_minor for row in paper.rows)
    assert f"销售额¥{total / 100:,.2f}" in said
    for row in paper.rows:
        assert row.key in said


def test_by_product_orders_are_not_added_up_because_one_order_has_many_products() -> None:
    paper = papers.sales(SalesBy.PRODUCT, count=3, language="en")
    said = reading.words(sales_report.draw(paper))
    assert "Total154.3054,743.69" in said  # quantity, gross; no sum of orders
    assert "Jasminetea500ml1" in said


def test_by_tender_tax_is_not_spoken_of() -> None:
    said = reading.words(sales_report.draw(papers.sales(SalesBy.TENDER, count=4, language="en")))
    assert "WeChatPay" in said
    assert "Paymentsbytender" in said
    assert "Paid(CNY)" in said
    assert "Tax" not in said
    assert "Sales" not in said
    chinese = reading.words(sales_report.draw(papers.sales(SalesBy.TENDER, count=4)))
    assert "收款额" in chinese and "销售额" not in chinese


def test_where_coins_are_few_it_says_what_is_in_the_drawer() -> None:
    paper = papers.sales(SalesBy.TENDER, count=1, language="en")
    assert "Takenin" not in reading.words(sales_report.draw(paper))
    said = reading.words(
        sales_report.draw(replace(paper, shop=replace(paper.shop, cash_step_minor=5)))
    )
    assert "Cashrounding" in said
    assert "Takenin¥1,195.02" in said


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("by", list(SalesBy))
def test_an_empty_period_says_so(by: SalesBy, language: str) -> None:
    said = reading.words(sales_report.draw(papers.sales(by, count=0, language=language)))
    assert ("该期间没有销售记录" if language == "zh" else "Nothingwassold") in said


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("by", list(SalesBy))
def test_a_long_report_repeats_its_head_and_nothing_collides(by: SalesBy, language: str) -> None:
    paper = papers.sales(by, count=100, language=language)
    pdf = sales_report.draw(paper)
    pages = reading.pages(pdf)
    assert len(pages) > 2
    zh, en = ("收款额", "Paid") if by is SalesBy.TENDER else ("销售额", "Sales")
    head = {"zh": zh, "en": en}[language]
    for number, page in enumerate(pages):
        assert head in page
        assert not list(reading.collisions(pdf, page=number)), number
    assert all(reading.fonts(pdf).values())


def test_names_outside_the_shipped_font_do_not_break_the_chart() -> None:
    paper = papers.sales(SalesBy.PRODUCT, count=2)
    rows = [replace(row, key="李喆 😀 <&>" + "长" * 80) for row in paper.rows]
    said = reading.words(sales_report.draw(replace(paper, rows=rows)))
    assert said.count("<&>") >= 2


def test_the_same_report_gives_the_same_bytes() -> None:
    assert sales_report.draw(papers.sales()) == sales_report.draw(papers.sales())
