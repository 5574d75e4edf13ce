"""Matching a provider's statement: every line carries the number we gave the payment."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from app.domain.payment import CAPTURED, LIVE, Attempt, Refund
from app.domain.reconciling.model import Finding, Line, Match, same_money


def match(
    lines: Iterable[Line],
    attempts: Iterable[Attempt],
    refunds: Iterable[Refund],
    *,
    taken: Collection[str] = (),
) -> list[Match]:
    """One match for each line, whatever order they come in.

    Args:
        taken: ids of attempts and refunds that earlier lines have spoken of already.
    """
    known, going = {a.id: a for a in attempts}, {r.id: r for r in refunds}
    ordered = sorted(lines, key=lambda line: _order(line, known))
    undone = _undone(ordered, known, going)
    spoken = set(taken)
    found = []
    for line in ordered:
        if line.number in undone:
            made = Match(line=line, finding=Finding.UNDONE, attempts=(known[line.number],))
        elif line.amount_minor < 0:
            made = _refund(line, known, going, spoken)
        else:
            made = _payment(line, known, spoken)
        found.append(made)
    return found


def _order(line: Line, known: Mapping[str, Attempt]) -> tuple[bool, bool, str]:
    """Payments before refunds, and the line that fits before one that does not."""
    attempt = known.get(line.number)
    fits = attempt is not None and same_money(line, attempt)
    return line.amount_minor < 0, not fits, line.id


def _payment(line: Line, known: Mapping[str, Attempt], spoken: set[str]) -> Match:
    attempt = known.get(line.number)
    if attempt is None:
        return Match(line=line, finding=Finding.MISSING_HERE)
    again = attempt.id in spoken
    spoken.add(attempt.id)
    if again:  # the customer was charged a second time under one number
        return Match(line=line, finding=Finding.MISSING_HERE, attempts=(attempt,))
    finding = Finding.MATCHED if same_money(line, attempt) else Finding.DIFFERENT
    return Match(line=line, finding=finding, attempts=(attempt,))


def _refund(
    line: Line, known: Mapping[str, Attempt], going: Mapping[str, Refund], spoken: set[str]
) -> Match:
    attempt, refund = known.get(line.number), going.get(line.refund_number)
    if attempt is None:
        return Match(line=line, finding=Finding.MISSING_HERE)
    if refund is None or refund.attempt_id != attempt.id or refund.id in spoken:
        return Match(line=line, finding=Finding.EXTERNAL_REFUND, attempts=(attempt,))
    spoken.add(refund.id)
    same = (-line.amount_minor, line.currency) == (refund.amount_minor, attempt.currency)
    finding = Finding.MATCHED if same else Finding.DIFFERENT
    return Match(line=line, finding=finding, attempts=(attempt,), refund=refund)


def _undone(
    lines: Iterable[Line], known: Mapping[str, Attempt], going: Mapping[str, Refund]
) -> set[str]:
    """Attempts given up whose money came and was taken back by the very call that ended them."""
    sums: dict[str, int] = {}
    for line in lines:
        sums[line.number] = sums.get(line.number, 0) + line.amount_minor
    return {
        number
        for number, sum_minor in sums.items()
        if sum_minor == 0
        and number in known
        and known[number].state not in CAPTURED | LIVE
        and not any(refund.attempt_id == number for refund in going.values())
    }
