"""The columns of the sales report, the same on paper, in the workbook and in CSV."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.ports.documents import SalesPaper
from app.ports.queries import SalesBy, SalesRow
from reports import words
from reports.words import Say


class Kind(Enum):
    """What the numbers of a column are."""

    COUNT = "count"
    QUANTITY = "quantity"  # thousandths
    MONEY = "money"  # minor units


@dataclass(frozen=True, slots=True)
class Field:
    """A column of numbers.

    Attributes:
        name: its heading in files for programs.
        word: key of its heading for people.
        adds_up: whether its sum over the rows means something.
        printed: whether paper has it too, which is narrower than a file.
    """

    name: str
    word: str
    kind: Kind
    value: Callable[[SalesRow], int]
    adds_up: bool = True
    printed: bool = True


_ORDERS = Field("orders", "report.orders", Kind.COUNT, lambda row: row.orders)
_QUANTITY = Field("quantity", "report.quantity", Kind.QUANTITY, lambda row: row.qty_milli)
_GROSS = Field("gross", "report.gross", Kind.MONEY, lambda row: row.gross_minor)
_DISCOUNT = Field("discount", "report.discount", Kind.MONEY, lambda row: row.discount_minor)
_NET = Field("net", "report.net", Kind.MONEY, lambda row: row.net_minor)
_TAX = Field("tax", "report.tax", Kind.MONEY, lambda row: row.tax_minor)
_TOTAL = Field("total", "report.sales", Kind.MONEY, lambda row: row.total_minor)
_PAID = Field("paid", "report.paid", Kind.MONEY, lambda row: row.total_minor)
_REFUNDED = Field("refunded", "report.refunded", Kind.MONEY, lambda row: row.refunded_minor)
_AFTER = Field(
    "after_refunds", "report.after_refunds", Kind.MONEY, lambda row: row.after_refunds_minor
)
_ROUNDING = Field("rounding", "pay.rounding", Kind.MONEY, lambda row: row.rounding_minor)
_TAKEN_IN = Field("taken_in", "report.taken_in", Kind.MONEY, lambda row: row.taken_in_minor)

_RETURNED = (
    Field("returned", "report.returned", Kind.QUANTITY, lambda row: row.returned_milli),
    Field(
        "returned_net",
        "report.returned_net",
        Kind.MONEY,
        lambda row: row.returned_net_minor,
        printed=False,
    ),
    Field(
        "returned_tax",
        "report.returned_tax",
        Kind.MONEY,
        lambda row: row.returned_tax_minor,
        printed=False,
    ),
)

_GOODS = (_QUANTITY, _GROSS, _DISCOUNT, _NET, _TAX, _TOTAL, *_RETURNED, _REFUNDED, _AFTER)
_FIELDS: dict[SalesBy, Sequence[Field]] = {
    SalesBy.DAY: (_ORDERS, *_GOODS),
    # One order with three products is in three rows: the column must not be added up.
    SalesBy.PRODUCT: (
        Field("orders", "report.orders", Kind.COUNT, lambda row: row.orders, adds_up=False),
        *_GOODS,
    ),
    SalesBy.TENDER: (
        Field("payments", "report.payments", Kind.COUNT, lambda row: row.orders),
        _PAID,
        _REFUNDED,
        _AFTER,
        _ROUNDING,
        _TAKEN_IN,
    ),
}
_OF_COINS = (_ROUNDING, _TAKEN_IN)  # paper of shops with every coin does without


def fields(by: SalesBy) -> Sequence[Field]:
    """The columns that mean something for a way of grouping."""
    return _FIELDS[by]


def total_word(by: SalesBy) -> str:
    """Key of what the first sum is called: money that came in need not be for what was sold."""
    return (_PAID if by is SalesBy.TENDER else _TOTAL).word


def printed(paper: SalesPaper) -> Sequence[Field]:
    """Those of them that paper has room for."""
    left_out = () if paper.shop.cash_step_minor > 1 else _OF_COINS
    return [field for field in fields(paper.by) if field.printed and field not in left_out]


def total(paper: SalesPaper, field: Field) -> int | None:
    """The sum of a column; None where adding up would mislead."""
    return sum(map(field.value, paper.rows)) if field.adds_up else None


def key_text(paper: SalesPaper, row: SalesRow, say: Say) -> str:
    """What a row is about, in the paper's language."""
    if paper.by is SalesBy.TENDER:
        return words.tender(say, row.key)
    return row.name_en if paper.language == "en" and row.name_en else row.key


def day(row: SalesRow) -> date:
    """The day of a row of the report by day."""
    return date.fromisoformat(row.key)
