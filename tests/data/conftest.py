"""The books of these tests."""

from __future__ import annotations

from tests.helpers.books import (
    books,
    postgres_books,
    postgres_books_url,
    postgres_template,
    sqlite_books,
    sqlite_template,
)

__all__ = [
    "books",
    "postgres_books",
    "postgres_books_url",
    "postgres_template",
    "sqlite_books",
    "sqlite_template",
]
