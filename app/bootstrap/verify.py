"""Run by an environment's own interpreter: does it hold the pinned packages, and does Qt load?

Exit 0 yes, 1 with the first unmet pin, 2 the interpreter cannot be used, 3 with what Qt lacks.
"""

from __future__ import annotations

import sys

MINIMUM_PYTHON = (3, 11)


def unmet(pyproject: str, need: str) -> str | None:
    """The first pinned requirement of `need` (run or dev) that this interpreter lacks."""
    import importlib.metadata
    import tomllib

    with open(pyproject, "rb") as file:
        project = tomllib.load(file)
    pins = list(project["project"]["dependencies"])
    if need == "dev":
        pins += project["dependency-groups"]["dev"]
    for pin in pins:
        name, _, version = pin.partition("==")
        try:
            found = importlib.metadata.version(name.partition("[")[0])
        except importlib.metadata.PackageNotFoundError:
            return str(pin)
        if found != version:
            return str(pin)
    return None


def main(pyproject: str, need: str) -> int:
    """The script's answer; see the module's docstring."""
    if sys.version_info[:2] < MINIMUM_PYTHON:
        return 2
    lacking = unmet(pyproject, need)
    if lacking is not None:
        print(lacking)
        return 1
    try:
        import PySide6.QtPrintSupport
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        print(error)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
