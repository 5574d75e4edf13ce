"""How a job ends when it fails: one sentence for people, one number for scripts."""

from __future__ import annotations

import errno
from pathlib import Path

from app import logs
from app.domain.errors import Bug, ShopError, UserError
from app.settings import SettingsError
from ui import errors
from ui.i18n import tr

DONE, OTHER, BAD_INPUT, MISSING, STOPPED = 0, 1, 2, 3, 130
_STATUS = {
    "key_missing": MISSING,
    "key_differs": MISSING,
    "database_lost": MISSING,
    "already_running": OTHER,
    "books_do_not_hold": OTHER,
    "database_damaged": OTHER,
    "database_newer": OTHER,
    "database_not_writable": OTHER,
}


def as_shop_error(error: SettingsError) -> UserError:
    """Settings know nothing of the shop's errors; this is the same failure as one of them."""
    return UserError(error.key, **error.params)


def explain(error: Exception, home: Path | None) -> tuple[int, str]:
    """The exit status and the sentence, on one line; the unexpected leaves a crash report."""
    status, sentence = _explained(error, home)
    return status, " ".join(sentence.split())


def _explained(error: Exception, home: Path | None) -> tuple[int, str]:
    if isinstance(error, SettingsError):
        error = as_shop_error(error)
    if isinstance(error, ShopError) and not isinstance(error, Bug):
        return _status(error), errors.text(error)
    if errors.lacks_module(error):
        return MISSING, errors.text(error)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return OTHER, tr("error.disk_full")
    report = logs.write_crash(home or _somewhere(), error)
    kind = error.key if isinstance(error, ShopError) else type(error).__name__
    if report is None:
        return OTHER, tr("error.crash_unwritten", kind=kind)
    return OTHER, tr("error.crash", kind=kind, path=report)


def _somewhere() -> Path:
    """A folder for what went wrong before the home folder was known."""
    import tempfile

    return Path(tempfile.gettempdir())


def _status(error: ShopError) -> int:
    return _STATUS.get(error.key, BAD_INPUT if isinstance(error, UserError) else OTHER)
