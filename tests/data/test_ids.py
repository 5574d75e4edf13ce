"""Ids are unique and grow with time."""

from __future__ import annotations

from uuid import UUID

from data.ids import new_id


def test_an_id_never_repeats_and_sorts_after_those_before() -> None:
    ids = [new_id() for _ in range(1000)]
    assert sorted(set(ids)) == ids


def test_an_id_is_a_uuid_of_version_7_in_hex() -> None:
    made = new_id()
    assert UUID(hex=made).version == 7
    assert made == UUID(hex=made).hex
