"""LinkPay, a provider nobody has: one file as it would stand in app/gateways.

JSON is posted under the name of the call; question, answer and message carry a seal made with a
secret that both sides have. An answer's seal covers its question's, so none is good for another.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from app.domain.errors import Refused
from app.gateways import addresses, answers, calls
from app.ports.clock import Clock
from app.ports.gateway import (
    CancelEffect,
    CancelResult,
    Capabilities,
    Charge,
    ChargeRequest,
    Declined,
    Misconfigured,
    Money,
    RefundResult,
    RefundStatus,
    StatementLine,
    Status,
    UnknownOutcome,
    Untrusted,
)
from app.ports.provider import Kind, Provider, Reply, Setting, Values

if TYPE_CHECKING:
    from app.gateways.http import Answer

log = logging.getLogger(__name__)

ADDRESS = "https://pay.linkpay.example/v1"
_ACTIONS = {
    "NOT_FOUND": "other_method",
    "CLOSED": "new_attempt",
    "NUMBER_USED": "new_attempt",
    "TOO_MUCH": "other_method",
    "BALANCE": "top_up",
}


class LinkPay:
    """One shop at LinkPay."""

    id = "linkpay"

    def __init__(self, values: Values, clock: Clock) -> None:
        from app.gateways import http  # naming a provider loads no networking

        test, address = values.get("environment") == "sandbox", values.get("address") or ADDRESS
        if test and not addresses.on_this_machine(address):
            raise Misconfigured("provider_not_a_sandbox", host=addresses.host(address))
        if not test and address != ADDRESS:
            raise Misconfigured("provider_not_production", host=addresses.host(address))
        if not values.get("shop", "").isdigit():
            raise Misconfigured("provider_setting_wrong", name="shop")
        self.merchant = values["shop"]
        self.caps = Capabilities(shows_qr=True, test_mode=test, statement_utc_hours=8)
        self._address, self._notify_url = address, values.get("notify_url", "")
        self._secret = values["secret"].encode()
        self._clock = clock
        self._http = http.new_client()

    def create(self, request: ChargeRequest) -> Charge:
        """A link to show; the same number again is the same charge."""
        fields = self._call(
            "create",
            number=request.attempt_no,
            minor=request.money.minor,
            currency=request.money.currency,
            subject=request.subject,
            until=int(request.expires_at.timestamp()),
            tell=self._notify_url,
        )
        return _charge(fields, qr_text=fields["link"], expires_at=request.expires_at)

    def query(self, attempt_no: str) -> Charge:
        """What became of it; one they do not know may still be on its way."""
        try:
            return _charge(self._call("query", number=attempt_no))
        except Declined as refusal:
            _only(refusal, "NOT_FOUND")
            return Charge(attempt_no=attempt_no, status=Status.PENDING)

    def close(self, attempt_no: str) -> CancelResult:
        """End it, unless it is paid."""
        try:
            return answers.ended(_charge(self._call("close", number=attempt_no)))
        except Declined as refusal:
            _only(refusal, "NOT_FOUND")
            return CancelResult(effect=CancelEffect.NOTHING_TO_CANCEL)

    def cancel(self, attempt_no: str) -> CancelResult:
        """As closing."""
        return self.close(attempt_no)

    def refund(
        self, attempt_no: str, *, refund_no: str, money: Money, total: Money
    ) -> RefundResult:
        """Accepted; done when the query says so."""
        self._call("refund", number=attempt_no, refund=refund_no, minor=money.minor)
        return RefundResult(refund_no=refund_no, status=RefundStatus.PENDING, money=money)

    def query_refund(self, attempt_no: str, *, refund_no: str) -> RefundResult:
        """Done, or unknown to them."""
        try:
            fields = self._call("refund_query", number=attempt_no, refund=refund_no)
        except Declined as refusal:
            _only(refusal, "NOT_FOUND")
            return answers.no_refund(refund_no)
        return RefundResult(
            refund_no=refund_no,
            status=RefundStatus.DONE,
            money=Money(fields["back_minor"], fields["currency"]),
        )

    def parse_notification(self, headers: Mapping[str, str], body: bytes) -> Charge:
        """A charge as it is now."""
        if not self._holds(headers.get("x-seal", ""), "push", body):
            raise _untrusted("message")
        fields = json.loads(body)
        calls.keep_message("push", body.decode(), masked=str, clock=self._clock)
        return _charge(fields)

    def statement(self, day: date) -> Iterator[StatementLine]:
        """A day of China's."""
        try:
            return _lines(self._call("download", day=day.isoformat()))
        except Declined as refusal:
            raise Refused("statement_missing", day=day) from refusal

    def read_statement(self, content: bytes) -> Iterator[StatementLine]:
        """What a download says."""
        return _lines(_object(content))

    def disconnect(self) -> None:
        """Let go of connections."""
        self._http.close()

    def _call(self, name: str, **members: Any) -> Mapping[str, Any]:
        from app.gateways import http

        at = int(self._clock.now().timestamp())
        body = json.dumps({"shop": self.merchant, "at": at, **members}, ensure_ascii=False)
        seal, url = self._seal(name, body.encode()), f"{self._address}/{name}"
        request = self._http.build_request(
            "POST", url, content=body.encode(), headers={"x-seal": seal}
        )
        with calls.kept(name, f"POST {url}\n{body}", masked=str, clock=self._clock) as call:
            answer = http.exchange(self._http, request, self._clock, call)
            fields = self._believed(answer, seal)
            if fields.get("number") != members.get("number"):
                raise _untrusted("another order")
            self._raise_for(str(fields.get("result")), answer)
            return fields

    def _believed(self, answer: Answer, seal: str) -> Mapping[str, Any]:
        if answer.status != 200:
            raise UnknownOutcome("provider_no_answer", problem=f"HTTP {answer.status}")
        fields = _object(answer.body)
        if not self._holds(answer.headers.get("x-seal", ""), seal, answer.body):
            raise _untrusted("answer")
        return fields

    def _raise_for(self, result: str, answer: Answer) -> None:
        from app.gateways import http

        if result == "BAD_TIME":
            theirs = http.http_time(answer.headers.get("date", ""))
            off_s = round((self._clock.now() - theirs).total_seconds()) if theirs else 0
            raise Misconfigured("provider_clock_wrong", off_s=off_s)
        if result in _ACTIONS:
            raise Declined("payment_declined", code=result, action=_ACTIONS[result])
        if result != "OK":
            raise UnknownOutcome("provider_no_answer", problem=result)

    def _seal(self, about: str, body: bytes) -> str:
        return hmac.new(self._secret, about.encode() + b"\n" + body, hashlib.sha256).hexdigest()

    def _holds(self, seal: str, about: str, body: bytes) -> bool:
        return hmac.compare_digest(seal.encode(), self._seal(about, body).encode())


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(body)
    except ValueError as error:
        raise UnknownOutcome("provider_no_answer", problem="not an answer") from error
    if not isinstance(found, dict):
        raise UnknownOutcome("provider_no_answer", problem="not an answer")
    return found


