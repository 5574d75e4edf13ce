"""Runs the installers: their output goes to the log, what they tell goes to the progress line."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable

DISK_SIGNS = ("no space left on device", "os error 28", "errno 28", "disk quota exceeded")
NETWORK_SIGNS = (
    "newconnectionerror",
    "failed to establish a new connection",
    "name resolution",
    "name or service not known",
    "network is unreachable",
    "connection refused",
    "connection reset",
    "timed out",
    "connecttimeout",
    "dns error",
    "error sending request",
    "could not resolve",
    "temporary failure resolving",
    "proxyerror",
)
_TICK_S = 0.2
_CHATTER = ("[notice]", "WARNING")


class Runner:
    """Runs one command after another for the holder of the setup lock.

    Attributes: `log` the file all output goes to; `lock` a descriptor the children inherit, so that
    an installer which outlives a killed parent still keeps the next start waiting.
    """

    def __init__(self, log: str, lock: int) -> None:
        self.log = log
        self.lock = lock
        self._start = 0

    def run(self, command: list[str], watch: Callable[[], None] | None = None) -> int:
        """Exit status of the command; `watch` is called while it works."""
        with open(self.log, "ab") as output:
            output.write(("$ " + " ".join(command) + "\n").encode())
            output.flush()
            self._start = output.tell()
            try:
                child = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    env=_clean_environment(),
                    pass_fds=() if os.name == "nt" else (self.lock,),
                )
            except OSError as error:
                output.write((str(error) + "\n").encode())
                return 127
            return _wait(child, watch)

    def output(self) -> str:
        """What the last command has written so far."""
        with open(self.log, "rb") as file:
            file.seek(self._start)
            return file.read().decode("utf-8", "replace")

    def problem(self) -> str:
        """The last line that says something."""
        lines = [line.strip() for line in self.output().splitlines()]
        telling = [line for line in lines if line and not line.startswith(_CHATTER)]
        return telling[-1] if telling else "no output"

    def hit(self, signs: tuple[str, ...]) -> bool:
        """Whether the last command's output shows one of `signs`."""
        text = self.output().lower()
        return any(sign in text for sign in signs)


class PackageCount:
    """Reads done and total packages from the output of pip or uv."""

    def __init__(self, runner: Runner, expected: int, installed: Callable[[], int]) -> None:
        self._runner = runner
        self._expected = expected
        self._installed = installed

    def read(self) -> tuple[str, int, int]:
        """(step, done, total); the step is `downloading` or `installing`."""
        text = self._runner.output()
        resolved = re.search(r"^Resolved (\d+) packages", text, re.MULTILINE)
        total = int(resolved[1]) if resolved else self._expected - text.count("Ignoring ")
        if "Installing collected packages" in text or "Prepared " in text:
            return "installing", min(self._installed(), total), total
        fetched = re.findall(r"^(?:Collecting|Processing|Requirement already)", text, re.MULTILINE)
        return "downloading", min(len(fetched), total), total


def _wait(child: subprocess.Popen[bytes], watch: Callable[[], None] | None) -> int:
    try:
        while True:
            try:
                return child.wait(timeout=_TICK_S)
            except subprocess.TimeoutExpired:
                if watch is not None:
                    watch()
    except BaseException:
        child.terminate()
        child.wait()
        raise


def _clean_environment() -> dict[str, str]:
    """The user's own settings for proxies and indexes stay; what would mix packages goes."""
    mixing = ("PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX")
    kept = {name: value for name, value in os.environ.items() if name not in mixing}
    return {
        **kept,
        "PYTHONNOUSERSITE": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "DEBIAN_FRONTEND": "noninteractive",
        "LC_ALL": "C.UTF-8",
    }
