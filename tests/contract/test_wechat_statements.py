"""WeChat Pay's statement of a day, read as it is really written."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest

from app.domain.errors import Refused, Unavailable
from app.gateways.wechat.gateway import WechatGateway
from app.ports.gateway import Money, StatementLine, UnknownOutcome, Untrusted
from tests.contract.orders import NO
from tests.contract.wechat_double import WechatDouble

DAY = date(2021, 1, 28)


@pytest.fixture
def gateway(wechat: WechatDouble) -> WechatGateway:
    """The till's side."""
    return wechat.gateway()


def bill(*rows: str) -> bytes:
    """A statement with these rows."""
    head = (
        "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,"
        "交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,"
        "充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注"
    )
    totals = "总交易单数,应结订单总金额\r\n`2,`0.02"
    return "\r\n".join(["\ufeff" + head, *rows, totals, ""]).encode()


def row(state: str, paid: str, back: str, title: str = "for testing") -> str:
    """One row of a statement."""
    cells = f"`2021-01-28 17:07:11,`wx1,`16,`0,`,`4200,`{NO},`o1,`NATIVE,`{state},`OTHERS,`CNY"
    return (
        f"{cells},`{paid},`0.00,`5030,`R1,`{back},`0.00,`,`,`{title},`pack,`0.0,`1.00%,`{paid}"
        f",`{back},`"
    )


def announce(wechat: WechatDouble, content: bytes, **changes: Any) -> None:
    """Answer with a statement's address and hash, then with the statement."""
    said = {
        "hash_type": "SHA1",
        "hash_value": hashlib.sha1(content, usedforsecurity=False).hexdigest(),
        "download_url": "http://127.0.0.1:9/v3/billdownload/file?token=t-1",
    }
    wechat.says(**{**said, **changes})
    wechat.sends(httpx.Response(200, content=content))


def test_payments_and_refunds_are_read(wechat: WechatDouble, gateway: WechatGateway) -> None:
    announce(
        wechat,
        bill(
            row("SUCCESS", "12.50", "0.00", "茶,`with, commas\u2028and lines"),
            row("REFUND", "0.00", "3.00"),
            row("REVOKED", "0.00", "9.50"),
        ),
    )
    at = datetime(2021, 1, 28, 9, 7, 11, tzinfo=UTC)
    common = {"attempt_no": NO, "provider_ref": "4200", "at": at}
    assert list(gateway.statement(DAY)) == [
        StatementLine(money=Money(1250, "CNY"), **common),
        StatementLine(money=Money(-300, "CNY"), refund_no="R1", **common),
        StatementLine(money=Money(-950, "CNY"), refund_no="R1", **common),
    ]
    asked, fetched = wechat.asked
    assert asked.url.raw_path == b"/v3/bill/tradebill?bill_date=2021-01-28&bill_type=ALL"
    assert fetched.url.raw_path == b"/v3/billdownload/file?token=t-1"
    assert fetched.headers["authorization"].startswith("WECHATPAY2-SHA256-RSA2048 ")


def test_a_file_that_somebody_brings_is_read_the_same(gateway: WechatGateway) -> None:
    (line,) = gateway.read_statement(bill(row("SUCCESS", "12.50", "0.00")))
    assert (line.attempt_no, line.money) == (NO, Money(1250, "CNY"))
    for other in (b"PK\3\4\xff", b"date,amount\n2021-01-28,12.50\n"):
        with pytest.raises(UnknownOutcome):
            gateway.read_statement(other)


def test_an_older_statement_without_the_amounts_asked_for_is_read_too(
    wechat: WechatDouble, gateway: WechatGateway
) -> None:
    head = "交易时间,微信订单号,商户订单号,交易状态,货币种类,总金额,商户退款单号,退款金额"
    rows = [
        f"`2015-03-30 21:25:32,`1009,`{NO},`SUCCESS,`CNY,`0.01,`0,`0",
        f"`2015-03-30 21:26:32,`1009,`{NO},`REFUND,`CNY,`0.01,`R1,`0.01",
    ]
    announce(wechat, "\n".join([head, *rows, "总交易单数", "`2", ""]).encode())
    assert [x.money.minor for x in gateway.statement(DAY)] == [1, -1]


@pytest.mark.parametrize(
    ("code", "error", "key"),
    [
        ("NO_STATEMENT_EXIST", Refused, "statement_missing"),
        ("STATEMENT_CREATING", Unavailable, "statement_not_ready"),
        ("INVALID_REQUEST", Refused, "payment_declined"),
    ],
)
def test_a_statement_that_is_not_there_says_why(
    wechat: WechatDouble,
    gateway: WechatGateway,
    code: str,
    error: type[Refused | Unavailable],
    key: str,
) -> None:
    wechat.refuses(400, code)
    with pytest.raises(error) as refusal:
        gateway.statement(DAY)
    assert refusal.value.key == key


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://evil.example/v3/billdownload/file?token=1",
        "http://127.0.0.1:9@evil.example/v3/billdownload/file?token=1",
        "http://127.0.0.1:99/v3/billdownload/file?token=1",
        "http://127.0.0.1:9/v3/certificates",
    ],
)
def test_our_signature_is_carried_to_no_other_address(
    wechat: WechatDouble, gateway: WechatGateway, url: str
) -> None:
    announce(wechat, bill(), download_url=url)
    with pytest.raises(UnknownOutcome):
        gateway.statement(DAY)
    assert len(wechat.asked) == 1


@pytest.mark.expects_logs
def test_a_statement_other_than_the_announced_one_is_not_believed(
    wechat: WechatDouble, gateway: WechatGateway
) -> None:
    announce(wechat, bill(), hash_value="0" * 40)
    with pytest.raises(Untrusted):
        gateway.statement(DAY)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff",
        b"",
        bill(row("SUCCESS", "12.505", "0.00")),
        bill(row("SUCCESS", "x", "0.00")),
        bill(row("SOLD", "12.50", "0.00")),
        bill("`2021-01-28 17:07:11,`short"),
        bill("`2021-01-28,`wx1" + ",`" * 26),
        "另一种表头\n`2021-01-28 17:07:11,`1".encode(),
    ],
)
def test_a_statement_that_cannot_be_read_is_none(
    wechat: WechatDouble, gateway: WechatGateway, content: bytes
) -> None:
    announce(wechat, content)
    if content:
        with pytest.raises(UnknownOutcome):
            gateway.statement(DAY)
    else:
        assert list(gateway.statement(DAY)) == []


def test_another_kind_of_hash_is_not_taken(wechat: WechatDouble, gateway: WechatGateway) -> None:
    announce(wechat, bill(), hash_type="MD5")
    with pytest.raises(UnknownOutcome):
        gateway.statement(DAY)
