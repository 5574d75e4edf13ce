"""The receipt for what went back: goods, money, or both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.ports.documents import PaperRefund, RefundPaper
from reports import refund_receipt
from reports.sheet import MM
from tests.reports import papers, reading


def refund(language: str = "zh", **other: object) -> RefundPaper:
    """Two of three goods came back; some of the money in cash, the rest on its way."""
    sale = papers.sale(language=language)
    lines = sale.lines[:2]
    paper = RefundPaper(
        shop=sale.shop,
        language=language,
        currency=sale.currency,
        number=sale.number,
        at=sale.at,
        till="T2",
        staff="Lin",
        reason="stale",
        lines=lines,
        net_minor=840,
        tax_minor=110,
        total_minor=950,
        refunds=(
            PaperRefund(tender="cash", amount_minor=300),
            PaperRefund(tender="alipay", amount_minor=650, done=False),
        ),
    )
    return replace(paper, **other)  # type: ignore[arg-type]


def test_it_is_one_page_80_mm_wide() -> None:
    ((wide, _),) = reading.sizes(refund_receipt.draw(refund()))
    assert wide == pytest.approx(80 * MM, abs=0.01)


def test_it_says_what_came_back_and_which_way_the_money_goes() -> None:
    said = reading.words(refund_receipt.draw(refund()))
    for text in ("青竹便利店", "退款小票20261104-T1-0042", "收银台T2Lin", "原因：stale"):
        assert text in said
    for text in ("退回商品", "茉莉花茶500毫升#1", "1瓶×5.5013%5.50", "不含税金额8.40", "税额1.10"):
        assert text in said
    for text in ("退款¥9.50", "现金¥3.00", "支付宝·处理中¥6.50", "顾客签名"):
        assert text in said


def test_cash_is_said_as_it_is_handed_over() -> None:
    coins = PaperRefund(tender="cash", amount_minor=952, rounding_minor=-2)
    said = reading.words(refund_receipt.draw(refund("en", total_minor=952, refunds=(coins,))))
    assert "Refund¥9.52" in said
    assert "Cash¥9.52" in said
    assert "Cashrounding-¥0.02" in said
    assert "Handedover¥9.50" in said
    assert "rounding" not in reading.words(refund_receipt.draw(refund("en")))


def test_it_speaks_english_too() -> None:
    said = reading.words(refund_receipt.draw(refund("en", copy=True, test_payments=True)))
    for text in ("GreenBambooStore", "Refundreceipt", "COPY", "TESTPAYMENTS", "Alipay·underway"):
        assert text in said


def test_money_alone_has_no_goods() -> None:
    said = reading.words(refund_receipt.draw(refund(lines=(), net_minor=0, tax_minor=0)))
    assert "退回商品" not in said
    assert "不含税金额" not in said
    assert "退款¥9.50" in said
