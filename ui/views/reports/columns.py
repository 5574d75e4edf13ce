"""The columns of the sales report, by how it groups."""

from __future__ import annotations

from collections.abc import Callable

from app.ports.queries import SalesBy, SalesRow
from ui import formats, i18n, order_words
from ui.session import Session
from ui.widgets.table.columns import Column

_NAMES: dict[SalesBy, str] = {
    SalesBy.DAY: "reports.day",
    SalesBy.PRODUCT: "reports.product",
    SalesBy.TENDER: "reports.tender",
}


def name_of(row: SalesRow, by: SalesBy) -> str:
    """What the row is about."""
    if by is SalesBy.TENDER:
        return order_words.tender(row.key)
    return i18n.name_of(row.key, row.name_en)


def total_key(by: SalesBy) -> str:
    """What the first sum is called: money that came in need not be for goods that are sold."""
    return "reports.paid" if by is SalesBy.TENDER else "reports.sales"


def columns(by: SalesBy, session: Session) -> list[Column[SalesRow]]:
    """Tender rows have no goods, so no quantities and no tax."""
    figure = session.figure
    made: list[Column[SalesRow]] = [Column(key=_NAMES[by], text=lambda row: name_of(row, by))]
    if by is SalesBy.TENDER:
        made.append(_figures("reports.payments", lambda row: str(row.orders), wide_em=5.8))
    else:
        made += [
            _figures("reports.orders", lambda row: str(row.orders), wide_em=4.2),
            _figures("reports.qty", lambda row: formats.quantity(row.qty_milli), gives_way=3),
            _figures(
                "reports.returned", lambda row: formats.quantity(row.returned_milli), gives_way=7
            ),
            _figures("reports.discount", lambda row: figure(row.discount_minor), gives_way=4),
            _figures("reports.net", lambda row: figure(row.net_minor), gives_way=6, wide_em=6.2),
            _figures("reports.tax", lambda row: figure(row.tax_minor), gives_way=5),
        ]
    made += [
        _figures(total_key(by), lambda row: figure(row.total_minor), wide_em=6.6),
        _figures("reports.refunded", lambda row: figure(row.refunded_minor), gives_way=2),
        _figures(
            "reports.after_refunds",
            lambda row: figure(row.after_refunds_minor),
            gives_way=1,
            wide_em=6.6,
        ),
    ]
    if by is SalesBy.TENDER and session.profile.cash_step_minor > 1:
        made += [
            _figures("reports.rounding", lambda row: figure(row.rounding_minor), gives_way=3),
            _figures("reports.taken_in", lambda row: figure(row.taken_in_minor), wide_em=6.6),
        ]
    return made


def _figures(
    key: str, text: Callable[[SalesRow], str], *, wide_em: float = 5.2, gives_way: int = 0
) -> Column[SalesRow]:
    return Column(key=key, text=text, wide_em=wide_em, figure=True, gives_way=gives_way)
