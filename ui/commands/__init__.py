"""The jobs of the command line, one module each.

A job is a module with `add_arguments(parser)` and `execute(context) -> int | None` (the exit
status, None for 0), one line in JOBS, its words `cli.<job>` in ui/i18n/messages/cli.py and an
example in messages/examples.py. One that opens the shop says `OF_THE_SHOP = True` and keeps the
diary in the home folder; where no shop was ever opened it ends before it leaves anything behind,
unless it says `BEFORE_THE_SHOP = True`. A module is imported only when its word stands on the
command line, so the window waits for none of them.
"""

from __future__ import annotations

JOBS: dict[str, str] = {
    "setup": "ui.commands.setup",
    "import": "ui.commands.import_products",
    "price": "ui.commands.price",
    "orders": "ui.commands.orders",
    "invoice": "ui.commands.invoice",
    "report": "ui.commands.report",
    "sync": "ui.commands.sync",
    "reconcile": "ui.commands.reconcile",
    "check": "ui.commands.check",
    "backup": "ui.commands.backup",
    "restore": "ui.commands.restore",
    "sandbox": "ui.commands.sandbox",
    "tour": "ui.commands.tour",
    "where": "ui.commands.where",
    "version": "ui.commands.version",
}

NO_JOB = "ui.commands.window"

PASSED_ON = {"test": False, "bench": True}
"""Jobs for developers, done by main.py, which read their own arguments; whether also ours."""
