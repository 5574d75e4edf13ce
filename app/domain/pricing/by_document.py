"""Taxes rounded once per rate on the whole document (EN 16931), then spread back over the lines."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Any

from app.domain.money import round_ratio, spread
from app.domain.pricing.plan import TaxPlan

_Rate = tuple[str, Decimal]  # one row of the tax table: name and percent
_Entry = tuple[int, int]  # place of the line, place of the tax in it


@dataclass(slots=True)
class _Document:
    """The lines side by side; `amounts` fills up from the levies to all taxes."""

    plans: list[TaxPlan]
    asked: list[int]
    amounts: list[list[int]]
    keys: list[tuple[Any, ...]]
    step: int

    def spread(self, total: int, weights: list[int], entries: list[_Entry]) -> list[int]:
        """Split a tax over its lines in whole steps."""
        keys = [self.keys[line] for line, _ in entries]
        return [part * self.step for part in spread(total // self.step, weights, keys)]


def tax_document(
    plans: list[TaxPlan],
    asked: list[int],
    levies: list[list[int]],
    *,
    keys: list[tuple[Any, ...]],
    step: int,
) -> list[list[int]]:
    """The taxes of all lines, in order.

    Included percentages are rounded on the sum of what is inside the lines; those on top are
    rounded on the sum of the lines' bases, so that base times rate is the amount in the table.
    Levies per unit are counted line by line. `levies` is filled up in place and returned.
    """
    document = _Document(plans, asked, levies, keys, step)
    _tax_inside(document)
    _tax_on_top(document)
    return document.amounts


def _tax_inside(document: _Document) -> None:
    groups: dict[_Rate, list[tuple[_Entry, Fraction]]] = {}
    left = []
    for line, plan in enumerate(document.plans):
        asked, amounts = document.asked[line], document.amounts[line]
        left.append(asked - plan.included_sum(amounts))
        for tax, share in plan.inside:
            exact = Fraction(share.numerator(asked, amounts), share.denominator)
            groups.setdefault(_rate_of(plan, tax), []).append(((line, tax), exact))
    for rate in sorted(groups):
        entries = [entry for entry, _ in groups[rate]]
        exacts = [exact for _, exact in groups[rate]]
        whole = sum(exacts, Fraction(0))
        total = round_ratio(whole.numerator, whole.denominator, document.step)
        shares = document.spread(total, _as_weights(exacts), entries)
        _fit(shares, left, entries, document)
        for (line, tax), share_minor in zip(entries, shares, strict=True):
            document.amounts[line][tax] = share_minor
            left[line] -= share_minor


def _as_weights(exacts: list[Fraction]) -> list[int]:
    scale = lcm(*(x.denominator for x in exacts))
    return [int(x * scale) for x in exacts]


def _fit(shares: list[int], left: list[int], entries: list[_Entry], document: _Document) -> None:
    """Move what does not fit into a line of a few cents to the lines with most room."""
    over = 0
    for place, (line, _) in enumerate(entries):
        excess = max(0, shares[place] - left[line])
        shares[place] -= excess
        over += excess
    if not over:
        return
    room = [left[line] - share for (line, _), share in zip(entries, shares, strict=True)]
    order = sorted(
        range(len(entries)), key=lambda place: (-room[place], document.keys[entries[place][0]])
    )
    for place in order:
        moved = min(over, room[place])
        shares[place] += moved
        over -= moved


def _tax_on_top(document: _Document) -> None:
    nets = [
        asked - plan.included_sum(amounts)
        for plan, asked, amounts in zip(
            document.plans, document.asked, document.amounts, strict=True
        )
    ]
    waiting: dict[_Rate, set[_Entry]] = {}
    for line, plan in enumerate(document.plans):
        for tax, _, _ in plan.on_top:
            waiting.setdefault(_rate_of(plan, tax), set()).add((line, tax))
    while waiting:
        for rate, ready in _ready(waiting, document.plans).items():
            _tax_rate_on_top(document, rate, sorted(ready), nets)
            waiting[rate] -= ready
            if not waiting[rate]:
                del waiting[rate]


def _tax_rate_on_top(
    document: _Document, rate: _Rate, entries: list[_Entry], nets: list[int]
) -> None:
    bases = [
        document.plans[line].base(tax, nets[line], document.amounts[line]) for line, tax in entries
    ]
    numerator, denominator = rate[1].as_integer_ratio()
    total = round_ratio(sum(bases) * numerator, denominator * 100, document.step)
    for (line, tax), share in zip(entries, document.spread(total, bases, entries), strict=True):
        document.amounts[line][tax] = share


def _ready(waiting: dict[_Rate, set[_Entry]], plans: list[TaxPlan]) -> dict[_Rate, set[_Entry]]:
    """The rates none of whose bases waits for another tax.

    Only where lines take the same taxes in opposite order is there none; then the parts of
    rates that can be worked out go first. The first waiting tax of a line waits for nothing.
    """
    unknown = set().union(*waiting.values())
    parts = {
        rate: {
            (line, tax)
            for line, tax in entries
            if not any((line, earlier) in unknown for earlier in plans[line].bases[tax])
        }
        for rate, entries in waiting.items()
    }
    whole = {rate: ready for rate, ready in parts.items() if len(ready) == len(waiting[rate])}
    return whole or {rate: ready for rate, ready in parts.items() if ready}


def _rate_of(plan: TaxPlan, tax: int) -> _Rate:
    rule = plan.rules[tax]
    return rule.name, rule.percent or Decimal(0)
