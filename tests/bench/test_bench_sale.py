"""Finishing a sale: everything it writes, against raw sqlite3 doing the same durable work."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from data.ids import new_id
from tests.bench import ratio, replay
from tests.helpers.shop import Shop, open_shop

ROUNDS = 300
_SPARE = 10


def _selling(shop: Shop) -> Callable[[], object]:
    cart = shop.cart("tea", "water", "bun")

    def sell() -> object:
        """A 3-line sale in cash, as the window asks for it."""
        fresh = replace(cart, client_token=new_id())
        return shop.house.checkout.pay_cash(fresh, tendered_minor=2000, staff="li")

    return sell


def _open(path: Path) -> Shop:
    return open_shop(f"sqlite:///{path}", path.parent)


def _stocked(folder: Path) -> Path:
    """The file of a shop with enough tea for every round."""
    path = folder / "template" / "shop.db"
    path.parent.mkdir()
    shop = _open(path)
    shop.furnish()
    shop.house.inventory.receive(shop.product_id("tea"), 10**10, None, staff="li", note="")
    shop.close()
    return path


def _copy(template: Path, name: str) -> Path:
    target = template.parent.parent / name / "shop.db"
    target.parent.mkdir()
    shutil.copy(template, target)
    return target


@pytest.mark.bench
@pytest.mark.timeout(600)
def test_a_cash_sale_costs_at_most_twice_the_same_rows_in_raw_sqlite(tmp_path: Path) -> None:
    template = _stocked(tmp_path)
    recording = _copy(template, "recording")
    recorder = _open(recording)
    raw_reader = replay.connect(recording)
    sales = replay.record(raw_reader, _selling(recorder), ROUNDS + _SPARE)
    raw_reader.close()
    recorder.close()
    rows = sum(len(written) for _, written in sales[0])
    assert rows >= 18

    shop, raw = _open(_copy(template, "ours")), replay.connect(_copy(template, "raw"))
    todo = iter(sales)
    figure = ratio.against(
        f"cash sale, {rows} rows, against the same in sqlite3",
        _selling(shop),
        lambda: replay.replay(raw, next(todo)),
        at_most=2.0,
        rounds=ROUNDS,
    )
    raw.close()
    shop.close()
    ratio.promise(figure)


@pytest.mark.bench
@pytest.mark.timeout(600)
def test_a_cash_sale_costs_at_most_four_times_the_bare_minimum(tmp_path: Path) -> None:
    shop = _open(_copy(_stocked(tmp_path), "ours"))
    raw = _bare(tmp_path / "bare.db")
    figure = ratio.against(
        "cash sale against the bare minimum of 11 rows",
        _selling(shop),
        _bare_sale(raw),
        at_most=4.0,
        rounds=ROUNDS,
    )
    raw.close()
    shop.close()
    ratio.promise(figure)


def _bare(path: Path) -> sqlite3.Connection:
    raw = replay.connect(path)
    raw.executescript(
        """
        CREATE TABLE orders (id INTEGER PRIMARY KEY, number TEXT UNIQUE, total INTEGER);
        CREATE TABLE line (id INTEGER PRIMARY KEY, order_id INTEGER, product INTEGER, qty INTEGER);
        CREATE TABLE movement (id INTEGER PRIMARY KEY, product INTEGER, qty INTEGER);
        CREATE TABLE stock (product INTEGER PRIMARY KEY, on_hand INTEGER);
        CREATE TABLE payment (id INTEGER PRIMARY KEY, order_id INTEGER, amount INTEGER);
        INSERT INTO stock VALUES (1, 1000000), (2, 1000000), (3, 1000000);
        """
    )
    return raw


def _bare_sale(raw: sqlite3.Connection) -> Callable[[], object]:
    numbers = itertools.count(1)
    products = (1, 2, 3)

    def sell() -> None:
        number = next(numbers)
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO orders VALUES (?, ?, 800)", (number, f"20260101-1-{number:06d}"))
        raw.executemany("INSERT INTO line VALUES (NULL, ?, ?, 1)", [(number, p) for p in products])
        raw.executemany("INSERT INTO movement VALUES (NULL, ?, -1)", [(p,) for p in products])
        raw.executemany(
            "UPDATE stock SET on_hand = on_hand - 1 WHERE product = ? AND on_hand >= 1",
            [(p,) for p in products],
        )
        raw.execute("INSERT INTO payment VALUES (NULL, ?, 800)", (number,))
        raw.execute("COMMIT")

    return sell
