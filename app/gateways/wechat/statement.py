"""WeChat Pay's statement of a day: asked for, downloaded, checked by its hash, and read."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from app.domain import money
from app.domain.errors import Refused, Unavailable, UserError
from app.gateways import answers, tables
from app.gateways.answers import CHINA
from app.gateways.wechat import codes
from app.gateways.wechat.client import WechatClient
from app.gateways.wechat.config import WechatConfig
from app.ports.gateway import Declined, Money, StatementLine, Untrusted

log = logging.getLogger(__name__)

MOST_BYTES = 2**26
_FILE = "/v3/billdownload/file?"
_MARK, _NUMBER = ",`", "微信订单号"
_PAID, _BACK = "SUCCESS", frozenset({"REFUND", "REVOKED"})


def lines(client: WechatClient, config: WechatConfig, day: date) -> Iterator[StatementLine]:
    """Payments and refunds of a day in China.

    Errors: Unavailable("statement_not_ready"), Refused("statement_missing") where nothing
    happened that day or nothing was kept of it.
    """
    return read(_downloaded(client, config, day))


def read(content: bytes) -> Iterator[StatementLine]:
    """Payments and refunds from a statement."""
    try:
        head, *rows = content.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise answers.unclear("statement") from error
    columns = head.strip("\ufeff\r").split(",")
    if content and _NUMBER not in columns:
        raise answers.unclear("statement")
    return iter([_line(columns, row) for row in rows if row.startswith("`") and _is_line(row)])


def _downloaded(client: WechatClient, config: WechatConfig, day: date) -> bytes:
    try:
        reply = client.call("GET", f"/v3/bill/tradebill?bill_date={day}&bill_type=ALL")
    except Declined as refusal:
        if refusal.params["code"] == codes.BILL_LATER:
            raise Unavailable("statement_not_ready", day=day.isoformat()) from refusal
        if refusal.params["code"] == codes.NO_BILL:
            raise Refused("statement_missing", day=day.isoformat()) from refusal
        raise
    address, root = reply.text("download_url"), config.base_url
    if not address.startswith(f"{root}{_FILE}") or reply.text("hash_type") != "SHA1":
        raise answers.unclear("download_url")
    content = client.download(address.removeprefix(root), most_bytes=MOST_BYTES)
    found = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    if found != reply.text("hash_value").lower():
        log.warning("the statement of %s is not the one that was announced", day)
        raise Untrusted("provider_untrusted", problem="hash")
    return content


def _is_line(row: str) -> bool:
    """Not one of the totals, which are fewer and begin with a count."""
    return "-" in row.partition(",")[0]


def _line(columns: list[str], row: str) -> StatementLine:
    """One row; every value has a grave accent before it, so that commas inside do no harm."""
    cells = tables.by_column(row.rstrip("\r")[1:].split(_MARK), columns, separator=_MARK)
    try:
        state = cells["交易状态"]
        if state != _PAID and state not in _BACK:
            raise answers.unclear("交易状态")
        back = state in _BACK
        minor = _minor(cells, ("申请退款金额", "退款金额") if back else ("订单金额", "总金额"))
        return StatementLine(
            attempt_no=cells["商户订单号"],
            provider_ref=cells[_NUMBER],
            money=Money(-minor if back else minor, cells["货币种类"]),
            at=datetime.strptime(cells["交易时间"], "%Y-%m-%d %H:%M:%S")
            .replace(tzinfo=CHINA)
            .astimezone(UTC),
            refund_no=cells["商户退款单号"] if back else None,
        )
    except (KeyError, ValueError, UserError) as error:
        raise answers.unclear("statement") from error


def _minor(cells: Mapping[str, str], names: tuple[str, str]) -> int:
    """The first of these amounts; older statements have but the second."""
    text = next(cells[name] for name in names if name in cells)
    return money.to_minor(text, money.currency(cells["货币种类"]))
