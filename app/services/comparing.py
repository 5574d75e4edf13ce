"""Acting on what statements say: every line through the one writer, differences for a person."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from app.domain.errors import UserError
from app.domain.payment import (
    CAPTURED,
    Attempt,
    AttemptState,
    Refund,
    RefundState,
    Way,
    left_of,
)
from app.domain.reconciling import missing
from app.domain.reconciling.model import (
    AGREED,
    Difference,
    Finding,
    Line,
    Match,
    expected_minor,
    same_money,
)
from app.ports.gateway import Charge, Money, Status
from app.ports.outside import OrderChanged
from app.ports.statements import Held, Span
from app.services import settlement
from app.services.context import Context, retried
from app.services.records import Recorder, observed
from app.services.refunds import Refunds

log = logging.getLogger(__name__)

_HEARD = CAPTURED - {AttemptState.CLAIMED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a statement.

    Attributes:
        lines: those about the shop's sales; new: the ones that were not known before.
        verified: payments and refunds of which more is known now than before.
        differing: ids of what was found not to agree; solved: of what agrees by now.
    """

    provider: str
    first: date
    last: date
    lines: int
    new: int
    verified: int
    differing: frozenset[str]
    solved: frozenset[str]

    @property
    def differences(self) -> int:
        """How many things do not agree."""
        return len(self.differing)

    def and_then(self, later: Outcome) -> Outcome:
        """Both, as if it had been one statement."""
        return replace(
            later,
            first=min(self.first, later.first),
            last=max(self.last, later.last),
            lines=self.lines + later.lines,
            new=self.new + later.new,
            verified=self.verified + later.verified,
            differing=(self.differing - later.solved) | later.differing,
            solved=self.solved | later.solved,
        )


@dataclass(frozen=True, slots=True)
class _Done:
    line: Line
    changed: bool = False
    difference: Difference | None = None


