"""The command line ends every job with what was asked for, or one sentence and one number."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import Bug, Refused, Unavailable, UserError
from tests.helpers.wiring import FakeWiring
from ui import cli, i18n
from ui.commands import JOBS

PERIOD = ("--from", "2026-01-01", "--to", "2026-01-31")


class Ran:
    """What one run left behind."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def document(self) -> Any:
        """Standard output, which must be one JSON document."""
        return json.loads(self.out)

    def failed(self, status: int, *words: str) -> None:
        """Check that it said one sentence with these words and nothing else."""
        assert (self.status, self.out) == (status, "")
        assert self.err.count("\n") == 1 and self.err.endswith("\n")
        assert "Traceback" not in self.err
        for word in words:
            assert word in self.err


class Line:
    """A command line with a home of its own."""

    def __init__(self, home: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self.wiring = FakeWiring()
        self.environ = {"ZHANGGUI_HOME": str(home), "LANG": "en_GB.UTF-8"}
        self._capfd = capfd

    def run(self, *argv: str) -> Ran:
        status = cli.main(argv, self.wiring, self.environ)
        return Ran(status, *self._capfd.readouterr())


@pytest.fixture
def line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Iterator[Line]:
    before = i18n.language()
    yield Line(tmp_path / "home", capfd)
    i18n.set_language(before)


@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_job_has_readable_help(line: Line, job: str, language: str) -> None:
    general = line.run("--language", language, "--help")
    assert general.status == 0 and job in general.out and "--json" in general.out
    own = line.run(job, "--help", "--language", language)
    assert (own.status, own.err) == (0, "")
    assert own.out.startswith("用法：python3" if language == "zh" else "usage: python3")


@pytest.mark.parametrize(
    "argv",
    [
        ("--home", "H", "--database", "D", "--language", "zh", "--json", "--quiet", "check"),
        ("check", "--home=H", "--database=D", "--language=zh", "--json", "--quiet"),
        ("--home", "H", "check", "--json", "--database", "D", "--quiet", "--language", "zh"),
    ],
)
def test_options_of_every_job_stand_before_or_after_its_name(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = line.run(*argv)
    assert ran.status == 0 and ran.document["ok"] is True
    till = line.wiring.asked("open")[0]
    assert (till.home, till.database_url) == (tmp_path / "H", "D")


def test_the_shop_is_closed_after_the_job(line: Line) -> None:
    line.run("check")
    assert [name for name, _ in line.wiring.calls] == ["open", "close"]


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("frobnicate",), ("frobnicate", "setup")),
        (("report",), ("missing",)),
        (("report", "sales", "--from", "2026-01-01"), ("--to",)),
        (("report", "sales", "--from", "01.02.2026", "--to", "2026-01-01"), ("01.02.2026",)),
        (("report", "sales", "--from", "2026-02-30", "--to", "2026-03-01"), ("2026-02-30",)),
        (("report", "sales", *PERIOD, "--by", "week"), ("week", "tender")),
        (("report", "sales", *PERIOD, "--format", "pdf"), ("pdf", "-o")),
        (("invoice", "A-1"), ("--output",)),
        (("invoice", "A-1", "-o"), ("-o", "needs a value")),
        (("orders", "--limit", "0"), ("0",)),
        (("orders", "--nonsense"), ("--nonsense",)),
        (("orders", "--from", "2026-02-01", "--to", "2026-01-01"), ("2026-02-01",)),
        (("setup", "--name", "x", "--demo", "--empty"), ("--demo", "--empty")),
        (("setup", "--name", "  "), ("name",)),
        (("check", "--json=yes"), ("--json", "yes")),
        (("--language", "fr", "check"), ("fr",)),
        (("--home",), ("--home",)),
        (("tour", "--products", "/nowhere/goods.csv"), ("/nowhere/goods.csv",)),
    ],
    ids=lambda value: " ".join(value),
)
def test_bad_input_is_one_sentence_and_two(
    line: Line, argv: tuple[str, ...], words: tuple[str, ...]
) -> None:
    line.run(*argv).failed(2, *words)


def test_complaints_about_arguments_are_translated(line: Line) -> None:
    ran = line.run("--language", "zh", "report", "sales", "--from", "gestern")
    ran.failed(2, "参数不对", "gestern", "--help")
    line.run("--language", "zh", "frobnicate").failed(2, "只能是")


