"""The books are compared with what providers and banks list, and every difference is told."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.errors import Unavailable, UserError
from app.domain.order_states import Label, PaymentState
from app.domain.payment import Attempt, AttemptState, RefundState
from app.domain.reconciling.model import Difference, Finding
from app.domain.slips import Slip
from app.ports.gateway import Money
from app.services.comparing import Outcome
from app.services.wishes import Wanted
from data.ids import new_id
from data.imports.source import FileSource
from tests.helpers.sandbox import wechat_values
from tests.helpers.shop import Shop

PROVIDERS = ("alipay", "wechat")
IBAN = "DE02120300000000202051"


@pytest.fixture
def open_shop(shop_with_provider: Shop) -> Shop:
    """A shop with both providers."""
    shop_with_provider.gateways.set_up("wechat", wechat_values(shop_with_provider.provider.info))
    return shop_with_provider


def compare(shop: Shop, provider: str) -> Outcome:
    """Download today's statement, which this provider has before the day is over, and compare."""
    return shop.house.reconciliation.download(provider, shop.clock.china_day(), staff="chen")


def paid(shop: Shop, provider: str, **wanted: object) -> Attempt:
    """The customer has paid, and the till has heard of it."""
    attempt = shop.show_code(shop.cart("tea"), provider, **wanted)
    shop.control.pay(attempt.id)
    return shop.check(attempt)


def differences(shop: Shop) -> list[Difference]:
    """What waits for a person."""
    return [x.difference for x in shop.house.queries.open_differences()]


def findings(shop: Shop) -> list[Finding]:
    """What kinds of differences wait for a person."""
    return [x.finding for x in differences(shop)]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_day_that_agrees_asks_for_nobody(open_shop: Shop, provider: str) -> None:
    shop = open_shop
    attempts = [paid(shop, provider) for _ in range(2)]
    (refund,) = shop.house.refunds.refund_attempt(attempts[0].id, staff="li", reason="x")
    for _ in range(3):
        shop.clock.advance(seconds=15)
        shop.house.poller.run_due()
    first, again = compare(shop, provider), compare(shop, provider)
    assert (first.lines, first.new, first.verified, first.differences) == (3, 3, 0, 0)
    assert (again.lines, again.new, again.verified, again.differences) == (0, 0, 0, 0)
    assert differences(shop) == []
    assert shop.detail(shop.order(attempts[0])).refunds[0].id == refund.id


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_payment_the_statement_lacks_is_told_until_a_later_one_has_it(
    open_shop: Shop, provider: str
) -> None:
    shop = open_shop
    attempt = paid(shop, provider)
    paid(shop, provider)
    shop.control.fault("bill-lacks-one", count=1)
    compare(shop, provider)
    (told,) = differences(shop)
    assert (told.finding, told.theirs_minor, told.ours_minor) == (
        Finding.MISSING_THERE,
        None,
        attempt.paid_minor,
    )
    compare(shop, provider)
    assert differences(shop) == []


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_payment_nobody_here_knows_stays_until_a_person_says_why(
    open_shop: Shop, provider: str
) -> None:
    shop = open_shop
    paid(shop, provider)
    for _ in range(2):
        shop.control.fault("bill-has-more", count=1)
        compare(shop, provider)
        (told,) = differences(shop)
    assert (told.finding, told.theirs_minor, told.ours_minor) == (Finding.MISSING_HERE, 100, None)
    assert told.words.startswith("stranger")
    settle = shop.house.reconciliation.settle
    with pytest.raises(UserError, match="reason_missing"):
        settle(told.id, staff="chen", reason=" ")
    for _ in range(2):
        settle(told.id, staff="chen", reason="the other shop's")
    shop.control.fault("bill-has-more", count=1)
    compare(shop, provider)
    assert differences(shop) == []


