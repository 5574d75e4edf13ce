"""The taxes of a line worked out once: what is in whose base, and what is inside a price.

Write N for the net of a line and F for its fixed levies. Every tax is then a sum of multiples of
N and the F, and so is the price that contains some of them. Solving that one equation for N gives
each included percentage as a multiple of the price minus multiples of the F; those multiples
depend on the taxes alone, so they are kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import lcm

from app.domain.money import round_ratio
from app.domain.pricing.model import TaxRule

_Terms = dict[int, Fraction]  # multiples of N (under _NET) and of the levies (by their place)
_NET = -1


@dataclass(frozen=True, slots=True)
class Inside:
    """An amount inside a price: (of_price * price + sum(of_levy[i] * levy[i])) / denominator."""

    of_price: int
    of_levy: tuple[tuple[int, int], ...]
    denominator: int

    def numerator(self, price: int, levies: list[int]) -> int:
        """The amount times the denominator, exactly."""
        amount = self.of_price * price
        for place, factor in self.of_levy:
            amount += factor * levies[place]
        return amount


@dataclass(frozen=True, slots=True)
class TaxPlan:
    """The taxes of a line, in order, with everything that does not depend on amounts.

    Attributes:
        included: for each tax, whether the price contains it.
        bases: for each tax, the places of the earlier taxes that its base contains.
        levies: places and ratios (minor units per unit of quantity) of the fixed levies.
        inside: places and shares of the percentages the price contains.
        on_top: places and ratios of the percentages that come on top of the price.
        net: the net inside a price, before rounding.
    """

    rules: tuple[TaxRule, ...]
    included: tuple[bool, ...]
    bases: tuple[tuple[int, ...], ...]
    levies: tuple[tuple[int, int, int], ...]
    inside: tuple[tuple[int, Inside], ...]
    on_top: tuple[tuple[int, int, int], ...]
    net: Inside

    def levy_amounts(self, qty_milli: int, step: int) -> list[int]:
        """The levies of a line, at their places; zero where percentages will go."""
        amounts = [0] * len(self.rules)
        for place, numerator, denominator in self.levies:
            amounts[place] = round_ratio(numerator * qty_milli, denominator * 1000, step)
        return amounts

    def base(self, place: int, net: int, amounts: list[int]) -> int:
        """What the tax at `place` is taken on."""
        for earlier in self.bases[place]:
            net += amounts[earlier]
        return net

    def included_sum(self, amounts: list[int]) -> int:
        """The part of the taxes that the price contains."""
        return sum(x for x, is_in in zip(amounts, self.included, strict=True) if is_in)


@lru_cache(maxsize=1024)
def plan_for(rules: tuple[TaxRule, ...], prices_include_tax: bool) -> TaxPlan:
    """Work out the taxes of a line; the same taxes are worked out once."""
    included = tuple(
        prices_include_tax if rule.included is None else rule.included for rule in rules
    )
    bases = tuple(_base_places(rules, place) for place in range(len(rules)))
    terms = _terms(rules, bases)
    price: _Terms = {_NET: Fraction(1)}
    for part, is_in in zip(terms, included, strict=True):
        if is_in:
            _add(price, part)
    percents = _ratios(rule.percent for rule in rules)
    return TaxPlan(
        rules=rules,
        included=included,
        bases=bases,
        levies=tuple(_ratios(rule.fixed_minor for rule in rules)),
        inside=tuple((x, _inside(terms[x], price)) for x, _, _ in percents if included[x]),
        on_top=tuple((x, top, 100 * bottom) for x, top, bottom in percents if not included[x]),
        net=_inside({_NET: Fraction(1)}, price),
    )


def _base_places(rules: tuple[TaxRule, ...], place: int) -> tuple[int, ...]:
    return tuple(x for x in range(place) if rules[x].in_base_of_next)


def _ratios(values: Iterable[Decimal | None]) -> list[tuple[int, int, int]]:
    """Place, numerator and denominator of the values there are."""
    return [
        (place, *value.as_integer_ratio())
        for place, value in enumerate(values)
        if value is not None
    ]


def _terms(rules: tuple[TaxRule, ...], bases: tuple[tuple[int, ...], ...]) -> list[_Terms]:
    terms: list[_Terms] = []
    for place, rule in enumerate(rules):
        if rule.percent is None:
            terms.append({place: Fraction(1)})
            continue
        base: _Terms = {_NET: Fraction(1)}
        for earlier in bases[place]:
            _add(base, terms[earlier])
        rate = Fraction(rule.percent) / 100
        terms.append({key: value * rate for key, value in base.items()})
    return terms


def _add(total: _Terms, part: _Terms) -> None:
    for key, value in part.items():
        total[key] = total.get(key, Fraction(0)) + value


def _inside(part: _Terms, price: _Terms) -> Inside:
    """Express `part` by the price instead of the net: N = (price - its levies) / its N."""
    of_price = part.get(_NET, Fraction(0)) / price[_NET]
    of_levy = {
        key: part.get(key, Fraction(0)) - of_price * price.get(key, Fraction(0))
        for key in sorted(part.keys() | price.keys())
        if key != _NET
    }
    denominator = lcm(of_price.denominator, *(x.denominator for x in of_levy.values()))
    return Inside(
        of_price=int(of_price * denominator),
        of_levy=tuple((key, int(x * denominator)) for key, x in of_levy.items() if x),
        denominator=denominator,
    )
