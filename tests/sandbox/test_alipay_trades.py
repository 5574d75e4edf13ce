"""Trades on Alipay's wire: how they begin, how they end, and what is refused on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.sandbox.trades import NotPossible
from tests.sandbox.shop import Shop, order

NO = "a1b2c3d4"


def test_no_trade_exists_before_the_scan(shop: Shop) -> None:
    assert shop.precreate(NO)["qr_code"].startswith("http://127.0.0.1:8000/qr/")
    for method in ("query", "close", "refund", "fastpay.refund.query"):
        code = shop.code(method, out_trade_no=NO, refund_amount="1", out_request_no="R1")
        assert code == "ACQ.TRADE_NOT_EXIST"
    shop.play("scan", NO)
    assert shop.status(NO) == "WAIT_BUYER_PAY"


def test_unpaid_answers_carry_zeros_and_paid_ones_the_money(shop: Shop) -> None:
    shop.precreate(NO)
    shop.play("scan", NO)
    node = shop.call("query", out_trade_no=NO)
    assert (node["buyer_pay_amount"], node["receipt_amount"]) == ("0.00", "0.00")
    assert "send_pay_date" not in node
    shop.play("pay", NO)
    by_their_number = shop.call("query", trade_no=node["trade_no"], out_trade_no="ignored")
    assert by_their_number["trade_status"] == "TRADE_SUCCESS"
    assert by_their_number["total_amount"] == by_their_number["buyer_pay_amount"] == "12.50"
    assert by_their_number["out_trade_no"] == NO


def test_twenty_codes_are_made_for_a_number_and_no_more(shop: Shop) -> None:
    codes = {shop.precreate(NO)["qr_code"] for _ in range(20)}
    assert len(codes) == 1
    assert shop.code("precreate", **order(NO)) == "ACQ.APPLY_PC_MERCHANT_CODE_ERROR"


@pytest.mark.parametrize(
    "change", [{"total_amount": "12.51"}, {"subject": "Other"}, {"trans_currency": "EUR"}]
)
def test_the_same_number_with_other_contents_is_inconsistent(
    shop: Shop, change: dict[str, str]
) -> None:
    shop.precreate(NO)
    assert shop.code("precreate", **{**order(NO), **change}) == "ACQ.CONTEXT_INCONSISTENT"
    assert shop.code("precreate", **order(NO, "12.5")) == ""  # the same amount, written shorter


def test_a_paid_or_closed_number_is_not_used_again(shop: Shop) -> None:
    shop.paid(NO)
    assert shop.code("precreate", **order(NO)) == "ACQ.TRADE_HAS_SUCCESS"
    shop.precreate("closed1")
    shop.play("decline", "closed1")
    assert shop.code("precreate", **order("closed1")) == "ACQ.TRADE_HAS_CLOSE"


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("0.01", ""),
        ("100000000", ""),
        ("100000000.00", ""),
        ("100000000.01", "ACQ.TOTAL_FEE_EXCEED"),
        ("0", "ACQ.INVALID_PARAMETER"),
        ("0.001", "ACQ.INVALID_PARAMETER"),
        ("-1", "ACQ.INVALID_PARAMETER"),
        ("1e2", "ACQ.INVALID_PARAMETER"),
        ("", "ACQ.INVALID_PARAMETER"),
        (12.5, ""),
    ],
)
def test_amounts_have_limits(shop: Shop, amount: str, code: str) -> None:
    assert shop.code("precreate", **order(NO, amount)) == code


@pytest.mark.parametrize(
    "change",
    [
        {"out_trade_no": ""},
        {"out_trade_no": "x" * 65},
        {"out_trade_no": "a b"},
        {"subject": ""},
        {"subject": "x" * 257},
        {"timeout_express": "0m"},
        {"timeout_express": "1.5h"},
        {"timeout_express": "16d"},
        {"qr_code_timeout_express": "soon"},
        {"trans_currency": "XXQ"},
    ],
)
def test_parameters_are_checked(shop: Shop, change: dict[str, str]) -> None:
    assert shop.code("precreate", **{**order(NO), **change}) == "ACQ.INVALID_PARAMETER"


def test_another_seller_is_refused(shop: Shop) -> None:
    code = shop.code("precreate", **order(NO, seller_id="2088000000000000"))
    assert code == "ACQ.PARTNER_ERROR"
    assert shop.code("precreate", **order(NO, seller_id=shop.provider.alipay.seller_id)) == ""


def test_a_code_lives_two_hours_unless_told_otherwise(shop: Shop) -> None:
    shop.precreate("long1")
    shop.precreate("short1", qr_code_timeout_express="5m")
    shop.clock.advance(minutes=5)
    with pytest.raises(NotPossible, match="code_expired"):
        shop.play("scan", "short1")
    shop.clock.advance(hours=1, minutes=54)
    shop.play("scan", "long1")
    assert shop.status("long1") == "WAIT_BUYER_PAY"
    assert shop.status("short1") == "ACQ.TRADE_NOT_EXIST"


@pytest.mark.parametrize(
    ("limit", "span"),
    [
        ("1m", timedelta(minutes=1)),
        ("2h", timedelta(hours=2)),
        ("1d", timedelta(days=1)),
        ("", timedelta(days=15)),
    ],
)
def test_an_unpaid_trade_closes_when_its_time_is_over(
    shop: Shop, limit: str, span: timedelta
) -> None:
    shop.precreate(NO, timeout_express=limit)
    shop.play("scan", NO)
    shop.clock.advance(seconds=span.total_seconds() - 1)
    assert shop.status(NO) == "WAIT_BUYER_PAY"
    shop.clock.advance(seconds=1)
    assert shop.status(NO) == "TRADE_CLOSED"
    with pytest.raises(NotPossible, match="already_closed"):
        shop.play("pay", NO)


def test_a_trade_may_be_for_the_day(shop: Shop) -> None:
    shop.precreate(NO, timeout_express="1c", qr_code_timeout_express="1c")
    shop.play("scan", NO)
    shop.clock.advance(days=1)
    assert shop.status(NO) == "TRADE_CLOSED"


def test_only_a_waiting_trade_can_be_closed(shop: Shop) -> None:
    shop.precreate(NO)
    shop.play("scan", NO)
    assert shop.call("close", out_trade_no=NO)["out_trade_no"] == NO
    assert shop.status(NO) == "TRADE_CLOSED"
    assert shop.code("close", out_trade_no=NO) == "ACQ.REASON_TRADE_STATUS_INVALID"
    paid = shop.paid("paid1")
    assert shop.code("close", out_trade_no=paid) == "ACQ.REASON_TRADE_STATUS_INVALID"
    assert shop.status(paid) == "TRADE_SUCCESS"


def test_cancel_closes_refunds_or_finds_nothing(shop: Shop) -> None:
    shop.precreate("shown1")
    shop.precreate("waiting1")
    shop.play("scan", "waiting1")
    shop.paid("paid1")
    for _ in range(2):
        for number, action in (
            ("shown1", None),
            ("never1", None),
            ("waiting1", "close"),
            ("paid1", "refund"),
        ):
            node = shop.call("cancel", out_trade_no=number)
            assert (node["code"], node["retry_flag"], node.get("action")) == ("10000", "N", action)
    assert shop.status("paid1") == shop.status("waiting1") == "TRADE_CLOSED"
    assert shop.call("query", out_trade_no="paid1")["send_pay_date"]
    shop.play("pay", "shown1")
    assert shop.status("shown1") == "TRADE_SUCCESS"


def test_cancel_comes_too_late_a_day_after_payment(shop: Shop) -> None:
    shop.paid(NO)
    shop.clock.advance(hours=23, minutes=59)
    assert shop.code("cancel", out_trade_no=shop.paid("later1")) == ""
    shop.clock.advance(minutes=1)
    assert shop.code("cancel", out_trade_no=NO) == "ACQ.TRADE_CANCEL_TIME_OUT"


def test_a_partly_refunded_trade_cannot_be_cancelled(shop: Shop) -> None:
    shop.paid(NO)
    shop.call("refund", out_trade_no=NO, refund_amount="1", out_request_no="R1")
    assert shop.code("cancel", out_trade_no=NO) == "ACQ.REASON_TRADE_REFUND_FEE_ERR"


def test_a_customer_pays_once(shop: Shop) -> None:
    shop.paid(NO)
    for action in ("pay", "decline"):
        with pytest.raises(NotPossible, match="already_paid"):
            shop.play(action, NO)
    shop.play("scan", NO)  # looking again is harmless
    assert shop.status(NO) == "TRADE_SUCCESS"


def test_a_wrong_amount_stands_in_the_books_as_paid(shop: Shop) -> None:
    shop.precreate(NO)
    shop.play("pay", NO, "12.49")
    node = shop.call("query", out_trade_no=NO)
    assert node["total_amount"] == "12.49"
    assert shop.code("refund", out_trade_no=NO, refund_amount="12.50") != ""
