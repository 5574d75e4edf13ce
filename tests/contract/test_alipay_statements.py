"""Alipay's statement of a day, read as it is really written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime

import httpx
import pytest

from app.domain.errors import Refused, Unavailable
from app.gateways.alipay.config import PRODUCTION_URL
from app.gateways.alipay.gateway import AlipayGateway
from app.ports.gateway import Money, StatementLine, UnknownOutcome
from tests.contract.alipay_double import Double, node_name
from tests.contract.orders import NO

DAY = date(2019, 9, 16)
METHOD = "alipay.data.dataservice.bill.downloadurl.query"
HERE = "http://127.0.0.1:9/downloads/t"
HEAD = (
    "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,"
    "对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,"
    "商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,"
    "退款批次号/请求号,服务费（元）,分润（元）,备注"
)
RULE = "-" * 40
END = f"#{RULE}业务明细列表结束{RULE}\n#交易合计：1笔"


@pytest.fixture
def gateway(alipay: Double) -> AlipayGateway:
    """The till's side."""
    return alipay.gateway()


def row(kind: str, amount: str, *, refund_no: str = "", title: str = "茶") -> str:
    """One row, with the tabs that keep spreadsheets from rounding numbers."""
    return (
        f"2019\t,{NO}\t,{kind}\t,{title},2019-09-16 10:55:16,2019-09-16 10:55:23,\t,\t,\t,\t,"
        f"*水(602***@x.com)\t,{amount},{amount},0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,"
        f"{refund_no}\t,0.00,0.00,"
    )


def table(*rows: str, end: str = END) -> str:
    """The table of single payments."""
    top = ["#支付宝业务明细查询", "#账号：[20880211096256330156]", f"#{RULE}业务明细列表{RULE}"]
    return "\n".join([*top, HEAD, *rows, end, ""])


