"""The calls of WeChat Pay behind the till's Gateway contract."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import httpx

from app.domain.errors import Refused
from app.gateways import answers, http
from app.gateways.answers import HOME_CURRENCY
from app.gateways.wechat import codepay, codes, notification, refunds, statement, trade, values
from app.gateways.wechat.client import WechatClient
from app.gateways.wechat.config import WechatConfig
from app.ports.clock import Clock
from app.ports.gateway import (
    CancelEffect,
    CancelResult,
    Capabilities,
    Charge,
    ChargeRequest,
    Declined,
    Money,
    RefundResult,
    StatementLine,
    Status,
)

log = logging.getLogger(__name__)

_NATIVE = "/v3/pay/transactions/native"
_SHORTEST = timedelta(minutes=1)


class WechatGateway:
    """One merchant at WeChat Pay. Keeps connections and fetched certificates; safe on threads."""

    id = "wechat"

    def __init__(
        self, config: WechatConfig, clock: Clock, client: httpx.Client | None = None
    ) -> None:
        self._config = config
        self._clock = clock
        self._http = client or http.new_client()
        self._client = WechatClient(config, clock, self._http)
        self.caps = _capabilities(config)
        self.merchant = config.mchid

    def create(self, request: ChargeRequest) -> Charge:
        """Ask for a code to show, or charge the customer's own where that is switched on."""
        if request.auth_code is not None and not self.caps.scans_code:
            raise Refused("auth_code_not_taken", provider=self.id)
        answers.check_currency(self.caps, request.money)
        try:
            if request.auth_code is not None:
                return codepay.pay(self._client, self._config, request, self._order(request))
            return self._shown(request)
        except Declined as refusal:
            return self._known(request, refusal)

    def query(self, attempt_no: str) -> Charge:
        """Ask for the order. One they do not know has not reached them, or not yet: PENDING."""
        order = self._asked(attempt_no)
        if order is None:
            return Charge(attempt_no=attempt_no, status=Status.PENDING)
        return trade.charge(attempt_no, order)

    def close(self, attempt_no: str) -> CancelResult:
        """End an order that nobody has paid; a paid one stays paid.

        What was begun by the customer's own code cannot be closed, only cancelled.
        """
        if self._config.codepay and self._by_customers_code(attempt_no):
            return CancelResult(effect=CancelEffect.NOTHING_TO_CANCEL)
        return self._closed(attempt_no)

    def cancel(self, attempt_no: str) -> CancelResult:
        """End an order: close it; only what the customer's own code began is taken back."""
        if not self._by_customers_code(attempt_no):
            return self._closed(attempt_no)
        codepay.reverse(self._client, self._config, attempt_no)
        return answers.ended(self.query(attempt_no))

    def refund(
        self, attempt_no: str, *, refund_no: str, money: Money, total: Money
    ) -> RefundResult:
        """Give money back. PENDING means accepted and not yet proven: ask `query_refund`."""
        return refunds.refund(
            self._client, attempt_no, refund_no=refund_no, amount=money, total=total
        )

    def query_refund(self, attempt_no: str, *, refund_no: str) -> RefundResult:
        """Ask for a refund; CLOSED without money when they know of none: send it again."""
        return refunds.query_refund(self._client, attempt_no, refund_no=refund_no)

    def parse_notification(self, headers: Mapping[str, str], body: bytes) -> Charge:
        """Read a pushed message; its signature is in the headers."""
        return notification.parse(self._client, self._config, self._clock, headers, body)

    def statement(self, day: date) -> Iterator[StatementLine]:
        """Payments and refunds of a day in China, from ten in the morning of the next."""
        return statement.lines(self._client, self._config, day)

    def read_statement(self, content: bytes) -> Iterator[StatementLine]:
        """The same from a file."""
        return statement.read(content)

    def disconnect(self) -> None:
        """Close idle connections; for the end of the program."""
        self._http.close()

    def _shown(self, request: ChargeRequest) -> Charge:
        expires_at = max(request.expires_at, self._clock.now() + _SHORTEST)
        reply = self._client.call(
            "POST",
            _NATIVE,
            {
                **self._order(request),
                "notify_url": self._config.notify_url,
                "time_expire": values.time_text(expires_at),
            },
        )
        code = reply.text("code_url")
        if not code.startswith("weixin://" if not self._config.sandbox else ("weixin", "http")):
            raise answers.unclear("code_url")
        return Charge(
            attempt_no=request.attempt_no,
            status=Status.PENDING,
            qr_text=code,
            expires_at=request.expires_at,
        )

    def _asked(self, attempt_no: str) -> Mapping[str, Any] | None:
        """What they say of an order; None for one they do not know."""
        path = f"{trade.PATH}/{attempt_no}?mchid={self._config.mchid}"
        try:
            reply = self._client.call("GET", path)
        except Declined as refusal:
            if refusal.params["code"] not in codes.NOT_EXIST:
                raise
            return None
        trade.check_ours(reply.fields, self._config, attempt_no)
        return reply.fields

    def _by_customers_code(self, attempt_no: str) -> bool:
        order = self._asked(attempt_no)
        return order is not None and trade.by_customers_code(order)

    def _closed(self, attempt_no: str) -> CancelResult:
        body = {"mchid": self._config.mchid}
        try:
            self._client.call("POST", f"{trade.PATH}/{attempt_no}/close", body)
        except Declined as refusal:
            if refusal.params["code"] in codes.NOT_EXIST:
                return CancelResult(effect=CancelEffect.NOTHING_TO_CANCEL)
            return answers.ended(self.query(attempt_no), refusal)
        return CancelResult(effect=CancelEffect.CLOSED)

    def _order(self, request: ChargeRequest) -> dict[str, object]:
        return {
            "appid": self._config.appid,
            "mchid": self._config.mchid,
            "description": values.title(request.subject, request.attempt_no),
            "out_trade_no": request.attempt_no,
            "amount": {"total": request.money.minor, "currency": request.money.currency},
        }

    def _known(self, request: ChargeRequest, refusal: Declined) -> Charge:
        """A number that has been used: by a payment of ours that went through, perhaps."""
        code = refusal.params["code"]
        if code not in {codes.PAID, codes.NUMBER_USED}:
            raise refusal
        found = answers.of_used_number(self.query, request.attempt_no)
        if found.paid is None and code == codes.PAID:
            raise answers.unclear("trade_state")  # paid, says one answer; not yet, says the other
        if found.paid is None:
            log.error("attempt %s was sent with other contents before", request.attempt_no)
            raise refusal
        return found


def _capabilities(config: WechatConfig) -> Capabilities:
    return Capabilities(
        shows_qr=True,
        scans_code=config.codepay,
        currencies=frozenset() if config.sandbox else frozenset({HOME_CURRENCY}),
        test_mode=config.sandbox,
        statement_utc_hours=8,
    )
