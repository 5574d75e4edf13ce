"""`python -m tests.bench [NAME ...] [--json]`: print the ratios; exit 1 when a promise is broken.

A NAME is that of a file here: sale, search, scan, start, invoice.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.bench import ratio

FOLDER = Path(__file__).parent


class Failures:
    """Shows what went wrong; a promise that is broken has been printed already."""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One phase of one measurement is over."""
        if report.failed and "PromiseBroken" not in report.longreprtext:
            print(report.longreprtext, file=sys.stderr)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """One file was read."""
        if report.failed:
            print(report.longreprtext, file=sys.stderr)


def main(arguments: list[str]) -> int:
    """Run the named measurements, all without names."""
    names = [name for name in arguments if name != "--json"]
    known = {path.stem.removeprefix("test_bench_"): path for path in FOLDER.glob("test_bench_*.py")}
    unknown = sorted(set(names) - set(known))
    if unknown:
        print(
            f"There is no measurement {unknown[0]}; there are {', '.join(sorted(known))}.",
            file=sys.stderr,
        )
        return 2
    as_json = "--json" in arguments
    ratio.listeners.append(lambda figure: None if as_json else print(figure, flush=True))
    files = [str(known[name]) for name in names or sorted(known)]
    options = ["-o", "addopts=", "-m", "bench", "-s", "-p", "no:terminal", "-p", "no:xdist"]
    status = pytest.main([*options, *files], plugins=[Failures()])
    if as_json:
        print(json.dumps([asdict(figure) for figure in ratio.promised], ensure_ascii=False))
    return int(status != pytest.ExitCode.OK)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
