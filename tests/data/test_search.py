"""Search finds what a full scan finds, best first, at any length and in any script."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.catalog import Product
from app.ports.queries import ProductFilter
from data.repositories.products import same_code
from data.search import fold, has_slip
from tests.helpers.books import Books, make_product
from tests.helpers.postgres import PostgresServer

LETTERS = "茶花莉莓aAbBéÉßıİ12 -*\"'(％％　😀👩‍🍳\ufdd1"
EVERYTHING = 10_000


class Searched:
    """Products in a database, and what a full scan of them finds."""

    def __init__(self, books: Books) -> None:
        self.books = books
        self.products = _random_products(600)
        with books.unit_of_work() as unit:
            unit.catalog.add_many(self.products)
            unit.commit()
        self._change_some()

    def _change_some(self) -> None:
        """Half of them get other names, some are no longer sold."""
        others = _random_products(300, seed=2)
        with self.books.unit_of_work() as unit:
            for place, other in enumerate(others):
                old = self.products[place]
                new = replace(other, id=old.id, sku=old.sku, barcodes=old.barcodes[:1])
                new = replace(new, active=place % 10 != 0)
                unit.catalog.save(new)
                self.products[place] = new
            unit.commit()

    def tiers(self, query: str) -> dict[str, int]:
        """Every match with its rank, 0 is best."""
        wanted = fold(query).strip()
        sold = [x for x in self.products if x.active] if wanted else []
        ranks = {x.id: _rank(x, wanted) for x in sold}
        return {key: rank for key, rank in ranks.items() if rank is not None}


def _random_products(count: int, seed: int = 1) -> list[Product]:
    dice = random.Random(seed)

    def text(longest: int) -> str:
        return "".join(dice.choice(LETTERS) for _ in range(dice.randint(1, longest)))

    return [
        make_product(
            text(9),
            name_en=text(6) if dice.random() < 0.5 else "",
            initials=text(3) if dice.random() < 0.5 else "",
            sku=f"{text(2)}{seed}{n}",
            barcodes=(f"{dice.randint(1, 9)}{seed}{n}", f"B{n}b{seed}"),
        )
        for n in range(count)
    ]


def _rank(product: Product, wanted: str) -> int | None:
    """The rules of search, written down once more in the plainest way."""
    names = [fold(product.name), fold(product.name_en)]
    codes = [fold(x) for x in product.barcodes]
    starts = [*names, fold(product.initials), fold(product.sku), *codes]
    rules = (
        wanted in codes or same_code(wanted) in map(same_code, product.barcodes),
        wanted == fold(product.sku),
        wanted in names,
        *(text.startswith(wanted) for text in starts[:4]),
        any(text.startswith(wanted) for text in codes),
        any(" " + wanted in name for name in names),
        any(wanted in name for name in names),
    )
    return next((rank for rank, holds in enumerate(rules) if holds), None)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def searched(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Searched]:
    """Many short names of few letters, so that every query finds something."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        path = tmp_path_factory.mktemp("search") / "shop.db"
        shutil.copy(template, path)
        made = Books(f"sqlite:///{path}")
        yield Searched(made)
        made.database.close()
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    url = server.create(template=request.getfixturevalue("postgres_template"))
    made = Books(url)
    yield Searched(made)
    made.database.close()
    server.drop(url)


queries = st.text(st.sampled_from(LETTERS), min_size=1, max_size=5) | st.text(
    min_size=1, max_size=3
)


@settings(max_examples=60)
@given(query=queries)
def test_search_finds_what_a_full_scan_finds(searched: Searched, query: str) -> None:
    expected = searched.tiers(query)
    found = [x.product_id for x in searched.books.queries.search(query, EVERYTHING)]
    assert len(found) == len(set(found))
    if expected:
        assert set(found) == set(expected)


@settings(max_examples=60)
@given(query=queries, limit=st.integers(min_value=1, max_value=12))
def test_the_best_come_first(searched: Searched, query: str, limit: int) -> None:
    expected = searched.tiers(query)
    found = [x.product_id for x in searched.books.queries.search(query, limit)]
    if expected:
        ranks = [expected[product_id] for product_id in found]
        assert ranks == sorted(expected.values())[:limit]


