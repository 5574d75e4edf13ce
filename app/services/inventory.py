"""Goods and their stock: editing products, receiving, correcting, and when to order again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from app.domain import products
from app.domain.catalog import Product, StockPolicy
from app.domain.errors import UserError
from app.domain.replenishment import DayOfSales, StockFacts, Suggestion, suggest
from app.domain.shop import business_date
from app.domain.stock import Movement, MovementKind, StockLevel
from app.ports.outside import CatalogChanged
from app.ports.queries import DemandRow, Queries
from app.ports.unit_of_work import UnitOfWork
from app.services.context import Context, retried

DEMAND_DAYS = 90
DEFAULT_LEAD_DAYS = 7
MAX_STOCK_MILLI = 10**12


@dataclass(frozen=True, slots=True)
class ReorderAdvice:
    """One product and what to order of it."""

    row: DemandRow
    suggestion: Suggestion


class Inventory:
    """Use cases over products and stock. `initials` gives the pinyin initials of a name."""

    def __init__(self, context: Context, queries: Queries, initials: Callable[[str], str]) -> None:
        self._context = context
        self._queries = queries
        self._initials = initials

    def save_product(self, product: Product, *, staff: str = "") -> Product:
        """Add (id "") or change a product; texts and codes are cleaned.

        Raises UserError product_name_missing, price_negative, cost_negative, barcode_taken,
        sku_taken, changed_elsewhere.
        """
        cleaned = products.cleaned(product)
        cleaned = replace(cleaned, initials=self._initials(cleaned.name))
        with self._context.unit_of_work() as unit:
            _refuse_taken(unit, cleaned)
            before = unit.catalog.get(cleaned.id) if cleaned.id else None
            if before is None:
                cleaned = replace(cleaned, id=self._context.new_id(), version=1)
                unit.catalog.add(cleaned)
            else:
                unit.catalog.save(cleaned)
            note = self._context.note(
                "product_saved",
                cleaned.id,
                staff=staff,
                before=_facts(before) if before else "",
                after=_facts(cleaned),
            )
            unit.audit.append([note])
            saved = unit.catalog.get(cleaned.id)
            unit.commit()
        self._context.publish([CatalogChanged()])
        return saved

    def receive(
        self,
        product_id: str,
        qty_milli: int,
        unit_cost_minor: int | None,
        staff: str,
        note: str = "",
    ) -> StockLevel:
        """Goods came in; with a cost, the product's cost becomes the moving weighted average.

        Raises UserError qty_out_of_range, cost_negative, stock_not_tracked, product_not_found.
        """
        if not 0 < qty_milli <= MAX_STOCK_MILLI:
            raise UserError("qty_out_of_range", max=MAX_STOCK_MILLI // 1000)
        if unit_cost_minor is not None and unit_cost_minor < 0:
            raise UserError("cost_negative")
        received = Movement(
            id=self._context.new_id(),
            product_id=product_id,
            kind=MovementKind.RECEIPT,
            qty_milli=qty_milli,
            at=self._context.now(),
            staff=staff,
            unit_cost_minor=unit_cost_minor,
            note=note.strip(),
        )
        return retried(lambda: self._receive(received))

    def _receive(self, received: Movement) -> StockLevel:
        with self._context.unit_of_work() as unit:
            product = _tracked(unit, received.product_id)
            level = unit.stock.level(received.product_id)
            if received.unit_cost_minor is not None:
                average = products.average_cost(
                    product.cost_minor,
                    level.on_hand_milli,
                    new_minor=received.unit_cost_minor,
                    qty_milli=received.qty_milli,
                )
                unit.catalog.save(replace(product, cost_minor=average))
            return self._moved(unit, received, level, action="stock_received")

    def adjust(
        self, product_id: str, new_on_hand_milli: int, staff: str, note: str = ""
    ) -> StockLevel:
        """Somebody looked: so much is really there. The difference is moved; none is no change."""
        if not 0 <= new_on_hand_milli <= MAX_STOCK_MILLI:
            raise UserError("stock_out_of_range", max=MAX_STOCK_MILLI // 1000)
        with self._context.unit_of_work() as unit:
            product = _tracked(unit, product_id)
            level = unit.stock.level(product_id)
            if new_on_hand_milli == level.on_hand_milli:
                return level
            movement = Movement(
                id=self._context.new_id(),
                product_id=product_id,
                kind=MovementKind.ADJUSTMENT,
                qty_milli=new_on_hand_milli - level.on_hand_milli,
                at=self._context.now(),
                staff=staff,
                unit_cost_minor=product.cost_minor,
                note=note.strip(),
            )
            return self._moved(unit, movement, level, action="stock_adjusted")

    def advice(self) -> list[ReorderAdvice]:
        """What to order, from the last 90 full days: first what is out, then what is due."""
        profile = self._queries.profile()
        if profile is None:
            raise UserError("shop_not_set_up")
        today = business_date(self._context.now(), profile)
        rows = self._queries.demand(today - timedelta(days=DEMAND_DAYS), today - timedelta(days=1))
        advised = [ReorderAdvice(row, suggest(_stock_facts(row))) for row in rows]
        return sorted(
            advised, key=lambda x: (not x.suggestion.out, not x.suggestion.due, x.row.name)
        )

    def _moved(
        self, unit: UnitOfWork, movement: Movement, level: StockLevel, *, action: str
    ) -> StockLevel:
        after = replace(level, on_hand_milli=level.on_hand_milli + movement.qty_milli)
        unit.stock.move([movement])
        note = self._context.note(
            action,
            movement.product_id,
            staff=movement.staff,
            before=str(level.on_hand_milli),
            after=str(after.on_hand_milli),
        )
        unit.audit.append([note])
        unit.commit()
        self._context.publish([CatalogChanged()])
        return after


def _refuse_taken(unit: UnitOfWork, product: Product) -> None:
    for code in product.barcodes:
        owner = unit.catalog.by_barcode(code)
        if owner is not None and owner.id != product.id:
            raise UserError("barcode_taken", barcode=code, name=owner.name)
    owner = unit.catalog.by_sku(product.sku) if product.sku else None
    if owner is not None and owner.id != product.id:
        raise UserError("sku_taken", sku=product.sku, name=owner.name)


def _tracked(unit: UnitOfWork, product_id: str) -> Product:
    product = unit.catalog.get(product_id)
    if product.stock_policy is StockPolicy.NOT_TRACKED:
        raise UserError("stock_not_tracked", name=product.name)
    return product


def _facts(product: Product) -> str:
    """What the books keep of a product when it is changed."""
    return json.dumps(
        {
            "name": product.name,
            "sku": product.sku,
            "barcodes": product.barcodes,
            "price_minor": product.price_minor,
            "ask_price": product.ask_price,
            "cost_minor": product.cost_minor,
            "tax_class_id": product.tax_class_id,
            "active": product.active,
        },
        ensure_ascii=False,
    )


def _stock_facts(row: DemandRow) -> StockFacts:
    return StockFacts(
        on_hand_milli=row.on_hand_milli - row.reserved_milli,
        history=[DayOfSales(sold) for sold in row.daily_milli],
        lead_days=DEFAULT_LEAD_DAYS if row.lead_days is None else row.lead_days,
        order_cost_minor=row.order_cost_minor or 0,
        holding_cost_minor=row.holding_cost_minor or 0,
        safety_milli=row.safety_milli,
    )
