"""The one place that turns a failure into words for staff."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from typing import Literal

from app.domain import money
from app.domain.errors import Bug, ShopError
from ui import formats, i18n

log = logging.getLogger(__name__)

_OUR_PACKAGES = frozenset({"app", "data", "reports", "tests", "ui"})


def text(failure: Exception) -> str:
    """What to tell people about a failure; what nobody foresaw is logged as well."""
    if not isinstance(failure, ShopError):
        if lacks_module(failure):
            return i18n.tr("error.module_missing", problem=str(failure), folder=_environment())
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


def lacks_module(failure: Exception) -> bool:
    """Whether a package is missing here; one of our own that does not load is our mistake."""
    if not isinstance(failure, ImportError):
        return False
    return (failure.name or "").partition(".")[0] not in _OUR_PACKAGES


def _environment() -> str:
    """The folder that a start makes anew when it is gone; never the system's own Python."""
    return sys.prefix if sys.prefix != sys.base_prefix else ".venv"


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
    if name == "problem" and i18n.known(str(value)):
        return i18n.tr(str(value), **{k: v for k, v in params.items() if k != name})
    return value
