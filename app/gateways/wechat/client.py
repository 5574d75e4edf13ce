"""One call to WeChat Pay: signed, sent once, and believed only when it verifies."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Mapping
from typing import Any

import httpx

from app.gateways import calls, http, signing
from app.gateways.answers import Reply
from app.gateways.wechat import codes, envelope, keys, values
from app.gateways.wechat.config import WechatConfig
from app.ports.clock import Clock
from app.ports.gateway import Misconfigured, UnknownOutcome, Untrusted

log = logging.getLogger(__name__)

CLOCK_TOLERANCE_S = 300
_CERTIFICATES = "/v3/certificates"
_PROBE = "WECHATPAY/SIGNTEST/"


class WechatClient:
    """Signs requests and verifies what comes back; knows nothing of what the calls mean."""

    def __init__(self, config: WechatConfig, clock: Clock, client: httpx.Client) -> None:
        self._config = config
        self._clock = clock
        self._http = client
        self._key = signing.private_key(config.private_key)
        self._ring = keys.KeyRing(config)
        theirs = self._ring.get(config.public_key_id)
        if theirs and theirs.public_numbers() == self._key.public_key().public_numbers():
            raise Misconfigured("provider_key_is_ours")

    def call(self, verb: str, path: str, body: Mapping[str, object] | None = None) -> Reply:
        """Ask once. Raises the outcomes of `codes.raise_for`, NotSent, and Untrusted.

        Args:
            path: with its query.
        """
        compact = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        content = "" if body is None else compact
        name = f"{verb} {path.partition('?')[0]}"
        sent = f"{verb} {self._config.base_url}{path}\n{content}"
        with calls.kept(name, sent, masked=values.masked, clock=self._clock) as call:
            request = self._request(verb, path, content)
            return self._read(http.exchange(self._http, request, self._clock, call))

    def _read(self, answer: http.Answer) -> Reply:
        fields = _fields(answer)
        code = codes.plain(fields.get("code"))
        if self._is_complaint(answer, code):
            self._explain(answer, fields, code)
        else:
            self.believe(answer.headers, answer.body)
        codes.raise_for(answer.status, code)
        return Reply(fields)

    def download(self, path: str, *, most_bytes: int) -> bytes:
        """A file; it carries no signature and is to be believed for its hash alone."""
        request = self._request("GET", path, "")
        return http.download(self._http, request, self._clock, most_bytes=most_bytes)

    def believe(self, headers: Mapping[str, str], body: bytes) -> None:
        """Let what WeChat Pay signed within five minutes pass; Untrusted for anything else."""
        signature = headers.get("wechatpay-signature", "")
        if not signature or signature.startswith(_PROBE):
            raise _untrusted("probe" if signature else "unsigned")
        at, nonce = headers.get("wechatpay-timestamp", ""), headers.get("wechatpay-nonce", "")
        if not self._is_recent(at):
            raise _untrusted("age")
        key = self._provider_key(headers.get("wechatpay-serial", ""))
        if not signing.verified(key, envelope.message(at=at, nonce=nonce, body=body), signature):
            raise _untrusted("signature")

    def _request(self, verb: str, path: str, content: str) -> httpx.Request:
        at, nonce = int(self._clock.now().timestamp()), secrets.token_hex(16)
        text = envelope.request_text(verb, path, at=at, nonce=nonce, body=content)
        members = {
            "mchid": self._config.mchid,
            "nonce_str": nonce,
            "signature": signing.sign(self._key, text.encode()),
            "timestamp": str(at),
            "serial_no": self._config.serial_no,
        }
        headers = {
            "authorization": envelope.authorization(members),
            "accept": "application/json",
            "user-agent": "Zhanggui",
        }
        if content:
            headers["content-type"] = "application/json"
        if self._config.public_key_id:
            headers["wechatpay-serial"] = self._config.public_key_id
        return self._http.build_request(
            verb, f"{self._config.base_url}{path}", content=content.encode(), headers=headers
        )

    def _is_complaint(self, answer: http.Answer, code: str) -> bool:
        """Whether it says only that our set-up is wrong, unsigned; where our signature did not
        hold, or our clock is wrong, theirs proves nothing.
        """
        unsigned = not answer.headers.get("wechatpay-signature") or code == codes.SIGN_ERROR
        return unsigned and 400 <= answer.status < 500 and code in codes.SET_UP

    def _explain(self, answer: http.Answer, fields: Mapping[str, Any], code: str) -> None:
        """Tell a wrong clock from wrong keys: both are answered with the same code."""
        theirs = http.http_time(answer.headers.get("date", ""))
        off_s = round((self._clock.now() - theirs).total_seconds()) if theirs else 0
        said = str(fields.get("message", ""))
        by_clock = abs(off_s) > CLOCK_TOLERANCE_S or "timestamp" in said or "时间戳" in said
        if code == codes.SIGN_ERROR and by_clock:
            raise Misconfigured("provider_clock_wrong", off_s=off_s)

    def _is_recent(self, at: str) -> bool:
        if not (at.isascii() and at.isdigit() and len(at) <= 12):
            return False
        return abs(self._clock.now().timestamp() - int(at)) <= CLOCK_TOLERANCE_S

    def _provider_key(self, serial: str) -> signing.PublicKey:
        key = self._ring.get(serial)
        if key is None and self._ring.may_fetch(serial, self._clock.monotonic()):
            self._fetch()
            key = self._ring.get(serial)
        if key is None:
            raise _untrusted("serial")
        return key

    def _fetch(self) -> None:
        """Fetch the platform certificates; whatever goes wrong, there are none then.

        No error may pass: it would speak of this call, not of the one that is being verified.
        """
        try:
            answer = http.exchange(self._http, self._request("GET", _CERTIFICATES, ""), self._clock)
            if answer.status != httpx.codes.OK:
                raise ValueError(f"HTTP {answer.status}")
            self._ring.add(keys.opened(answer.body, self._config.apiv3_key, self._clock.now()))
        except Exception as error:
            log.warning("platform certificates were not fetched: %s", type(error).__name__)


def _untrusted(problem: str) -> Untrusted:
    log.warning("a message in WeChat Pay's name is not believed: %s", problem)
    return Untrusted("provider_untrusted", problem=problem)


def _fields(answer: http.Answer) -> Mapping[str, Any]:
    """The members of an answer; only 204 has none."""
    if answer.status == httpx.codes.NO_CONTENT and not answer.body:
        return {}
    try:
        found = json.loads(answer.body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise UnknownOutcome("provider_no_answer", problem="not an answer") from error
    if not isinstance(found, dict):
        raise UnknownOutcome("provider_no_answer", problem="not an answer")
    return found
