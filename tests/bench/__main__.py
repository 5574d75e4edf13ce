"""`python3 main.py bench [NAME ...]`: print the ratios; exit 1 when a promise is broken.

A NAME is that of a file here: "sale" is test_bench_sale.py.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import pytest

from app.domain.errors import UserError
from tests.bench import ratio
from tests.bench.ratio import Figure
from ui import errors, i18n, language
from ui.commands import failures, options
from ui.commands.output import Output
from ui.i18n import tr

KNOWN = {
    path.stem.removeprefix("test_bench_"): path
    for path in sorted(Path(__file__).parent.glob("test_bench_*.py"))
}


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


def main(arguments: Sequence[str]) -> int:
    """Run the named measurements, all without names."""
    i18n.set_language(language.resolve("auto", os.environ))
    try:
        everywhere, rest = options.split(arguments)
        i18n.set_language(everywhere.language or i18n.language())
        return _measure(_names(rest), Output(sys.stdout, as_json=everywhere.as_json))
    except SystemExit:  # --help has been printed
        return failures.DONE
    except UserError as error:
        print(errors.text(error), file=sys.stderr)
        return failures.BAD_INPUT


def _names(rest: Sequence[str]) -> list[str]:
    parser = options.Parser(
        prog=f"{options.PROGRAM} bench", description=tr("cli.bench"), epilog=tr("cli.bench.home")
    )
    words = tr("cli.bench.names", known=", ".join(KNOWN))
    parser.add_argument("names", nargs="*", metavar=tr("cli.bench.name"), help=words)
    options.add_everywhere(parser)
    names: list[str] = parser.parse_args(rest).names
    for name in names:
        if name not in KNOWN:
            chosen = {"name": tr("cli.bench.name"), "value": name, "choices": ", ".join(KNOWN)}
            raise UserError("usage", problem=tr("usage.choice", **chosen))
    return names or list(KNOWN)


def _measure(names: Sequence[str], out: Output) -> int:
    ratio.listeners.append(lambda figure: out.say(str(figure)))
    files = [str(KNOWN[name]) for name in names]
    arguments = ["-o", "addopts=", "-m", "bench", "-s", "-p", "no:terminal", "-p", "no:xdist"]
    with contextlib.redirect_stdout(sys.stderr):  # a measurement has nothing to say to scripts
        status = pytest.main([*arguments, *files], plugins=[Failures()])
    if out.as_json:
        out.answer([_document(figure) for figure in ratio.promised], lambda: "")
    if status == pytest.ExitCode.OK:
        return failures.DONE
    slow = ", ".join(figure.name for figure in ratio.promised if not figure.holds)
    print(tr("cli.bench.slow", names=slow) if slow else tr("cli.bench.failed"), file=sys.stderr)
    return failures.OTHER


def _document(figure: Figure) -> dict[str, object]:
    return {**asdict(figure), "ok": figure.holds}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
