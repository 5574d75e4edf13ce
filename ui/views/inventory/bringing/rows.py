"""Rows of a file and what becomes of them, as a list."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from app.domain.importing.model import Outcome, Planned
from ui import i18n, import_words
from ui.widgets.labels import Tone
from ui.widgets.table.columns import Column

_TONES: dict[Outcome, Tone] = {Outcome.NEW: "good", Outcome.CHANGED: "info", Outcome.BAD: "error"}


class Which(StrEnum):
    """Which rows to show; the words are `bringing.<value>`."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    BAD = "bad"
    WARNED = "warned"


def chosen(rows: Sequence[Planned], which: Which) -> list[Planned]:
    """The rows of one kind, in the order of the file."""
    if which is Which.WARNED:
        return [row for row in rows if row.warnings]
    return [row for row in rows if row.outcome.value == which.value]


def columns() -> list[Column[Planned]]:
    """Line, product and remarks, outcome."""
    return [
        Column(
            key="import.head.line",
            text=lambda row: str(row.source.line_no),
            wide_em=4.0,
            figure=True,
        ),
        Column(
            key="inventory.name",
            text=lambda row: row.name or "–",
            detail=lambda row: " ".join(import_words.remarks(row)),
        ),
        Column(
            key="bringing.outcome",
            text=lambda row: i18n.tr(f"bringing.{row.outcome}"),
            tone=lambda row: _TONES.get(row.outcome, ""),
            wide_em=7.5,
        ),
    ]
