"""Alipay's statement of a day: asked for, downloaded, unpacked, and read."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from app.domain import money
from app.domain.errors import Refused, Unavailable, UserError
from app.gateways import addresses, answers, tables
from app.gateways.alipay import codes
from app.gateways.alipay.client import AlipayClient
from app.gateways.alipay.config import AlipayConfig
from app.gateways.answers import CHINA, HOME_CURRENCY
from app.ports.gateway import Declined, Money, StatementLine, UnknownOutcome

MOST_BYTES = 2**26
_ARCHIVE = b"PK"
_METHOD = "alipay.data.dataservice.bill.downloadurl.query"
_CHARSET = "gb18030"
_HEAD, _COMMENT, _END = "支付宝交易号,", "#", "列表结束"
_REFUND = "退款"
_SITES = (".alipay.com", ".alipaydev.com")


def lines(client: AlipayClient, config: AlipayConfig, day: date) -> Iterator[StatementLine]:
    """Payments and refunds of a day in China.

    Errors: Unavailable("statement_not_ready") for a day that is not over, and
    Refused("statement_missing") where nothing happened or nothing is ready yet: Alipay answers
    both alike.
    """
    business: dict[str, object] = {"bill_type": "trade", "bill_date": day.isoformat()}
    try:
        reply = client.call(_METHOD, business, names_order=False)
    except Declined as refusal:
        if refusal.params["code"] in codes.WRONG_DAY:
            raise Unavailable("statement_not_ready", day=day.isoformat()) from refusal
        if refusal.params["code"] in codes.NO_BILL:
            raise Refused("statement_missing", day=day.isoformat()) from refusal
        raise
    url = _address(reply.text("bill_download_url"), config)
    return read(client.download(url, most_bytes=MOST_BYTES), config)


def read(content: bytes, config: AlipayConfig) -> Iterator[StatementLine]:
    """Payments and refunds from a statement: the archive, or the table that was in it."""
    texts = _unpacked(content) if content.startswith(_ARCHIVE) else [_text(content)]
    try:
        return iter([_line(cells, config) for cells in _rows(_details(texts))])
    except csv.Error as error:
        raise answers.unclear("statement") from error


def _address(url: str, config: AlipayConfig) -> str:
    """Where the file is: on this machine, or at Alipay and then over TLS, whatever it says."""
    if config.on_this_machine and addresses.on_this_machine(url):
        return url
    if config.on_this_machine or not addresses.host(url).endswith(_SITES):
        raise answers.unclear("bill_download_url")
    return urlsplit(url)._replace(scheme="https").geturl()


def _details(texts: Iterable[str]) -> str:
    """The table of single payments, which comes beside one of totals."""
    for text in texts:
        if f"\n{_HEAD}" in text:
            return text
    raise answers.unclear("statement")


def _unpacked(packed: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as file:
            if sum(x.file_size for x in file.infolist()) > MOST_BYTES:
                raise UnknownOutcome("provider_no_answer", problem="endless answer")
            return [_text(file.read(x)) for x in file.infolist()]
    except UnknownOutcome:
        raise
    except Exception as error:  # behind a password, packed in other ways, broken
        raise UnknownOutcome("provider_no_answer", problem="not a statement") from error


def _text(content: bytes) -> str:
    try:
        return content.decode(_CHARSET)
    except UnicodeDecodeError as error:
        raise UnknownOutcome("provider_no_answer", problem="not a statement") from error


def _rows(text: str) -> Iterator[Mapping[str, str]]:
    """Every row by the names of its columns; a table without its end is not whole."""
    table = csv.reader(io.StringIO(_HEAD + text.partition(f"\n{_HEAD}")[2], newline=""))
    columns = next(table)
    for row in table:
        if row and row[0].startswith(_COMMENT):
            if _END not in row[0]:
                raise answers.unclear("statement")
            return
        yield tables.by_column(row, columns)
    raise answers.unclear("statement")


def _line(cells: Mapping[str, str], config: AlipayConfig) -> StatementLine:
    try:
        # only our own sandbox knows other currencies, and leaves them among the remarks
        code = (config.on_this_machine and cells["备注"]) or HOME_CURRENCY
        minor = money.to_minor(cells["订单金额（元）"], money.currency(code))
        is_refund = cells["业务类型"] == _REFUND
        at = datetime.strptime(cells["完成时间"], "%Y-%m-%d %H:%M:%S")
        return StatementLine(
            attempt_no=cells["商户订单号"],
            provider_ref=cells["支付宝交易号"],
            money=Money(-abs(minor) if is_refund else minor, code),
            at=at.replace(tzinfo=CHINA).astimezone(UTC),
            refund_no=cells["退款批次号/请求号"] if is_refund else None,
        )
    except (KeyError, ValueError, UserError) as error:
        raise answers.unclear("statement") from error
