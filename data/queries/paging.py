"""Keyset paging: a page ends with the sort values of its last row, and the next begins there."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, literal, tuple_

from app.domain.errors import UserError


def cursor(*values: object) -> str:
    """Sort values as opaque text."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode()


def position(text: str, many: int = 2) -> list[Any]:
    """So many sort values again; UserError("page_unknown") for a text we did not write."""
    try:
        values = json.loads(base64.urlsafe_b64decode(text.encode()))
    except ValueError:
        raise UserError("page_unknown") from None
    if not isinstance(values, list) or len(values) != many:
        raise UserError("page_unknown")
    return values


def beyond(
    columns: Sequence[ColumnElement[Any]], values: Sequence[object], *, descending: bool
) -> ColumnElement[bool]:
    """Rows after those values in the order of the columns, all of which run one way."""
    there = tuple_(*(literal(v, c.type) for c, v in zip(columns, values, strict=True)))
    here = tuple_(*columns)
    return here < there if descending else here > there
