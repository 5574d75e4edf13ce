"""Ids: UUID version 7 as 32 hex digits, so that newer ids sort after older ones."""

from __future__ import annotations

from datetime import datetime, timedelta

import uuid_utils

from data.types import EPOCH


def new_id() -> str:
    """A fresh id."""
    return uuid_utils.uuid7().hex


def made_at(id_: str) -> datetime:
    """When an id was made, to the millisecond."""
    return EPOCH + timedelta(milliseconds=int(id_[:12], 16))
