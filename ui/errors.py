"""The one place that turns a failure into words for staff."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Literal

from app.domain import money
from app.domain.errors import Bug, ShopError
from ui import formats, i18n

log = logging.getLogger(__name__)


def text(failure: Exception) -> str:
    """What to tell people about a failure; what is not ours is logged and told in general."""
    if not isinstance(failure, ShopError):
        log.error("unexpected failure", exc_info=failure)
        return i18n.tr("error.unexpected", kind=type(failure).__name__)
    for key in (f"error.{failure.key}", failure.key):
        if i18n.known(key):
            return _filled(key, failure.params)
    return i18n.tr("error.other", key=failure.key)


def tone(failure: Exception) -> Literal["warn", "error"]:
    """How loud to tell it: "warn" for what staff can mend or wait for, "error" for the rest."""
    if isinstance(failure, ShopError) and not isinstance(failure, Bug):
        return "warn"
    return "error"


def _filled(key: str, params: Mapping[str, object]) -> str:
    shown = {name: _shown(name, value, params) for name, value in params.items()}
    try:
        return i18n.tr(key, **shown)
    except (KeyError, IndexError):
        log.error("message %s lacks a parameter", key)
        return i18n.tr("error.other", key=key)


def _shown(name: str, value: object, params: Mapping[str, object]) -> object:
    if isinstance(value, int) and name.endswith("_minor"):
        code = params.get("currency")
        return formats.amount(value, money.currency(str(code))) if code else value
    if isinstance(value, int) and name.endswith("_milli"):
        return formats.quantity(value)
    if name == "tender":
        return formats.tenders((str(value),))
    if name == "tenders" and isinstance(value, tuple):
        return formats.tenders(value)
    return value
