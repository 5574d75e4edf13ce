"""How setting up talks: steps on standard error, and failures that end in one sentence."""

from __future__ import annotations

from typing import TextIO

from app.bootstrap import words


class Failure(Exception):
    """Setting up cannot go on. `status` is the exit status: 3 missing on the machine, 1 else."""

    def __init__(self, key: str, status: int = 1, **params: object) -> None:
        super().__init__(key, params)
        self.key = key
        self.status = status
        self.params = params

    def sentence(self) -> str:
        """In the language of the shell."""
        return words.say("failed." + self.key, **self.params)


class Progress:
    """Steps and counts: one line kept up to date on a terminal, plain lines anywhere else."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._in_place = stream.isatty()
        self._open_line = False
        self._shown = ("", -1)

    def step(self, key: str, **params: object) -> None:
        """A new step."""
        self.close_line()
        self._write(words.say(key, **params) + "\n")

    def count(self, key: str, done: int, total: int) -> None:
        """`done` of `total` packages; elsewhere than on a terminal only every quarter is told."""
        told = done if self._in_place else done * 4 // max(total, 1)
        if (key, told) == self._shown:
            return
        self._shown = (key, told)
        text = f"  {words.say(key)} {done}/{total}"
        self._write(f"\r{text}\033[K" if self._in_place else text + "\n")
        self._open_line = self._in_place

    def close_line(self) -> None:
        """End a line that was being kept up to date."""
        if self._open_line:
            self._write("\n")
            self._open_line = False

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