@settings(max_examples=60)
@given(query=queries)
def test_lists_are_narrowed_to_what_search_finds(searched: Searched, query: str) -> None:
    expected = searched.tiers(query)
    narrowed = ProductFilter(text=query)
    rows, _ = searched.books.queries.products(narrowed, after=None, limit=EVERYTHING)
    if fold(query).strip():
        assert {x.product_id for x in rows if x.active} == set(expected)
    assert searched.books.queries.count_products(narrowed) == len(rows)


def test_nothing_is_found_for_nothing(books: Books) -> None:
    books.add_product()
    assert not books.queries.search("", 10)
    assert not books.queries.search("  \t", 10)
    assert not books.queries.search("茉", 0)


def names_found(books: Books, query: str) -> list[str]:
    """What the Sell view would list."""
    return [x.name for x in books.queries.search(query, 10)]


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("green tae", id="two changed places"),
        pytest.param("gren tea", id="one is missing"),
        pytest.param("greeen tea", id="one is too many"),
        pytest.param("greem tea", id="one is wrong"),
        pytest.param("freen tea", id="the first is wrong"),
        pytest.param("green tez", id="the last is wrong"),
        pytest.param("tea green", id="words in another order"),
        pytest.param("ＧＲＥＥＮ ＴＥＡ", id="full-width"),
    ],
)
def test_a_slip_is_forgiven_when_nothing_matches(books: Books, query: str) -> None:
    books.add_product(make_product("Green Tea 500 ml"))
    books.add_product(make_product("Black coffee"))
    assert names_found(books, query) == ["Green Tea 500 ml"]


def test_chinese_slips_are_forgiven(books: Books) -> None:
    books.add_product(make_product("茉莉花茶"))
    assert names_found(books, "茉莉华茶") == ["茉莉花茶"]
    assert names_found(books, "莉茉花茶") == ["茉莉花茶"]


def test_a_match_leaves_no_room_for_guesses(books: Books) -> None:
    books.add_product(make_product("tea"))
    books.add_product(make_product("ten"))
    assert names_found(books, "tea") == ["tea"]


def test_a_hit_says_what_can_be_sold(books: Books) -> None:
    tea = make_product("茉莉花茶", name_en="Tea", sku="T-1", barcodes=("6901", "6902"), unit="瓶")
    books.add_product(tea, on_hand_milli=5000)
    (hit,) = books.queries.search("t-1", 5)
    assert (hit.product_id, hit.barcode, hit.available_milli) == (tea.id, "6901", 5000)
    assert (hit.name_en, hit.sku, hit.unit, hit.price_minor) == ("Tea", "T-1", "瓶", 550)


def test_a_renamed_product_is_no_longer_found_by_its_old_name(books: Books) -> None:
    tea = books.add_product(make_product("茉莉花茶", initials="mlhc"))
    with books.unit_of_work() as unit:
        unit.catalog.save(replace(tea, name="铁观音", initials="tgy"))
        unit.commit()
    assert names_found(books, "花") == names_found(books, "mlhc") == []
    assert names_found(books, "观音") == names_found(books, "tg") == ["铁观音"]


def test_both_forms_of_a_code_find_the_product(books: Books) -> None:
    books.add_product(make_product("茶", barcodes=("036000291452",)))
    assert names_found(books, "0036000291452") == ["茶"]
    assert names_found(books, "03600") == ["茶"]


def test_a_product_with_many_codes_leaves_room_for_others(books: Books) -> None:
    books.add_product(make_product("茶", barcodes=tuple(f"69010{n}" for n in range(9))))
    books.add_product(make_product("盐", barcodes=("690200",)))
    assert names_found(books, "690") == ["茶", "盐"]
    assert [x.name for x in books.queries.search("690", 2)] == ["茶", "盐"]


@given(text=st.text("ab茶", min_size=3, max_size=8), data=st.data())
def test_any_single_slip_is_recognised(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text) - 1))
    kind = data.draw(st.sampled_from(["wrong", "missing", "added", "swapped"]))
    left, right = text[:place], text[place:]
    typed = {
        "wrong": left + "x" + right[1:],
        "missing": left + right[1:],
        "added": left + "x" + right,
        "swapped": left + right[1:2] + right[:1] + right[2:],
    }[kind]
    assert any(has_slip(f"??{text}??", typed, x) for x in range(max(1, len(typed))))
