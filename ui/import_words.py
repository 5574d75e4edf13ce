"""What an import says about rows and columns, in the user's language."""

from __future__ import annotations

from app.domain.errors import UserError
from app.domain.importing.model import Change, Field, Note, Planned
from ui import errors
from ui.i18n import tr


def field_name(field: Field) -> str:
    """What a field is called."""
    return tr(f"import.field.{field}")


def note(said: Note) -> str:
    """A reason or a warning as a sentence."""
    params = dict(said.params)
    if "field" in params:
        params["field"] = field_name(Field(str(params["field"])))
    return errors.text(UserError(said.key, **params))


def change(changed: Change) -> str:
    """What becomes of one field: "price: 2.60 → 2.80"."""
    return f"{field_name(changed.field)}: {changed.before or '–'} → {changed.after or '–'}"


def remarks(row: Planned) -> list[str]:
    """Everything there is to say about a row: why it is bad, or its changes and warnings."""
    if row.reason is not None:
        return [note(row.reason)]
    return [*map(change, row.changes), *map(note, row.warnings)]
