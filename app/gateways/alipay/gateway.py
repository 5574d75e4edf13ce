"""The calls of Alipay's face-to-face payment behind the till's Gateway contract."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from datetime import date

import httpx

from app.gateways import answers, http
from app.gateways.alipay import codes, notification, refunds, statement, trade, values
from app.gateways.alipay.client import AlipayClient
from app.gateways.alipay.config import AlipayConfig
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

_ACTIONS = {
    "close": CancelEffect.CLOSED,
    "refund": CancelEffect.REFUNDED,
    "": CancelEffect.NOTHING_TO_CANCEL,
}


class AlipayGateway:
    """One merchant at Alipay. Keeps nothing but connections; may be used from many threads."""

    id = "alipay"

    def __init__(
        self, config: AlipayConfig, clock: Clock, client: httpx.Client | None = None
    ) -> None:
        self._config = config
        self._clock = clock
        self._http = client or http.new_client()
        self._client = AlipayClient(config, clock, self._http)
        self.caps = _capabilities(config)
        self.merchant = config.app_id

    def create(self, request: ChargeRequest) -> Charge:
        """Ask for a code to show, or charge the customer's own.

        No trade exists before the customer scans a shown code. A customer's code is charged at
        once, or PENDING while its owner types a password.
        """
        answers.check_currency(self.caps, request.money)
        try:
            if request.auth_code is not None:
                return self._charged(request, request.auth_code)
            reply = self._client.call("alipay.trade.precreate", self._shown(request))
        except Declined as refusal:
            if refusal.params["code"] == codes.HAS_SUCCESS:
                return answers.of_used_number(self.query, request.attempt_no)
            if refusal.params["code"] == codes.CONTEXT:
                log.error("attempt %s was sent with other contents before", request.attempt_no)
            raise
        if not reply.text("qr_code").startswith(("https://", "http://")):
            raise answers.unclear("qr_code")
        return Charge(
            attempt_no=request.attempt_no,
            status=Status.PENDING,
            qr_text=reply.text("qr_code"),
            expires_at=request.expires_at,
        )

    def query(self, attempt_no: str) -> Charge:
        """Ask for the trade; one that does not exist yet has not been scanned: PENDING."""
        try:
            reply = self._client.call("alipay.trade.query", {"out_trade_no": attempt_no})
        except Declined as refusal:
            if refusal.params["code"] != codes.NOT_EXIST:
                raise
            return Charge(attempt_no=attempt_no, status=Status.PENDING)
        return trade.charge(attempt_no, reply.fields)

    def close(self, attempt_no: str) -> CancelResult:
        """End a trade that waits for its customer; a paid one stays paid."""
        try:
            self._client.call("alipay.trade.close", {"out_trade_no": attempt_no})
        except Declined as refusal:
            return self._why_not(attempt_no, refusal)
        return CancelResult(effect=CancelEffect.CLOSED)

    def cancel(self, attempt_no: str) -> CancelResult:
        """End a trade whatever it is; Alipay refunds a paid one, for a day."""
        try:
            reply = self._client.call("alipay.trade.cancel", {"out_trade_no": attempt_no})
        except Declined as refusal:
            return self._why_not(attempt_no, refusal)
        action = reply.text("action")
        if action not in _ACTIONS:
            raise answers.unclear("action")
        retry = reply.text("retry_flag") == "Y"
        return CancelResult(effect=_ACTIONS[action], retry=retry)

    def refund(
        self, attempt_no: str, *, refund_no: str, money: Money, total: Money
    ) -> RefundResult:
        """Give money back. PENDING means accepted and not yet proven: ask `query_refund`."""
        return refunds.refund(
            self._client, attempt_no, refund_no=refund_no, amount=money, total=total
        )

    def query_refund(self, attempt_no: str, *, refund_no: str) -> RefundResult:
        """Ask for a refund; CLOSED when they know of none under this number: send it again."""
        return refunds.query_refund(self._client, attempt_no, refund_no=refund_no)

    def parse_notification(self, headers: Mapping[str, str], body: bytes) -> Charge:
        """Read a pushed form; its signature is inside the body."""
        return notification.parse(body, self._config, self._client.provider_key, self._clock)

    def statement(self, day: date) -> Iterator[StatementLine]:
        """Payments and refunds of a day in China, from the morning of the next."""
        return statement.lines(self._client, self._config, day)

    def read_statement(self, content: bytes) -> Iterator[StatementLine]:
        """The same from a file."""
        return statement.read(content, self._config)

    def disconnect(self) -> None:
        """Close idle connections; for the end of the program."""
        self._http.close()

    def _charged(self, request: ChargeRequest, auth_code: str) -> Charge:
        order = {**self._order(request), "scene": "bar_code", "auth_code": auth_code}
        reply = self._client.call("alipay.trade.pay", order)
        if reply.text("code") != codes.WAITING:
            return trade.charged(request.attempt_no, reply.fields)
        return Charge(
            attempt_no=request.attempt_no,
            status=Status.PENDING,
            provider_ref=reply.text("trade_no") or None,
            expires_at=request.expires_at,
        )

    def _shown(self, request: ChargeRequest) -> dict[str, object]:
        order = self._order(request)
        return {**order, "qr_code_timeout_express": order["timeout_express"]}

    def _order(self, request: ChargeRequest) -> dict[str, object]:
        life = values.minutes(request.expires_at - self._clock.now())
        order: dict[str, object] = {
            "out_trade_no": request.attempt_no,
            "total_amount": values.amount_text(request.money),
            "subject": values.subject(request.subject, request.attempt_no),
            "product_code": "FACE_TO_FACE_PAYMENT",
            "timeout_express": life,
            "terminal_id": request.till[:32],
        }
        if request.money.currency != answers.HOME_CURRENCY:
            order["trans_currency"] = request.money.currency
        if self._config.seller_id:
            order["seller_id"] = self._config.seller_id
        return order

    def _why_not(self, attempt_no: str, refusal: Declined) -> CancelResult:
        """A refusal to end a trade: most often it has ended, or was paid a moment ago. Ask."""
        if refusal.params["code"] == codes.NOT_EXIST:
            return CancelResult(effect=CancelEffect.NOTHING_TO_CANCEL)
        return answers.ended(self.query(attempt_no), refusal)


def _capabilities(config: AlipayConfig) -> Capabilities:
    home = frozenset({answers.HOME_CURRENCY})
    return Capabilities(
        shows_qr=True,
        scans_code=True,
        currencies=frozenset() if config.on_this_machine else home,
        test_mode=config.sandbox,
        statement_utc_hours=8,
    )
