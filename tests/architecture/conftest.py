"""What these tests keep goes when they are over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.architecture import source


@pytest.fixture(scope="package", autouse=True)
def trees_are_felled() -> Iterator[None]:
    """Every later collection of garbage would look at all syntax trees, half a second each time."""
    yield
    source.tree.cache_clear()
