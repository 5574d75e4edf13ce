"""Of every paper there is one original, wherever it came from; all others are marked COPY."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain import originals
from app.domain.errors import Unavailable
from app.domain.order import Order
from app.domain.originals import Sheet
from app.ports.outside import Event, PaperHandedOut
from data.ids import new_id
from data.repositories.orders import OrderRepository
from tests.helpers.crowds import at_once
from tests.helpers.shop import Shop, open_shop
from tests.reports import reading


def sold(shop: Shop, *goods: str) -> Order:
    return shop.house.checkout.pay_cash(
        shop.cart(*(goods or ("tea",))), tendered_minor=5000, staff="li"
    ).order


def marked(pdf: bytes) -> bool:
    return "副本" in reading.words(pdf)


def handed_out(shop: Shop, sheet: Sheet) -> bool:
    """Hand a paper out; whether it is marked as a copy."""
    out: list[bytes] = []
    shop.house.handing_out.hand_out(sheet, out.append, staff="li")
    (pdf,) = out
    return marked(pdf)


def printed(shop: Shop) -> list[bool]:
    """Which of the receipts that came out of the printer are marked."""
    return [marked(pdf) for pdf in shop.printer.printed]


def test_the_first_is_the_original_and_every_later_one_a_copy(shop: Shop) -> None:
    order = sold(shop)
    for sheet in (originals.receipt(order.id), originals.invoice(order.id)):
        assert not marked(shop.house.papers.pdf(sheet))  # looking changes nothing
        assert [handed_out(shop, sheet) for _ in range(3)] == [False, True, True]
        assert marked(shop.house.papers.pdf(sheet))
    assert not handed_out(shop, originals.receipt(sold(shop).id))


def test_each_refund_has_a_receipt_of_its_own(shop: Shop) -> None:
    order = sold(shop, "tea", "tea")
    wishes = [new_id(), new_id()]
    for wish in wishes:
        shop.house.refunds.refund_amount(order.id, 100, key=wish, staff="li", reason="dented")
    first, second = (originals.refund_receipt(order.id, wish) for wish in wishes)
    assert [handed_out(shop, x) for x in (first, first, second)] == [False, True, False]
    assert not handed_out(shop, originals.receipt(order.id))


def test_a_receipt_that_came_with_the_sale_was_the_original(shop: Shop) -> None:
    shop.print_receipts = True
    order = sold(shop)
    shop.house.printing.run_due()
    shop.house.printing.print_receipt(order.id, staff="li")
    assert printed(shop) == [False, True]


def test_what_did_not_go_out_leaves_no_mark(shop: Shop) -> None:
    shop.print_receipts = True
    order = sold(shop)
    shop.printer.failure = Unavailable("printer_failed", problem="no paper")
    assert shop.house.printing.run_due() == 1
    with pytest.raises(Unavailable):
        shop.house.printing.print_receipt(order.id, staff="li")
    assert not any(row.column == "paper" for row in shop.detail(order).history)
    shop.printer.failure = None
    shop.house.printing.print_receipt(order.id, staff="li")
    shop.clock.advance(seconds=31)
    assert shop.house.printing.run_due() == 0
    assert printed(shop) == [False, True]


def test_the_history_says_who_let_which_paper_out_and_when(shop: Shop) -> None:
    told: list[Event] = []
    shop.house.bus.subscribe(told.append)
    order = sold(shop)
    told.clear()
    handed_out(shop, originals.receipt(order.id))
    row = shop.detail(order).history[-1]
    assert (row.column, row.after, row.staff, row.at) == (
        "paper", "RECEIPT", "li", shop.clock.now(),
    )  # fmt: skip
    assert told == [PaperHandedOut(order_id=order.id)]


def test_another_till_knows_what_went_out(shop: Shop, shop_url: str, tmp_path: Path) -> None:
    second = open_shop(shop_url, tmp_path / "second", clock=shop.clock)
    order = sold(shop)
    assert not handed_out(second, originals.receipt(order.id))
    assert handed_out(shop, originals.receipt(order.id))
    second.close()


def test_of_two_that_are_wanted_at_once_one_is_a_copy(shop: Shop) -> None:
    sheet = originals.receipt(sold(shop).id)
    marks = at_once(*[lambda: handed_out(shop, sheet)] * 4)
    assert sorted(str(x) for x in marks) == ["False", "True", "True", "True"]


@pytest.mark.expects_logs
def test_a_paper_that_cannot_be_noted_is_out_all_the_same(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.print_receipts = True
    order = sold(shop)

    def broken(*_: object) -> None:
        raise Unavailable("database_busy")

    with monkeypatch.context() as books:
        books.setattr(OrderRepository, "add_history", broken)
        assert shop.house.printing.run_due() == 0
    assert printed(shop) == [False]
    assert shop.house.queries.due_jobs("1", shop.clock.now(), 9) == []
    assert not any(row.column == "paper" for row in shop.detail(order).history)