class Comparing:
    """Applies matches. A run that was cut off is simply made again."""

    def __init__(self, context: Context, recorder: Recorder, refunds: Refunds) -> None:
        self._context = context
        self._recorder = recorder
        self._refunds = refunds

    def apply(
        self,
        span: Span,
        matches: Sequence[Match],
        held: Held,
        *,
        read: tuple[datetime, tzinfo] | None,
        staff: str,
    ) -> Outcome:
        """Tell the books what the matches say, and keep lines, days and differences.

        Args:
            read: up to when the days of the span are complete, and where they begin; None for
                statements that need not have everything.
        """
        known = {line.id for line in held.lines}
        done = [self._act(match, staff) for match in matches if match.finding in _KEPT]
        opened = [each.difference for each in done if each.difference is not None]
        lines = {line.id: line for line in held.lines}
        lines.update((each.line.id, each.line) for each in done)
        if read is not None:
            opened += self._missing(span, held, lines.values(), read)
        outcome = Outcome(
            provider=span.provider,
            first=span.first,
            last=span.last,
            lines=len(done),
            new=sum(each.line.id not in known for each in done),
            verified=sum(each.changed for each in done),
            differing=frozenset(each.id for each in opened),
            solved=frozenset(each.line.id for each in done if each.difference is None)
            | _spoken_of(lines.values()),
        )
        self._keep(span, done, opened, read[0] if read else None, outcome, staff)
        return outcome

    def _act(self, match: Match, staff: str) -> _Done:
        try:
            return self._acted(match, staff)
        except UserError as error:  # one line must not keep the others from being heard
            log.warning("a line of a statement could not be booked: %s", error)
            return self._left_open(replace(match, finding=Finding.UNCLEAR))

    def _acted(self, match: Match, staff: str) -> _Done:
        line = replace(
            match.line,
            attempt_id=match.attempt.id if match.attempt else None,
            refund_id=match.refund.id if match.refund else None,
        )
        if match.finding is Finding.EXTERNAL_REFUND and match.attempt is not None:
            booked = self._external(line, match.attempt, staff)
            left = self._left_open(replace(match, line=replace(line, done=booked)))
            return replace(left, changed=booked)
        if match.refund is not None:
            return self._refund(replace(match, line=line), match.refund)
        if match.finding not in {Finding.MATCHED, Finding.DIFFERENT}:
            if match.finding in AGREED:
                return _Done(_finished(line))
            return self._left_open(replace(match, line=line))
        after = [self._hear(attempt, match, staff) for attempt in match.attempts]
        changed = any(a.version != b.version for a, b in zip(after, match.attempts, strict=True))
        if match.finding is Finding.MATCHED or _now_known(line, after):
            return _Done(_finished(line), changed)
        return replace(self._left_open(replace(match, line=line)), changed=changed)

    def _hear(self, attempt: Attempt, match: Match, staff: str) -> Attempt:
        """What is news goes the way of all news; what is known is not repeated."""
        if attempt.state in _HEARD:
            return attempt
        line = match.line
        alone = match.attempt is not None
        charge = Charge(
            attempt_no=attempt.id,
            status=Status.PAID,
            provider_ref=None if attempt.way is Way.CASHIER else line.provider_ref or None,
            paid=Money(line.amount_minor if alone else attempt.asked_minor, line.currency),
            paid_at=None if attempt.way is Way.CASHIER else line.at,  # banks tell the day alone
        )
        seen = observed(attempt, charge, what="statement", words=_said(line))
        return self._recorder.record_status(attempt.id, seen, staff=staff)

    def _refund(self, match: Match, refund: Refund) -> _Done:
        if match.finding is not Finding.MATCHED:
            return self._left_open(match)
        changed = refund.state is not RefundState.SUCCEEDED
        if changed:
            self._refunds.confirmed(refund.id, words=_said(match.line))
        if changed and self._went_back_twice(refund):
            line = replace(match.line, done=True)
            again = replace(match, line=line, finding=Finding.EXTERNAL_REFUND)
            return replace(self._left_open(again), changed=True)
        return _Done(_finished(match.line), changed)

    def _went_back_twice(self, refund: Refund) -> bool:
        """Whether it was thought failed, and staff has given its money back in another way."""
        with self._context.unit_of_work() as unit:
            attempt = unit.payments.get_attempt(refund.attempt_id)
            return left_of(attempt, unit.payments.refunds_of(refund.order_id)) < 0

    def _external(self, line: Line, attempt: Attempt, staff: str) -> bool:
        """Book money that went back without the till, once; False where none had come."""

        def transaction() -> bool:
            with self._context.unit_of_work() as unit:
                known = unit.payments.get_attempt(attempt.id)
                if known.state not in CAPTURED or line.currency != known.currency:
                    return False
                if any(r.id == line.id for r in unit.payments.refunds_of(known.order_id)):
                    return True
                refund = _external_refund(line, known, self._context.now())
                unit.payments.add_refund(refund)
                said = self._context.words(_said(line))
                unit.payments.add_exchange(known.id, said, what="statement", refund_id=refund.id)
                after = f"{refund.amount_minor} {missing.EXTERNAL}"
                note = self._context.note("refund.external", known.id, staff=staff, after=after)
                unit.audit.append([note])
                order = unit.orders.get(known.order_id)
                settlement.settle(unit, order, self._context, event="EXTERNAL", staff=staff)
                unit.commit()
            return True

        booked = retried(transaction)
        self._context.publish([OrderChanged(order_id=attempt.order_id)])
        return booked

    def _left_open(self, match: Match) -> _Done:
        line, attempt = match.line, match.attempt
        different = match.finding is Finding.DIFFERENT and attempt is not None
        ours = expected_minor(attempt) if different and attempt else None
        if different and match.refund is not None:
            ours = -match.refund.amount_minor
        found = Difference(
            id=line.id,
            finding=match.finding,
            provider=line.provider,
            test=line.test,
            order_id=attempt.order_id if attempt else None,
            attempt_id=attempt.id if attempt else None,
            theirs_minor=line.amount_minor,
            currency=line.currency,
            ours_minor=ours,
            ours_currency=attempt.currency if attempt else line.currency,
            at=line.at,
            words=line.number or line.words or line.provider_ref,
            opened_at=self._context.now(),
        )
        return _Done(line, difference=found)

    def _missing(
        self, span: Span, held: Held, lines: Iterable[Line], read: tuple[datetime, tzinfo]
    ) -> list[Difference]:
        until, zone = read
        days = {**held.read, **dict.fromkeys(_days(span), until)}
        spoken = _spoken_of(lines)
        payments = missing.payments(held.attempts, spoken_of=spoken, read=days, zone=zone)
        refunds = missing.refunds(held.refunds, spoken_of=spoken, read=days, zone=zone)
        found = [self._unspoken(span, a, a) for a in payments]
        by_id = {a.id: a for a in held.attempts}
        found += [self._unspoken(span, r, by_id[r.attempt_id]) for r in refunds]
        return found

    def _unspoken(self, span: Span, thing: Attempt | Refund, of: Attempt) -> Difference:
        back = isinstance(thing, Refund)
        return Difference(
            id=thing.id,
            finding=Finding.MISSING_THERE,
            provider=span.provider,
            test=span.test,
            order_id=of.order_id,
            attempt_id=of.id,
            currency=of.currency,
            ours_minor=-thing.amount_minor if back else expected_minor(of),
            ours_currency=of.currency,
            at=thing.settled_at or thing.created_at,
            words=thing.id,
            opened_at=self._context.now(),
        )

    def _keep(
        self,
        span: Span,
        done: Sequence[_Done],
        opened: Sequence[Difference],
        until: datetime | None,
        outcome: Outcome,
        staff: str,
    ) -> None:
        with self._context.unit_of_work() as unit:
            unit.statements.keep([each.line for each in done])
            if until is not None:
                unit.statements.keep_day(span, until)
            unit.statements.open(opened)
            solved = unit.statements.open_ids(span.provider, test=span.test) & outcome.solved
            unit.statements.close(sorted(solved), at=self._context.now(), closing="")
            after = f"{outcome.lines} lines, {outcome.verified} news, {outcome.differences} differ"
            subject = f"{span.provider} {span.first} {span.last}"
            note = self._context.note("statement.read", subject, staff=staff, after=after)
            unit.audit.append([note])
            unit.commit()


