"""Zhanggui: environment ready, then the shop is built and handed to the window or command line."""

from __future__ import annotations

import os
import sys

import app
from app import bootstrap

ROOT = os.path.dirname(os.path.abspath(__file__))


def main(argv: list[str]) -> int:
    """Run one command; `argv` is without the program's name. Returns the exit status."""
    if argv[:1] and argv[0] in bootstrap.DEVELOPER_COMMANDS:
        from tests import run

        return run.main(ROOT, argv)
    if argv == ["--version"]:
        print(f"Zhanggui {app.__version__}")
        return 0
    from ui import cli

    return cli.main(argv)


if __name__ == "__main__":
    bootstrap.ensure(ROOT, sys.argv)
    sys.exit(main(sys.argv[1:]))
