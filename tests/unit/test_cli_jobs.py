"""What each job of the command line answers, for people and for scripts."""

from __future__ import annotations

import io
import json
import os
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

from app.domain import originals
from app.domain.errors import Bug
from app.ports.queries import SalesBy
from tests.unit.test_cli import PERIOD, Line, line
from ui.commands import tables

__all__ = ["line"]


class Typed(io.TextIOWrapper):
    """Standard input with these bytes in it."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data), encoding="ascii")


def test_invoice_writes_the_paper_that_was_asked_for(line: Line, tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    ran = line.run("invoice", "A-1", "-o", str(target))
    assert (ran.status, ran.out) == (0, f"Written: {target}\n")
    assert target.read_bytes() == b"%PDF invoice"
    argv = ("invoice", "A-2", "-o", str(target), "--kind", "receipt", "--language", "zh")
    assert line.run(*argv, "--json").document == {
        "file": str(target),
        "number": "A-2",
        "kind": "receipt",
        "bytes": len(b"%PDF receipt"),
    }
    assert line.wiring.asked("hand out") == [
        (originals.invoice("id-A-1"), {"staff": "", "language": ""}),
        (originals.receipt("id-A-2"), {"staff": "", "language": "zh"}),
    ]
    line.run("invoice", "A-1", "-o", str(target), "--kind", "packing-slip", "--quiet")
    assert target.read_bytes() == b"%PDF slip"
    assert len(line.wiring.asked("hand out")) == 2


def test_invoice_to_standard_output_is_the_paper_and_nothing_else(line: Line) -> None:
    ran = line.run("invoice", "A-1", "-o", "-")
    assert (ran.status, ran.out, ran.err) == (0, "%PDF invoice", "")
    line.run("invoice", "A-1", "-o", "-", "--json").failed(2, "--json")


def test_an_invoice_that_is_not_there_leaves_no_file(line: Line, tmp_path: Path) -> None:
    line.run("invoice", "A-9", "-o", str(tmp_path / "a.pdf")).failed(2, "There is no order A-9.")
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize(("target", "word"), [(".", "folder"), ("none/a.pdf", "none")])
def test_a_target_that_cannot_be_is_named(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, word: str
) -> None:
    monkeypatch.chdir(tmp_path)
    line.run("invoice", "A-1", "-o", target).failed(2, word, str(tmp_path))


@pytest.mark.skipif(os.name != "posix", reason="pipes and umask are POSIX's")
def test_a_pipe_is_written_to_and_stays_a_pipe(line: Line, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    assert line.run("invoice", "A-1", "-o", str(pipe)).status == 0
    reader.join()
    assert got == [b"%PDF invoice"] and pipe.is_fifo()


@pytest.mark.skipif(os.name != "posix", reason="pipes and umask are POSIX's")
def test_a_file_keeps_to_the_users_umask_and_a_link_stays_one(line: Line, tmp_path: Path) -> None:
    link, target = tmp_path / "link.pdf", tmp_path / "target.pdf"
    link.symlink_to(target)
    before = os.umask(0o027)
    try:
        line.run("invoice", "A-1", "-o", str(link))
    finally:
        os.umask(before)
    assert link.is_symlink() and target.read_bytes() == b"%PDF invoice"
    assert target.stat().st_mode & 0o777 == 0o640


def test_an_old_file_stays_when_the_new_one_cannot_be_written(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.pdf"
    target.write_text("old")

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_room)
    line.run("invoice", "A-1", "-o", str(target)).failed(2, str(target), "No space left")
    assert target.read_text() == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.pdf", "home"]


def test_sales_on_screen_stand_in_columns_also_with_chinese(line: Line) -> None:
    ran = line.run("report", "sales", *PERIOD, "--by", "product", "--language", "zh")
    rows = ran.out.splitlines()
    assert {tables.width(row) for row in rows} == {tables.width(rows[0])}
    assert [row.split()[0] for row in rows] == ["商品", "茉莉花茶", "Tee", "总计"]
    assert rows[2].split()[1:4] == ["2", "3.5", "1,234.56"]
    assert rows[0].split()[-4:] == ["销售额", "退货", "退款", "退款后"]
    assert rows[2].split()[-4:] == ["1,234.56", "0.5", "3.50", "1,231.06"]
    assert "¥1,247.06" in rows[3]
    assert "Jasmine tea" in line.run("report", "sales", *PERIOD, "--by", "product").out
    assert line.wiring.asked("sales")[0] == (
        date(2026, 1, 1),
        date(2026, 1, 31),
        SalesBy.PRODUCT,
        "zh",
    )


def test_sales_for_scripts_are_numbers_as_text(line: Line, tmp_path: Path) -> None:
    document = line.run("report", "sales", *PERIOD, "--json").document
    assert document["rows"][1] == {
        "key": "Tee",
        "name_en": "",
        "orders": 2,
        "qty": "3.5",
        "gross": "1234.56",
        "discount": "0.00",
        "net": "1233.56",
        "tax": "1.00",
        "total": "1234.56",
        "returned": "0.5",
        "returned_net": "3.00",
        "returned_tax": "0.50",
        "refunded": "3.50",
        "after_refunds": "1231.06",
    }
    assert document["totals"]["total"] == "1247.06"
    assert (document["from"], document["by"], document["currency"]) == ("2026-01-01", "day", "CNY")
    assert line.run("report", "sales", *PERIOD, "--format", "json").document == document
    assert line.run("report", "sales", *PERIOD, "--format", "json", "--json").document == document
    target = tmp_path / "sales.json"
    line.run("report", "sales", *PERIOD, "-o", str(target))
    assert json.loads(target.read_text(encoding="utf-8")) == document


def test_sales_by_tender_have_no_taxes(line: Line) -> None:
    row = line.run("report", "sales", *PERIOD, "--by", "tender", "--json").document["rows"][0]
    assert row.keys() == {
        *("key", "name_en", "payments", "paid"),
        *("refunded", "after_refunds", "rounding", "taken_in"),
    }
    assert (row["after_refunds"], row["rounding"], row["taken_in"]) == ("9.00", "0.02", "9.02")
    assert (row["payments"], row["paid"]) == (2, "12.50")
    for language, heads in (("en", ["Payments", "Paid"]), ("zh", ["笔数", "收款额"])):
        told = line.run("report", "sales", *PERIOD, "--by", "tender", "--language", language).out
        assert told.split()[1:3] == heads


@pytest.mark.parametrize(
    ("name", "options", "content"),
    [
        ("a.pdf", (), b"%PDF sales"),
        ("a.xlsx", (), b"PK sales"),
        ("a.CSV", (), "day,total\n茶,1.00\n".encode("utf-8-sig")),
        ("a.dat", ("--format", "xlsx"), b"PK sales"),
        ("a.pdf", ("--format", "csv"), "day,total\n茶,1.00\n".encode("utf-8-sig")),
    ],
)
def test_the_format_of_a_sales_file_is_chosen_or_read_off_its_name(
    line: Line, tmp_path: Path, name: str, options: tuple[str, ...], content: bytes
) -> None:
    ran = line.run("report", "sales", *PERIOD, "-o", str(tmp_path / name), *options, "--json")
    assert (tmp_path / name).read_bytes() == content
    assert ran.document["file"] == str(tmp_path / name)
    assert ran.document["bytes"] == len(content)


def test_sales_as_csv_go_to_standard_output_when_no_file_is_named(line: Line) -> None:
    assert line.run("report", "sales", *PERIOD, "--format", "csv").out == "day,total\n茶,1.00\n"
    assert line.run("report", "sales", *PERIOD, "--format", "xlsx", "-o", "-").out == "PK sales"


def test_orders_of_a_period_become_a_paper(line: Line, tmp_path: Path) -> None:
    target = tmp_path / "orders.pdf"
    ran = line.run("report", "orders", *PERIOD, "-o", str(target), "--json")
    assert ran.document == {"file": str(target), "orders": 2, "bytes": len(b"%PDF orders")}
    assert target.read_bytes() == b"%PDF orders"


def test_orders_are_listed_over_as_many_pages_as_it_takes(line: Line) -> None:
    rows = line.run("orders", "list", "--json", "--text", "x").document
    assert [row["number"] for row in rows] == ["A-2", "A-1"]
    assert rows[0] == {
        "number": "A-2",
        "placed_at": "2026-01-31T12:00:00+00:00",
        "business_date": "2026-01-31",
        "total": "1234.56",
        "currency": "CNY",
        "label": "COMPLETED",
        "partly_refunded": False,
        "lifecycle": "COMPLETED",
        "payment": "PAID",
        "fulfilment": "NOT_REQUIRED",
    }
    assert [given[1:] for given in line.wiring.asked("orders")] == [(None, 50), ("1", 49)]
    assert len(line.run("orders", "--limit", "1", "--json").document) == 1
    assert "Completed" in line.run("orders").out


def test_no_orders_is_an_empty_list(line: Line) -> None:
    line.wiring.order_rows = []
    assert line.run("orders", "--json").document == []
    assert line.run("orders").out == "Order  Day  Items  Total  Status\n"


def test_sync_tells_what_it_did_and_what_is_left(line: Line) -> None:
    assert line.run("sync", "--json").document == {
        "elsewhere": False,
        "done": 4,
        "settled": 2,
        "refunded": 1,
        "expired": 0,
        "open_payments": 1,
        "open_refunds": 3,
        "waits_for_you": 2,
        "offline": ["alipay"],
    }
    ran = line.run("sync", "--seconds", "5", "--language", "zh")
    assert "2 笔支付有了结果" in ran.out
    assert "还有 2 项待人工处理" in ran.out
    assert "没有响应：支付宝" in ran.out
    assert line.wiring.asked("sync") == [(("seconds", 60),), (("seconds", 5),)]
    line.run("sync", "--seconds", "soon").failed(2, "soon")


@pytest.mark.expects_logs
def test_sync_does_everything_else_before_it_fails(line: Line) -> None:
    line.wiring.broken.append(Bug("rows_do_not_match"))
    ran = line.run("sync")
    assert ran.status == 1
    assert "4 things done" in ran.out
    assert "rows_do_not_match" in ran.err


def test_setup_opens_a_shop_once(line: Line) -> None:
    line.wiring.shop_profile = None
    argv = ("setup", "--name", "茶行", "--currency", "eur", "--no-prices-include-tax", "--demo")
    ran = line.run(*argv, "--time-zone", "Europe/Berlin", "--language", "zh", "--json")
    assert ran.document == {
        "name": "茶行",
        "currency": "EUR",
        "prices_include_tax": False,
        "time_zone": "Europe/Berlin",
        "demo": True,
        "products": 60,
    }
    [(profile,)] = line.wiring.asked("demo")
    assert (profile.documents_language, profile.currency) == ("zh", "EUR")
    line.run("setup", "--name", "Other", "--empty")
    assert line.wiring.asked("empty")[0][0].prices_include_tax is True
    line.wiring.shop_profile = profile
    line.run("setup", "--name", "Third").failed(2, "茶行")


@pytest.mark.parametrize(
    ("options", "word"), [(("--currency", "ZZZ"), "ZZZ"), (("--time-zone", "../x"), "../x")]
)
def test_setup_refuses_what_does_not_exist(line: Line, options: tuple[str, ...], word: str) -> None:
    line.wiring.shop_profile = None
    line.run("setup", "--name", "Tea", *options).failed(2, word)
    assert not line.wiring.asked("open")


def test_price_reads_a_cart_and_writes_its_price(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    cart = '{"currency":"EUR","lines":[{"name":"茶","unit_price":"10.00"}]}'
    for data in (cart.encode(), b"\xef\xbb\xbf" + cart.encode()):
        monkeypatch.setattr(sys, "stdin", Typed(data))
        document = line.run("price").document
        assert (document["total"], document["lines"][0]["name"]) == ("10.00", "茶")
    assert not line.home.exists()


@pytest.mark.parametrize(
    ("data", "word"),
    [(b"", "nothing"), (b"\xff\xfe", "JSON"), (b"{}", "currency"), (b"[1", "JSON")],
)
def test_price_names_what_is_wrong(
    line: Line, monkeypatch: pytest.MonkeyPatch, data: bytes, word: str
) -> None:
    monkeypatch.setattr(sys, "stdin", Typed(data))
    line.run("price").failed(2, word)


def test_the_tour_answers_with_its_record(line: Line, tmp_path: Path) -> None:
    goods = tmp_path / "goods.csv"
    goods.write_text("name\n茶\n")
    out = tmp_path / "deep" / "tour"
    ran = line.run("tour", "--out", str(out), "--products", str(goods), "--json")
    assert (ran.status, ran.document) == (0, {"sold": "茶"})
    assert line.wiring.asked("tour") == [(out, goods, "en")]
    line.wiring.tour_status = 1
    assert line.run("tour", "--out", str(out)).status == 1


def test_without_a_job_the_window_opens(line: Line) -> None:
    line.environ["QT_QPA_PLATFORM"] = "xcb"
    assert line.run().status == 0
    [(till, problem)] = line.wiring.asked("window")
    assert (till.home, problem) == (line.home, None)
    (line.home / "settings.toml").write_text("broken")
    ran = line.run("--language", "zh")
    assert ran.err == ""
    assert line.wiring.asked("window")[1][1].key == "settings_damaged"


def test_the_window_speaks_as_the_command_line_says(line: Line) -> None:
    line.environ["QT_QPA_PLATFORM"] = "xcb"
    line.home.mkdir(parents=True, exist_ok=True)
    (line.home / "settings.toml").write_text('[look]\nlanguage = "zh"\n', encoding="utf-8")
    for asked, spoken in (((), "zh"), (("--language", "en"), "en")):
        line.run(*asked)
        till, _ = line.wiring.asked("window")[-1]
        assert till.settings.language == spoken


def test_where_prints_the_folder_and_nothing_else(line: Line) -> None:
    assert line.run("where").out == f"{line.home}\n"
    document = line.run("where", "--json").document
    assert document["database"] == str(line.home / "shop.db")
    argv = ("where", "--json", "--database", "postgresql+psycopg://till:hunter2@db/shop")
    assert line.run(*argv).document["database"] == "postgresql+psycopg://till:***@db/shop"
    assert not line.home.exists()


def test_a_home_that_cannot_be_made_is_said(line: Line, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    line.run("--home", str(tmp_path / "file")).failed(2, str(tmp_path / "file"))
