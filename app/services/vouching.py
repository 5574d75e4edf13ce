"""A person's word about money: a slip, that it came, that it will not, that it was seen to."""

from __future__ import annotations

from app.domain.errors import UserError
from app.domain.order_states import Lifecycle
from app.domain.payment import FOR_A_PERSON, LIVE, Attempt, AttemptEvent, AttemptState, Way
from app.domain.slips import Slip, checked_reason, checked_words, signed
from app.ports.gateway import Gateways
from app.ports.outside import OrderChanged
from app.ports.queries import Queries
from app.services import settlement, wishes
from app.services.bills import Bill
from app.services.context import Context, retried
from app.services.records import Observation, Recorder, end_others
from app.services.wishes import Wanted

_BY_HAND = FOR_A_PERSON | {AttemptState.CLAIMED}


class Vouching:
    """What staff say of payments; no provider is asked."""

    def __init__(
        self, context: Context, queries: Queries, recorder: Recorder, gateways: Gateways
    ) -> None:
        self._context = context
        self._queries = queries
        self._recorder = recorder
        self._gateways = gateways

    def take_slip(self, bill: Bill, wanted: Wanted, slip: Slip, *, staff: str) -> Attempt:
        """Book what a terminal of its own has charged already, whatever the order still costs.

        `wanted` says how much that was. UserError when the slip is bad; then nothing is booked.
        """
        evidence = slip.checked()
        attempt = retried(lambda: self._book_slip(bill, wanted, evidence, staff))
        self._context.publish([OrderChanged(order_id=attempt.order_id)])
        return attempt

    def confirm(self, attempt_id: str, *, staff: str, evidence: str = "") -> Attempt:
        """A person vouches that the money is there; a statement may prove it later.

        Raises UserError("reason_missing") where a provider could be asked instead and no reason
        is given, UserError("card_number_refused") when a card's number is in it.
        """
        attempt = self._queries.attempt(attempt_id)
        if attempt.way is Way.CASHIER:
            words = checked_words(evidence)
        else:
            words = checked_reason(evidence)
            if attempt.state not in LIVE:
                raise UserError("attempt_over")
        seen = Observation(event=AttemptEvent.CLAIMED, what="cashier", evidence=words, words=words)
        return self._recorder.record_status(attempt_id, seen, staff=staff)

    def give_up(self, attempt_id: str, *, staff: str, reason: str) -> Attempt:
        """Stop waiting for an answer, on a manager's word; late money is still watched for."""
        words = checked_reason(reason)
        attempt = self._queries.attempt(attempt_id)
        if attempt.state not in LIVE:
            return attempt
        seen = Observation(event=AttemptEvent.EXPIRED, what="manager", evidence=words, words=words)
        return self._recorder.record_status(attempt_id, seen, staff=staff)

    def settle_by_hand(self, attempt_id: str, *, staff: str, reason: str) -> Attempt:
        """Money that came late or wrong has been looked after outside the till."""
        words = checked_reason(reason)

        def transaction() -> Attempt:
            with self._context.unit_of_work() as unit:
                attempt = unit.payments.get_attempt(attempt_id)
                if attempt.state not in _BY_HAND or attempt.handled:
                    return attempt
                attempt.handled = signed(words, staff)
                unit.payments.save_attempt(attempt)
                note = self._context.note("payment.by_hand", attempt_id, staff=staff, after=words)
                unit.audit.append([note])
                unit.commit()
            return attempt

        return retried(transaction)

    def _book_slip(self, bill: Bill, wanted: Wanted, evidence: str, staff: str) -> Attempt:
        if not wanted.amount_minor or wanted.amount_minor < 0 or wanted.tip_minor < 0:
            raise UserError("amount_missing")
        gateway = self._gateways.offer(wanted.provider)
        with self._context.unit_of_work() as unit:
            order = wishes.order_of(unit, bill, self._context, staff=staff)
            for known in unit.payments.attempts_of(order.id):
                if known.id == wanted.key:
                    return known
            attempt = wishes.new_attempt(order, wanted.amount_minor, wanted, gateway, self._context)
            gone = order.lifecycle is Lifecycle.CANCELLED  # then somebody has to see to it
            attempt.state = AttemptState.LATE_PAID if gone else AttemptState.CLAIMED
            attempt.evidence = evidence
            attempt.paid_minor, attempt.settled_at = attempt.asked_minor, attempt.created_at
            unit.payments.add_attempt(attempt)
            after = f"{attempt.paid_minor} {attempt.currency} {evidence}"
            note = self._context.note("sale.slip", order.number, staff=staff, after=after)
            unit.audit.append([note])
            end_others(unit, order, self._context)
            settlement.settle(unit, order, self._context, event="SLIP", staff=staff)
            unit.commit()
        return attempt
