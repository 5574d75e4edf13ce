"""The `check` job: do the books hold?"""

from __future__ import annotations

from ui.commands import failures
from ui.commands.context import Context
from ui.commands.options import Parser
from ui.i18n import tr, trn

OF_THE_SHOP = True


def add_arguments(parser: Parser) -> None:
    """None."""


def execute(context: Context) -> int:
    """Verify the audit chain and the sums of the stock; exit status 1 when one does not hold."""
    with context.house() as house:
        broken_at = house.queries.audit_break()
        wrong_stock = list(house.queries.stock_mismatches())
        open_payments = len(house.queries.open_attempts())
    good = broken_at is None and not wrong_stock
    document = {
        "ok": good,
        "audit_break": broken_at,
        "stock_mismatches": wrong_stock,
        "open_payments": open_payments,
    }
    context.out.answer(document, lambda: _words(broken_at, wrong_stock, open_payments))
    return failures.DONE if good else failures.OTHER


def _words(broken_at: int | None, wrong_stock: list[str], open_payments: int) -> str:
    chain = tr("cli.check.chain_good")
    if broken_at is not None:
        chain = tr("cli.check.chain_broken", at=broken_at)
    stock = tr("cli.check.stock_good")
    if wrong_stock:
        stock = trn("cli.check.stock_wrong", len(wrong_stock), names=", ".join(wrong_stock))
    return "\n".join([chain, stock, trn("cli.open_payments", open_payments)])
