"""The packing slip: what and where to, and no word about money."""

from __future__ import annotations

import re

from app.domain.order_states import Label
from reports import packing_slip
from tests.reports import papers, reading


def test_it_says_what_goes_where() -> None:
    paper = papers.delivery_sale()
    said = reading.words(packing_slip.draw(paper))
    for text in ("装箱单", paper.number, "送货至王小明", "杭州市西湖区", "承运商：顺丰速运"):
        assert text in said
    for line in paper.lines:
        assert "".join(line.name.split()) in said
        assert line.sku in said
    assert "0.437kg" in said
    assert "共6行，10件" in said
    assert "请放门卫处" in said
    assert "装箱人" in said


def test_it_tells_no_price() -> None:
    for language in ("zh", "en"):
        pdf = packing_slip.draw(papers.delivery_sale(language))
        said = "".join(reading.pages(pdf))
        assert "¥" not in said
        assert not re.search(r"\d\.\d\d(?!\d)", said)
        assert "支付宝" not in said
        assert "Alipay" not in said


def test_the_order_number_is_the_largest_print_on_it() -> None:
    paper = papers.delivery_sale()
    marks = reading.ink(packing_slip.draw(paper))
    tallest = sorted(marks, key=lambda mark: mark.bottom - mark.top)[: len("20261104T10042")]
    assert {mark.char for mark in tallest} <= set(paper.number)


def test_scanners_read_the_number() -> None:
    paper = papers.delivery_sale()
    found = reading.codes(packing_slip.draw(paper))
    assert ("QR", paper.number) in found
    assert any(kind.startswith("Code128") and text == paper.number for kind, text in found)


def test_goods_that_are_collected_have_no_address() -> None:
    said = reading.words(packing_slip.draw(papers.sale(language="en", customer_name="Ann")))
    assert "Ann" in said
    assert "Collectedatthecounter" in said
    assert "Deliverto" not in said


def test_a_cancelled_order_cannot_be_packed_by_mistake() -> None:
    said = reading.words(packing_slip.draw(papers.sale(label=Label.CANCELLED)))
    assert "已取消" in said


def test_many_lines_go_on_under_a_repeated_head_and_nothing_collides() -> None:
    pdf = packing_slip.draw(papers.sale(papers.goods(60, language="en"), language="en"))
    pages = reading.pages(pdf)
    assert len(pages) == 3
    for page in range(len(pages)):
        assert "Packed" in pages[page]
        assert not list(reading.collisions(pdf, page=page))
