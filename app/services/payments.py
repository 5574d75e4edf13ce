"""Taking money: write first, then call, then record what was heard."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain import polling
from app.domain.errors import Refused, ShopError, Unavailable, UserError
from app.domain.payment import (
    LIVE,
    Attempt,
    AttemptEvent,
    Way,
)
from app.ports.exchanges import Exchange, overheard
from app.ports.gateway import (
    Capabilities,
    ChargeRequest,
    Gateway,
    Misconfigured,
    Money,
    NotSent,
)
from app.ports.queries import Queries
from app.services import checkout, ending, settlement, wishes
from app.services.bills import Bill
from app.services.context import Context, retried
from app.services.reach import Lines
from app.services.records import Observation, Recorder, observed, unanswered
from app.services.turns import Turn, Turns
from app.services.wishes import Wanted

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderInfo:
    """What the window may offer."""

    id: str
    caps: Capabilities


class Payments:
    """Attempts to take money in every way but cash. One call at a time for each attempt."""

    def __init__(
        self, context: Context, queries: Queries, recorder: Recorder, gateways: Lines, turns: Turns
    ) -> None:
        self._context = context
        self._queries = queries
        self._recorder = recorder
        self._gateways = gateways
        self._turns = turns

    def providers(self) -> tuple[ProviderInfo, ...]:
        """Ways to pay that are set up on this till."""
        return tuple(
            ProviderInfo(id=name, caps=gateway.caps)
            for name, gateway in self._gateways.offered().items()
        )

    def attempt(self, attempt_id: str) -> Attempt:
        """Read an attempt; asks nobody."""
        return self._queries.attempt(attempt_id)

    def start(self, bill: Bill, wanted: Wanted, *, staff: str) -> Attempt:
        """Show the customer a code, charge the customer's own, or wait for the cashier's word.

        The order (placed now if need be) and the attempt are committed before anything
        leaves the till. The same bill asked again while its attempt lives gets that attempt.
        UserError("tips_off") for a tip where the shop takes none.
        Unavailable("provider_offline"), and nothing is written, while the provider is away.
        """
        gateway = self._gateways.offer(wanted.provider)
        self._turns.begin()
        attempt, turn = retried(lambda: self._create(bill, wanted, gateway=gateway, staff=staff))
        if turn is None:
            return attempt
        with self._turns.using(turn):
            return self._send(gateway, attempt, wanted.auth_code)

    def check(self, attempt_id: str) -> Attempt:
        """Ask the provider now. An attempt whose time is over is brought to an end.

        Unavailable("attempt_busy") while another window or program asks and gets no answer.
        """
        attempt = self.attempt(attempt_id)
        if attempt.way not in {Way.SHOWN, Way.SCANNED}:
            return attempt
        with self._turns.waited_for(attempt_id) as turn:
            return self._check(self.attempt(attempt_id), turn)

    def check_due(self, turn: Turn) -> Attempt:
        """Ask in a turn that was taken before, unless somebody else just has."""
        attempt = self.attempt(turn.attempt_id)
        if not polling.is_due(attempt.due_at, self._context.now()):
            return attempt
        return self._check(attempt, turn)

    def cancel(self, attempt_id: str, *, staff: str) -> Attempt:
        """End an attempt; it may come back SUCCEEDED, when the customer was faster.

        The wish is in the books before anybody is asked: without an answer, or after a crash,
        it is carried out as soon as the provider answers. One whose code nobody has ever seen
        is given up also without that.
        """
        attempt = self.attempt(attempt_id)
        if attempt.state not in LIVE:
            return attempt
        if attempt.way is Way.CASHIER:  # nobody else has to be told
            seen = Observation(event=AttemptEvent.CLOSED, what="cashier")
            return self._recorder.record_status(attempt_id, seen, staff=staff)
        retried(lambda: ending.write_wish(self._context, attempt_id, staff=staff))
        with self._turns.waited_for(attempt_id) as turn:
            attempt = self.attempt(attempt_id)
            if attempt.state not in LIVE:
                return attempt
            gateway = self._turns.calls(turn, self.gateway_of(attempt))
            ended = ending.end(
                gateway, self._recorder, attempt, as_=AttemptEvent.CLOSED, staff=staff
            )
            if ended.state in LIVE and ended.never_shown:
                seen = Observation(event=AttemptEvent.EXPIRED, what="never shown")
                return self._recorder.record_status(attempt_id, seen, staff=staff)
            return ended

    def check_keys(self, provider: str) -> None:
        """Ask the provider about a payment that never was: a verified answer proves the keys.

        Raises Misconfigured when it does not take them, Unavailable when it was not reached.
        """
        try:
            self._gateways.offer(provider).query(self._context.new_id())
        except Misconfigured:
            raise
        except Refused as error:
            log.info("%s answered the question about its keys with %s", provider, error)

    def gateway_of(self, attempt: Attempt) -> Gateway:
        """The gateway that made an attempt; UserError("keys_missing") without its keys."""
        gateway = self._gateways.that_made(
            attempt.provider, test=attempt.test, merchant=attempt.merchant
        )
        if gateway is None:
            raise UserError("keys_missing", provider=attempt.provider, merchant=attempt.merchant)
        return gateway

    def keys_missing(self, attempt: Attempt) -> bool:
        """Whether this till lacks the keys that an attempt at a provider was made with."""
        if attempt.way not in {Way.SHOWN, Way.SCANNED}:
            return False
        try:
            self.gateway_of(attempt)
        except UserError:
            return True
        except (Refused, Unavailable):
            pass  # keys that cannot be used are told of elsewhere
        return False

    def _check(self, attempt: Attempt, turn: Turn) -> Attempt:
        # without its keys another till may know more
        gateway = self._turns.calls(turn, self.gateway_of(attempt))
        expired = attempt.expires_at is not None and attempt.expires_at <= self._context.now()
        if expired and attempt.state in LIVE:
            return ending.end(gateway, self._recorder, attempt, as_=AttemptEvent.EXPIRED)
        return ending.ask(gateway, self._recorder, attempt)

    def _create(
        self, bill: Bill, wanted: Wanted, *, gateway: Gateway, staff: str
    ) -> tuple[Attempt, Turn | None]:
        """The attempt, and the turn to send it; none for one that has been sent before."""
        with self._context.unit_of_work() as unit:
            order = wishes.order_of(unit, bill, self._context, staff=staff)
            attempts = unit.payments.attempts_of(order.id)
            refunds = unit.payments.refunds_of(order.id)
            known = wishes.known(order, attempts, refunds, wanted)
            if known is not None:
                return known, None
            left_minor = checkout.left_to_pay(order, attempts, refunds)
            settlement.require_open(order)
            self._gateways.require(wanted.provider, test=gateway.caps.test_mode)
            amount_minor = checkout.part_of(order, left_minor, wanted.amount_minor)
            wishes.check_tip(unit, wanted.tip_minor)
            attempt = wishes.new_attempt(order, amount_minor, wanted, gateway, self._context)
            wishes.check_amount(gateway.caps, attempt.asked_minor, order.currency)
            unit.payments.add_attempt(attempt)
            settlement.settle(unit, order, self._context, event="START_PAYMENT", staff=staff)
            turn = self._turns.take_in(unit, attempt.id)
            unit.commit()
        return attempt, turn

    def _send(self, gateway: Gateway, attempt: Attempt, auth_code: str | None) -> Attempt:
        with overheard() as said:
            try:
                charge = gateway.create(self._request(attempt, auth_code))
            except NotSent as error:
                seen = _not_begun(AttemptEvent.CLOSED, error, said)
                self._recorder.record_status(attempt.id, seen)
                raise
            except Refused as error:
                seen = _not_begun(AttemptEvent.DECLINED, error, said)
            except Unavailable as error:
                seen = unanswered(attempt, error, what="create", said=said)
            else:
                seen = observed(attempt, charge, what="create", said=said)
        return self._recorder.record_status(attempt.id, seen)

    def _request(self, attempt: Attempt, auth_code: str | None) -> ChargeRequest:
        order = self._queries.order_detail(attempt.order_id).order
        profile = self._queries.profile()
        shop_name = profile.name if profile else ""
        return ChargeRequest(
            attempt_no=attempt.id,
            money=Money(attempt.asked_minor, attempt.currency),
            subject=f"{shop_name} {order.number}".strip(),
            expires_at=attempt.expires_at or self._context.now() + wishes.SHOW_TIME,
            till=self._context.till,
            auth_code=auth_code,
        )


def _not_begun(event: AttemptEvent, error: ShopError, said: Sequence[Exchange]) -> Observation:
    evidence = str(error.params.get("code", error.key))
    return Observation(event=event, what="create", evidence=evidence, said=said, words=str(error))
