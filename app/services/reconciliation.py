"""Comparing the books with statements: downloaded from a provider, or brought as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from app.domain.errors import Refused, ShopError, Unavailable, UserError
from app.domain.reconciling import by_number, columns
from app.domain.reconciling.by_words import Matcher
from app.domain.reconciling.columns import Field
from app.domain.reconciling.model import Difference, Line, Match, numbered
from app.domain.shop import ShopProfile
from app.domain.slips import checked_reason, signed
from app.ports.gateway import Gateway, Gateways, StatementLine, UnknownOutcome
from app.ports.queries import Queries
from app.ports.statements import Held, Span, StatementFile
from app.services.comparing import Comparing, Outcome
from app.services.context import Context
from app.services.records import Recorder
from app.services.refunds import Refunds

MADE_BY = timedelta(hours=10)
"""After the end of a day: by then every provider has made its statement, if there is one."""
READ_WITHIN = timedelta(minutes=10)
"""A till that has not ended reading by then has been switched off in the middle of it."""


class Reconciliation:
    """Use cases over statements and what they differ in."""

    def __init__(
        self,
        context: Context,
        queries: Queries,
        gateways: Gateways,
        *,
        recorder: Recorder,
        refunds: Refunds,
    ) -> None:
        self._context = context
        self._queries = queries
        self._gateways = gateways
        self._comparing = Comparing(context, recorder, refunds)

    def downloadable(self) -> tuple[str, ...]:
        """The ways to pay whose providers give statements."""
        return tuple(name for name, gateway in self._gateways.offered().items() if _zone(gateway))

    def columns_of(self, file: StatementFile) -> columns.Seen:
        """What a person can choose from where `read_file` raised statement_columns."""
        return columns.seen(file.rows())

    def download_days(
        self, provider: str, first: date | None, last: date | None, *, staff: str
    ) -> tuple[Outcome | None, ShopError | None]:
        """Compare with every day of a span, the oldest first: what came of it, what stopped it.

        Without a day it is the last that is over. Raises UserError as `download`.
        """
        whole: Outcome | None = None
        try:
            over = self._last_day(provider)
            begin = first or over
            for n in range(((last or over) - begin).days + 1):
                each = self.download(provider, begin + timedelta(days=n), staff=staff)
                whole = whole.and_then(each) if whole else each
        except (Unavailable, Refused) as error:
            return whole, error
        return whole, None

    def _last_day(self, provider: str) -> date:
        """The last that is over where the provider keeps its books."""
        _, zone = self._with_statements(provider)
        return self._context.now().astimezone(zone).date() - timedelta(days=1)

    def download(self, provider: str, day: date, *, staff: str) -> Outcome:
        """Compare with a day of a provider's own books.

        Raises UserError("provider_missing"), Unavailable("statement_not_ready", day=),
        Unavailable("statement_busy") while another till reads, Refused("statement_by_hand"),
        and what the network makes of it.
        """
        gateway, zone = self._with_statements(provider)
        lines = [_line(provider, gateway, zone, x) for x in self._asked(gateway, day, zone)]
        span = Span(provider, gateway.caps.test_mode, day, day, gateway.merchant)
        return self._by_number(span, numbered(lines), zone, staff)

    def read_file(
        self,
        file: StatementFile,
        *,
        provider: str = "",
        maps: Mapping[Field, str] | None = None,
        staff: str,
    ) -> Outcome:
        """Compare with a file: a provider's own, or what a bank or an acquirer exports.

        Raises UserError provider_missing, statement_empty, statement_columns, statement_row,
        import_map_header, Unavailable("statement_busy"), and those of reading files.

        Args:
            provider: whose it is; empty: what it looks like.
            maps: the user's say which column is what, for files of banks.
        """
        content = file.content()
        offered = self._gateways.offered()
        if provider:
            self._gateways.offer(provider)  # or say why not
        for name, gateway in offered.items():
            zone = _zone(gateway) if provider in ("", name) else None
            read = _read(gateway, content) if zone else None
            if zone is not None and read is not None:
                lines = numbered(_line(name, gateway, zone, line) for line in read)
                span = _span(name, lines, test=gateway.caps.test_mode)
                span = span._replace(merchant=gateway.merchant)
                return self._by_number(span, lines, zone, staff)
        if provider and _zone(offered[provider]):
            raise UserError("statement_foreign", name=file.name, provider=provider)
        return self._by_words(file, provider, maps or {}, staff)

    def settle(self, difference_id: str, *, staff: str, reason: str) -> Difference:
        """A person has looked after a difference; UserError("reason_missing")."""
        words = checked_reason(reason)
        with self._context.unit_of_work() as unit:
            found = unit.statements.get_difference(difference_id)
            if found.closed_at is not None:
                return found
            closing = signed(words, staff)
            unit.statements.close([difference_id], at=self._context.now(), closing=closing)
            after = f"{found.finding} {words}"
            note = self._context.note("statement.settle", difference_id, staff=staff, after=after)
            unit.audit.append([note])
            unit.commit()
        return found

    def _with_statements(self, provider: str) -> tuple[Gateway, tzinfo]:
        gateway = self._gateways.offer(provider)
        zone = _zone(gateway)
        if zone is None:
            raise Refused("statement_by_hand", provider=provider)
        return gateway, zone

    def _asked(self, gateway: Gateway, day: date, zone: tzinfo) -> Iterable[StatementLine]:
        if day > self._context.now().astimezone(zone).date():
            raise Unavailable("statement_not_ready", day=day.isoformat())
        try:
            return gateway.statement(day)
        except Refused as refusal:
            if refusal.key != "statement_missing":
                raise
            if self._context.now() < _end(day, zone) + MADE_BY:
                raise Unavailable("statement_not_ready", day=day.isoformat()) from refusal
            return ()  # nothing happened that day

    def _by_number(self, span: Span, lines: list[Line], zone: tzinfo, staff: str) -> Outcome:
        with self._alone(span):
            held = self._queries.held(span)
            open_, taken = _still_open(held, lines)
            ids = {number for line in open_ for number in (line.number, line.refund_number)}
            attempts, refunds = self._queries.numbered(sorted(ids))
            matches = by_number.match(open_, attempts, refunds, taken=taken)
            until = min(_end(span.last, zone), self._context.now())
            return self._comparing.apply(span, matches, held, read=(until, zone), staff=staff)

    def _by_words(
        self, file: StatementFile, provider: str, maps: Mapping[Field, str], staff: str
    ) -> Outcome:
        profile = self._queries.profile() or ShopProfile(name="")
        zone = ZoneInfo(profile.time_zone)
        account = columns.Account(provider=provider, currency=profile.currency, zone=zone)
        lines = columns.lines(file.rows(), account, maps)
        span = _span("", lines, test=False)
        with self._alone(span):
            held = self._queries.held(span)
            open_, taken = _still_open(held, lines)
            matcher = Matcher(
                held.attempts,
                held.refunds,
                day_of=lambda at: at.astimezone(zone).date(),
                taken=taken,
                all_sales=span.provider == columns.CARDS,
            )
            matches: list[Match] = matcher.match(open_)
            return self._comparing.apply(span, matches, held, read=None, staff=staff)

    @contextmanager
    def _alone(self, span: Span) -> Iterator[None]:
        """Two readers at once could take one line for two payments that look alike."""
        now, reader = self._context.now(), self._context.new_id()
        with self._context.unit_of_work() as unit:
            mine = unit.statements.begin(
                span.provider, test=span.test, reader=reader, until=now + READ_WITHIN, now=now
            )
            if not mine:
                raise Unavailable("statement_busy", provider=span.provider)
            unit.commit()
        try:
            yield
        finally:
            with self._context.unit_of_work() as unit:
                unit.statements.end(reader)
                unit.commit()


def _zone(gateway: Gateway) -> tzinfo | None:
    """Where the days of a provider's books begin; None where there are no such books."""
    hours = gateway.caps.statement_utc_hours
    return None if hours is None else timezone(timedelta(hours=hours))


