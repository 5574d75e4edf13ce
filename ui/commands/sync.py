"""The `sync` job: everything that is due with the payment providers, once, without the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.commands.context import Context
from ui.commands.options import Parser
from ui.i18n import trn

if TYPE_CHECKING:
    from app.services.house import House

OF_THE_SHOP = True
_ROUNDS = 20


def add_arguments(parser: Parser) -> None:
    """None."""


def execute(context: Context) -> None:
    """Ask for due payments and refunds, let unpaid orders go, and say what stays open."""
    with context.house() as house:
        done = _work_off(house)
        left = len(house.queries.open_attempts())
    context.out.answer(
        {"done": done, "open_payments": left},
        lambda: f"{trn('cli.sync.done', done)} {trn('cli.open_payments', left)}",
    )


def _work_off(house: House) -> int:
    """A round takes a batch; what has been asked is not due again at once, so rounds end."""
    done = 0
    for _ in range(_ROUNDS):
        now = house.poller.run_due()
        done += now
        if now == 0:
            break
    return done
