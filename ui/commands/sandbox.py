"""The `sandbox` job: the practice payment provider, until it is told to end."""

from __future__ import annotations

import argparse
import json
import re

from app.domain.errors import UserError
from ui.commands.context import Context
from ui.commands.options import Parser, count
from ui.commands.wiring import SandboxInfo
from ui.i18n import tr


def add_arguments(parser: Parser) -> None:
    """[--port N] [--fault NAME] [--rate N]."""
    parser.add_argument("--port", metavar="N", type=port, default=0, help=tr("cli.sandbox.port"))
    parser.add_argument("--fault", metavar="NAME", help=tr("cli.sandbox.fault"))
    parser.add_argument("--rate", metavar="N", type=count, help=tr("cli.sandbox.rate"))


def execute(context: Context) -> None:
    """Serve; once requests are answered one line of JSON says where, with and without --json.

    Errors: UserError("sandbox_beside_real_money"): the two never share a home.
    """
    if context.till.settings.payment_environment == "production":
        raise UserError("sandbox_beside_real_money")

    def ready(info: SandboxInfo) -> None:
        context.out.document(json.dumps(info.as_json(), ensure_ascii=False))

    arguments = context.arguments
    context.wiring.serve_sandbox(
        context.till, arguments.port, fault=arguments.fault, rate=arguments.rate, ready=ready
    )


def port(text: str) -> int:
    """A port of this machine, 0 for any; for `type=`."""
    if re.fullmatch(r"\d{1,5}", text, re.ASCII) and int(text) < 2**16:
        return int(text)
    raise argparse.ArgumentTypeError(tr("usage.port", text=text))
