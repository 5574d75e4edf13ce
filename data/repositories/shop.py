"""The shop's own settings: one row of JSON a name."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache

from sqlalchemy import select

from app.domain.pricing import TaxRounding
from app.domain.shop import ShopProfile
from data import statements
from data.session import Session
from data.statements import Statement, param
from data.tables.records import shop_setting

_PROFILE = "profile"
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


class ShopRepository:
    """The profile."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def profile(self) -> ShopProfile | None:
        """None before the first start has been answered."""
        return read_profile(self._session)

    def save_profile(self, profile: ShopProfile) -> None:
        """Insert or replace."""
        text = json.dumps(asdict(profile), ensure_ascii=False)
        self._session.write(_SAVE, {"name": _PROFILE, "value": text})
