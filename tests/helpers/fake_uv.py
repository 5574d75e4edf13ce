"""Stands in for uv on PATH: builds an environment of stubs in milliseconds, or fails as told.

FAKE_UV_LOG: every call is noted there. FAKE_UV_SAYS: print this and fail instead of installing.
FAKE_UV_PAUSE_S: seconds per package.
"""

from __future__ import annotations

import os
import pathlib
import re
import sys
import time


def main(arguments: list[str]) -> int:
    with open(os.environ["FAKE_UV_LOG"], "a", encoding="utf-8") as log:
        log.write(" ".join(arguments[:2]) + "\n")
    if arguments[0] == "venv":
        _create(pathlib.Path(arguments[-1]), arguments[arguments.index("--python") + 1])
        return 0
    if os.environ.get("FAKE_UV_SAYS"):
        print(os.environ["FAKE_UV_SAYS"])
        return 2
    python = pathlib.Path(arguments[arguments.index("--python") + 1])
    return _install(python, pathlib.Path(arguments[arguments.index("-r") + 1]))


def _create(folder: pathlib.Path, base: str) -> None:
    (folder / "bin").mkdir(parents=True)
    _pause()
    _packages(folder).mkdir(parents=True)
    (folder / "pyvenv.cfg").write_text(f"home = {pathlib.Path(base).parent}\n")
    (folder / "bin" / "python").symlink_to(base)


def _install(python: pathlib.Path, lock: pathlib.Path) -> int:
    pins = re.findall(r"^([\w.-]+)==(\S+)", lock.read_text(), re.MULTILINE)
    print(f"Resolved {len(pins)} packages in 1ms\nPrepared {len(pins)} packages in 1ms", flush=True)
    packages = _packages(python.parent.parent)
    for name, version in pins:
        _pause()
        for old in packages.glob(f"{name}-*.dist-info"):
            (old / "METADATA").unlink(missing_ok=True)
            old.rmdir()
        info = packages / f"{name}-{version}.dist-info"
        info.mkdir()
        _pause()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    qt = packages / "PySide6"
    qt.mkdir(exist_ok=True)
    for module in ("__init__", "QtWidgets", "QtPrintSupport"):
        (qt / f"{module}.py").write_text("")
    return 0


def _packages(folder: pathlib.Path) -> pathlib.Path:
    version = "python{}.{}".format(*sys.version_info[:2])
    return folder / "lib" / version / "site-packages"


def _pause() -> None:
    time.sleep(float(os.environ.get("FAKE_UV_PAUSE_S", "0")))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
