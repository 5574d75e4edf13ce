"""Matching what a bank or a card acquirer lists: by reference, else by amount and day.

Its lines do not carry our numbers. A code of the shop's bank carries a reference; a slip has a
number; everything else can only be told by amount and day, and only where that is unambiguous.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, timedelta

from app.domain.payment import Attempt, AttemptState, Refund
from app.domain.reconciling.model import Finding, Line, Match, same_money

EARLIEST, LATEST = timedelta(days=-1), timedelta(days=7)
"""How far from the day of a sale its money may stand in a statement."""
_SHORTEST = 8  # what is shorter might stand in a line by chance

DayOf = Callable[[datetime], date]


class Matcher:
    """Compares lines with the payments they may be about.

    Args:
        day_of: the day of a moment on the shop's own clock.
        refunds: those made by hand, for lists that have them.
        taken: ids of attempts and refunds that earlier lines have spoken of already.
        all_sales: every line is about a card that was taken (an acquirer's list); otherwise
            what fits nothing is somebody else's business.
    """

    def __init__(
        self,
        attempts: Iterable[Attempt],
        refunds: Iterable[Refund] = (),
        *,
        day_of: DayOf,
        taken: Collection[str] = (),
        all_sales: bool = False,
    ) -> None:
        ordered = sorted(attempts, key=lambda a: (a.created_at, a.id))
        self._days = {a.id: day_of(a.settled_at or a.created_at) for a in ordered}
        self._attempts = ordered
        self._refunds = sorted(refunds, key=lambda r: (r.created_at, r.id))
        self._day_of = day_of
        self._taken = set(taken)
        self._all_sales = all_sales

    def match(self, lines: Iterable[Line]) -> list[Match]:
        """One match for each line, whatever order they come in."""
        ordered = sorted(lines, key=lambda line: (line.day, line.at, line.id))
        found = [self._went_back(line) for line in ordered if line.amount_minor <= 0]
        rest = []
        for line in (line for line in ordered if line.amount_minor > 0):
            made = self._by_reference(line)
            if made is None:
                rest.append(line)
            else:
                found.append(made)
        return found + self._by_amount(rest)

    def _went_back(self, line: Line) -> Match:
        """A refund somebody made at the terminal, and noted here; which of two alike is one."""
        known = {a.id: a for a in self._attempts}
        for refund in self._refunds if self._all_sales else ():
            attempt = known.get(refund.attempt_id)
            if attempt is None or refund.id in self._taken:
                continue
            money = (-refund.amount_minor, attempt.currency)
            day = self._day_of(refund.settled_at or refund.created_at)
            if money == (line.amount_minor, line.currency) and _near(day, line):
                self._taken.add(refund.id)
                return Match(line=line, finding=Finding.MATCHED, attempts=(attempt,), refund=refund)
        return self._not_a_sale(line)

    def _not_a_sale(self, line: Line) -> Match:
        finding = Finding.MISSING_HERE if self._all_sales else Finding.NOT_OURS
        return Match(line=line, finding=finding)

    def _by_reference(self, line: Line) -> Match | None:
        named = [a for a in self._attempts if self._is_named(a, line)]
        if len(named) > 1:
            named = [a for a in named if same_money(line, a)] or named
        if not named:
            return None
        if len(named) > 1:
            return Match(line=line, finding=Finding.UNCLEAR, attempts=tuple(named))
        (attempt,) = named
        if attempt.id in self._taken:  # paid twice with one code
            return Match(line=line, finding=Finding.MISSING_HERE, attempts=(attempt,))
        self._taken.add(attempt.id)
        finding = Finding.MATCHED if same_money(line, attempt) else Finding.DIFFERENT
        return Match(line=line, finding=finding, attempts=(attempt,))

    def _is_named(self, attempt: Attempt, line: Line) -> bool:
        said = _compact(line.words + line.number)
        reference = _compact(attempt.provider_ref or "")
        if len(reference) >= _SHORTEST:
            return reference in said
        slip = _compact(attempt.evidence.partition(" ")[0]).lstrip("0")
        return (
            bool(slip) and slip == _compact(line.number).lstrip("0") and self._near(attempt, line)
        )

    def _near(self, attempt: Attempt, line: Line) -> bool:
        return _near(self._days[attempt.id], line)

    def _open(self) -> list[Attempt]:
        """What only a person vouches for so far."""
        return [
            a for a in self._attempts if a.state is AttemptState.CLAIMED and a.id not in self._taken
        ]

    def _by_amount(self, lines: Sequence[Line]) -> list[Match]:
        found = []
        groups: dict[tuple[int, str], list[Line]] = {}
        for line in lines:
            groups.setdefault((line.amount_minor, line.currency), []).append(line)
        for alike in groups.values():
            for some, claims in self._together(alike):
                found += self._paired(some, claims)
        return found

    def _together(self, lines: Sequence[Line]) -> list[tuple[list[Line], list[Attempt]]]:
        """Lines of one amount and the claims they may be about, as far as they hang together."""
        claims = [a for a in self._open() if same_money(lines[0], a)]
        groups: list[tuple[list[Line], list[Attempt]]] = []
        for line in lines:
            mine, fit = [line], [a for a in claims if self._near(a, line)]
            apart = []
            for group in groups:
                if any(a in group[1] for a in fit):
                    mine = [*group[0], *mine]
                    fit = [a for a in claims if a in fit or a in group[1]]
                else:
                    apart.append(group)
            groups = [*apart, (mine, fit)]
        return groups

    def _paired(self, lines: list[Line], claims: list[Attempt]) -> list[Match]:
        """As many lines as claims: all of them were paid, whichever is which."""
        if not claims:
            return [self._total(line) for line in lines]
        pairs = list(zip(lines, claims, strict=False))
        if len(lines) == len(claims) and all(self._near(a, line) for line, a in pairs):
            self._taken.update(a.id for a in claims)
            return [Match(line=line, finding=Finding.MATCHED, attempts=(a,)) for line, a in pairs]
        return [Match(line=line, finding=Finding.UNCLEAR, attempts=tuple(claims)) for line in lines]

    def _total(self, line: Line) -> Match:
        """An acquirer that pays a whole day at once; else nothing fits."""
        for day in sorted({self._days[a.id] for a in self._open()}) if self._all_sales else ():
            claims = [a for a in self._open() if self._days[a.id] == day]
            fits = sum(a.asked_minor for a in claims) == line.amount_minor
            same = {a.currency for a in claims} == {line.currency}
            if fits and same and self._near(claims[0], line):
                self._taken.update(a.id for a in claims)
                return Match(line=line, finding=Finding.MATCHED, attempts=tuple(claims))
        return self._not_a_sale(line)


def _near(day: date, line: Line) -> bool:
    return EARLIEST <= line.day - day <= LATEST


def _compact(text: str) -> str:
    return "".join(x for x in text.upper() if x.isalnum())
