"""Ids: UUID version 7 as 32 hex digits, so that newer ids sort after older ones."""

from __future__ import annotations

import uuid_utils


def new_id() -> str:
    """A fresh id."""
    return uuid_utils.uuid7().hex
