"""The import job of the command line, on a real database."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.domain.errors import UserError
from app.settings import Till, TillSettings
from tests.helpers.back_office import BackOffice
from tests.helpers.books import Books
from ui.commands import import_products
from ui.commands.context import Context
from ui.commands.output import Output

GOODS = "name,barcode,price\ntea,9520000010089,5.50\nmilk,9520000010010,x\n"

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def office(sqlite_books: Books, tmp_path: Path) -> BackOffice:
    return BackOffice(sqlite_books.database, tmp_path)


def _answer(office: BackOffice, file: Path, *, as_json: bool = True, dry_run: bool = False) -> str:
    house = SimpleNamespace(
        importing=office.importing, shop=office.shop, product_source=office.source
    )
    stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    wiring: Any = SimpleNamespace(
        open_house=lambda till: contextlib.nullcontext(house), may_have_shop=lambda till: False
    )
    context = Context(
        arguments=argparse.Namespace(what="products", file=file, map=[], dry_run=dry_run),
        till=Till(home=office.folder, database_url="", settings=TillSettings(staff_name="li")),
        out=Output(stdout, as_json=as_json),
        wiring=wiring,
        environ={},
        language="en",
    )
    import_products.execute(context)
    stdout.seek(0)
    return stdout.read()


def test_scripts_get_one_document(office: BackOffice) -> None:
    office.open()
    document = json.loads(_answer(office, office.write(GOODS)))
    assert (document["new"], document["bad"], document["opened_shop"]) == (1, 1, None)
    assert document["rejected_file"].endswith("goods.csv.rejected.csv")
    assert office.audit("products_imported")[0][0] == "li"


def test_people_get_sentences(office: BackOffice) -> None:
    office.open()
    said = _answer(office, office.write(GOODS), as_json=False).splitlines()
    assert said[0] == "1 new, 0 changed, 0 unchanged, 1 bad, 0 with a warning."
    assert said[1] == "Line 3, milk: The price “x” is not a number."
    assert said[2].startswith("The bad rows are in ")


def test_long_lists_of_remarks_are_cut(office: BackOffice) -> None:
    office.open()
    bad = office.write("name,price\n" + "".join(f"n{n},x\n" for n in range(30)))
    said = _answer(office, bad, as_json=False).splitlines()
    assert len([x for x in said if x.startswith("Line ")]) == import_products.SHOWN_ROWS
    assert "… and 10 more." in said


def test_without_a_shop_one_is_opened_for_the_goods(office: BackOffice) -> None:
    document = json.loads(_answer(office, office.write(GOODS)))
    assert (document["new"], document["opened_shop"]) == (1, "My shop")
    profile = office.shop.profile()
    assert profile is not None
    assert (profile.name, profile.currency, profile.demo) == ("My shop", "CNY", False)
    assert json.loads(_answer(office, office.write(GOODS)))["opened_shop"] is None


@pytest.mark.parametrize(
    ("text", "dry_run", "key"),
    [
        ("", False, "import_empty"),
        ("a,b\n1,2\n", False, "import_no_name_column"),
        ("a,b\n1,2\n", True, "import_no_name_column"),
    ],
)
def test_no_shop_is_opened_for_what_cannot_be_imported(
    office: BackOffice, text: str, dry_run: bool, key: str
) -> None:
    with pytest.raises(UserError) as refused:
        _answer(office, office.write(text), dry_run=dry_run)
    assert refused.value.key == key
    assert office.shop.profile() is None
