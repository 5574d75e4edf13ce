"""The order report: every order of a period, and sums that never mix currencies."""

from __future__ import annotations

import pytest

from reports import orders_report
from tests.reports import papers, reading


def test_it_lists_every_order_in_shop_time() -> None:
    paper = papers.orders(12)
    said = reading.words(orders_report.draw(paper))
    for row in paper.rows:
        assert row.number in said
    assert "20261104-T1-00012026-11-0409:00王小明1已完成CNY10.00" in said
    assert "(已部分退款)" in said


def test_sums_are_by_status_and_currency() -> None:
    paper = papers.orders(12, language="en")
    said = reading.words(orders_report.draw(paper))
    yuan = sum(row.total_minor for row in paper.rows if row.currency == "CNY")
    euro = sum(row.total_minor for row in paper.rows if row.currency == "EUR")
    assert f"TotalCNY¥{yuan / 100:,.2f}" in said.replace("TotalEUR", "TotalCNY", 0)
    assert f"€{euro / 100:,.2f}" in said
    assert "AwaitingpaymentCNY2" in said
    assert "AwaitingpaymentEUR1" in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_empty_period_says_so(language: str) -> None:
    said = reading.words(orders_report.draw(papers.orders(0, language=language)))
    assert ("该期间没有订单" if language == "zh" else "Therearenoorders") in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_many_orders_fill_pages_and_nothing_collides(language: str) -> None:
    pdf = orders_report.draw(papers.orders(200, language=language))
    pages = reading.pages(pdf)
    assert len(pages) > 3
    for number in range(len(pages)):
        assert not list(reading.collisions(pdf, page=number)), number
    assert all(reading.fonts(pdf).values())
    assert pdf == orders_report.draw(papers.orders(200, language=language))
