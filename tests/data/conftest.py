"""The books of these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.helpers.books import (
    books,
    postgres_books,
    postgres_books_kept,
    postgres_template,
    sqlite_books,
    sqlite_template,
)
from ui import i18n

__all__ = [
    "books",
    "postgres_books",
    "postgres_books_kept",
    "postgres_template",
    "sqlite_books",
    "sqlite_template",
]


@pytest.fixture
def english() -> Iterator[None]:
    """Words come in English."""
    before = i18n.language()
    i18n.set_language("en")
    yield
    i18n.set_language(before)