def _end(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)


def _read(gateway: Gateway, content: bytes) -> list[StatementLine] | None:
    try:
        return list(gateway.read_statement(content))
    except UnknownOutcome:  # somebody else's
        return None


def _span(provider: str, lines: list[Line], *, test: bool) -> Span:
    if not lines:
        raise UserError("statement_empty")
    days = [line.day for line in lines]
    return Span(provider or lines[0].provider, test, min(days), max(days))


def _still_open(held: Held, lines: list[Line]) -> tuple[list[Line], set[str]]:
    """Lines to be matched, also those of earlier statements; and what is spoken for already."""
    known = {line.id for line in held.lines}
    fresh = {line.id: line for line in lines if line.id not in known}
    taken = {
        each
        for line in held.lines
        if line.done
        for each in (line.attempt_id if line.amount_minor > 0 else None, line.refund_id)
        if each
    }
    return [*(x for x in held.lines if not x.done), *fresh.values()], taken


def _line(provider: str, gateway: Gateway, zone: tzinfo, line: StatementLine) -> Line:
    return Line(
        provider=provider,
        test=gateway.caps.test_mode,
        day=line.at.astimezone(zone).date(),
        at=line.at,
        number=line.attempt_no,
        refund_number=line.refund_no or "",
        provider_ref=line.provider_ref,
        amount_minor=line.money.minor,
        currency=line.money.currency,
    )
