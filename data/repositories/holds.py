"""Carts put aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from app.domain.errors import UserError
from app.domain.holds import HeldCart
from data import carts, statements
from data.mapping import Mapping
from data.statements import Row, Statement, param
from data.tables.holds import held_cart

if TYPE_CHECKING:
    from data.crypto import Vault
    from data.session import Session

_HOLD = Mapping(HeldCart, without=["cart"])
_ADD = statements.insert(held_cart)
_CLAIM = Statement(
    delete(held_cart)
    .where(held_cart.c.id == param("where_id", held_cart.c.id.type))
    .returning(*held_cart.c)
)
_ALL = Statement(select(held_cart).order_by(held_cart.c.held_at.desc(), held_cart.c.id.desc()))


def held_carts(session: Session, vault: Vault) -> list[HeldCart]:
    """Held carts of all tills, newest first."""
    return [_built(vault, row) for row in session.all(_ALL)]


class HoldRepository:
    """A held cart is a row; whoever deletes it has it."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session = session
        self._vault = vault

    def add(self, hold: HeldCart) -> None:
        """Insert."""
        person = carts.encode_person(hold.cart)
        self._session.write(
            _ADD,
            {
                **_HOLD.values(hold),
                "cart": carts.encode(hold.cart),
                "person_sealed": self._vault.seal(person, _place(hold.id)),
            },
        )

    def claim(self, hold_id: str) -> HeldCart:
        """Take it away; UserError("hold_gone") when another till was faster."""
        row = self._session.first(_CLAIM, where_id=hold_id)
        if row is None:
            raise UserError("hold_gone")
        return _built(self._vault, row)


def _built(vault: Vault, row: Row) -> HeldCart:
    person = vault.open(row.person_sealed, _place(row.id))
    return _HOLD.build(row, cart=carts.decode(row.cart, person))


def _place(hold_id: str) -> str:
    return f"held_cart.person:{hold_id}"
