"""Goods and money that go back: by line and by amount, to both providers, cash and by hand."""

from __future__ import annotations

import pytest

from app.domain import originals
from app.domain.errors import UserError
from app.domain.order import Order
from app.domain.order_states import Fulfilment, Label, Lifecycle, PaymentState
from app.domain.payment import RefundState, left_of
from app.domain.pricing import Discount
from app.domain.returning import Brought, GoodsReturn
from app.domain.slips import Slip
from app.domain.stock import MovementKind
from app.services.returns import Wish
from app.services.wishes import Wanted
from data.ids import new_id
from tests.helpers.back_rooms import send
from tests.helpers.books import refused
from tests.helpers.crowds import at_once
from tests.helpers.shop import Shop
from tests.reports import reading

PROVIDERS = ("alipay", "wechat")


@pytest.fixture
def shop(shop_with_provider: Shop) -> Shop:
    """A shop with both providers."""
    made = shop_with_provider
    made.gateways.set_up("wechat", made.provider.info.settings["wechat"])
    return made


def by_code(shop: Shop, *codes: str, provider: str = "alipay") -> Order:
    """A sale that a provider was paid for."""
    attempt = shop.show_code(shop.cart(*codes), provider)
    shop.control.pay(attempt.id)
    shop.check(attempt)
    return shop.order(attempt)


def in_cash(shop: Shop, *codes: str) -> Order:
    """A sale for exact cash."""
    cart = shop.cart(*codes)
    due = cart.priced().cash_due_minor
    return shop.house.checkout.pay_cash(cart, tendered_minor=due, staff="li").order


def bring(order: Order, *pieces: int, damaged: bool = False) -> tuple[Brought, ...]:
    """So many pieces of each line."""
    return tuple(
        Brought(line_id=line.id, qty_milli=count * 1000, damaged=damaged)
        for line, count in zip(order.lines, pieces, strict=False)
        if count
    )


def take_back(shop: Shop, order: Order, *pieces: int, **options: object) -> GoodsReturn:
    """A customer brings so many pieces of each line."""
    damaged = bool(options.pop("damaged", False))
    wish = Wish(key=new_id(), brought=bring(order, *pieces, damaged=damaged), **options)  # type: ignore[arg-type]
    return shop.house.returns.take_back(order.id, wish, staff="li")


def settle(shop: Shop) -> None:
    """Everything that waits is asked until it is known."""
    for _ in range(4):
        shop.clock.advance(seconds=25)
        shop.house.poller.run_due()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_line_comes_back_and_its_money_goes_to_the_provider(shop: Shop, provider: str) -> None:
    order = by_code(shop, "tea", "tea", "water", provider=provider)
    back = take_back(shop, order, 1, reason="stale")
    assert (back.total_minor, shop.on_hand("tea")) == (550, 9_000)
    assert shop.detail(order).order.label is Label.REFUNDING
    settle(shop)
    detail = shop.detail(order)
    (refund,) = detail.refunds
    assert (refund.id, refund.amount_minor, refund.state) == (back.id, 550, RefundState.SUCCEEDED)
    assert (refund.tender, refund.wish) == (provider, back.id)
    assert detail.order.payment is PaymentState.PARTIALLY_REFUNDED
    assert (detail.order.label, detail.order.lifecycle) == (Label.COMPLETED, Lifecycle.COMPLETED)
    assert detail.returns == (back,)
    assert ("goods", "CAME_BACK", "stale") in [
        (row.column, row.after, row.detail) for row in detail.history
    ]
    (attempt,) = detail.attempts
    assert [x["state"] for x in shop.control.trade(attempt.id)["refunds"]] == ["DONE"]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_part_after_part_is_exactly_the_whole(shop: Shop, provider: str) -> None:
    desk = shop.desk("tea", "tea", "tea", "water", "bun")
    desk.discount(Discount(amount_minor=100))
    attempt = shop.show_code(desk.checked(), provider)
    shop.control.pay(attempt.id)
    shop.check(attempt)
    order = shop.order(attempt)
    for pieces in ((1,), (0, 1), (1,), (0, 0, 1), (1,)):
        take_back(shop, order, *pieces)
        settle(shop)
    detail = shop.detail(order)
    assert sum(x.total_minor for x in detail.returns) == order.total_minor
    assert sum(y.tax_minor for x in detail.returns for y in x.lines) == order.tax_minor
    assert detail.order.payment is PaymentState.REFUNDED
    assert left_of(detail.attempts[0], detail.refunds) == 0
    assert [shop.on_hand(x) for x in ("tea", "water", "bun")] == [10_000] * 3
    with pytest.raises(UserError, match="refund_qty_too_large"):
        take_back(shop, order, 1)


