"""The guided tour: a whole day in the real window, in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdf
import pytest
import zxingcpp
from PIL import Image

import main
from app.settings import TillSettings, save
from ui import cli, i18n

ROOT = Path(main.__file__).parent
PROGRAM = "import sys, main; sys.exit(main.main(sys.argv[1:]))"
CATALOGUE = """\
商品名称,条码,货号,售价,库存
茉莉花茶 500毫升,9520000000011,,5.50,10
Crisps & salt,,CRISPS-1,7.25,
矿泉水,,7,2.00,3
散装糖果,,,,
,9520000000035,,1.00,5
"""
PRICES = {"茉莉花茶 500毫升": "5.50", "Crisps & salt": "7.25", "矿泉水": "2.00"}


@dataclass(frozen=True)
class Toured:
    """What a run said and left behind."""

    status: int
    out: Path
    said: str
    told: list[str]

    @property
    def document(self) -> dict[str, Any]:
        """tour.json."""
        found: dict[str, Any] = json.loads((self.out / "tour.json").read_text(encoding="utf-8"))
        return found


def tour(out: Path, *argv: str, program: tuple[str, ...] = ("-c", PROGRAM)) -> Toured:
    """Run it on a machine without a screen."""
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, *program, *argv],
        cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=110,
    )  # fmt: skip
    return Toured(done.returncode, out, done.stdout, done.stderr.splitlines())


@pytest.fixture(scope="module")
def toured(tmp_path_factory: pytest.TempPathFactory) -> Toured:
    """`main.py` without a screen, with a product list of its own."""
    folder = tmp_path_factory.mktemp("a tour? 掌柜")
    goods, home = folder / "goods.csv", folder / "home"
    goods.write_text(CATALOGUE, encoding="utf-8")
    return tour(
        home / "tour", "--home", str(home), "--products", str(goods), "--language", "zh", "--json"
    )


def test_a_machine_without_a_screen_is_shown_the_whole_day(toured: Toured) -> None:
    document = toured.document
    assert (toured.status, document["ok"], document["differences"]) == (0, True, [])
    assert json.loads(toured.said) == document
    assert "没有屏幕" in toured.told[0]
    steps = [step["name"] for step in document["steps"]]
    assert steps == [
        "first_start", "goods", "sale_by_code", "papers", "cash_sale", "held_sale",
        "orders", "inventory", "reports", "others", "books",
    ]  # fmt: skip
    assert [f"{n}/11" for n in range(1, 12)] == [line.split()[0] for line in toured.told[1:]]
    assert all(step["ms"] >= 0 for step in document["steps"])
    assert document["versions"]["zhanggui"]


def test_the_catalogue_was_imported_as_the_window_showed_it(toured: Toured) -> None:
    counts = toured.document["import"]
    assert counts == {
        "file": "goods.csv", "new": 4, "changed": 0, "unchanged": 0, "bad": 1, "warned": 1
    }  # fmt: skip


def test_what_was_sold_adds_up(toured: Toured) -> None:
    document = toured.document
    sales = document["sales"]
    assert [sale["tender"] for sale in sales] == ["alipay", "cash", "cash"]
    assert [sale["number"][-4:] for sale in sales] == ["0001", "0002", "0003"]
    assert {(sale["payment"], sale["label"]) for sale in sales} == {("PAID", "COMPLETED")}
    for sale in sales:
        lines = [(Decimal(line["quantity"]), line) for line in sale["lines"]]
        assert Decimal(sale["total"]) == sum(qty * Decimal(x["price"]) for qty, x in lines)
        assert all(PRICES.get(x["name"], x["price"]) == x["price"] for _, x in lines)
    cash = sales[1]
    assert Decimal(cash["tendered"]) - Decimal(cash["change"]) == Decimal(cash["total"])
    assert Decimal(cash["change"]) > 0
    assert Decimal(document["total"]) == sum(Decimal(sale["total"]) for sale in sales)
    asked = {line["price_asked"] for sale in sales for line in sale["lines"]}
    assert asked == {True, False}


def test_there_is_a_picture_of_every_step_and_none_is_blank(toured: Toured) -> None:
    files = toured.document["files"]
    assert all((toured.out / file).stat().st_size for file in files)
    pictures = [file for file in files if file.endswith(".png")]
    assert [file[:2] for file in pictures] == [f"{n:02d}" for n in range(1, len(pictures) + 1)]
    names = {file[3:-4] for file in pictures}
    assert {"first-start", "import-preview", "sell", "pay", "change", "held", "invoice"} <= names
    assert {"orders", "inventory", "reports"} - names <= {"reports"}
    for file in pictures:
        with Image.open(toured.out / file) as picture:
            assert picture.size == (1366, 768)
            colours = picture.convert("RGB").getcolors(1 << 20)
            assert colours is None or len(colours) > 20, file


def test_the_code_on_the_picture_leads_to_the_customer_s_page(toured: Toured) -> None:
    [name] = [file for file in toured.document["files"] if file.endswith("-pay.png")]
    with Image.open(toured.out / name) as picture:
        [found] = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    assert found.text == toured.document["sales"][0]["qr_text"]
    page = (toured.out / "customer-page.html").read_text(encoding="utf-8")
    assert toured.document["sales"][0]["total"] in page


def test_the_papers_say_what_was_sold(toured: Toured) -> None:
    first = toured.document["sales"][0]
    text = "".join(page.extract_text() for page in pypdf.PdfReader(paper(toured, "invoice")).pages)
    assert first["number"] in text
    assert first["total"] in text
    assert paper(toured, "receipt").exists()
    for report in ("sales-report.pdf", "orders-report.pdf"):
        assert len(pypdf.PdfReader(toured.out / report).pages) == 1


def paper(toured: Toured, kind: str) -> Path:
    """The paper of the first sale."""
    return toured.out / f"{kind}-{toured.document['sales'][0]['number']}.pdf"


def test_a_till_that_books_more_than_it_shows_fails_the_tour(tmp_path: Path) -> None:
    program = ("-m", "tests.helpers.crooked_till")
    found = tour(
        tmp_path, "tour", "--out", str(tmp_path), "--language", "en", "--json", program=program
    )
    assert found.status == 1
    document = json.loads(found.said)
    assert (document["ok"], document["sales"][1]["payment"]) == (False, "PAID")
    number = document["sales"][1]["number"]
    assert document["differences"] == found.told[-len(document["differences"]) :]
    told = [line.partition(":")[0] for line in document["differences"]]
    assert f"the amount after sale {number}" in told
    assert "the list of orders" in told
    assert {f"the {what} of {number} in the books" for what in ("total", "lines")} <= set(told)
    assert "the sum of the report by day" in told
    assert not any(re.search("-000[13] ", line) for line in document["differences"])


def test_a_list_without_names_ends_in_one_sentence(tmp_path: Path) -> None:
    goods = tmp_path / "goods.csv"
    goods.write_text("id,price\n1,2.50\n", encoding="utf-8")
    found = tour(tmp_path / "out", "tour", "--out", str(tmp_path / "out"), "--products", str(goods))
    assert found.status == 2
    assert "No column looks like the product's name" in found.told[-1]
    assert found.document["ok"] is False
    assert any(file.endswith("-import-preview.png") for file in found.document["files"])


def test_a_shop_that_no_tour_made_is_left_alone(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    shop = tmp_path / "shop"
    shop.mkdir()
    save(shop, TillSettings(till_name="real"))
    before = i18n.language()
    status = cli.main(["tour", "--out", str(tmp_path), "--language", "en"], main.Program(), {})
    i18n.set_language(before)
    assert status == 2
    assert "no tour made it" in capfd.readouterr().err
    assert "real" in (shop / "settings.toml").read_text(encoding="utf-8")
