"""price(): the one function behind screen, receipt, ledger and report."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.errors import UserError
from app.domain.money import MAX_MINOR, round_ratio
from app.domain.pricing import by_line
from app.domain.pricing.discounts import LinePrice, line_prices, tie_keys
from app.domain.pricing.model import (
    LineTax,
    PriceCart,
    Priced,
    PricedLine,
    TaxRounding,
    TaxTotal,
)
from app.domain.pricing.plan import TaxPlan, plan_for


def price(cart: PriceCart) -> Priced:
    """Work out a cart. Lines add up to the totals, and net + tax = total, to the minor unit.

    Included taxes are taken out first (net by difference), the others are put on top; the order
    of the lines does not change any total.

    Errors: UserError qty_not_positive, price_negative, discount_too_large, levy_exceeds_price,
    amount_too_large; `index` is the place of the line, None for the order's discount.
    """
    prices = line_prices(cart)
    plans = [plan_for(line.taxes, cart.prices_include_tax) for line in cart.lines]
    taxes = _taxes(cart, prices, plans)
    lines = tuple(map(_priced_line, prices, plans, taxes))
    total = sum(line.total_minor for line in lines)
    if total > MAX_MINOR:
        raise UserError("amount_too_large", field="total")
    cash_due = round_ratio(total, 1, cart.cash_step_minor)
    return Priced(
        lines=lines,
        taxes=_tax_totals(lines),
        discount_minor=sum(line.discount_minor for line in lines),
        net_minor=sum(line.net_minor for line in lines),
        tax_minor=sum(line.tax_minor for line in lines),
        total_minor=total,
        cash_due_minor=cash_due,
        cash_rounding_minor=cash_due - total,
    )


def _taxes(cart: PriceCart, prices: list[LinePrice], plans: list[TaxPlan]) -> list[list[int]]:
    step = cart.step_minor
    asked = [x.asked_minor for x in prices]
    levies = []
    for place, (line, plan) in enumerate(zip(cart.lines, plans, strict=True)):
        levies.append(plan.levy_amounts(line.qty_milli, step))
        by_line.check_levies(plan, asked[place], levies[place], name=line.name, place=place)
    if cart.tax_rounding is TaxRounding.LINE:
        return [by_line.tax_line(*one, step) for one in zip(plans, asked, levies, strict=True)]
    from app.domain.pricing import by_document  # few shops round their taxes this way

    keys = tie_keys(cart.lines)
    return by_document.tax_document(plans, asked, levies, keys=keys, step=step)


def _priced_line(line_price: LinePrice, plan: TaxPlan, amounts: list[int]) -> PricedLine:
    asked = line_price.asked_minor
    net, tax = asked - plan.included_sum(amounts), sum(amounts)
    return PricedLine(
        gross_before_discount_minor=line_price.gross_minor,
        discount_minor=line_price.gross_minor - asked,
        line_discount_minor=line_price.discount_minor,
        net_minor=net,
        tax_minor=tax,
        total_minor=net + tax,
        taxes=tuple(
            LineTax(
                name=rule.name,
                percent=rule.percent,
                fixed_minor=rule.fixed_minor,
                included=plan.included[place],
                base_minor=plan.base(place, net, amounts),
                amount_minor=amounts[place],
            )
            for place, rule in enumerate(plan.rules)
        ),
    )


def _tax_totals(lines: Iterable[PricedLine]) -> tuple[TaxTotal, ...]:
    """The tax table: one row per tax and rate, in the order in which they first appear."""
    sums: dict[tuple[object, ...], list[int]] = {}
    first: dict[tuple[object, ...], LineTax] = {}
    for line in lines:
        for tax in line.taxes:
            key = (tax.name, tax.percent, tax.fixed_minor)
            first.setdefault(key, tax)
            row = sums.setdefault(key, [0, 0])
            row[0] += tax.base_minor
            row[1] += tax.amount_minor
    return tuple(
        TaxTotal(tax.name, tax.percent, tax.fixed_minor, *sums[key]) for key, tax in first.items()
    )
