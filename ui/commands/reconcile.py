"""The `reconcile` job: the books beside what providers and banks list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from app.domain import money
from app.domain.errors import Unavailable, UserError
from app.domain.importing import naming
from app.domain.reconciling.columns import Field
from app.names import NAMES
from ui import difference_words, errors, formats, order_words
from ui.commands import options
from ui.commands.context import Context
from ui.commands.options import Parser
from ui.i18n import tr, trn

if TYPE_CHECKING:
    from app.ports.statements import OpenDifference
    from app.services.comparing import Outcome
    from app.services.house import House

OF_THE_SHOP = True
SHOWN = 20
_TENDER, _CASH = "tender.", "tender.cash"


def add_arguments(parser: Parser) -> None:
    """[--provider P] [--day D [--to D] | --file FILE [--map FIELD=HEADER]...]"""
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--day", metavar=tr("cli.day"), type=options.day, help=tr("cli.reconcile.day"))
    file_words = tr("cli.reconcile.file")
    one.add_argument("--file", metavar=tr("cli.file"), type=options.path, help=file_words)
    known = (x.removeprefix(_TENDER) for x in NAMES if x.startswith(_TENDER) and x != _CASH)
    which = tr("cli.reconcile.provider", known=", ".join(known))
    parser.add_argument(
        "--to", metavar=tr("cli.day"), type=options.day, help=tr("cli.reconcile.to")
    )
    parser.add_argument("--provider", metavar=tr("cli.text"), help=which)
    options.add_map(parser, tr("cli.reconcile.map"))


def execute(context: Context) -> None:
    """Compare, and say what does not agree; Unavailable when a statement could not be had."""
    with context.house() as house:
        read = list(_read(context, house))
        open_ = house.queries.open_differences()
    document = {"statements": read, "differences": [_document(each) for each in open_]}
    context.out.answer(document, lambda: _words(read, open_))
    _require_all(read)


def _require_all(read: Sequence[dict[str, Any]]) -> None:
    late: dict[str, list[str]] = {}  # whom each problem keeps away
    for each in read:
        if "problem" in each:
            late.setdefault(each["problem"], []).append(each["provider"])
    if late:
        problems = [
            tr("cli.reconcile.problem", provider=formats.tenders(whose), problem=problem)
            for problem, whose in late.items()
        ]
        raise Unavailable("statements_missing", problems=" ".join(problems))


def _read(context: Context, house: House) -> Iterator[dict[str, Any]]:
    given, staff = context.arguments, context.till.settings.staff_name
    if given.file:
        maps = dict(naming.parse_map(text, Field) for text in given.map)
        file = house.product_source(given.file)
        provider = given.provider or ""
        outcome = house.reconciliation.read_file(file, provider=provider, maps=maps, staff=staff)
        yield _told(outcome)
        return
    names = [given.provider] if given.provider else house.reconciliation.downloadable()
    if given.to is not None and given.day is None:
        raise UserError("statement_day_missing")
    if given.to is not None and given.to < given.day:
        raise UserError("period_backwards", first=given.day, last=given.to)
    for name in names:
        found, problem = house.reconciliation.download_days(
            name, given.day, given.to or given.day, staff=staff
        )
        if found is not None:
            yield _told(found)
        if problem is not None:  # the others' statements are there all the same
            yield {"provider": name, "problem": errors.text(problem)}


def _told(outcome: Outcome) -> dict[str, Any]:
    return {
        "provider": outcome.provider,
        "first": outcome.first.isoformat(),
        "last": outcome.last.isoformat(),
        "lines": outcome.lines,
        "new": outcome.new,
        "verified": outcome.verified,
        "differences": outcome.differences,
    }


def _document(each: OpenDifference) -> dict[str, Any]:
    found = each.difference
    return {
        "finding": found.finding.value,
        "provider": found.provider,
        "order": each.order_number,
        "theirs": _plain(found.theirs_minor, found.currency),
        "currency": found.currency,
        "ours": _plain(found.ours_minor, found.ours_currency),
        "ours_currency": found.ours_currency,
        "at": found.at.isoformat(),
        "words": found.words,
    }


def _plain(minor: int | None, code: str) -> str | None:
    return None if minor is None else money.plain(minor, money.currency(code))


def _words(read: list[dict[str, Any]], open_: Sequence[OpenDifference]) -> str:
    said = [] if read else [tr("cli.reconcile.nobody")]
    said += [_sentence(each) for each in read if "problem" not in each]
    if open_:
        said.append(trn("cli.reconcile.open", len(open_)))
    said += [_line(each) for each in open_[:SHOWN]]
    if len(open_) > SHOWN:
        said.append(trn("facts.more", len(open_) - SHOWN))
    return "\n".join(said)


def _sentence(read: dict[str, Any]) -> str:
    return tr("reconciling.done", **{**read, "provider": order_words.tender(read["provider"])})


def _line(each: OpenDifference) -> str:
    found = each.difference
    parts = (
        order_words.tender(found.provider),
        difference_words.finding(found),
        difference_words.amounts(found),
        each.order_number,
        found.words,
    )
    return "  " + " · ".join(part for part in parts if part)
