"""The columns of the product list, on screen and in a file."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain import money
from app.domain.money import Currency
from app.ports.queries import ProductRow, ProductSort
from ui import exports, formats, i18n
from ui.session import Session
from ui.widgets.table.columns import Column

_FILE_KEYS = (
    "inventory.name",
    "inventory.name_en",
    "inventory.sku",
    "inventory.code",
    "inventory.category",
    "inventory.unit",
    "inventory.price",
    "inventory.cost",
    "inventory.on_hand",
)


def columns(session: Session) -> list[Column[ProductRow]]:
    """For the screen."""
    return [
        Column(
            key="inventory.name",
            text=lambda row: i18n.name_of(row.name, row.name_en),
            detail=lambda row: " · ".join(
                part
                for part in (_not_sold(row), i18n.name_of(row.category, row.category_en))
                if part
            ),
            sort=ProductSort.NAME,
        ),
        Column(
            key="inventory.sku",
            text=lambda row: row.sku,
            wide_em=6.5,
            gives_way=2,
            sort=ProductSort.SKU,
        ),
        Column(key="inventory.code", text=lambda row: row.barcode, wide_em=9.5, gives_way=3),
        Column(
            key="inventory.price",
            text=lambda row: (
                i18n.tr("inventory.ask") if row.ask_price else session.amount(row.price_minor)
            ),
            detail=lambda row: formats.unit(row.unit),
            wide_em=7.0,
            figure=True,
            sort=ProductSort.PRICE,
        ),
        Column(
            key="inventory.on_hand",
            text=lambda row: formats.quantity(row.on_hand_milli) if row.tracked else "–",
            detail=_stock_note,
            wide_em=7.0,
            figure=True,
            sort=ProductSort.ON_HAND,
        ),
    ]


def as_csv(rows: Sequence[ProductRow], cur: Currency) -> bytes:
    """For a file that the import reads again."""
    heads = [i18n.tr(key) for key in _FILE_KEYS]
    return exports.table(heads, (_cells(row, cur) for row in rows))


def _cells(row: ProductRow, cur: Currency) -> tuple[object, ...]:
    return (
        row.name,
        row.name_en,
        row.sku,
        row.barcode,
        row.category,
        row.unit,
        "" if row.ask_price else money.plain(row.price_minor, cur),
        "" if row.cost_minor is None else money.plain(row.cost_minor, cur),
        formats.quantity(row.on_hand_milli).replace(",", "") if row.tracked else "",
    )


def _not_sold(row: ProductRow) -> str:
    return "" if row.active else i18n.tr("inventory.not_sold")


def _stock_note(row: ProductRow) -> str:
    if not row.tracked:
        return ""
    if row.on_hand_milli - row.reserved_milli <= 0:
        return i18n.tr("inventory.none_left")
    if row.reserved_milli:
        return i18n.tr("inventory.reserved", qty=formats.quantity(row.reserved_milli))
    return ""