@pytest.mark.parametrize("provider", PROVIDERS)
def test_another_amount_in_the_statement_is_told(open_shop: Shop, provider: str) -> None:
    shop = open_shop
    attempt = paid(shop, provider)
    shop.control.fault("bill-differs", count=1)
    compare(shop, provider)
    (told,) = differences(shop)
    assert (told.finding, told.attempt_id) == (Finding.DIFFERENT, attempt.id)
    assert (told.theirs_minor, told.ours_minor) == (650, 550)
    assert shop.check(attempt).state is AttemptState.SUCCEEDED


@pytest.mark.parametrize("provider", PROVIDERS)
def test_money_for_a_cancelled_payment_goes_the_way_of_all_late_money(
    open_shop: Shop, provider: str
) -> None:
    shop = open_shop
    cart = shop.cart("tea")
    attempt = shop.show_code(cart, provider)
    shop.control.scan(attempt.id)
    shop.house.vouching.give_up(attempt.id, staff="chen", reason="customer left")
    shop.control.pay(attempt.id)
    assert compare(shop, provider).verified == 1
    assert shop.house.payments.attempt(attempt.id).state is AttemptState.LATE_PAID
    assert differences(shop) == []
    assert shop.order(attempt).payment is PaymentState.PAID


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_result_that_was_unknown_is_known_by_the_statement(
    open_shop: Shop, provider: str
) -> None:
    shop = open_shop
    attempt = shop.show_code(shop.cart("tea"), provider)
    shop.house.vouching.confirm(attempt.id, staff="chen", evidence="seen on the phone")
    shop.control.pay(attempt.id)
    assert compare(shop, provider).verified == 1
    assert shop.house.payments.attempt(attempt.id).state is AttemptState.SUCCEEDED
    assert shop.order(attempt).label is Label.COMPLETED
    said = shop.house.queries.exchanges(attempt.id)
    assert said[0].what == "statement" and attempt.id in said[0].exchange.answer


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_claim_the_provider_knows_nothing_of_is_told(open_shop: Shop, provider: str) -> None:
    shop = open_shop
    claimed = shop.show_code(shop.cart("tea"), provider)
    shop.house.vouching.confirm(claimed.id, staff="chen", evidence="seen on the phone")
    paid(shop, provider)
    compare(shop, provider)
    (told,) = differences(shop)
    assert (told.finding, told.attempt_id) == (Finding.MISSING_THERE, claimed.id)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_money_that_went_back_without_the_till_is_booked_once_and_told(
    open_shop: Shop, provider: str
) -> None:
    shop = open_shop
    attempt = paid(shop, provider)
    gateway = shop.gateways.offered()[provider]
    gateway.refund(attempt.id, refund_no=new_id(), money=Money(150, "CNY"), total=Money(550, "CNY"))
    for _ in range(2):
        compare(shop, provider)
    detail = shop.detail(shop.order(attempt))
    assert [(r.amount_minor, r.state, r.reason) for r in detail.refunds] == [
        (150, RefundState.SUCCEEDED, "external")
    ]
    assert detail.order.payment is PaymentState.PARTIALLY_REFUNDED
    assert findings(shop) == [Finding.EXTERNAL_REFUND]


def test_a_payment_in_another_currency_is_told(open_shop: Shop) -> None:
    shop = open_shop
    attempt = paid(shop, "wechat")
    with shop.database.unit_of_work() as unit:
        order = unit.orders.get(attempt.order_id)
        assert order.currency == "CNY"
    file = shop.folder / "bill.csv"
    file.write_text(_wechat_bill(attempt.id, currency="USD"), "utf-8")
    shop.house.reconciliation.read_file(FileSource(file, shop.folder), staff="chen")
    (told,) = [x for x in differences(shop) if x.finding is Finding.DIFFERENT]
    assert (told.currency, told.ours_currency) == ("USD", "CNY")


def _wechat_bill(number: str, *, currency: str) -> str:
    head = "交易时间,微信订单号,商户订单号,交易状态,货币种类,商户退款单号,订单金额,申请退款金额"
    row = f"`2026-03-02 12:00:00,`42,`{number},`SUCCESS,`{currency},`0,`5.50,`0.00"
    return f"{head}\n{row}\n"


