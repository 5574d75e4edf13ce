"""Why this number? Every step from quantity and price to the total, taken from price() itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.domain import money
from app.domain.pricing.engine import price
from app.domain.pricing.model import (
    Discount,
    LineTax,
    PriceCart,
    Priced,
    PricedLine,
    PriceLine,
    TaxRounding,
)


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One step in words: `key` names the sentence, `params` fill it with numbers and names.

    Amounts are plain numbers in the cart's currency ("12.50"); rates and quantities as short as
    they can be written ("21", "0.5").
    """

    key: str
    params: Mapping[str, str]


def trace(cart: PriceCart) -> tuple[TraceStep, ...]:
    """Explain a cart: lines, order discount, taxes per line and per document, totals, cash."""
    return tuple(_Teller(cart, price(cart)).steps())


class _Teller:
    """Tells a priced cart step by step."""

    def __init__(self, cart: PriceCart, priced: Priced) -> None:
        self._cart = cart
        self._priced = priced

    def steps(self) -> Iterator[TraceStep]:
        pairs = list(zip(self._cart.lines, self._priced.lines, strict=True))
        for line, priced in pairs:
            yield from self._quoted(line, priced)
        yield from self._order_discount()
        for line, priced in pairs:
            yield from self._taxed(line, priced)
        yield from self._document_taxes()
        yield from self._totals()

    def _quoted(self, line: PriceLine, priced: PricedLine) -> Iterator[TraceStep]:
        gross = priced.gross_before_discount_minor
        yield self._step(
            "trace_line_amount",
            line=line.name,
            qty=_qty(line.qty_milli),
            unit=self._unit(line.unit_minor),
            amount=gross,
        )
        if line.discount is not None:
            off = priced.line_discount_minor
            yield self._discount("trace_line_discount", line.discount, gross, off, line=line.name)

    def _discount(
        self, key: str, discount: Discount, base: int, off: int, **names: str
    ) -> TraceStep:
        if discount.percent is None:
            return self._step(f"{key}_amount", base=base, amount=off, **names)
        percent = money.short(discount.percent)
        return self._step(f"{key}_percent", percent=percent, base=base, amount=off, **names)

    def _order_discount(self) -> Iterator[TraceStep]:
        discount = self._cart.order_discount
        if discount is None:
            return
        lines = self._priced.lines
        base = sum(x.gross_before_discount_minor - x.line_discount_minor for x in lines)
        off = sum(x.discount_minor - x.line_discount_minor for x in lines)
        yield self._discount("trace_order_discount", discount, base, off)

    def _taxed(self, line: PriceLine, priced: PricedLine) -> Iterator[TraceStep]:
        if self._cart.order_discount is not None:
            share = priced.discount_minor - priced.line_discount_minor
            yield self._step("trace_order_discount_share", line=line.name, amount=share)
        asked = priced.gross_before_discount_minor - priced.discount_minor
        for tax in priced.taxes:
            yield self._tax(line, tax, asked)
        yield self._step(
            "trace_line_total",
            line=line.name,
            net=priced.net_minor,
            tax=priced.tax_minor,
            total=priced.total_minor,
        )

    def _tax(self, line: PriceLine, tax: LineTax, asked: int) -> TraceStep:
        where = "included" if tax.included else "on_top"
        common: dict[str, str | int] = {
            "line": line.name,
            "name": tax.name,
            "amount": tax.amount_minor,
        }
        if tax.percent is None:
            unit = self._unit(tax.fixed_minor or 0)
            return self._step(f"trace_levy_{where}", qty=_qty(line.qty_milli), unit=unit, **common)
        if self._cart.tax_rounding is TaxRounding.DOCUMENT:
            where = "share"
        base = asked if where == "included" else tax.base_minor
        return self._step(f"trace_tax_{where}", rate=money.short(tax.percent), base=base, **common)

    def _document_taxes(self) -> Iterator[TraceStep]:
        if self._cart.tax_rounding is not TaxRounding.DOCUMENT:
            return
        for row in self._priced.taxes:
            if row.percent is not None:
                yield self._step(
                    "trace_tax_document",
                    name=row.name,
                    rate=money.short(row.percent),
                    base=row.base_minor,
                    amount=row.amount_minor,
                )

    def _totals(self) -> Iterator[TraceStep]:
        priced = self._priced
        yield self._step(
            "trace_total", net=priced.net_minor, tax=priced.tax_minor, total=priced.total_minor
        )
        if self._cart.cash_step_minor > 1:
            rounding = priced.cash_rounding_minor
            sign = "+" if rounding >= 0 else ""
            yield self._step(
                "trace_cash",
                total=priced.total_minor,
                step=self._cart.cash_step_minor,
                rounding=sign + money.plain(rounding, self._cart.currency),
                due=priced.cash_due_minor,
            )

    def _step(self, key: str, **params: str | int) -> TraceStep:
        """Make a step; whole numbers are amounts in minor units."""
        cur = self._cart.currency
        return TraceStep(
            key, {k: v if isinstance(v, str) else money.plain(v, cur) for k, v in params.items()}
        )

    def _unit(self, unit_minor: Decimal | int) -> str:
        return money.plain_unit(unit_minor, self._cart.currency)


def _qty(qty_milli: int) -> str:
    return money.short(Decimal(qty_milli) / 1000)
