"""The jobs that look after the books: check, backup, restore."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import Unavailable, UserError
from app.services.comparing import Outcome
from tests.unit.test_cli import Line, line

__all__ = ["line"]


def test_check_says_what_does_not_hold(line: Line) -> None:
    good = line.run("check", "--json")
    assert (good.status, good.document) == (
        0,
        {
            "ok": True,
            "database": [],
            "audit_break": None,
            "stock_mismatches": [],
            "open_payments": 1,
        },
    )
    line.wiring.audit_break, line.wiring.wrong_stock = 17, ["p1", "p2"]
    bad = line.run("check", "--json")
    assert (bad.status, bad.document["audit_break"]) == (1, 17)
    assert bad.document["stock_mismatches"] == ["p1", "p2"]
    words = line.run("check").out
    assert (
        "is sound" in words and "entry 17" in words and "p1, p2" in words and "1 payment " in words
    )

    line.wiring.damage, line.wiring.audit_break, line.wiring.wrong_stock = ["row 7"], None, []
    assert line.run("check", "--json").status == 1
    assert "row 7" in line.run("check").out


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_books_that_do_not_hold_are_one_sentence_for_whoever_hears_only_failures(
    line: Line, options: tuple[str, ...]
) -> None:
    line.wiring.audit_break = 17
    ran = line.run("check", *options)
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "do not hold" in ran.err and "17" in ran.out


def test_a_statement_that_cannot_be_had_is_said_beside_what_was_compared(line: Line) -> None:
    day = date(2026, 3, 2)
    late = Unavailable("statement_not_ready", day=day)
    read = Outcome(
        provider="epc", first=day, last=day, lines=3, new=3, verified=3,
        differing=frozenset(), solved=frozenset(),
    )  # fmt: skip
    line.wiring.statements = {"alipay": late, "epc": read, "wechat": late}
    ran = line.run("reconcile")
    assert (ran.status, ran.err) == (
        1,
        "Not compared: Alipay, WeChat Pay: The provider is still making the statement for "
        "2026-03-02; ask again tomorrow morning.\n",
    )
    assert "3 lines read" in ran.out and "still making" not in ran.out
    ran = line.run("reconcile", "--json", "--language", "zh")
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert ran.err.startswith("未核对：支付宝、微信支付：")
    assert ["problem" in each for each in ran.document["statements"]] == [True, False, True]
    line.wiring.statements = {"epc": read}
    ran = line.run("reconcile")
    assert (ran.status, ran.err) == (0, "")


def test_backup_writes_and_reminds_of_the_key(line: Line, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    ran = line.run("backup", str(target), "--json")
    key = line.home / "secrets" / "database-key"
    assert ran.document == {"file": str(target), "bytes": 4, "key_file": str(key)}
    line.run("backup", str(target)).failed(2, str(target))
    line.run("backup", str(tmp_path / "no" / "copy.db")).failed(2, str(tmp_path / "no"))
    assert str(key) in line.run("backup", str(tmp_path / "second.db")).out


PERIOD = ("--from", "2026-01-01", "--to", "2026-01-31")


@pytest.mark.parametrize(
    "argv",
    [
        ("check",),
        ("backup", "copy.db"),
        ("orders",),
        ("sync",),
        ("report", "sales", *PERIOD),
        ("invoice", "A-1", "-o", "a.pdf"),
        ("reconcile",),
    ],
)
def test_where_no_shop_was_opened_nothing_is_answered_and_nothing_left_behind(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    line.wiring.shop_profile = None
    line.run(*argv).failed(2, "not set up")
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(line.wiring, "may_have_shop", lambda till: True)  # books without a shop
    line.run(*argv).failed(2, "not set up")
    assert not (tmp_path / "copy.db").exists()


def test_restore_says_where_the_books_until_now_are(line: Line, tmp_path: Path) -> None:
    source = tmp_path / "copy.db"
    ran = line.run("restore", str(source), "--json")
    aside = line.home / "shop-until-then.db"
    assert ran.document == {
        "file": str(source),
        "database": str(line.home / "shop.db"),
        "set_aside": str(aside),
    }
    assert line.wiring.asked("restore")[0][1] == source
    assert str(aside) in line.run("restore", str(source)).out
    line.wiring.has_books = False
    assert line.run("restore", str(source), "--json").document["set_aside"] is None
    assert len(line.run("restore", str(source)).out.splitlines()) == 2
    line.wiring.failure = UserError("already_running", pid=7)
    line.run("restore", str(source)).failed(1, "7")