@pytest.mark.parametrize("provider", PROVIDERS)
def test_several_days_are_compared_one_after_the_other(open_shop: Shop, provider: str) -> None:
    shop, days = open_shop, open_shop.house.reconciliation.download_days
    for _ in range(2):
        paid(shop, provider)
    first = shop.clock.china_day()
    shop.clock.advance(days=1)
    attempt = shop.show_code(shop.cart("tea"), provider)
    shop.control.pay(attempt.id)
    shop.check(attempt)
    shop.control.fault("bill-lacks-one", count=1)
    told, stopped = days(provider, first, shop.clock.china_day(), staff="chen")
    assert stopped is None and told is not None
    assert (told.first, told.last) == (first, shop.clock.china_day())
    assert (told.lines, told.differences) == (2, 1)
    told, stopped = days(provider, first, shop.clock.china_day() + timedelta(days=1), staff="chen")
    assert told is not None and (told.lines, told.last) == (1, shop.clock.china_day())
    assert stopped is not None and stopped.key == "statement_not_ready"
    assert differences(shop) == []


def test_nobody_has_statements_of_what_the_cashier_confirms(open_shop: Shop) -> None:
    told, stopped = open_shop.house.reconciliation.download_days(
        "manual_card", None, None, staff="chen"
    )
    assert told is None and stopped is not None and stopped.key == "statement_by_hand"


def test_a_day_without_payments_has_no_statement_and_one_too_early_is_not_there(
    open_shop: Shop,
) -> None:
    shop = open_shop
    day = date(2026, 1, 5)
    assert shop.house.reconciliation.download("alipay", day, staff="").lines == 0
    with pytest.raises(Unavailable, match="statement_not_ready"):
        compare(shop, "alipay")
    with pytest.raises(UserError, match="provider_missing"):
        shop.house.reconciliation.download("nobody", day, staff="")
    assert shop.house.reconciliation.downloadable() == PROVIDERS


# What only a bank knows


def transfer(shop: Shop, *, confirmed: bool = True) -> Attempt:
    """A sale paid by a code of the shop's bank."""
    attempt = shop.show_code(shop.cart("tea"), "static_qr")
    if confirmed:
        return shop.house.vouching.confirm(attempt.id, staff="li")
    return attempt


def bank_file(shop: Shop, *rows: str, head: str = "Date,Amount,Currency,Reference") -> FileSource:
    """What the bank exports, in the encoding that its programs like."""
    file = shop.folder / "bank.csv"
    file.write_text("\n".join([head, *rows]), "utf-16")
    return FileSource(file, shop.folder)


def test_transfers_are_verified_by_their_references(shop: Shop) -> None:
    shop.take_bank_codes("EUR", {"scheme": "epc", "name": "Laden", "iban": IBAN})
    sale, late, wrong = transfer(shop), transfer(shop, confirmed=False), transfer(shop)
    shop.house.vouching.give_up(late.id, staff="li", reason="left")
    day = shop.clock.now().date()
    spaced = " ".join(_in_fours(sale.provider_ref))
    source = bank_file(
        shop,
        f'{day},5.50,EUR,"Order {spaced}, thanks"',
        f"{day},5.50,EUR,{late.provider_ref}",
        f"{day},5.00,EUR,{wrong.provider_ref}",
        f"{day},-900.00,EUR,rent",
        f"{day},70.00,EUR,a friend",
    )
    read = shop.house.reconciliation.read_file(source, staff="chen")
    again = shop.house.reconciliation.read_file(source, staff="chen")
    assert (read.provider, read.lines, read.verified) == ("static_qr", 3, 3)
    assert (again.lines, again.verified) == (0, 0)
    states = [shop.house.payments.attempt(x.id).state for x in (sale, late, wrong)]
    assert states == [AttemptState.SUCCEEDED, AttemptState.LATE_PAID, AttemptState.MISMATCH]
    assert differences(shop) == []


