"""What providers say of themselves can be used, and costs a window that opens nothing."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from app.gateways.registry import PROVIDERS
from app.ports.provider import Kind, words_of

NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


@pytest.mark.parametrize("name", PROVIDERS)
def test_a_provider_and_its_settings_have_names_that_files_and_books_take(name: str) -> None:
    provider = PROVIDERS[name]
    assert provider.id == name
    assert all(NAME.fullmatch(x) for x in (name, *(x.name for x in provider.settings)))
    assert provider.by_cashier != bool(provider.settings)


@pytest.mark.parametrize("name", PROVIDERS)
def test_staff_are_told_how_to_give_back_what_no_provider_gives_back(name: str) -> None:
    provider = PROVIDERS[name]
    assert provider.by_cashier == (provider.by_hand is not None)
    assert all("{amount}" in said for said in provider.by_hand or ())


def test_no_two_settings_are_kept_under_one_name() -> None:
    kept = [p.kept_as(x) for p in PROVIDERS.values() for x in p.settings]
    assert len(kept) == len(set(kept))
    by_hand = [x for x in PROVIDERS.values() if x.by_hand]
    refusals = [code for x in PROVIDERS.values() for code in x.refusals]
    every = len(PROVIDERS) + len(by_hand) + len(refusals) + len(kept)
    assert len(words_of(PROVIDERS.values())) == every


def test_what_is_asked_about_real_money_has_a_secret() -> None:
    for provider in (x for x in PROVIDERS.values() if not x.by_cashier):
        assert any(x.kind is Kind.SECRET and x.needed for x in provider.settings)


def test_naming_providers_loads_no_networking() -> None:
    said = "import sys, app.gateways.registry; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", said], capture_output=True, text=True, check=True, timeout=60
    ).stdout.split()
    assert "app.gateways.registry" in loaded
    assert {"httpx", "cryptography", "starlette", "uvicorn"}.isdisjoint(loaded)