@pytest.mark.parametrize(
    ("failure", "status", "word"),
    [
        (UserError("shop_not_set_up"), 2, "python3 main.py setup"),
        (UserError("key_missing", path="/x/database-key"), 3, "/x/database-key"),
        (Unavailable("keyring_unavailable", problem="Locked"), 1, "Locked"),
        (Refused("never_heard_of"), 1, "never_heard_of"),
        (ModuleNotFoundError("No module named 'psycopg'", name="psycopg"), 3, "psycopg"),
        (ImportError("libEGL.so.1: cannot open shared object file"), 3, "libEGL.so.1"),
        (ImportError("half a file"), 3, f"delete the folder {sys.prefix}"),
        (UserError("database_damaged", problem="malformed"), 1, "newest backup"),
        (OSError(28, "No space left on device"), 1, "full"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_failure_is_one_sentence_and_its_number(
    line: Line, failure: Exception, status: int, word: str
) -> None:
    line.wiring.failure = failure
    for options in ((), ("--json",)):
        line.run("check", *options).failed(status, word)
    assert not (line.home / "crash").exists()


@pytest.mark.expects_logs
@pytest.mark.parametrize(
    "failure",
    [
        ZeroDivisionError("password=hunter2"),
        Bug("lines_do_not_add_up"),
        ModuleNotFoundError("No module named 'app.nothing'", name="app.nothing"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_the_unexpected_leaves_a_report_without_secrets(line: Line, failure: Exception) -> None:
    line.wiring.failure = failure
    ran = line.run("check")
    [report] = (line.home / "crash").iterdir()
    ran.failed(1, str(report))
    assert line.home.stat().st_mode & 0o777 == 0o700
    text = report.read_text()
    assert "Traceback" in text and "hunter2" not in text
    assert report.stat().st_mode & 0o777 == 0o600


@pytest.mark.expects_logs
def test_the_unexpected_is_told_even_where_no_report_can_be_written(
    line: Line,
) -> None:
    line.home.mkdir()
    (line.home / "crash").write_text("in the way")
    line.wiring.failure = ZeroDivisionError()
    line.run("check").failed(1, "ZeroDivisionError")


def test_ctrl_c_is_quiet(line: Line) -> None:
    line.wiring.failure = KeyboardInterrupt()
    ran = line.run("check")
    assert (ran.status, ran.out, ran.err) == (130, "", "")


def test_a_reader_that_goes_away_is_no_failure_to_talk_about(line: Line) -> None:
    line.wiring.failure = BrokenPipeError()
    stdout = sys.stdout
    ran = line.run("check")
    assert (ran.status, ran.err) == (1, "")
    assert sys.stdout is stdout


def test_a_damaged_settings_file_is_told_beside_the_answer(line: Line) -> None:
    line.home.mkdir()
    (line.home / "settings.toml").write_text("[till")
    ran = line.run("check", "--json")
    assert (ran.status, ran.document["ok"]) == (0, True)
    assert "settings.damaged-1.toml" in ran.err and ran.err.count("\n") == 1
    assert "settings.damaged-1.toml" in line.run("check").err
    (line.home / "settings.damaged-1.toml").unlink()
    assert line.run("check").err == ""


def test_a_bad_setting_is_silent_when_quiet_is_asked_for(line: Line) -> None:
    line.home.mkdir()
    (line.home / "settings.toml").write_text('[look]\nsize = "huge"\n')
    assert line.run("check").err == (
        f"These settings in {line.home / 'settings.toml'} are not valid and were replaced by their "
        "defaults: look.size. Set them again in Settings.\n"
    )
    assert "已改用默认值：look.size" in line.run("check", "--language", "zh").err
    assert line.run("check", "--quiet").err == ""


def test_settings_choose_language_and_database(line: Line) -> None:
    line.home.mkdir()
    (line.home / "settings.toml").write_text(
        '[look]\nlanguage = "zh"\n[database]\nurl = "postgresql+psycopg://db/shop"\n'
    )
    assert "审计链完整" in line.run("check").out
    assert line.wiring.asked("open")[0].database_url == "postgresql+psycopg://db/shop"
    line.environ["ZHANGGUI_DATABASE_URL"] = "postgresql+psycopg://env/shop"
    assert "audit chain holds" in line.run("check", "--language", "en").out
    assert line.wiring.asked("open")[1].database_url == "postgresql+psycopg://env/shop"


def test_a_job_of_the_shop_keeps_the_diary_and_others_leave_no_trace(line: Line) -> None:
    assert line.run("version").status == 0
    assert not line.home.exists()
    assert line.run("check").status == 0
    assert "check begins" in (line.home / "logs" / "zhanggui.log").read_text()
    line.wiring.failure = UserError("shop_not_set_up")
    line.run("check")
    assert "check failed: shop_not_set_up" in (line.home / "logs" / "zhanggui.log").read_text()
    assert not [h for h in logging.getLogger().handlers if h.get_name() == "app.logs"]


def test_version_says_what_runs_here(line: Line) -> None:
    document = line.run("version", "--json").document
    assert document["zhanggui"] == "0.1.0"
    assert document["home"] == str(line.home)
    assert "Zhanggui 0.1.0" in line.run("version").out


def test_developers_jobs_get_their_arguments_untouched(line: Line) -> None:
    argv = ("--quiet", "test", "-k", "a or b", "--json", "--", "--home", "x")
    assert line.run(*argv).status == 5
    assert line.wiring.asked("developer") == [
        ["test", "-k", "a or b", "--json", "--", "--home", "x"]
    ]


def test_what_every_job_takes_may_stand_before_bench_as_well(line: Line) -> None:
    line.run("--json", "--home", "x", "bench", "start")
    line.run("bench", "start", "--json")
    assert line.wiring.asked("developer") == [
        ["bench", "--json", "--home", "x", "start"],
        ["bench", "start", "--json"],
    ]


def test_a_value_that_is_a_jobs_name_is_only_a_value(line: Line) -> None:
    line.wiring.shop_profile = None
    assert line.run("setup", "--name", "test", "--json").document["name"] == "test"


def test_a_start_without_arguments_is_what_the_parser_would_have_said() -> None:
    assert vars(cli.parsed([])).items() <= vars(cli._parser([]).parse_args([])).items()
