"""A warning or an error in the log that the test did not announce is a failure."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

MARKER = "expects_logs"


class Collector(logging.Handler):
    """Keeps what is logged at WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_unexpected_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail on warnings in the log, except in tests marked `expects_logs`."""
    collector = Collector()
    root = logging.getLogger()
    root.addHandler(collector)
    try:
        yield
    finally:
        root.removeHandler(collector)
    if collector.lines and request.node.get_closest_marker(MARKER) is None:
        pytest.fail("unexpected in the log:\n" + "\n".join(collector.lines), pytrace=False)
