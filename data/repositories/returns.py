"""Goods that came back."""

from __future__ import annotations

from sqlalchemy import select

from app.domain.errors import UserError
from app.domain.returning import GoodsReturn, ReturnLine
from data import statements
from data.errors import Taken
from data.mapping import Mapping
from data.session import Session
from data.statements import Statement, param
from data.tables.returns import goods_return, goods_return_line

_RETURN = Mapping(GoodsReturn, without=["lines"])
_LINE = Mapping(ReturnLine)

_ADD = statements.insert(goods_return)
_ADD_LINE = statements.insert(goods_return_line)
_OF_ORDER = Statement(
    select(goods_return)
    .where(goods_return.c.order_id == param("order_id", goods_return.c.order_id.type))
    .order_by(goods_return.c.at, goods_return.c.id)
)
_LINES = Statement(
    select(goods_return_line)
    .where(goods_return_line.c.return_id == param("return_id", goods_return_line.c.return_id.type))
    .order_by(goods_return_line.c.id)
)


def returns_of(session: Session, order_id: str) -> list[GoodsReturn]:
    """Oldest first."""
    return [
        _RETURN.build(
            row, lines=tuple(_LINE.build(x) for x in session.all(_LINES, return_id=row.id))
        )
        for row in session.all(_OF_ORDER, order_id=order_id)
    ]


class ReturnRepository:
    """Returns are written once and never change."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, back: GoodsReturn) -> None:
        """Insert with its lines; UserError("changed_elsewhere") when it was written meanwhile."""
        try:
            self._session.write(_ADD, _RETURN.values(back))
        except Taken as error:
            raise UserError("changed_elsewhere") from error
        self._session.write_all(
            _ADD_LINE, [{**_LINE.values(line), "return_id": back.id} for line in back.lines]
        )

    def of_order(self, order_id: str) -> list[GoodsReturn]:
        """Oldest first."""
        return returns_of(self._session, order_id)
