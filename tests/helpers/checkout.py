"""A tiny checkout whose program does nothing but set itself up, with a fake uv."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from app.bootstrap.place import Place

ROOT = Path(__file__).parents[2]
_PROGRAM = f"""
import os, sys
sys.path.insert(0, {str(ROOT)!r})
from app import bootstrap
bootstrap.ensure(os.path.dirname(os.path.abspath(__file__)), sys.argv)
print("in", sys.prefix, "with", " ".join(sys.argv[1:]))
"""
BASE_PYTHON = getattr(sys, "_base_executable", None) or sys.executable


def _hear_interrupts() -> None:
    """Whoever runs the tests in the background has SIGINT ignored, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Checkout:
    """One checkout.

    Attributes: `place` its environment; `environment` what its starts see.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.place = Place(str(folder), str(folder / ".venv"))
        self._calls = folder / "uv-calls"
        tools = folder / "tools"
        tools.mkdir(parents=True)
        uv = tools / "uv"
        fake = Path(__file__).with_name("fake_uv.py")
        uv.write_text(f'#!/bin/sh\nexec "{BASE_PYTHON}" -I -S "{fake}" "$@"\n')
        uv.chmod(0o755)
        (folder / "main.py").write_text(_PROGRAM)
        self.pin({"tea": "1", "cup": "1"}, {"scale": "1"})
        self.environment = {
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder),
            "FAKE_UV_LOG": str(self._calls),
            "LANG": "C.UTF-8",
        }

    def pin(self, run: dict[str, str], dev: dict[str, str]) -> None:
        """Write pyproject.toml and both locks."""
        listed = {
            name: [f"{k}=={v}" for k, v in pins.items()]
            for name, pins in (("run", run), ("dev", dev))
        }
        (self.folder / "pyproject.toml").write_text(
            f"[project]\ndependencies = {listed['run']}\n"
            f"[dependency-groups]\ndev = {listed['dev']}\n"
        )
        (self.folder / "requirements.lock").write_text("\n".join(listed["run"]) + "\n")
        both = listed["run"] + listed["dev"]
        (self.folder / "requirements-dev.lock").write_text("\n".join(both) + "\n")

    def begin(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """A start that may be interrupted."""
        return subprocess.Popen(
            [BASE_PYTHON, "main.py", *arguments],
            cwd=self.folder,
            env={**self.environment, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=_hear_interrupts,
        )

    def start(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """A start to its end."""
        process = self.begin(*arguments, **environment)
        out, err = process.communicate(timeout=60)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def calls(self) -> list[str]:
        """What uv was asked so far: `venv ...`, `pip install`."""
        return self._calls.read_text().splitlines() if self._calls.exists() else []

    def installed(self) -> dict[str, str]:
        """Name -> version of the finished packages in the environment."""
        found = Path(self.place.folder).glob("lib/python*/site-packages/*.dist-info/METADATA")
        named = [path.parent.name.removesuffix(".dist-info").rpartition("-") for path in found]
        return {name: version for name, _, version in named}
