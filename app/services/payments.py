"""Taking money through a provider: write first, then call, then record what was heard."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from app.domain.cart import Cart
from app.domain.errors import Refused, ShopError, Unavailable, UserError
from app.domain.order import Order
from app.domain.payment import LIVE, Attempt, AttemptEvent, AttemptState, captured_minor
from app.ports.gateway import (
    Capabilities,
    ChargeRequest,
    Gateway,
    Misconfigured,
    Money,
    NotSent,
)
from app.ports.queries import Queries
from app.ports.unit_of_work import UnitOfWork
from app.services import checkout, ending, settlement
from app.services.context import Context, retried
from app.services.records import Observation, Recorder, observed, unanswered

log = logging.getLogger(__name__)

SHOW_TIME = timedelta(minutes=5)
RECOVERY_DELAY = timedelta(seconds=30)  # a call that crashed between commit and answer


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderInfo:
    """What the window may offer."""

    id: str
    test_mode: bool
    caps: Capabilities


class Payments:
    """Attempts through payment providers. One call at a time for each attempt."""

    def __init__(
        self,
        context: Context,
        queries: Queries,
        recorder: Recorder,
        gateways: Callable[[], Mapping[str, Gateway]],
    ) -> None:
        self._context = context
        self._queries = queries
        self._recorder = recorder
        self._gateways = gateways
        self._busy: set[str] = set()
        self._busy_lock = threading.Lock()

    def providers(self) -> tuple[ProviderInfo, ...]:
        """Providers that are set up on this till."""
        return tuple(
            ProviderInfo(id=name, test_mode=gateway.caps.test_mode, caps=gateway.caps)
            for name, gateway in self._gateways().items()
        )

    def attempt(self, attempt_id: str) -> Attempt:
        """Read an attempt; asks nobody."""
        return self._queries.attempt(attempt_id)

    def start_qr(self, cart: Cart, *, provider: str, staff: str) -> Attempt:
        """Show the customer a code for what is left to pay.

        The order (placed now if need be) and the attempt are committed before anything
        leaves the till. The same cart asked again while its attempt lives gets that attempt.
        """
        gateway = self.gateway(provider)
        attempt, is_new = retried(
            lambda: self._create(cart, provider=provider, staff=staff, caps=gateway.caps)
        )
        if not is_new:
            return attempt
        with self._single_flight(attempt.id) as mine:
            return self._send(gateway, attempt) if mine else attempt

    def check(self, attempt_id: str) -> Attempt:
        """Ask the provider now. An attempt whose time is over is brought to an end."""
        attempt = self.attempt(attempt_id)
        with self._single_flight(attempt_id) as mine:
            if not mine:
                return attempt
            gateway = self.gateway(attempt.provider)
            expired = attempt.expires_at is not None and attempt.expires_at <= self._context.now()
            if expired and attempt.state in LIVE:
                return ending.end(gateway, self._recorder, attempt, as_=AttemptEvent.EXPIRED)
            return ending.ask(gateway, self._recorder, attempt)

    def cancel(self, attempt_id: str, *, staff: str) -> Attempt:
        """End an attempt; it may come back SUCCEEDED, when the customer was faster."""
        attempt = self.attempt(attempt_id)
        if attempt.state not in LIVE:
            return attempt
        with self._single_flight(attempt_id) as mine:
            if not mine:
                raise Unavailable("attempt_busy")
            gateway = self.gateway(attempt.provider)
            return ending.end(
                gateway, self._recorder, attempt, as_=AttemptEvent.CLOSED, staff=staff
            )

    def check_keys(self, provider: str) -> None:
        """Ask the provider about a payment that never was: a verified answer proves the keys.

        Raises Misconfigured when it does not take them, Unavailable when it was not reached.
        """
        try:
            self.gateway(provider).query(self._context.new_id())
        except Misconfigured:
            raise
        except Refused as error:
            log.info("%s answered the question about its keys with %s", provider, error)

    def gateway(self, provider: str) -> Gateway:
        """The provider's gateway; UserError("provider_missing") when it is not set up."""
        gateway = self._gateways().get(provider)
        if gateway is None:
            raise UserError("provider_missing", provider=provider)
        return gateway

    def _create(
        self, cart: Cart, *, provider: str, staff: str, caps: Capabilities
    ) -> tuple[Attempt, bool]:
        with self._context.unit_of_work() as unit:
            order = self._order(unit, cart, staff)
            attempts = unit.payments.attempts_of(order.id)
            known = _reusable(order, attempts, provider)
            if known is not None:
                return known, False
            refunds = unit.payments.refunds_of(order.id)
            left_minor = checkout.left_to_pay(order, attempts, refunds)
            settlement.require_open(order)
            _check_amount(caps, left_minor, order.currency)
            attempt = self._new_attempt(order, left_minor, provider)
            self._write(unit, order, [*attempts, attempt], staff)
            unit.commit()
        return attempt, True

    def _order(self, unit: UnitOfWork, cart: Cart, staff: str) -> Order:
        order = unit.orders.by_token(cart.client_token)
        if order is not None:
            return checkout.same_order(order, cart)
        return checkout.write_placed(unit, cart, self._context, staff=staff)

    def _new_attempt(self, order: Order, amount_minor: int, provider: str) -> Attempt:
        now = self._context.now()
        return Attempt(
            id=self._context.new_id(),
            order_id=order.id,
            tender=provider,
            provider=provider,
            amount_minor=amount_minor,
            currency=order.currency,
            created_at=now,
            expires_at=now + SHOW_TIME,
            due_at=now + RECOVERY_DELAY,
        )

    def _write(self, unit: UnitOfWork, order: Order, attempts: list[Attempt], staff: str) -> None:
        unit.payments.add_attempt(attempts[-1])
        rows = settlement.refresh_payment(
            order,
            attempts,
            unit.payments.refunds_of(order.id),
            self._context,
            event="START_PAYMENT",
            staff=staff,
        )
        unit.orders.save(order)
        unit.orders.add_history(rows)

    def _send(self, gateway: Gateway, attempt: Attempt) -> Attempt:
        try:
            charge = gateway.create(self._request(attempt))
        except NotSent as error:
            self._record(attempt, AttemptEvent.CLOSED, error)
            raise
        except Refused as error:
            return self._record(attempt, AttemptEvent.DECLINED, error)
        except Unavailable as error:
            seen = unanswered(attempt, error, what="create")
            return self._recorder.record_status(attempt.id, seen)
        seen = observed(attempt, charge, what="create")
        return self._recorder.record_status(attempt.id, seen)

    def _record(self, attempt: Attempt, event: AttemptEvent, error: ShopError) -> Attempt:
        seen = Observation(event=event, what="create", evidence=_reason(error), raw=str(error))
        return self._recorder.record_status(attempt.id, seen)

    def _request(self, attempt: Attempt) -> ChargeRequest:
        order = self._queries.order_detail(attempt.order_id).order
        profile = self._queries.profile()
        shop_name = profile.name if profile else ""
        return ChargeRequest(
            attempt_no=attempt.id,
            money=Money(attempt.amount_minor, attempt.currency),
            subject=f"{shop_name} {order.number}".strip(),
            expires_at=attempt.expires_at or self._context.now() + SHOW_TIME,
            till=self._context.till,
        )

    @contextmanager
    def _single_flight(self, attempt_id: str) -> Iterator[bool]:
        """Yield whether this caller may talk to the provider about the attempt now."""
        with self._busy_lock:
            mine = attempt_id not in self._busy
            self._busy.add(attempt_id)
        try:
            yield mine
        finally:
            if mine:
                with self._busy_lock:
                    self._busy.discard(attempt_id)


def _reason(error: ShopError) -> str:
    return str(error.params.get("code", error.key))


def _reusable(order: Order, attempts: list[Attempt], provider: str) -> Attempt | None:
    """The attempt that a repeated request means; another live one is refused."""
    for attempt in attempts:
        if attempt.state in LIVE:
            if attempt.provider == provider:
                return attempt
            raise UserError("attempt_live", number=order.number)
    done = [a for a in attempts if a.state is AttemptState.SUCCEEDED]
    paid = captured_minor(attempts) >= order.total_minor
    return done[-1] if done and paid else None


def _check_amount(caps: Capabilities, amount_minor: int, currency: str) -> None:
    if caps.currencies and currency not in caps.currencies:
        raise UserError("currency_not_taken", currency=currency)
    if not caps.min_minor <= amount_minor <= caps.max_minor:
        raise UserError(
            "amount_not_taken",
            min_minor=caps.min_minor,
            max_minor=caps.max_minor,
            currency=currency,
        )