def _charge(fields: Mapping[str, Any], **shown: Any) -> Charge:
    paid_minor, back_minor = fields["paid_minor"], fields["back_minor"]
    status = Status.CLOSED if fields["state"] == "CLOSED" else Status.PENDING
    if fields["state"] == "SUCCESS":
        status = Status.PARTLY_REFUNDED if back_minor else Status.PAID
        if back_minor == paid_minor:
            status = Status.REFUNDED
    return Charge(
        attempt_no=fields["number"],
        status=status,
        provider_ref=fields["reference"] or None,
        paid=Money(paid_minor, fields["currency"]) if paid_minor else None,
        paid_at=datetime.fromtimestamp(fields["paid_at"], UTC) if paid_minor else None,
        **shown,
    )


def _lines(fields: Mapping[str, Any]) -> Iterator[StatementLine]:
    try:
        return iter([_line(x) for x in fields["lines"]])
    except (KeyError, TypeError, ValueError) as error:
        raise answers.unclear("lines") from error


def _line(line: Mapping[str, Any]) -> StatementLine:
    return StatementLine(
        attempt_no=line["number"],
        provider_ref=line["reference"],
        money=Money(line["minor"], line["currency"]),
        at=datetime.fromtimestamp(line["at"], UTC),
        refund_no=line["refund"],
    )


def _only(refusal: Declined, code: str) -> None:
    if refusal.params["code"] != code:
        raise refusal


def _untrusted(problem: str) -> Untrusted:
    log.warning("not believed in LinkPay's name: %s", problem)
    return Untrusted("provider_untrusted", problem=problem)


LINKPAY = Provider(
    id=LinkPay.id,
    words=("LinkPay", "链付"),
    make=LinkPay,
    settings=(
        Setting(name="shop", words=("Shop number at LinkPay", "链付商户号"), needed=True),
        Setting(name="notify_url", words=("Address for messages", "通知地址")),
        Setting(name="secret", words=("Shared secret", "共享密钥"), kind=Kind.SECRET, needed=True),
        Setting(name="gifts", words=("Take gift links", "接受礼品链接"), kind=Kind.FLAG),
    ),
    customers_code=r"LINK\d{8}",
    reply=Reply(thanks=(202, b"heard"), no=b"say again", content_type="text/plain"),
)