def _in_fours(reference: str | None) -> list[str]:
    text = reference or ""
    return [text[at : at + 4] for at in range(0, len(text), 4)]


def test_without_references_amount_and_day_must_be_unambiguous(shop: Shop) -> None:
    shop.take_bank_codes("THB", {"scheme": "promptpay", "account": "0812345678"})
    first, second = transfer(shop), transfer(shop)
    day = shop.clock.now().date()
    reading = shop.house.reconciliation.read_file
    reading(bank_file(shop, f"{day},5.50,THB,x"), staff="chen")
    assert findings(shop) == [Finding.UNCLEAR]
    reading(bank_file(shop, f"{day},5.50,THB,x", f"{day},5.50,THB,y"), staff="chen")
    states = {shop.house.payments.attempt(x.id).state for x in (first, second)}
    assert states == {AttemptState.SUCCEEDED}
    assert differences(shop) == []


@pytest.mark.parametrize("shop_url", ["sqlite"], indirect=True)
def test_who_paid_by_transfer_cannot_be_read_in_the_books(shop: Shop) -> None:
    shop.take_bank_codes("THB", {"scheme": "promptpay", "account": "0812345678"})
    transfer(shop), transfer(shop)
    said = "LI LEI 13800138000 DE71110220330123456789"
    row = f"{shop.clock.now().date()},5.50,THB,{said}"
    shop.house.reconciliation.read_file(bank_file(shop, row), staff="chen")
    (found,) = differences(shop)
    assert (found.finding, found.words) == (Finding.UNCLEAR, said)
    assert not shop.stored_in_clear("13800138000")
    shop.house.reconciliation.settle(found.id, staff="chen", reason="asked the bank")
    assert not shop.stored_in_clear("13800138000")


def card(amount_minor: int) -> Wanted:
    """So much was charged on the terminal."""
    return Wanted(key=new_id(), provider="manual_card", amount_minor=amount_minor)


def test_cards_are_verified_by_slip_amount_or_the_total_of_a_day(shop: Shop) -> None:
    carts = [shop.cart(good) for good in ("tea", "tea", "water", "bun")]
    slips = [Slip(number=number) for number in ("0041", "0042", "0043", "0044")]
    taken = [
        shop.house.vouching.take_slip(cart, card(cart.priced().total_minor), slip, staff="li")
        for cart, slip in zip(carts, slips, strict=True)
    ]
    back = shop.house.refunds.refund_attempt(taken[0].id, staff="li", reason="x")
    day = shop.clock.now().date()
    rest = Decimal(taken[2].paid_minor + taken[3].paid_minor) / 100
    source = bank_file(
        shop,
        f"{day},5.50,41",
        f"{day},5.00,42",
        f"{day},-5.50,41",
        f"{day},{rest},",
        f"{day},99.00,77",
        head="Date,Amount,Slip number",
    )
    shop.house.reconciliation.read_file(source, staff="chen")
    states = [shop.house.payments.attempt(x.id).state for x in taken]
    assert states == [
        AttemptState.SUCCEEDED,
        AttemptState.MISMATCH,
        AttemptState.SUCCEEDED,
        AttemptState.SUCCEEDED,
    ]
    assert findings(shop) == [Finding.MISSING_HERE]
    assert shop.detail(shop.order(taken[0])).refunds == tuple(back)


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("Name,City\nAda,Bern\n", "statement_columns"),
        ("Date,Amount\n", "statement_empty"),
        ("Date,Amount\n2026-03-99,5.50\n", "statement_row"),
        ("Date,Amount,Currency\n2026-03-02,5.50,QQQ\n", "statement_row"),
    ],
)
def test_a_file_that_is_no_statement_says_what_is_wrong(
    shop: Shop, tmp_path: Path, written: str, problem: str
) -> None:
    file = tmp_path / "file.csv"
    file.write_text(written)
    with pytest.raises(UserError, match=problem):
        shop.house.reconciliation.read_file(FileSource(file, tmp_path), staff="")