_KEPT = frozenset(Finding) - {Finding.NOT_OURS}


def _now_known(line: Line, after: Sequence[Attempt]) -> bool:
    """Whether the attempt itself tells a person of it now."""
    return all(a.state is AttemptState.MISMATCH and same_money(line, a) for a in after)


def _spoken_of(lines: Iterable[Line]) -> set[str]:
    """Attempts whose payment, and refunds, a statement has."""
    listed = list(lines)
    paid = {line.attempt_id for line in listed if line.amount_minor > 0 and line.attempt_id}
    return paid | {line.refund_id for line in listed if line.refund_id}


def _days(span: Span) -> list[date]:
    return [span.first + timedelta(days=n) for n in range((span.last - span.first).days + 1)]


def _finished(line: Line) -> Line:
    """What a bank's line says is kept only while a person may need it: it may name the payer."""
    return replace(line, done=True, words="")


def _said(line: Line) -> str:
    told: Mapping[str, object] = {
        "day": line.day,
        "number": line.number,
        "refund": line.refund_number,
        "reference": line.provider_ref,
        "minor": line.amount_minor,
        "currency": line.currency,
    }
    return " ".join(f"{name}={value}" for name, value in told.items() if value != "")


def _external_refund(line: Line, attempt: Attempt, now: datetime) -> Refund:
    return Refund(
        id=line.id,
        order_id=attempt.order_id,
        attempt_id=attempt.id,
        tender=attempt.tender,
        amount_minor=-line.amount_minor,
        state=RefundState.SUCCEEDED,
        reason=missing.EXTERNAL,
        created_at=now,
        settled_at=now,
    )
