"""The command line on a real shop: the real program, in this process and in others."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest

import main
from app import single_instance
from app.domain.order import Order
from app.services.desk import Desk
from app.settings import Till, TillSettings
from ui import cli, i18n

ROOT = Path(main.__file__).parent


class RealTill:
    """A demo shop in a home of its own, used through the command line."""

    def __init__(self, home: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._capfd = capfd

    def run(self, *argv: str, status: int = 0) -> str:
        """Standard output of a job that must end like that."""
        self._capfd.readouterr()
        ended = cli.main(argv, main.Program(), {"ZHANGGUI_HOME": str(self.home), "LANG": "C"})
        out, err = self._capfd.readouterr()
        assert (ended, err if status == 0 else "") == (status, ""), err
        self.said = err
        return out

    def answer(self, *argv: str) -> Any:
        """The JSON document of a job."""
        return json.loads(self.run(*argv, "--json"))

    def sell(self, text: str, tendered_minor: int) -> Order:
        """Ring up the first product of a search and take cash."""
        till = Till(home=self.home, database_url="", settings=TillSettings())
        with main.Program().open_house(till) as house:
            profile = house.shop.profile()
            assert profile is not None
            desk = Desk(profile, house.new_id)
            desk.add(house.lookup.product(house.lookup.search(text)[0].product_id))
            cart = desk.checked()
            return house.checkout.pay_cash(cart, tendered_minor=tendered_minor, staff="li").order


@pytest.fixture
def till(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Iterator[RealTill]:
    before = i18n.language()
    real = RealTill(tmp_path / "a home? 100% 掌柜 #1", capfd)
    real.run("setup", "--name", "茶行", "--demo", "--time-zone", "Asia/Shanghai")
    yield real
    i18n.set_language(before)


def test_a_sale_is_listed_reported_and_printed(till: RealTill, tmp_path: Path) -> None:
    order = till.sell("茶", 100_000)
    [listed] = till.answer("orders")
    assert (listed["number"], listed["label"]) == (order.number, "COMPLETED")
    day = order.business_date.isoformat()
    period = ("--from", day, "--to", day)
    by_day = till.answer("report", "sales", *period)
    assert [row["key"] for row in by_day["rows"]] == [day]
    assert by_day["totals"]["total"] == listed["total"]
    [tender] = till.answer("report", "sales", *period, "--by", "tender")["rows"]
    assert (tender["key"], tender["paid"]) == ("cash", listed["total"])
    for kind in ("invoice", "receipt", "packing-slip"):
        path = tmp_path / f"{kind}.pdf"
        till.run("invoice", order.number, "-o", str(path), "--kind", kind)
        assert order.number in text_of(path.read_bytes())
    for name, start in (("a.pdf", b"%PDF"), ("a.xlsx", b"PK"), ("a.csv", b"")):
        till.run("report", "sales", *period, "-o", str(tmp_path / name))
        assert (tmp_path / name).read_bytes().startswith(start)
    till.run("report", "orders", *period, "-o", str(tmp_path / "orders.pdf"))
    assert order.number in text_of((tmp_path / "orders.pdf").read_bytes())


def test_a_paper_that_is_written_again_is_marked(till: RealTill, tmp_path: Path) -> None:
    order = till.sell("茶", 100_000)
    path = tmp_path / "a.pdf"
    till.run("invoice", order.number, "-o", str(tmp_path / "none" / "a.pdf"), status=2)
    for kind in ("invoice", "receipt"):
        for is_copy in (False, True):
            till.run("invoice", order.number, "-o", str(path), "--kind", kind)
            assert ("COPY" in text_of(path.read_bytes())) is is_copy


def text_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in pages))


def test_the_books_hold_and_tampering_is_seen(till: RealTill) -> None:
    till.sell("茶", 100_000)
    assert till.answer("check")["ok"] is True
    import sqlite3

    with sqlite3.connect(till.home / "shop.db") as connection:
        connection.execute("UPDATE audit_entry SET staff = 'somebody' WHERE seq = 1")
    connection.close()
    found = json.loads(till.run("check", "--json", status=1))
    assert (found["ok"], found["audit_break"]) == (False, 1)


def test_a_backup_with_its_key_is_the_shop_again(till: RealTill, tmp_path: Path) -> None:
    order = till.sell("茶", 100_000)
    made = till.answer("backup", str(tmp_path / "copy.db"))
    other = RealTill(tmp_path / "other", till._capfd)
    (other.home / "secrets").mkdir(parents=True)
    shutil.copy(tmp_path / "copy.db", other.home / "shop.db")
    other.run("orders", status=3)
    assert str(other.home / "secrets" / "database-key") in other.said
    assert list((other.home / "secrets").iterdir()) == []
    shutil.copy(made["key_file"], other.home / "secrets" / "database-key")
    assert [row["number"] for row in other.answer("orders")] == [order.number]
    assert other.answer("check")["ok"] is True


def test_a_backup_is_restored_while_no_window_is_open(till: RealTill, tmp_path: Path) -> None:
    before = till.sell("茶", 100_000)
    copy = str(tmp_path / "copy.db")
    till.run("backup", copy)
    after = till.sell("茶", 100_000)
    with single_instance.acquire(till.home):
        till.run("restore", copy, status=1)
    assert str(os.getpid()) in till.said
    till.run("restore", str(tmp_path / "nothing.db"), status=2)
    assert len(till.answer("orders")) == 2
    done = till.answer("restore", copy)
    assert [row["number"] for row in till.answer("orders")] == [before.number]
    assert till.answer("check")["ok"] is True
    again = till.answer("restore", done["set_aside"])
    assert {row["number"] for row in till.answer("orders")} == {before.number, after.number}
    assert Path(again["set_aside"]).exists()
    till.run("restore", copy, "--database", "postgresql://u@127.0.0.1:1/x", status=2)


def test_what_is_not_there_is_said(till: RealTill, tmp_path: Path) -> None:
    till.run("invoice", "nothing", "-o", str(tmp_path / "a.pdf"), status=2)
    assert till.said == "There is no order nothing.\n"
    till.run("setup", "--name", "Second", status=2)
    till.run("orders", "--database", "mysql://somewhere/x", status=2)
    till.run("report", "sales", "--from", "2026-02-01", "--to", "2026-01-01", status=2)
    assert "2026-02-01" in till.said


def test_an_import_changes_nothing_the_second_time(till: RealTill, tmp_path: Path) -> None:
    goods = tmp_path / "goods.csv"
    goods.write_text("商品名称,条码,售价\n茶饼,6901234567892,12.50\n坏的,,-1\n", encoding="utf-8")
    first = till.answer("import", "products", str(goods))
    again = till.answer("import", "products", str(goods))
    assert (first["new"], first["bad"]) == (1, 1)
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 1)
    assert Path(first["rejected_file"]).is_file()


def test_an_import_is_tried_where_there_is_no_shop_and_leaves_nothing_behind(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    goods = tmp_path / "goods.csv"
    goods.write_text("name,barcode,price\ntea,6901234567892,12.50\nbad,,-1\n", encoding="utf-8")
    new = RealTill(tmp_path / "new", capfd)
    tried = new.answer("import", "products", str(goods), "--dry-run")
    assert (tried["new"], tried["bad"], tried["rejected_file"]) == (1, 1, None)
    assert (tried["opened_shop"], tried["dry_run"]) == ("My shop", True)
    assert "would be opened" in new.run("import", "products", str(goods), "--dry-run")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["goods.csv"]
    done = new.answer("import", "products", str(goods))
    assert (done["new"], done["bad"], done["opened_shop"]) == (1, 1, "My shop")
    again = new.answer("import", "products", str(goods), "--dry-run")
    assert (again["new"], again["unchanged"], again["opened_shop"]) == (0, 1, None)


def test_an_import_is_tried_in_books_without_a_shop(till: RealTill, tmp_path: Path) -> None:
    goods = tmp_path / "goods.csv"
    goods.write_text("name,price\ntea,12.50\n", encoding="utf-8")
    bare = RealTill(tmp_path / "bare", till._capfd)
    settings = Till(home=bare.home, database_url="", settings=TillSettings())
    with main.Program().open_house(settings):
        pass
    assert bare.answer("import", "products", str(goods), "--dry-run")["new"] == 1
    bare.run("orders", status=2)


def test_statements_are_compared_without_the_window(till: RealTill, tmp_path: Path) -> None:
    file = tmp_path / "cards.csv"
    file.write_text("Booked,Amount,Slip\n2026-03-02,9.90,0042\n", "utf-8")
    mapped = ("reconcile", "--file", str(file), "--map", "date=Booked")
    told = till.answer(*mapped)
    assert told["statements"] == [
        {
            "provider": "manual_card",
            "first": "2026-03-02",
            "last": "2026-03-02",
            "lines": 1,
            "new": 1,
            "verified": 0,
            "differences": 1,
        }
    ]
    assert [(x["finding"], x["theirs"], x["ours"]) for x in told["differences"]] == [
        ("MISSING_HERE", "9.90", None)
    ]
    assert "Not in the books · ¥9.90 · 0042" in till.run(*mapped)
    till.run("reconcile", "--file", str(file), status=2)
    assert "Booked, Amount, Slip" in till.said
    till.run("reconcile", "--file", str(file), "--day", "2026-03-02", status=2)
    till.run("reconcile", "--provider", "nobody", status=2)


def test_the_practice_providers_books_of_a_quiet_day_are_empty(till: RealTill) -> None:
    told = till.answer("reconcile", "--day", "2026-03-02")
    assert [(x["provider"], x["lines"]) for x in told["statements"]] == [
        ("alipay", 0),
        ("wechat", 0),
    ]
    assert "Alipay, 2026-03-02" in till.run("reconcile", "--day", "2026-03-02")
    days = ("--provider", "alipay", "--day", "2026-03-02", "--to", "2026-03-05")
    (told,) = till.answer("reconcile", *days)["statements"]
    assert (told["first"], told["last"]) == ("2026-03-02", "2026-03-05")
    till.run("reconcile", "--to", "2026-03-05", status=2)
    assert "--day" in till.said
    till.run("reconcile", "--day", "2026-03-02", "--to", "2026-03-01", status=2)


def test_a_till_without_a_shop_says_so(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    empty = RealTill(tmp_path / "empty", capfd)
    day = date(2026, 1, 1).isoformat()
    empty.run("report", "sales", "--from", day, "--to", day, status=2)
    assert "not set up" in empty.said
    empty.run("orders", status=2)
    assert not empty.home.exists()


def command(home: Path, *argv: str) -> list[str]:
    return [sys.executable, str(ROOT / "main.py"), "--home", str(home), *argv]


def test_output_that_nobody_reads_is_no_failure_to_talk_about(till: RealTill) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    job = subprocess.Popen(
        command(till.home, "orders", "--json"), stdout=writing, stderr=subprocess.PIPE
    )
    os.close(writing)
    _, err = job.communicate(timeout=60)
    assert (job.returncode, err) == (1, b"")


def test_chinese_survives_a_terminal_that_speaks_nothing(till: RealTill) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    day = ("--from", "2026-01-01", "--to", "2026-01-01")
    for argv in (("report", "sales", *day, "--language", "zh"), ("where",)):
        done = subprocess.run(
            command(till.home, *argv), env=environment, capture_output=True, timeout=60
        )
        assert (done.returncode, done.stderr) == (0, b"")
    done = subprocess.run(
        command(till.home, "where", "--json"), env=environment, capture_output=True, timeout=60
    )
    assert json.loads(done.stdout)["home"] == str(till.home)
