"""The jobs of the command line, one module each.

A job is a module with `add_arguments(parser)` and `run(context) -> int | None` (the exit status,
None for 0), one line in JOBS, and its words `cli.<job>` in ui/i18n/messages. A module is imported
only when its word stands on the command line, so the window never waits for any of them.
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
    "check": "ui.commands.check",
    "backup": "ui.commands.backup",
    "sandbox": "ui.commands.sandbox",
    "tour": "ui.commands.tour",
    "test": "ui.commands.test",
    "bench": "ui.commands.bench",
    "version": "ui.commands.version",
}
