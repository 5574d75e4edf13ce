"""Whoever changes the past breaks the chain, and the place is named."""

from __future__ import annotations

import pytest

from data.queries import records
from tests.helpers.books import Books, make_entry


@pytest.fixture
def chained(books: Books) -> Books:
    """Seven entries, written in three transactions."""
    for count in (2, 1, 4):
        with books.unit_of_work() as unit:
            unit.audit.append([make_entry(f"e{n}", after="价格 5.50") for n in range(count)])
            unit.commit()
    return books


@pytest.mark.parametrize(
    ("crime", "place"),
    [
        ("UPDATE audit_entry SET staff = 'nobody' WHERE seq = 3", 3),
        ("UPDATE audit_entry SET at = at + 1 WHERE seq = 1", 1),
        ("UPDATE audit_entry SET hash = prev_hash WHERE seq = 7", 7),
        ("UPDATE audit_entry SET prev_hash = hash WHERE seq = 2", 2),
        ("DELETE FROM audit_entry WHERE seq = 4", 4),
        ("DELETE FROM audit_entry WHERE seq = 1", 1),
    ],
)
def test_a_change_of_the_past_is_found(chained: Books, crime: str, place: int) -> None:
    assert chained.queries.audit_break() is None
    with chained.unit_of_work() as unit:
        unit._session.command(crime)
        unit.commit()
    assert chained.queries.audit_break() == place


def test_a_chain_longer_than_one_step_is_read_whole(chained: Books) -> None:
    with chained.unit_of_work() as unit:
        unit.audit.append([make_entry(f"e{n}") for n in range(records.CHAIN_STEP)])
        unit.commit()
    assert chained.queries.audit_break() is None
    with chained.unit_of_work() as unit:
        unit._session.command(f"DELETE FROM audit_entry WHERE seq = {records.CHAIN_STEP + 3}")
        unit.commit()
    assert chained.queries.audit_break() == records.CHAIN_STEP + 3
