"""The shop's own settings: one row of JSON a name."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import Executable, select

from app.domain.errors import UserError
from app.domain.pricing import TaxRounding
from app.domain.shop import ShopProfile
from data import statements
from data.statements import Statement, param
from data.tables.shop import shop_setting

if TYPE_CHECKING:
    from data.crypto import Vault
    from data.session import Session

_PROFILE = "profile"
_KEY = "key"  # the fingerprint of the key under which customers' personal data is sealed
_SAVE = statements.upsert(shop_setting)
_READ = Statement(
    select(shop_setting.c.value).where(
        shop_setting.c.name == param("name", shop_setting.c.name.type)
    )
)


@lru_cache(maxsize=4)
def _parse(text: str) -> ShopProfile:
    """Every sale reads the profile; the same text is parsed once."""
    fields = json.loads(text)
    return ShopProfile(**{**fields, "tax_rounding": TaxRounding(fields["tax_rounding"])})


def read_profile(session: Session) -> ShopProfile | None:
    """None before the first start has been answered."""
    row = session.first(_READ, name=_PROFILE)
    return _parse(row.value) if row else None


def _claim(dialect: str) -> Executable:
    claimed: Executable = statements.insert_or(shop_setting, dialect).on_conflict_do_nothing()
    return claimed


_CLAIM = Statement(_claim)


def profile_under_key(session: Session, vault: Vault) -> ShopProfile | None:
    """The profile, for whoever may write or read customers' data: UserError("key_differs")."""
    profile = read_profile(session)
    if profile is not None:
        _compare_keys(session, vault)
    return profile


def _compare_keys(session: Session, vault: Vault) -> None:
    row = session.first(_READ, name=_KEY)
    if row is None or row.value != json.dumps(vault.fingerprint):
        session.doomed = True
        raise UserError("key_differs")


class ShopRepository:
    """The profile, and whose key it is."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def profile(self) -> ShopProfile | None:
        """None before the first start has been answered; UserError("key_differs")."""
        return profile_under_key(self._session, self._vault)

    def save_profile(self, profile: ShopProfile) -> None:
        """Insert or replace; the first to do so says which key is the shop's."""
        mine = {"name": _KEY, "value": json.dumps(self._vault.fingerprint)}
        self._session.write(_CLAIM, mine)
        _compare_keys(self._session, self._vault)
        text = json.dumps(asdict(profile), ensure_ascii=False)
        self._session.write(_SAVE, {"name": _PROFILE, "value": text})
