"""Search among 100,000 products: fast at any length, and never a wrong answer."""

from __future__ import annotations

import random
from functools import partial
from pathlib import Path

import pytest

from app.domain.catalog import Product
from app.ports.counter import ProductHit
from data.database import Database, open_database
from tests.bench import catalogue, ratio
from tests.helpers.clock import StandingClock
from tests.helpers.shop import KEY

PRODUCTS = 100_000
QUERIES = 400
LIMIT = 30
P99_MS = 5.0


def _matches(product: Product, query: str) -> bool:
    """The rule of search, as a full scan applies it."""
    return (
        query in product.name.casefold()
        or query in product.name_en.casefold()
        or product.initials.startswith(query)
        or product.sku.casefold().startswith(query)
        or any(code.startswith(query) for code in product.barcodes)
    )


def _queries(products: list[Product]) -> list[str]:
    """Parts of names, one to eight characters long, and beginnings of the rest."""
    chance = random.Random(7)
    wanted = []
    for _ in range(QUERIES):
        product = chance.choice(products)
        source = chance.choice(
            [product.name, product.name, product.name, product.name_en or product.name]
        )
        length = chance.randint(1, 8)
        start = chance.randrange(max(1, len(source) - length + 1))
        part = source[start : start + length].strip()
        beginnings = [product.sku, product.barcodes[0], product.initials]
        if chance.random() < 0.25:
            text = chance.choice(beginnings)
            part = text[: chance.randint(1, len(text))]
        wanted.append(part or product.name)
    return wanted


@pytest.mark.bench
@pytest.mark.timeout(900)
def test_search_is_right_and_fast_at_a_hundred_thousand_products(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'shop.db'}", key=KEY, clock=StandingClock())
    products = list(catalogue.products(PRODUCTS))
    with database.unit_of_work() as unit:
        unit.catalog.add_many(products)
        unit.commit()
    queries = _queries(products)
    for query in queries[:20]:
        database.queries.search(query, LIMIT)
    seconds = []
    for query in queries:
        hits: list[ProductHit] = []
        seconds.append(ratio.timed(partial(_search, database, query, hits)))
        _assert_right(products, query, [hit.product_id for hit in hits])
    database.close()
    figure = ratio.Figure(
        name=f"search, p99 of {len(queries)} at {PRODUCTS:,} products",
        value=ratio.percentile(seconds, 0.99) * 1000,
        limit=P99_MS,
        unit="ms",
        detail=f"median {ratio.percentile(seconds, 0.5) * 1000:.2f} ms",
    )
    ratio.promise(figure)


def _search(database: Database, query: str, hits: list[ProductHit]) -> None:
    hits.extend(database.queries.search(query, LIMIT))


def _assert_right(products: list[Product], query: str, found: list[str]) -> None:
    scanned = {product.id for product in products if _matches(product, query.casefold())}
    assert len(found) == len(set(found)) == min(LIMIT, len(scanned)), query
    assert set(found) <= scanned, query