def test_the_same_wish_twice_or_at_once_is_one_return(shop: Shop) -> None:
    order = by_code(shop, "tea", "tea")
    wish = Wish(key=new_id(), brought=bring(order, 1))

    def press() -> str:
        return shop.house.returns.take_back(order.id, wish, staff="li").id

    made = at_once(*[press] * 4)
    assert len(made) == 4
    assert len(set(made)) == 1
    assert [x.amount_minor for x in shop.detail(order).refunds] == [550]
    assert shop.on_hand("tea") == 9_000


def test_one_piece_cannot_come_back_at_two_tills_at_once(shop: Shop) -> None:
    order = in_cash(shop, "tea", "water")
    outcomes = at_once(*[lambda: take_back(shop, order, 1)] * 4)
    refused = [x.key for x in outcomes if isinstance(x, UserError)]
    assert refused == ["refund_qty_too_large"] * 3
    assert len(outcomes) == 4
    assert [x.amount_minor for x in shop.detail(order).refunds] == [550]
    assert shop.on_hand("tea") == 10_000


def test_damaged_goods_are_written_off_and_uncounted_ones_never_move(shop: Shop) -> None:
    order = in_cash(shop, "tea", "bag")
    take_back(shop, order, 1, 1, damaged=True)
    assert shop.on_hand("tea") == 9_000
    rows = shop.house.queries.movements(shop.product_id("tea"), 9)
    moved = {(x.kind, x.qty_milli) for x in rows if x.kind is not MovementKind.RECEIPT}
    assert moved == {
        (MovementKind.SALE, -1000),
        (MovementKind.RETURN, 1000),
        (MovementKind.WRITE_OFF, -1000),
    }
    assert list(shop.house.queries.movements(shop.product_id("bag"), 9)) == []
    assert shop.detail(order).order.payment is PaymentState.REFUNDED


def test_cash_goes_back_in_cash_at_once(shop: Shop) -> None:
    order = in_cash(shop, "tea", "water")
    take_back(shop, order, 0, 1)
    (refund,) = shop.detail(order).refunds
    assert (refund.tender, refund.state) == ("cash", RefundState.SUCCEEDED)


def test_other_money_goes_back_in_cash_only_where_the_shop_allows_it(shop: Shop) -> None:
    order = by_code(shop, "tea")
    refused(UserError, "cash_refunds_off", lambda: take_back(shop, order, 1, in_cash=True))
    assert shop.detail(order).returns == ()
    assert shop.on_hand("tea") == 9_000
    shop.change(cash_refunds=True)
    take_back(shop, order, 1, in_cash=True)
    (refund,) = shop.detail(order).refunds
    assert (refund.tender, refund.state) == ("cash", RefundState.SUCCEEDED)
    settle(shop)
    assert shop.control.trade(refund.attempt_id)["refunds"] == []


def test_a_card_is_given_back_by_hand(shop: Shop) -> None:
    cart = shop.cart("tea", "water")
    slip = Slip(number="0042", last_four="1234")
    wanted = Wanted(key=new_id(), provider="manual_card", amount_minor=750)
    attempt = shop.house.vouching.take_slip(cart, wanted, slip, staff="li")
    take_back(shop, shop.order(attempt), 1)
    (refund,) = shop.detail(shop.order(attempt)).refunds
    assert (refund.tender, refund.state) == ("manual_card", RefundState.SUCCEEDED)


def test_a_split_sale_goes_back_newest_payment_first(shop: Shop) -> None:
    cart = shop.cart("tea", "tea")
    shop.house.checkout.pay_cash(
        cart, tendered_minor=600, staff="li", key=new_id(), amount_minor=600
    )
    attempt = shop.show_code(cart)
    shop.control.pay(attempt.id)
    shop.check(attempt)
    back = take_back(shop, shop.order(attempt), 2)
    refunds = shop.detail(shop.order(attempt)).refunds
    assert sorted((x.tender, x.amount_minor) for x in refunds) == [("alipay", 500), ("cash", 600)]
    assert {x.wish for x in refunds} == {back.id}


def test_what_was_given_back_before_is_not_given_back_again(shop: Shop) -> None:
    order = in_cash(shop, "tea", "tea")
    shop.house.refunds.refund_amount(order.id, 300, key=new_id(), staff="li", reason="dented")
    take_back(shop, order, 2)
    refunds = shop.detail(order).refunds
    assert sorted(x.amount_minor for x in refunds) == [300, 800]
    assert shop.detail(order).order.payment is PaymentState.REFUNDED
    assert shop.on_hand("tea") == 10_000