def packed(*texts: str) -> bytes:
    """A zip whose names are in GBK, as Alipay packs it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for at, text in enumerate(texts):
            name = f"{at}_业务明细.csv".encode("gbk").decode("cp437")
            file.writestr(name, text.encode("gb18030"))
    return content.getvalue()


def announce(alipay: Double, content: bytes, url: str = HERE) -> None:
    """Answer with an address, then with the file."""
    text = f'{{"code":"10000","bill_download_url":"{url}"}}'
    alipay.sends(alipay.raw(text, node_name(METHOD)))
    alipay.sends(httpx.Response(200, content=content))


def test_payments_and_refunds_are_read(alipay: Double, gateway: AlipayGateway) -> None:
    rows = [
        row("交易", "12.50", title='茶, "red, green"'),
        row("退款", "-3.00", refund_no="R1"),
        row("退款", "9.50", refund_no="R2"),
    ]
    announce(alipay, packed("#支付宝业务汇总查询\n", table(*rows)))
    at = datetime(2019, 9, 16, 2, 55, 23, tzinfo=UTC)
    common = {"attempt_no": NO, "provider_ref": "2019", "at": at}
    assert list(gateway.statement(DAY)) == [
        StatementLine(money=Money(1250, "CNY"), **common),
        StatementLine(money=Money(-300, "CNY"), refund_no="R1", **common),
        StatementLine(money=Money(-950, "CNY"), refund_no="R2", **common),
    ]
    assert alipay.business(0) == {"bill_type": "trade", "bill_date": "2019-09-16"}


@pytest.mark.parametrize("of", [packed, lambda text: text.encode("gb18030")])
def test_a_file_that_somebody_brings_is_read_the_same(
    gateway: AlipayGateway, of: Callable[[str], bytes]
) -> None:
    (line,) = gateway.read_statement(of(table(row("交易", "12.50"))))
    assert (line.attempt_no, line.money) == (NO, Money(1250, "CNY"))
    for other in (b"PK\3\4", b"\xff\xff", b"date,amount\n2019-09-16,12.50\n"):
        with pytest.raises(UnknownOutcome):
            gateway.read_statement(other)


def sealed(archive: bytes) -> bytes:
    """The same, saying of its files that they need a password."""
    for head, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = archive.index(head) + flags
        archive = archive[:at] + bytes([archive[at] | 1]) + archive[at + 1 :]
    return archive


@pytest.mark.parametrize(
    "content",
    [
        sealed(packed(table(row("交易", "12.50")))),
        packed(table(row("交易", "12.50", title="茶" * 200_000))),
    ],
    ids=["behind a password", "a title without end"],
)
def test_a_file_that_cannot_be_opened_is_none(gateway: AlipayGateway, content: bytes) -> None:
    with pytest.raises(UnknownOutcome):
        gateway.read_statement(content)


def test_a_day_without_rows_is_empty(alipay: Double, gateway: AlipayGateway) -> None:
    announce(alipay, packed(table()))
    assert list(gateway.statement(DAY)) == []


@pytest.mark.parametrize(
    ("sub_code", "error", "key"),
    [
        ("isp.bill_not_exist", Refused, "statement_missing"),
        ("BILL_NOT_EXIST", Refused, "statement_missing"),
        ("isv.invalid_arguments", Unavailable, "statement_not_ready"),
        ("isp.unknow-error", UnknownOutcome, "provider_no_answer"),
    ],
)
def test_a_statement_that_is_not_there_says_why(
    alipay: Double,
    gateway: AlipayGateway,
    sub_code: str,
    error: type[Refused | Unavailable],
    key: str,
) -> None:
    text = f'{{"code":"40004","sub_code":"{sub_code}"}}'
    alipay.sends(alipay.raw(text, node_name(METHOD)))
    with pytest.raises(error) as refusal:
        gateway.statement(DAY)
    assert refusal.value.key == key


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        packed(),
        packed("#支付宝业务汇总查询\n"),
        packed(table(row("交易", "12.50"), end="")),
        packed(table(row("交易", "12.50"), end="#别的")),
        packed(table(row("交易", "12.505"))),
        packed(table(row("交易", "x"))),
        packed(table("2019\t,short")),
        packed(table(row("交易", "12.50").replace("10:55:23", "later"))),
        packed(table(row("交易", "1.00")))[:-30],
    ],
)
def test_a_statement_that_cannot_be_read_is_none(
    alipay: Double, gateway: AlipayGateway, content: bytes
) -> None:
    announce(alipay, content)
    with pytest.raises(UnknownOutcome):
        gateway.statement(DAY)


def test_a_statement_that_unpacks_without_end_is_none(
    alipay: Double, gateway: AlipayGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.gateways.alipay.statement.MOST_BYTES", 100)
    announce(alipay, packed("x" * 101))
    with pytest.raises(UnknownOutcome):
        gateway.statement(DAY)


@pytest.mark.parametrize(
    "url", ["", "http://evil.example/x", "http://127.0.0.1@evil.example/", "ftp://127.0.0.1/x"]
)
def test_a_sandboxs_statement_comes_from_this_machine(
    alipay: Double, gateway: AlipayGateway, url: str
) -> None:
    announce(alipay, packed(table()), url)
    with pytest.raises(UnknownOutcome):
        gateway.statement(DAY)
    assert len(alipay.asked) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x",
        "http://alipay.com.evil.example/x",
        "http://evil-alipay.com/x",
        "http://dwbillcenter.alipay.com:x/x",
        "x",
    ],
)
def test_a_real_statement_comes_from_alipay(alipay: Double, url: str) -> None:
    gateway = alipay.gateway(gateway_url=PRODUCTION_URL, sandbox=False)
    announce(alipay, packed(table()), url)
    with pytest.raises(UnknownOutcome):
        gateway.statement(DAY)
    assert len(alipay.asked) == 1


def test_a_real_statement_comes_over_tls_whatever_the_address_says(alipay: Double) -> None:
    gateway = alipay.gateway(gateway_url=PRODUCTION_URL, sandbox=False)
    announce(alipay, packed(table(row("交易", "1.00"))), "http://dwbillcenter.alipay.com/f?a=1")
    assert [x.money.minor for x in gateway.statement(DAY)] == [100]
    assert alipay.addresses[-1] == "https://dwbillcenter.alipay.com/f?a=1"
