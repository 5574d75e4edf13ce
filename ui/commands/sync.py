"""The `sync` job: everything that is due with the payment providers, without the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import single_instance
from ui import formats
from ui.commands.context import Context
from ui.commands.options import Parser, count
from ui.i18n import tr, trn

if TYPE_CHECKING:
    from app.services.poller import Standing, Tally

OF_THE_SHOP = True
_SECONDS = 60


def add_arguments(parser: Parser) -> None:
    """[--seconds N]."""
    parser.add_argument(
        "--seconds",
        metavar="N",
        type=count,
        default=_SECONDS,
        help=tr("cli.sync.seconds", n=_SECONDS),
    )


def execute(context: Context) -> None:
    """Ask for due payments and refunds, let unpaid orders go, and say what stays open.

    An open window does all that by itself and is left to it. What is this program's own fault is
    raised after everything else has been done and said.
    """
    from app.services.poller import Tally

    with single_instance.settling(context.till.home) as alone, context.house() as house:
        tally = house.poller.run_due(seconds=context.arguments.seconds) if alone else Tally()
        standing = house.poller.standing()
    document = {
        "elsewhere": not alone,
        "done": tally.asked,
        "settled": tally.settled,
        "refunded": tally.refunded,
        "expired": tally.expired,
        "open_payments": standing.waiting.payments,
        "open_refunds": standing.waiting.refunds,
        "waits_for_you": standing.waiting.tasks,
        "offline": list(standing.away),
    }
    done = trn("cli.sync.done", tally.asked) if alone else tr("cli.sync.elsewhere")
    context.out.answer(document, lambda: _words(done, tally, standing))
    for failure in tally.broken:
        raise failure


def _words(done: str, tally: Tally, standing: Standing) -> str:
    waiting = standing.waiting
    counted = {
        "cli.sync.settled": tally.settled,
        "cli.sync.refunded": tally.refunded,
        "cli.sync.expired": tally.expired,
        "cli.open_payments": waiting.payments,
        "cli.sync.open_refunds": waiting.refunds,
        "cli.sync.tasks": waiting.tasks,
    }
    parts = [done, *(trn(key, n) for key, n in counted.items() if n)]
    if standing.away:
        parts.append(tr("cli.sync.offline", names=formats.tenders(standing.away)))
    return " ".join(parts)
