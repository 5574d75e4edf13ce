"""The `check` job: do the books hold?"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from app.domain.errors import UserError
from ui.commands.context import Context
from ui.commands.options import Parser
from ui.i18n import tr, trn

OF_THE_SHOP = True


def add_arguments(parser: Parser) -> None:
    """None."""


def execute(context: Context) -> None:
    """Verify file, audit chain and stock; UserError when one of them does not hold."""
    with context.books() as books:
        found = _Found(
            database=books.check(),
            audit_break=books.queries.audit_break(),
            stock_mismatches=list(books.queries.stock_mismatches()),
            open_payments=len(books.queries.open_attempts()),
        )
    context.out.answer({"ok": found.good, **dataclasses.asdict(found)}, found.words)
    if not found.good:
        raise UserError("books_do_not_hold")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What the check found; open payments are work to do and nothing wrong."""

    database: list[str]
    audit_break: int | None
    stock_mismatches: list[str]
    open_payments: int

    @property
    def good(self) -> bool:
        return not self.database and self.audit_break is None and not self.stock_mismatches

    def words(self) -> str:
        database = tr("cli.check.database_good")
        if self.database:
            database = tr("cli.check.database_bad", problem="; ".join(self.database))
        chain = tr("cli.check.chain_good")
        if self.audit_break is not None:
            chain = tr("cli.check.chain_broken", at=self.audit_break)
        stock = tr("cli.check.stock_good")
        if self.stock_mismatches:
            names = ", ".join(self.stock_mismatches)
            stock = trn("cli.check.stock_wrong", len(self.stock_mismatches), names=names)
        open_payments = trn("cli.open_payments", self.open_payments)
        return "\n".join([database, chain, stock, open_payments])
