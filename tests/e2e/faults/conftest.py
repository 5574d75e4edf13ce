"""A counter before each provider that shows codes; where it matters on PostgreSQL too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.faults.counter import Counter
from tests.helpers.shop import beside_provider, copied


@pytest.fixture(params=["alipay", "wechat"])
def provider(request: pytest.FixtureRequest) -> str:
    """Whose codes are shown; a test about one wire alone is parametrized with its name."""
    return str(request.param)


@pytest.fixture
def counter(
    provider: str, furnished_sqlite: Path, tmp_path: Path, provider_keys: Path
) -> Iterator[Counter]:
    """A counter of its own, with a new shop and a new provider."""
    url = copied(furnished_sqlite, tmp_path / "shop")
    with beside_provider(url, tmp_path, provider_keys) as shop:
        yield Counter(shop=shop, provider=provider, url=url)


@pytest.fixture
def counter_on_each(
    provider: str, shop_url: str, tmp_path: Path, provider_keys: Path
) -> Iterator[Counter]:
    """The same on each kind of database."""
    with beside_provider(shop_url, tmp_path, provider_keys) as shop:
        yield Counter(shop=shop, provider=provider, url=shop_url)
