"""Refunds on Alipay's wire: whole, in parts, repeated, too late, too much."""

from __future__ import annotations

import pytest

from tests.sandbox.shop import Shop

NO = "a1b2c3d4"


def refund(shop: Shop, amount: str, request: str = "R1", number: str = NO) -> dict[str, str]:
    """One refund call."""
    return shop.call("refund", out_trade_no=number, refund_amount=amount, out_request_no=request)


def test_parts_add_up_and_the_last_one_closes_the_trade(shop: Shop) -> None:
    shop.paid(NO)
    totals = [refund(shop, "5", f"R{x}")["refund_fee"] for x in range(2)]
    assert totals == ["5.00", "10.00"]
    assert shop.status(NO) == "TRADE_SUCCESS"
    assert refund(shop, "2.50", "R2")["refund_fee"] == "12.50"
    assert shop.status(NO) == "TRADE_CLOSED"
    assert refund(shop, "0.01", "R3")["sub_code"] == "ACQ.REASON_TRADE_REFUND_FEE_ERR"


def test_a_repeated_request_moves_nothing_and_says_so(shop: Shop) -> None:
    shop.paid(NO)
    answers = [refund(shop, "5") for _ in range(3)]
    assert [x["fund_change"] for x in answers] == ["Y", "N", "N"]
    assert {x["refund_fee"] for x in answers} == {"5.00"}
    assert refund(shop, "6")["sub_code"] == "ACQ.DISCORDANT_REPEAT_REQUEST"


def test_a_part_needs_a_number_of_its_own(shop: Shop) -> None:
    shop.paid(NO)
    part = shop.code("refund", out_trade_no=NO, refund_amount="5")
    assert part == "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL"
    assert shop.call("refund", out_trade_no=NO, refund_amount="12.50")["fund_change"] == "Y"
    known = shop.call("fastpay.refund.query", out_trade_no=NO)
    assert (known["out_request_no"], known["refund_status"]) == (NO, "REFUND_SUCCESS")


def test_a_good_answer_about_an_unknown_refund_says_nothing_at_all(shop: Shop) -> None:
    shop.paid(NO)
    known = shop.call("fastpay.refund.query", out_trade_no=NO, out_request_no="R9")
    assert known == {"code": "10000", "msg": "Success"}


def test_a_refund_is_found_again_with_its_own_amount(shop: Shop) -> None:
    shop.paid(NO)
    refund(shop, "5", "R1")
    refund(shop, "3", "R2")
    known = shop.call("fastpay.refund.query", out_trade_no=NO, out_request_no="R2")
    assert (known["refund_amount"], known["total_amount"]) == ("3.00", "12.50")


@pytest.mark.parametrize("amount", ["12.51", "0", "-1", "0.001", "x"])
def test_impossible_amounts_are_refused(shop: Shop, amount: str) -> None:
    shop.paid(NO)
    assert refund(shop, amount)["code"] == "40004"
    assert shop.call("query", out_trade_no=NO)["trade_status"] == "TRADE_SUCCESS"


def test_nothing_is_given_back_that_was_not_paid(shop: Shop) -> None:
    shop.precreate(NO)
    shop.play("scan", NO)
    assert refund(shop, "1")["sub_code"] == "ACQ.TRADE_STATUS_ERROR"
    shop.play("decline", NO)
    assert refund(shop, "1")["sub_code"] == "ACQ.TRADE_HAS_CLOSE"


def test_after_a_year_the_trade_is_finished(shop: Shop) -> None:
    shop.paid(NO)
    shop.clock.advance(days=365)
    assert shop.status(NO) == "TRADE_FINISHED"
    assert refund(shop, "1")["sub_code"] == "ACQ.TRADE_HAS_FINISHED"
    assert shop.code("cancel", out_trade_no=NO) != ""


def test_a_refund_is_in_the_currency_of_the_payment(shop: Shop) -> None:
    shop.paid(NO, "500", trans_currency="JPY")
    wrong = shop.code(
        "refund", out_trade_no=NO, refund_amount="5", out_request_no="R", refund_currency="CNY"
    )
    assert wrong == "ACQ.INVALID_PARAMETER"
    assert refund(shop, "200")["refund_fee"] == "200"
