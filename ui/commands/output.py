"""What a job says: words for people or one JSON document for scripts, and the files it writes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TextIO

from app import settings
from app.domain.errors import UserError
from ui.i18n import tr

STDOUT = "-"


class Output:
    """The only way to standard output. Failures go to standard error, through the command line."""

    def __init__(self, stdout: TextIO, *, as_json: bool = False, quiet: bool = False) -> None:
        self._stdout = stdout
        self.as_json = as_json
        self.quiet = quiet

    def say(self, words: str) -> None:
        """What has been done, in passing; silent for scripts."""
        if not (self.as_json or self.quiet):
            print(words, file=self._stdout, flush=True)

    def answer(self, document: object, words: Callable[[], str]) -> None:
        """What was asked for: the document for scripts, the words for people."""
        if self.as_json:
            self.document(json.dumps(document, ensure_ascii=False, indent=2))
        else:
            print(words(), file=self._stdout, flush=True)

    def document(self, text: str) -> None:
        """A document that is JSON already; in UTF-8 whatever the terminal speaks."""
        self._bytes(text.encode("utf-8", "backslashreplace") + b"\n")

    def progress(self, words: str) -> None:
        """How far long work is: one line that is written over, only for people at a terminal."""
        if not (self.as_json or self.quiet) and sys.stderr.isatty():
            print(f"\r{words}\x1b[K", end="", file=sys.stderr, flush=True)

    def progress_done(self) -> None:
        """Take the progress line away."""
        self.progress("")

    def written(self, target: str, data: bytes, facts: Mapping[str, object]) -> None:
        """Write a result to a file and say so; to standard output for "-", saying nothing."""
        path = self.file(target, data)
        if path == STDOUT:
            return
        if self.as_json:
            self.answer({"file": path, **facts}, lambda: "")
        else:
            self.say(tr("cli.written", path=path))

    def file(self, target: str, data: bytes) -> str:
        """Write a result to a path, whole or not at all, or to standard output for "-".

        Returns the absolute path, "-" for standard output; UserError when it cannot be written.
        """
        if target == STDOUT:
            if self.as_json:
                raise UserError("json_and_stdout")
            self._bytes(data)
            return target
        path = Path(os.path.realpath(os.path.expanduser(target)))
        if path.is_dir():
            raise UserError("target_is_folder", path=str(path))
        if not path.parent.is_dir():
            raise UserError("folder_missing", path=str(path.parent))
        if path.exists() and not path.is_file():
            _write_device(path, data)
        else:
            settings.write_atomically(path, data, mode=0o666 & ~_umask())
        return str(path)

    def _bytes(self, data: bytes) -> None:
        self._stdout.flush()
        self._stdout.buffer.write(data)
        self._stdout.buffer.flush()


def _write_device(path: Path, data: bytes) -> None:
    """A pipe or a device is written to; replacing it by a file would take it away for good."""
    try:
        path.write_bytes(data)
    except OSError as error:
        problem = error.strerror or str(error)
        raise UserError("file_not_written", path=str(path), problem=problem) from error


def _umask() -> int:
    """What the user keeps from others; the system tells it only while setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
