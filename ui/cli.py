"""The command line: finds the job, runs it, and ends with one sentence and one number."""

from __future__ import annotations

import contextlib
import importlib
import logging
import os
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from types import ModuleType
from typing import TextIO

from app import logs, settings
from app.domain.errors import ShopError, UserError
from app.settings import SettingsError, Till
from ui import errors, i18n, language
from ui.commands import JOBS, NO_JOB, PASSED_ON, failures, options
from ui.commands.context import Context
from ui.commands.options import Everywhere, Parser
from ui.commands.output import Output
from ui.commands.wiring import Wiring
from ui.i18n import tr
from ui.screen import has_screen

log = logging.getLogger(__name__)


def main(argv: Sequence[str], wiring: Wiring, environ: Mapping[str, str] | None = None) -> int:
    """Run one job; returns the exit status.

    0 done, 2 bad input, 3 something is missing on the machine, 130 stopped by Ctrl+C, 1 anything
    else. A failure says one sentence on standard error and leaves standard output alone.
    """
    surroundings = os.environ if environ is None else environ
    _make_tolerant(sys.stdout)
    _make_tolerant(sys.stderr)
    logs.start(None)
    home: Path | None = None
    rest = list(argv)
    try:
        i18n.set_language(language.resolve("auto", surroundings))
        everywhere, rest = options.split(argv)
        if rest and rest[0] in PASSED_ON:
            return wiring.run_developer(options.passed_on(argv, rest))
        home = settings.resolve_home(everywhere.home, surroundings)
        return _run(everywhere, rest, home=home, wiring=wiring, environ=surroundings)
    except KeyboardInterrupt:
        return failures.STOPPED
    except BrokenPipeError:
        _close_quietly(sys.stdout)
        return failures.OTHER
    except Exception as error:
        status, sentence = failures.explain(error, home)
        with contextlib.suppress(OSError):
            print(sentence, file=sys.stderr, flush=True)
        if not rest and has_screen(sys.platform, surroundings):
            _show(wiring, sentence)
        return status
    finally:
        logs.stop()


def _run(
    everywhere: Everywhere,
    rest: Sequence[str],
    *,
    home: Path,
    wiring: Wiring,
    environ: Mapping[str, str],
) -> int:
    stored, problem = settings.load(home)
    spoken = everywhere.language or language.resolve(stored.language, environ)
    i18n.set_language(spoken)
    try:
        arguments = parsed(rest)
    except SystemExit:  # --help has been printed
        sys.stdout.flush()
        return failures.DONE
    url = settings.resolve_database(everywhere.database, environ, stored)
    context = Context(
        arguments=arguments,
        till=Till(
            home=home,
            database_url=url,
            settings=stored,
            lost=settings.lost_database(home, url, problem),
        ),
        out=Output(sys.stdout, as_json=everywhere.as_json, quiet=everywhere.quiet),
        wiring=wiring,
        environ=environ,
        language=spoken,
        chosen_language=everywhere.language,
        problem=failures.as_shop_error(problem) if problem else None,
    )
    return _work(context, _module(arguments.job))


def _work(context: Context, job: ModuleType) -> int:
    """Run a job that has been understood; a job of the shop keeps the diary."""
    name = context.arguments.job
    if getattr(job, "OF_THE_SHOP", False):
        _keep_diary(context, founding=getattr(job, "BEFORE_THE_SHOP", False))
    called = name or "the window"
    log.info("%s begins", called)
    try:
        status = job.execute(context) or failures.DONE
        sys.stdout.flush()
    except (ShopError, SettingsError) as error:
        log.info("%s failed: %s", called, error)
        raise
    if name is not None and context.problem and not context.out.quiet:
        print(errors.text(context.problem), file=sys.stderr)
    return int(status)


def _keep_diary(context: Context, *, founding: bool) -> None:
    """From now on, in the home folder; where there is no shop yet, only for who opens one."""
    if not context.wiring.may_have_shop(context.till):
        if not founding:
            raise UserError("shop_not_set_up")
        if getattr(context.arguments, "dry_run", False):
            return
    settings.prepare_home(context.till.home)
    logs.start(context.till.home)


def parsed(rest: Sequence[str]) -> Namespace:
    """The arguments of a job; the window as shops start it waits for no parser and its words."""
    if rest:
        return _parser(rest).parse_args(rest)
    said: Namespace = _module(None).NOTHING_SAID
    return said


def _parser(rest: Sequence[str]) -> Parser:
    parser = Parser(prog=options.PROGRAM, description=tr("cli.about"))
    parser.set_defaults(job=None)
    _module(None).add_arguments(parser)
    options.add_everywhere(parser)
    jobs = parser.add_subparsers(dest="job", metavar=tr("cli.job"), title=tr("cli.jobs"))
    for job in (*JOBS, *PASSED_ON):
        words = tr(f"cli.{job}")
        entry = jobs.add_parser(job, help=words, description=words)
        if job in JOBS and job in rest:
            entry.epilog = options.epilog(job)
            _module(job).add_arguments(entry)
    return parser


def _module(job: str | None) -> ModuleType:
    return importlib.import_module(NO_JOB if job is None else JOBS[job])


def _show(wiring: Wiring, sentence: str) -> None:
    """Who opened the window by a click has no terminal to read; where Qt is broken, none sees."""
    with contextlib.suppress(ImportError):
        wiring.show_failure(sentence)


def _make_tolerant(stream: TextIO) -> None:
    """A terminal that lacks a character shows its number instead of stopping the job."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")


def _close_quietly(stream: TextIO) -> None:
    """Whoever read our output has gone: let Python's own last flush find nothing to say."""
    with contextlib.suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)
