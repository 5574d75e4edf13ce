"""Run by an environment's own interpreter: does it hold the pinned packages, and does Qt load?

Exits 0 for yes; UNMET after printing the first unmet pin; NO_QT after printing what Qt lacks.
Every other status, also those of an interpreter that does not start, means: unusable.
"""

import sys

MINIMUM_PYTHON = (3, 11)
UNMET = 10
NO_QT = 11
UNUSABLE = 12


def unmet(pyproject: str, need: str) -> "str | None":
    """The first pinned requirement of `need` (run or dev) that this interpreter lacks."""
    import importlib.metadata
    import tomllib

    with open(pyproject, "rb") as file:
        project = tomllib.load(file)
    pins = list(project["project"]["dependencies"])
    if need == "dev":
        pins += project["dependency-groups"]["dev"]
    for entry in pins:
        pin, _, platform = entry.partition("; sys_platform == ")
        if platform and platform.strip("'") != sys.platform:
            continue
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
        return UNUSABLE
    lacking = unmet(pyproject, need)
    if lacking is not None:
        print(f"{lacking} is not installed")
        return UNMET
    try:
        import PySide6.QtPrintSupport
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        print(error)
        return NO_QT
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