def test_goods_may_follow_their_money(shop: Shop) -> None:
    order = in_cash(shop, "tea")
    shop.house.refunds.refund_all(order.id, staff="li", reason="goodwill")
    take_back(shop, order, 1)
    assert len(shop.detail(order).refunds) == 1
    assert shop.on_hand("tea") == 10_000


def test_the_rest_of_a_sale_can_be_taken_back_whole(shop: Shop) -> None:
    order = in_cash(shop, "tea", "tea", "water")
    take_back(shop, order, 1)
    shop.house.orders.void(order.id, staff="li")
    detail = shop.detail(order)
    assert [shop.on_hand(x) for x in ("tea", "water")] == [10_000, 10_000]
    assert sum(x.amount_minor for x in detail.refunds) == order.total_minor
    assert sum(x.total_minor for x in detail.returns) == order.total_minor


def test_a_delivered_order_is_partly_and_then_wholly_returned(shop: Shop) -> None:
    order = send(shop, "tea", "water")
    refused(UserError, "order_not_with_customer", lambda: take_back(shop, order, 1))
    shop.house.shipping.ship(order.id, carrier="SF", tracking_number="1", staff="li")
    refused(UserError, "order_not_with_customer", lambda: take_back(shop, order, 1))
    shop.house.shipping.receive(order.id, staff="li")
    take_back(shop, order, 1)
    back = shop.detail(order).order
    assert (back.fulfilment, back.label) == (Fulfilment.PARTIALLY_RETURNED, Label.RECEIVED)
    shop.house.shipping.complete(order.id, staff="li")
    assert shop.detail(order).order.label is Label.COMPLETED
    take_back(shop, order, 0, 1)
    back = shop.detail(order).order
    assert (back.fulfilment, back.label) == (Fulfilment.RETURNED, Label.REFUNDED)


@pytest.mark.parametrize(
    ("pieces", "problem"), [((), "return_empty"), ((3,), "refund_qty_too_large")]
)
def test_a_return_that_cannot_be_writes_nothing(
    shop: Shop, pieces: tuple[int, ...], problem: str
) -> None:
    order = by_code(shop, "tea", "tea")
    before = shop.detail(order)
    refused(UserError, problem, lambda: take_back(shop, order, *pieces))
    assert shop.detail(order) == before


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_refund_that_fails_leaves_the_goods_here_and_its_number_for_later(
    shop: Shop, provider: str
) -> None:
    order = by_code(shop, "tea", provider=provider)
    shop.control.fault("balance-low")
    back = take_back(shop, order, 1)
    settle(shop)
    (refund,) = shop.detail(order).refunds
    assert refund.state is RefundState.FAILED
    assert shop.on_hand("tea") == 10_000
    shop.control.clear()
    shop.house.refunds.retry(refund.id)
    settle(shop)
    (refund,) = shop.detail(order).refunds
    assert (refund.id, refund.state) == (back.id, RefundState.SUCCEEDED)


def test_the_customer_gets_a_receipt_for_what_went_back(shop: Shop) -> None:
    order = by_code(shop, "tea", "tea", "water")
    back = take_back(shop, order, 1, reason="stale")
    paper = shop.house.papers.refund_paper(originals.refund_receipt(order.id, back.id))
    assert [(x.name, x.qty_milli, x.total_minor) for x in paper.lines] == [("茉莉花茶", 1000, 550)]
    assert (paper.total_minor, paper.net_minor + paper.tax_minor) == (550, 550)
    assert [(x.tender, x.amount_minor, x.done) for x in paper.refunds] == [("alipay", 550, False)]
    settle(shop)
    paper = shop.house.papers.refund_paper(originals.refund_receipt(order.id, back.id))
    assert [x.done for x in paper.refunds] == [True]
    assert "退款小票" in reading.words(
        shop.house.papers.pdf(originals.refund_receipt(order.id, back.id))
    )


def test_a_sale_that_was_taken_back_whole_has_one_receipt_for_it(shop: Shop) -> None:
    order = in_cash(shop, "tea", "water")
    shop.house.orders.void(order.id, staff="li")
    (back,) = shop.detail(order).returns
    paper = shop.house.papers.refund_paper(originals.refund_receipt(order.id, back.id))
    assert (len(paper.lines), paper.total_minor) == (2, 750)
    refused(
        UserError,
        "refund_not_found",
        lambda: shop.house.papers.refund_paper(originals.refund_receipt(order.id, new_id())),
    )


def test_money_alone_has_a_receipt_too(shop: Shop) -> None:
    order = in_cash(shop, "tea")
    key = new_id()
    shop.house.refunds.refund_amount(order.id, 100, key=key, staff="li", reason="dented")
    paper = shop.house.papers.refund_paper(originals.refund_receipt(order.id, key))
    assert (paper.lines, paper.total_minor, paper.staff) == ((), 100, "li")
