"""The A4 invoice says everything about a sale, and says it legibly."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal

import pytest

from app.domain.order_states import Label
from app.domain.pricing import TaxRule
from app.ports.documents import PaperPayment
from reports import invoice
from reports.sheet import A4, MARGIN
from tests.reports import papers, reading

LONG_NAMES = (
    "A very long product name that goes on and on and wraps over several lines until it ends",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenhersteller" * 2,
    "中文商品名称非常长需要换行的时候应该在任意字符之间换行，但是标点不能出现在行首。",
)


def test_it_names_the_shop_the_sale_and_every_line() -> None:
    paper = papers.delivery_sale("zh")
    said = reading.words(invoice.draw(paper))
    shop = paper.shop
    for text in (shop.name, shop.address, shop.phone, shop.tax_number, shop.footer):
        assert "".join(text.split()) in said
    for text in ("销售单", paper.number, "2026-11-0414:32", "T1", "Lin", "已发货"):
        assert text in said
    for text in ("王小明", "13800000000", "杭州市西湖区", "顺丰速运", "SF1000000000042"):
        assert text in said
    for line in paper.lines:
        assert "".join(line.name.split()) in said
        assert line.sku in said
    assert "请放门卫处" in said


def test_it_speaks_english() -> None:
    said = reading.words(invoice.draw(papers.delivery_sale("en")))
    for text in ("GreenBambooStore", "Salesinvoice", "Shipped", "Deliverto", "Jasminetea", "Total"):
        assert text in said
    assert "合计" not in said


def test_figures_come_from_the_sale() -> None:
    paper = papers.sale(papers.goods(6))
    said = reading.words(invoice.draw(paper))
    assert "商品金额¥46.25" in said
    assert "折扣-¥1.10" in said
    assert "不含税金额¥39.96" in said
    assert "税额¥5.19" in said
    assert "合计¥45.15" in said
    assert "增值税13%39.965.19" in said
    assert "0.437kg15.90" in said


def test_yuan_are_also_written_in_capitals_and_other_money_is_not() -> None:
    assert "肆拾伍元壹角伍分" in reading.words(invoice.draw(papers.sale(papers.goods(6))))
    assert "人民币" not in reading.words(invoice.draw(papers.sale(papers.goods(6), code="HKD")))


@pytest.mark.parametrize(
    ("code", "unit", "total"),
    [("JPY", "1,234", "¥2,468"), ("KWD", "1.234", "KWD2.468"), ("EUR", "12.34", "€24.68")],
)
def test_amounts_have_the_decimals_of_their_currency(code: str, unit: str, total: str) -> None:
    paper = papers.sale([papers.line("X", 1234, 2000, taxes=())], language="en", code=code)
    said = reading.words(invoice.draw(paper))
    assert unit in said
    assert f"Total{total}" in said


def test_a_sale_without_tax_has_no_tax_columns() -> None:
    said = reading.words(invoice.draw(papers.sale([papers.line("水", 200, taxes=())])))
    assert "税额" not in said
    assert "税率" not in said


def test_several_taxes_and_levies_are_listed() -> None:
    taxes = (
        TaxRule("GST", percent=Decimal(5)),
        TaxRule("QST", percent=Decimal("9.975")),
        TaxRule("Eco levy", fixed_minor=Decimal(25)),
    )
    lines = [papers.line("Battery", 1000, 4000, taxes=taxes)]
    paper = papers.sale(lines, language="en", code="CAD", include=False)
    said = reading.words(invoice.draw(paper))
    assert "GST5%40.002.00" in said
    assert "QST9.975%40.003.99" in said
    assert "Ecolevy0.25each40.001.00" in said
    assert "Pricesexcludetax" in said


def test_cash_shows_tendered_change_and_rounding_and_refunds_are_negative() -> None:
    cash = PaperPayment(
        tender="cash",
        amount_minor=4515,
        tendered_minor=5000,
        change_minor=485,
        rounding_minor=0,
    )
    rounded = replace(cash, rounding_minor=-5, change_minor=490)
    back = PaperPayment(tender="alipay", amount_minor=-1000)
    paper = papers.sale(papers.goods(6), language="en", payments=(rounded, back))
    said = reading.words(invoice.draw(paper))
    for text in ("Cash¥45.15", "Tendered¥50.00", "Change¥4.90", "Cashrounding-¥0.05"):
        assert text in said
    assert "Refund·Alipay-¥10.00" in said
    assert "Paid¥35.15" in said
    exact = replace(paper, payments=(cash,))
    assert "Cashrounding" not in reading.words(invoice.draw(exact))


def test_change_of_nothing_is_still_said_when_cash_was_tendered() -> None:
    exact = PaperPayment(tender="cash", amount_minor=4515, tendered_minor=4515)
    paper = papers.sale(papers.goods(6), language="en", payments=(exact,))
    assert "Change¥0.00" in reading.words(invoice.draw(paper))


def test_reprints_and_test_payments_are_marked_on_every_page() -> None:
    paper = papers.sale(papers.goods(90), copy=True, test_payments=True)
    for page in reading.pages(invoice.draw(paper)):
        assert "副本" in page
        assert "测试支付" in page
    plain = reading.words(invoice.draw(papers.sale()))
    assert "副本" not in plain
    assert "测试支付" not in plain


@pytest.mark.parametrize(
    ("label", "word"),
    [
        (Label.AWAITING_PAYMENT, "UNPAID"),
        (Label.PAYMENT_FAILED, "UNPAID"),
        (Label.CHECKING_PAYMENT, "PAYMENTNOTCONFIRMED"),
        (Label.CANCELLED, "CANCELLED"),
        (Label.REFUNDED, "REFUNDED"),
        (Label.REFUNDING, "REFUNDINPROGRESS"),
    ],
)
def test_what_is_not_simply_paid_is_stamped(label: Label, word: str) -> None:
    paper = papers.sale(language="en", label=label, payments=())
    assert word in reading.words(invoice.draw(paper))


@pytest.mark.parametrize("label", [Label.COMPLETED, Label.PAID, Label.SHIPPED])
def test_what_is_paid_has_no_stamp_and_owes_nothing(label: Label) -> None:
    said = reading.words(invoice.draw(papers.sale(language="en", label=label)))
    assert "UNPAID" not in said
    assert "Amountdue" not in said


def test_an_unpaid_invoice_says_what_is_due() -> None:
    paper = papers.sale(papers.goods(6), language="en", label=Label.AWAITING_PAYMENT, payments=())
    assert "Amountdue¥45.15" in reading.words(invoice.draw(paper))


def test_scanners_read_the_number_in_both_codes() -> None:
    paper = papers.sale()
    found = reading.codes(invoice.draw(paper))
    assert ("QR", paper.number) in found
    assert any(kind.startswith("Code128") and text == paper.number for kind, text in found)


def test_a_number_that_bars_cannot_hold_is_still_in_the_qr_code() -> None:
    found = reading.codes(invoice.draw(papers.sale(number="20261104-前台-0001")))
    assert found == {("QR", "20261104-前台-0001")}


def test_only_embedded_fonts_are_listed() -> None:
    fonts = reading.fonts(invoice.draw(papers.sale(papers.goods(40))))
    assert fonts
    assert all(fonts.values()), fonts
    assert all("NotoSansSC" in name for name in fonts)


def test_five_hundred_lines_fill_pages_with_repeated_heads_and_counted_pages() -> None:
    pages = reading.pages(invoice.draw(papers.sale(papers.goods(500))))
    assert len(pages) == 13
    for number, page in enumerate(pages, start=1):
        squeezed = "".join(page.split())
        assert f"第{number}页，共13页" in squeezed
        assert "序号商品货号" in squeezed
    joined = "".join("".join(page.split()) for page in pages)
    for place in range(1, 501):
        assert f"#{place}69" in joined or f"#{place}APL" in joined, place


def test_the_last_line_never_leaves_the_totals_alone_on_a_page() -> None:
    for count in range(20, 40):
        last = reading.pages(invoice.draw(papers.sale(papers.goods(count))))[-1]
        squeezed = "".join(last.split())
        assert "合计¥" in squeezed
        assert f"#{count}" in squeezed


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", ["CNY", "KWD", "JPY"])
def test_nothing_is_printed_over_anything_else_or_over_the_margin(language: str, code: str) -> None:
    lines = [papers.line(name, 98_765_432, 12_345) for name in LONG_NAMES]
    paper = papers.sale(
        [*lines, *papers.goods(12, language=language)], language=language, code=code
    )
    pdf = invoice.draw(paper)
    assert not list(reading.collisions(pdf))
    for mark in reading.ink(pdf):
        assert mark.left >= MARGIN - 1, mark
        assert mark.right <= A4[0] - MARGIN + 1, mark


def test_amounts_as_large_as_the_shop_allows_still_fit() -> None:
    paper = papers.sale([papers.line("Everything", 10**15, 1000)], language="en", code="KWD")
    pdf = invoice.draw(paper)
    assert not list(reading.collisions(pdf))
    assert "1,000,000,000,000.000" in reading.words(pdf)


def test_the_same_sale_gives_the_same_bytes_dated_by_the_sale() -> None:
    paper = papers.sale()
    first = invoice.draw(paper)
    assert first == invoice.draw(paper)
    facts = reading.info(first)
    assert facts["/CreationDate"] == "D:20261104143205+08'00'"
    assert facts["/Title"] == f"销售单 {paper.number}"
    assert facts["/Author"] == "青竹便利店"


def test_the_paper_calls_itself_no_tax_invoice_where_that_word_is_the_state_s() -> None:
    assert "不作为税务发票" in reading.words(invoice.draw(papers.sale()))
    assert "税务发票" not in reading.words(invoice.draw(papers.sale(code="EUR")))


def test_making_one_does_not_load_the_slow_parts_of_the_library() -> None:
    program = (
        "import sys\n"
        "from reports.documents import PdfDocuments\n"
        "light = 'reportlab' in sys.modules\n"
        "from tests.reports import papers\n"
        "PdfDocuments().invoice(papers.sale())\n"
        "heavy = [n for n in ('reportlab.platypus', 'xlsxwriter') if n in sys.modules]\n"
        "sys.exit(f'{light} {heavy}' if light or heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
