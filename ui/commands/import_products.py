"""The `import products` job: a product list into the shop."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.errors import UserError
from app.domain.importing import headers
from app.domain.importing.model import Outcome, Planned
from app.domain.shop import ShopProfile
from app.ports.imports import ProductSource
from app.services.import_results import Preview, Result
from app.services.importing import Importing, Progress
from ui import import_words, time_zone
from ui.commands import options
from ui.commands.context import Context
from ui.commands.options import Parser
from ui.i18n import tr, trn

if TYPE_CHECKING:
    from app.services.house import House

OF_THE_SHOP = True
BEFORE_THE_SHOP = True  # opens one for the goods
SHOWN_ROWS = 20
MAX_LISTED = 1000


def add_arguments(parser: Parser) -> None:
    """products FILE [--map FIELD=HEADER]... [--dry-run]"""
    parser.add_argument("what", choices=["products"], help=tr("cli.import.what"))
    parser.add_argument(
        "file", metavar=tr("cli.file"), type=options.path, help=tr("cli.import.file")
    )
    options.add_map(parser, tr("cli.import.map"))
    parser.add_argument("--dry-run", action="store_true", help=tr("cli.import.dry_run"))


def execute(context: Context) -> None:
    """Import into the shop and say what became of the rows."""
    with contextlib.ExitStack() as stack:
        till = context.till
        if context.arguments.dry_run and not _has_shop(context):
            # The shop that would be opened is tried elsewhere and goes again.
            home = stack.enter_context(tempfile.TemporaryDirectory())
            till = replace(till, home=Path(home), database_url="")
        house = stack.enter_context(context.wiring.open_house(till))
        try:
            document = _import(context, house)
        except UserError as error:
            # The file has been read by now and is one of products.
            if error.key != "shop_not_set_up":
                raise
            opened = house.shop.open_empty(_usual_shop(context))
            document = {**_import(context, house), "opened_shop": opened.name}
    context.out.answer(document, lambda: words(document))


def _has_shop(context: Context) -> bool:
    if not context.wiring.may_have_shop(context.till):
        return False
    with context.wiring.open_books(context.till) as books:
        return books.queries.profile() is not None


def _import(context: Context, house: House) -> dict[str, Any]:
    given, out = context.arguments, context.out
    try:
        return run(
            house.importing,
            house.product_source,
            given.file,
            maps=given.map,
            dry_run=given.dry_run,
            progress=lambda done, total: out.progress(f"{done} / {total}"),
            staff=context.till.settings.staff_name,
        )
    finally:
        out.progress_done()


def _usual_shop(context: Context) -> ShopProfile:
    return ShopProfile(
        name=tr("import.shop_name"),
        time_zone=time_zone.of_this_machine(context.environ),
        documents_language=context.language,
    )


def run(
    importing: Importing,
    source_factory: Callable[[Path], ProductSource],
    path: Path,
    *,
    maps: Sequence[str] = (),
    dry_run: bool = False,
    progress: Progress,
    staff: str = "",
) -> dict[str, Any]:
    """Import a file and answer with the document for scripts; see `words` for people.

    Args:
        maps: `field=header` pairs as on the command line.
        progress: called with the rows done and the rows in all.

    Keys: file, dry_run, columns (field: header), new, changed, unchanged, bad, warned,
    rejected_file (None when no row is bad or nothing is written), bad_rows and warned_rows
    (line, name, reason; the first 1000 of each), opened_shop (the name of the shop when there was
    none before, in a dry run of the one that would be opened; else None).
    """
    chosen = dict(headers.parse_map(text) for text in maps)
    source = source_factory(path)
    if dry_run:
        preview = importing.preview(source, chosen, progress=progress)
        return _document(preview, preview, path, dry_run=True, rejected=None)
    preview = importing.preview(source, chosen)
    result = importing.apply(preview, staff=staff, progress=progress)
    rejected = save_rejected(source, preview, result)
    return _document(preview, result, path, dry_run=False, rejected=rejected)


def save_rejected(source: ProductSource, preview: Preview, result: Result) -> str | None:
    """Write the bad rows with their reasons to a file of their own; its path, None for none."""
    bad = [row for row in result.rows if row.outcome is Outcome.BAD]
    if not bad:
        return None
    # The remarks stand in front, so that a row with a cell too many stays one when the file is
    # imported again.
    head = [tr("import.head.line"), tr("import.head.reason"), *preview.columns.header.cells]
    rows = [[str(row.source.line_no), _reason(row), *row.source.cells] for row in bad]
    return source.save_rejected(head, rows)


def words(document: dict[str, Any]) -> str:
    """The document of `run` for people."""
    said = [tr("import.summary", **document)]
    if document["opened_shop"]:
        opened = "import.shop_would_open" if document["dry_run"] else "import.shop_opened"
        said.insert(0, tr(opened, name=document["opened_shop"]))
    if document["dry_run"]:
        columns = ", ".join(f"{field} = {head}" for field, head in document["columns"].items())
        said = [tr("import.columns", columns=columns), *said, tr("import.dry_run")]
    rows = document["bad_rows"] + document["warned_rows"]
    said += [tr("import.line", **row) for row in rows[:SHOWN_ROWS]]
    more = document["bad"] + document["warned"] - SHOWN_ROWS
    if more > 0:
        said.append(trn("import.more", more))
    if document["rejected_file"]:
        said.append(tr("import.rejected_file", path=document["rejected_file"]))
    return "\n".join(said)


def _document(
    preview: Preview,
    outcome: Preview | Result,
    path: Path,
    *,
    dry_run: bool,
    rejected: str | None,
) -> dict[str, Any]:
    bad = (row for row in outcome.rows if row.outcome is Outcome.BAD)
    warned = (row for row in outcome.rows if row.warnings)
    return {
        "file": str(path),
        "dry_run": dry_run,
        "columns": {str(field): head for field, head in preview.columns.chosen().items()},
        "new": outcome.new,
        "changed": outcome.changed,
        "unchanged": outcome.unchanged,
        "bad": outcome.bad,
        "warned": outcome.warned,
        "rejected_file": rejected,
        "bad_rows": [_listed(row) for row in islice(bad, MAX_LISTED)],
        "warned_rows": [_listed(row) for row in islice(warned, MAX_LISTED)],
        "opened_shop": None,
    }


def _listed(row: Planned) -> dict[str, Any]:
    return {"line": row.source.line_no, "name": row.name, "reason": _reason(row)}


def _reason(row: Planned) -> str:
    notes = [row.reason] if row.reason is not None else row.warnings
    return " ".join(map(import_words.note, notes))
