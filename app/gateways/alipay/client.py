"""One call to Alipay's gateway: signed, sent once, and believed only when it verifies."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping

import httpx

from app.gateways import answers, calls, http, signing
from app.gateways.alipay import codes, envelope, values
from app.gateways.alipay.config import AlipayConfig
from app.gateways.alipay.envelope import Envelope
from app.gateways.answers import Reply
from app.ports.clock import Clock
from app.ports.gateway import Misconfigured, UnknownOutcome, Untrusted

log = logging.getLogger(__name__)

_NOTIFIED = frozenset({"alipay.trade.precreate", "alipay.trade.pay"})
_CONTENT_TYPE = "application/x-www-form-urlencoded;charset=utf-8"


class AlipayClient:
    """Speaks the gateway's envelope; knows nothing of what the calls mean."""

    def __init__(self, config: AlipayConfig, clock: Clock, client: httpx.Client) -> None:
        self._config = config
        self._clock = clock
        self._http = client
        self._key = signing.private_key(config.private_key)
        self.provider_key = signing.public_key(config.public_key)
        if self._key.public_key().public_numbers() == self.provider_key.public_numbers():
            raise Misconfigured("provider_key_is_ours")

    def call(
        self, method: str, business: Mapping[str, object], *, names_order: bool = True
    ) -> Reply:
        """Ask once. Raises the outcomes of `codes.raise_for`, NotSent, and Untrusted.

        Args:
            names_order: whether a value must name the order that was asked about; one that
                names another is never believed.
        """
        request, text = self._request(method, business)
        sent = f"POST {self._config.gateway_url}\n{text}"
        with calls.kept(method, sent, masked=values.masked, clock=self._clock) as call:
            answer = http.exchange(self._http, request, self._clock, call)
            return self._read(answer, method, business, names_order=names_order)

    def _read(
        self, answer: http.Answer, method: str, business: Mapping[str, object], *, names_order: bool
    ) -> Reply:
        if answer.status != httpx.codes.OK:
            raise UnknownOutcome("provider_no_answer", problem=f"HTTP {answer.status}")
        opened = _opened(answer.body, method)
        reply = Reply(opened.fields)
        code, sub_code = reply.text("code"), reply.text("sub_code")
        self._believe(opened, code, method)
        self._check_order(reply, str(business.get("out_trade_no", "")))
        if sub_code == codes.BAD_TIME:
            raise Misconfigured("provider_clock_wrong", off_s=self._off_s(answer))
        codes.raise_for(code, sub_code)
        if names_order and not reply.text("out_trade_no"):
            raise answers.unclear("out_trade_no")
        return reply

    def download(self, url: str, *, most_bytes: int) -> bytes:
        """A file from an address that a verified answer gave; it carries no signature itself."""
        try:
            request = self._http.build_request("GET", url)
        except httpx.InvalidURL as error:
            raise answers.unclear("bill_download_url") from error
        return http.download(self._http, request, self._clock, most_bytes=most_bytes)

    def _request(self, method: str, business: Mapping[str, object]) -> tuple[httpx.Request, str]:
        """And the text that it is signed over, which is all of it but the signature."""
        content = json.dumps(business, ensure_ascii=False, separators=(",", ":"))
        params = {
            "app_id": self._config.app_id,
            "method": method,
            "format": "JSON",
            "charset": "utf-8",
            "sign_type": "RSA2",
            "timestamp": values.time_text(self._clock.now()),
            "version": "1.0",
        }
        if self._config.notify_url and method in _NOTIFIED:
            params["notify_url"] = self._config.notify_url
        text = envelope.signed_text({**params, "biz_content": content})
        request = self._http.build_request(
            "POST",
            self._config.gateway_url,
            params={**params, "sign": signing.sign(self._key, text.encode())},
            data={"biz_content": content},
            headers={"content-type": _CONTENT_TYPE},
        )
        return request, text

    def _believe(self, opened: Envelope, code: str, method: str) -> None:
        """Let verified answers pass, and unsigned complaints of the gateway; nothing else."""
        if opened.sign is None:
            if code in codes.SET_UP or code == codes.SLOWER:
                return
            log.warning("%s was answered without a signature", method)
            raise Untrusted("provider_untrusted", problem="unsigned")
        if not signing.verified(self.provider_key, opened.text.encode(), opened.sign):
            log.warning("the signature of an answer to %s does not hold", method)
            raise Untrusted("provider_untrusted", problem="signature")

    def _check_order(self, reply: Reply, asked: str) -> None:
        said, seller = reply.text("out_trade_no"), reply.text("seller_id")
        ours = self._config.seller_id
        if (said and said != asked) or (seller and ours and seller != ours):
            log.warning("an answer was about another order than %s", asked)
            raise Untrusted("provider_other_order", asked=asked)

    def _off_s(self, answer: http.Answer) -> int:
        """How far ahead this machine's clock is, in seconds, going by theirs."""
        theirs = http.http_time(answer.headers.get("date", ""))
        return round((self._clock.now() - theirs).total_seconds()) if theirs else 0


def _opened(body: bytes, method: str) -> Envelope:
    try:
        return envelope.opened(body.decode("utf-8"), f"{method.replace('.', '_')}_response")
    except ValueError as error:
        raise UnknownOutcome("provider_no_answer", problem="not an answer") from error
