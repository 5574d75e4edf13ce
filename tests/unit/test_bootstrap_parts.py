"""The pieces of setting up, each alone."""

from __future__ import annotations

import ast
import io
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import machine, place, report, running, setup, verify, words
from tests.helpers.checkout import ROOT, Checkout


class Terminal(io.StringIO):
    """A stream that says it is one."""

    def isatty(self) -> bool:
        return True


def test_everything_before_the_environment_can_be_read_by_python_38() -> None:
    for path in [ROOT / "main.py", ROOT / "app/__init__.py", *ROOT.glob("app/bootstrap/*.py")]:
        ast.parse(path.read_text(encoding="utf-8"), str(path), feature_version=(3, 8))


@pytest.mark.parametrize(
    "name",
    [
        "main.py",
        "app/__init__.py",
        *(f"app/bootstrap/{x}.py" for x in ("__init__", "place", "verify", "words")),
    ],
)
def test_python_36_can_read_that_it_is_too_old(name: str) -> None:
    source = (ROOT / name).read_text(encoding="utf-8")
    tree = ast.parse(source, name, feature_version=(3, 6))
    assert "from __future__ import annotations" not in source  # a mistake to such a Python
    if name != "main.py":  # of which it reads no more than the beginning
        assert [ast.unparse(x) for x in _looked_at(tree) if not isinstance(x, _PLAIN)] == []


_PLAIN = (ast.Name, ast.Constant)


def _looked_at(tree: ast.Module) -> Iterator[ast.expr]:
    """The types that Python works out while it reads a file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.returns:
            yield node.returns
        elif isinstance(node, ast.arg) and node.annotation:
            yield node.annotation


def test_the_warm_path_imports_next_to_nothing() -> None:
    code = (
        f"import os, sys; sys.path.insert(0, {str(ROOT)!r}); before = set(sys.modules)\n"
        "import app.bootstrap; print(*sorted(set(sys.modules) - before))"
    )
    loaded = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert set(loaded) <= {"__future__", "app", "app.bootstrap", "app.bootstrap.place", "zlib"}


@pytest.mark.skipif(os.name != "posix", reason="closes descriptors as only POSIX shells can")
def test_a_start_that_has_nowhere_to_say_anything_still_works(tmp_path: Path) -> None:
    words = [sys.executable, str(ROOT / "main.py"), "--home", str(tmp_path), "where"]
    subprocess.run(["sh", "-c", f"exec {shlex.join(words)} >&- 2>&-"], check=True)
    assert not (tmp_path / "crash").exists()


def test_counts_stay_on_one_line_of_a_terminal() -> None:
    stream = Terminal()
    progress = report.Progress(stream)
    progress.count("downloading", 1, 3)
    progress.count("downloading", 2, 3)
    progress.step("ready")
    assert stream.getvalue() == (
        "\r  Downloading packages 1/3\033[K\r  Downloading packages 2/3\033[K\nReady.\n"
    )


def test_counts_are_a_few_plain_lines_anywhere_else() -> None:
    stream = io.StringIO()
    progress = report.Progress(stream)
    for done in range(41):
        progress.count("installing", done, 40)
    assert stream.getvalue().splitlines() == [
        f"  Installing packages {done}/40" for done in (0, 10, 20, 30, 40)
    ]


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("", ("downloading", 0, 5)),
        ("Ignoring x: markers\nCollecting a==1\nProcessing /b\n", ("downloading", 2, 4)),
        ("Requirement already satisfied: a\n", ("downloading", 1, 5)),
        ("Collecting a\nInstalling collected packages: a\n", ("installing", 3, 5)),
        ("Resolved 7 packages in 1s\n", ("downloading", 0, 7)),
        ("Resolved 2 packages in 1s\nPrepared 2 packages\n", ("installing", 2, 2)),
    ],
)
def test_progress_is_read_from_pip_and_from_uv(
    output: str, expected: tuple[str, int, int], tmp_path: Path
) -> None:
    log = tmp_path / "log"
    log.write_text(output)
    count = running.PackageCount(running.Runner(str(log), 0), 5, lambda: 3)
    assert count.read() == expected


def test_a_command_that_does_not_exist_is_a_failed_command(tmp_path: Path) -> None:
    with open(tmp_path / "lock", "w") as lock:
        runner = running.Runner(str(tmp_path / "log"), lock.fileno())
        assert runner.run([str(tmp_path / "nothing")]) == 127
        assert "No such file" in runner.problem()


@pytest.mark.parametrize(
    ("variables", "chinese"),
    [
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, False),
        ({"LC_MESSAGES": "zh_TW", "LANG": "C"}, True),
        ({}, False),
    ],
)
def test_the_language_is_the_shells(
    variables: dict[str, str], chinese: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert words.say("ready") == ("准备完成。" if chinese else "Ready.")


def test_the_first_screen_asks_for_its_libraries_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout = Checkout(tmp_path / "checkout")
    monkeypatch.delenv("DISPLAY", raising=False)
    checkout.start()
    assert checkout.place.is_ready("run")
    monkeypatch.setenv("DISPLAY", ":0")
    assert not checkout.place.is_ready("run")
    monkeypatch.setattr(machine, "_loads", lambda library: True)
    monkeypatch.setattr(place.Place, "is_current", lambda self: True)
    monkeypatch.setattr(place.Place, "own_packages", lambda self: self.folder)
    setup.prepare_or_exit(str(checkout.folder), "run")
    assert checkout.place.is_ready("run")


def test_an_environment_that_already_has_everything_is_used(tmp_path: Path) -> None:
    checkout = Checkout(tmp_path / "checkout")
    (checkout.folder / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    assert setup.prepare_or_exit(str(checkout.folder), "dev") is None
    assert not Path(checkout.place.folder).exists()


def test_unmet_pins_are_named(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    project.write_text(
        '[project]\ndependencies = ["qrcode[pil]==8.2"]\n'
        '[dependency-groups]\ndev = ["pytest==0.1", "no-such-thing==1"]\n'
    )
    assert verify.unmet(str(project), "run") is None
    assert verify.unmet(str(project), "dev") == "pytest==0.1"


def test_pins_of_other_systems_are_not_missed(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    other = "no-such-thing==1; sys_platform == 'elsewhere'"
    here = f"no-such-thing==2; sys_platform == '{sys.platform}'"
    project.write_text(f'[project]\ndependencies = ["{other}"]\n')
    assert verify.unmet(str(project), "run") is None
    project.write_text(f'[project]\ndependencies = ["{other}", "{here}"]\n')
    assert verify.unmet(str(project), "run") == "no-such-thing==2"


def test_a_checkout_that_cannot_be_written_uses_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    checkout = Checkout(tmp_path / "checkout")
    readonly = str(checkout.folder)
    monkeypatch.setattr(place, "_may_write", lambda folder: not folder.startswith(readonly))
    chosen = setup._first_writable(readonly)
    assert chosen.folder.startswith(str(tmp_path / "cache" / "zhanggui" / "venv-"))


def test_two_checkouts_do_not_share_a_cached_environment(tmp_path: Path) -> None:
    first, second = (place.places(str(tmp_path / name))[1].folder for name in "ab")
    assert first != second


def test_an_environment_of_a_replaced_python_is_not_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout = Checkout(tmp_path / "checkout")
    monkeypatch.delenv("DISPLAY", raising=False)
    checkout.start()
    monkeypatch.setattr(place.Place, "is_current", lambda self: True)
    assert checkout.place.is_ready("run")
    Path(checkout.place.own_packages()).rename(tmp_path / "elsewhere")
    assert not checkout.place.is_ready("run")
