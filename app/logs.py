"""The diary of this till and its crash reports: files in the home folder, secrets masked."""

from __future__ import annotations

import logging
import os
import re
import sys
from contextlib import suppress
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path

MAX_BYTES = 1_000_000
KEPT_FILES = 5
OURS = ("app", "ui", "data", "reports")
HIDDEN = "***"

_LINE = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"
_NAMES = (
    r"sign|auth_code|app_auth_token|token|password|passwd|secret|\w*private_key\w*"
    r"|api_key|apiv3_key|authorization|customer_name|customer_phone|recipient|phone|mobile"
    r"|address|buyer_\w+|\w*open_?id|payer"
)
_KEY_LINE, _KEY_END = "[A-Za-z0-9+/]{60,76}", "[A-Za-z0-9+/]*={0,2}"
# Whole texts first. The last one: payment codes, cards and customers' numbers at providers.
_MASKS = (
    (re.compile(r"-----BEGIN [^-]+-----.*?(-----END [^-]+-----|\Z)", re.DOTALL), HIDDEN),
    (re.compile(r"(\[parameters: ).*", re.DOTALL), rf"\1{HIDDEN}"),
    (re.compile(r"(\w://[^\s:/@]*:)[^\s@]+@"), rf"\1{HIDDEN}@"),
    (
        re.compile(
            rf"""(\b(?:{_NAMES})\b\\?["']?\s*[=:]\s*)"""
            r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^\s&,;)}\]]+)""",
            re.IGNORECASE,
        ),
        rf"\1{HIDDEN}",
    ),
    (re.compile(r"[A-Za-z0-9+/]{120,}={0,2}"), HIDDEN),
    (re.compile(rf"{_KEY_LINE}(?:(?:\s|\\[rn])+{_KEY_LINE})+(?:\s|\\[rn])*{_KEY_END}"), HIDDEN),
    (re.compile(r"(?<![\w-])\d{16,24}(?![\w-])"), HIDDEN),
)


def mask(text: str) -> str:
    """The text without keys, signatures, passwords, payment codes and customers' data."""
    for pattern, hidden in _MASKS:
        text = pattern.sub(hidden, text)
    return text


class _Masked(logging.Formatter):
    """Masks the finished line, so that tracebacks and parameters are covered as well."""

    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))


class _Diary(logging.FileHandler):
    """A file for this user alone, which never disturbs the work it tells about.

    A full one is put aside as zhanggui.log.1 and so on. The standard library's own handler for
    that loads networking, which a window that is about to open has no time for.
    """

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding="utf-8", opener=_open_private)

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line, into a new file when this one is full."""
        try:
            if self.stream is not None and self.stream.tell() >= MAX_BYTES:
                self.stream.close()
                self._turn()
        except OSError:
            self.handleError(record)
        super().emit(record)

    def _turn(self) -> None:
        names = [self.baseFilename, *(f"{self.baseFilename}.{x + 1}" for x in range(KEPT_FILES))]
        for older, newer in reversed(list(zip(names[1:], names, strict=False))):
            with suppress(OSError):
                os.replace(newer, older)
        self.stream = self._open()

    def handleError(self, record: logging.LogRecord) -> None:
        """A full disk costs a line of the diary, not a sale."""


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def start(home: Path | None) -> None:
    """Begin the diary in home/logs/zhanggui.log; without a home, or without room, keep silent."""
    stop()
    root = logging.getLogger()
    handler = _handler(home) if home else logging.NullHandler()
    handler.set_name(__name__)
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)


def _handler(home: Path) -> logging.Handler:
    folder = home / "logs"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _Diary(folder / "zhanggui.log", encoding="utf-8")
    except OSError:
        return logging.NullHandler()
    handler.setFormatter(_Masked(_LINE))
    return handler


def stop() -> None:
    """Close the diary."""
    root = logging.getLogger()
    for handler in [h for h in root.handlers if h.get_name() == __name__]:
        root.removeHandler(handler)
        handler.close()


def write_crash(home: Path, error: BaseException) -> Path | None:
    """Write down an error nobody expected, in home/crash; None where even that fails.

    The report has the way through the code and the versions, no values and no secrets.
    """
    import platform
    import traceback

    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    path = home / "crash" / f"crash-{stamp}.txt"
    trace = "".join(traceback.format_exception(error))
    text = f"{platform.platform()}\nPython {sys.version}\n\n{mask(trace)}"
    logging.getLogger("app").error("crash report %s: %s", path, type(error).__name__)
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(path, "x", encoding="utf-8", opener=_open_private) as file:
            file.write(text)
        return path
    return None
