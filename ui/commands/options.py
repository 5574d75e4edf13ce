"""Arguments of the command line: options that every job takes, and complaints in words."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

from app.domain.errors import UserError
from ui import i18n
from ui.commands import PASSED_ON
from ui.i18n import tr

PROGRAM = "python3 main.py"

# argparse's own complaints, and what we say instead; the groups are the parameters.
_COMPLAINTS = (
    (r"the following arguments are required: (?P<names>.+)", "usage.required"),
    (r"unrecognized arguments: (?P<names>.+)", "usage.unknown"),
    (r"argument (?P<name>.+?): expected .*argument.*", "usage.value_missing"),
    (
        r"argument (?P<name>.+?): invalid choice: (?P<value>.+?) \((?:maybe|choose)\b.*?"
        r"from (?P<choices>.+)\)",
        "usage.choice",
    ),
    (r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)", "usage.not_together"),
    (r"one of the arguments (?P<names>.+) is required", "usage.one_of"),
    (r"argument (?P<name>.+?): ignored explicit argument (?P<value>.+)", "usage.no_value"),
    (r"argument (?P<name>.+?): invalid .+? value: (?P<value>.+)", "usage.bad_value"),
    (r"argument (?P<name>.+?): (?P<problem>.+)", "usage.argument"),
)


class Parser(argparse.ArgumentParser):
    """A parser that speaks both languages and raises UserError("usage") instead of exiting."""

    def __init__(self, **options: object) -> None:
        given = {"allow_abbrev": False, "formatter_class": _Help, **options, "add_help": False}
        super().__init__(**given)  # type: ignore[arg-type]
        self._positionals.title = tr("cli.arguments")
        self._optionals.title = tr("cli.options")
        if options.get("add_help", True):
            self.add_argument("-h", "--help", action="help", help=tr("cli.help"))

    def error(self, message: str) -> NoReturn:
        """One sentence, no usage text: --help has that."""
        raise UserError("usage", problem=_translated(message))


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, tr("cli.usage") if prefix is None else prefix)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        """Lines that are indented are to be typed and stay whole; the rest is wrapped."""
        fill = super()._fill_text
        return "\n".join(
            line if line.startswith(" ") else fill(line, width, indent)
            for line in text.splitlines()
        )


def epilog(job: str) -> str:
    """What stands below the options of a job: a line that works, and what every job takes."""
    return f"{tr('cli.example')}\n  {tr(f'example.{job}', program=PROGRAM)}\n\n{tr('cli.also')}"


def _translated(message: str) -> str:
    for pattern, key in _COMPLAINTS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return tr(key, **found.groupdict())
    return message


@dataclass(frozen=True, slots=True, kw_only=True)
class Everywhere:
    """What every job takes, before or after its name."""

    home: str | None = None
    database: str | None = None
    language: str | None = None
    as_json: bool = False
    quiet: bool = False


def add_everywhere(parser: argparse.ArgumentParser) -> None:
    """The options of every job."""
    group = parser.add_argument_group(tr("cli.everywhere"))
    group.add_argument("--home", metavar=tr("cli.dir"), help=tr("cli.home"))
    group.add_argument("--database", metavar="URL", help=tr("cli.database"))
    group.add_argument("--language", choices=i18n.LANGUAGES, help=tr("cli.language"))
    group.add_argument("--json", action="store_true", help=tr("cli.json"))
    group.add_argument("--quiet", action="store_true", help=tr("cli.quiet"))


def split(argv: Sequence[str]) -> tuple[Everywhere, list[str]]:
    """Take the options of every job out of the arguments; returns them and the rest, in order."""
    if not argv:
        return Everywhere(), []
    parser = Parser(add_help=False)
    add_everywhere(parser)
    ours, passed = _before_passing(parser, argv)
    found, rest = parser.parse_known_args(ours)
    return (
        Everywhere(
            home=found.home,
            database=found.database,
            language=found.language,
            as_json=found.json,
            quiet=found.quiet,
        ),
        [*rest, *passed],
    )


def passed_on(argv: Sequence[str], rest: Sequence[str]) -> list[str]:
    """What a job is told that reads its own arguments; pytest knows nothing of ours."""
    job, *own = rest
    before = argv[: len(argv) - len(rest)] if PASSED_ON[job] else ()
    return [job, *before, *own]


def _before_passing(parser: Parser, argv: Sequence[str]) -> tuple[list[str], list[str]]:
    """Cut where a job begins whose arguments are not ours."""
    for at, word in enumerate(argv):
        if word in PASSED_ON and not _is_value(parser, argv[:at]):
            return list(argv[:at]), list(argv[at:])
    return list(argv), []


def _is_value(parser: Parser, before: Sequence[str]) -> bool:
    """Whether the next word belongs to an option or to another job."""
    try:
        return bool(parser.parse_known_args(list(before))[1])
    except UserError:
        return True


def add_period(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """--from D --to D, both days included, as `first` and `last`."""
    for name, dest in (("--from", "first"), ("--to", "last")):
        parser.add_argument(
            name,
            dest=dest,
            metavar=tr("cli.day"),
            type=day,
            required=required,
            help=tr(f"cli.{dest}"),
        )


def add_output(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """-o FILE; "-" is standard output."""
    parser.add_argument(
        "-o", "--output", metavar=tr("cli.file"), required=required, help=tr("cli.output")
    )


def add_map(parser: argparse.ArgumentParser, words: str) -> None:
    """--map FIELD=HEADER, as often as there are columns to be named."""
    parser.add_argument(
        "--map", metavar=tr("cli.import.pair"), action="append", default=[], help=words
    )


def day(text: str) -> date:
    """A day as YYYY-MM-DD, for `type=`."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(tr("usage.day", text=text))


def path(text: str) -> Path:
    """A file or a folder, absolute, for `type=`."""
    return Path(os.path.abspath(os.path.expanduser(text)))


def count(text: str) -> int:
    """A whole number from 1 up, for `type=`."""
    if re.fullmatch(r"[1-9]\d{0,8}", text, re.ASCII):
        return int(text)
    raise argparse.ArgumentTypeError(tr("usage.count", text=text))
