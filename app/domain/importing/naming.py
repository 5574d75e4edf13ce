"""Which column bears which name: known names in two languages, and the user's own say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from app.domain.errors import UserError
from app.domain.importing.model import SourceRow

F = TypeVar("F", bound=StrEnum)
Synonyms = Mapping[F, tuple[str, ...]]


def synonyms(words: Mapping[F, str]) -> dict[F, tuple[str, ...]]:
    """Names of columns as they are compared, from lists with commas; the best name first."""
    return {name: tuple(map(_plain, listed.split(","))) for name, listed in words.items()}


def parse_map(text: str, fields: type[F]) -> tuple[F, str]:
    """Read `name=品名`; an empty right side means the file has no such column.

    Errors: UserError import_map_form, import_map_field.
    """
    name, equals, header = text.partition("=")
    if not equals:
        raise UserError("import_map_form", text=text)
    try:
        return fields(name.strip().lower()), header.strip()
    except ValueError:
        known = ", ".join(fields)
        raise UserError("import_map_field", field=name.strip(), fields=known) from None


def places(header: SourceRow, known: Synonyms[F], maps: Mapping[F, str]) -> dict[F, int]:
    """Give each field its column: the user's say first, then the best known name."""
    plain = [_plain(cell) for cell in header.cells]
    found: dict[F, int] = {}
    for name, wanted in maps.items():
        place = _place_of(wanted, header.cells, plain)
        if place is not None:
            found[name] = place
    for name, words in known.items():
        if name not in maps:
            place = _best(words, plain, taken=found.values())
            if place is not None:
                found[name] = place
    return found


def require_mapped(header: SourceRow, found: Mapping[F, int], maps: Mapping[F, str]) -> None:
    """UserError("import_map_header") when the user named a column that is not there."""
    for name, wanted in maps.items():
        if wanted and name not in found:
            headers = shown(header)
            raise UserError("import_map_header", field=name, header=wanted, headers=headers)


def shown(header: SourceRow) -> str:
    """The names of columns, for a complaint."""
    cells = [cell.strip()[:40] for cell in header.cells if cell.strip()]
    return ", ".join(cells[:20])


def _plain(header: str) -> str:
    """A header without case, spaces, punctuation and what stands in brackets: 售价(元) -> 售价."""
    text = unicodedata.normalize("NFKC", header).casefold()
    text = re.sub(r"\([^)]*\)|\[[^\]]*\]|【[^】]*】", "", text)
    return "".join(x for x in text if x.isalnum())


def _place_of(wanted: str, cells: Sequence[str], plain: Sequence[str]) -> int | None:
    exact = [place for place, cell in enumerate(cells) if cell.strip() == wanted]
    folded = [place for place, cell in enumerate(plain) if cell and cell == _plain(wanted)]
    return next(iter(exact + folded), None) if wanted else None


def _best(words: Sequence[str], plain: Sequence[str], *, taken: Iterable[int]) -> int | None:
    used = set(taken)
    free = [cell if place not in used else "" for place, cell in enumerate(plain)]
    return next((free.index(word) for word in words if word in free), None)
