"""Offers that take something off single articles instead of whole lines."""

from __future__ import annotations

from collections.abc import Sequence


def amount_off_cheapest(
    amount_minor: int, max_items: int, lines: Sequence[tuple[int, int]]
) -> list[int]:
    """An amount off at most so many articles, the cheapest first, never more than they cost.

    Args:
        lines: for each line how many articles, and the price of one in minor units.

    Returns:
        What to take off each line.
    """
    off = [0] * len(lines)
    left = amount_minor
    for place in sorted(range(len(lines)), key=lambda place: lines[place][1]):
        count, unit_minor = lines[place]
        items = min(count, max_items)
        off[place] = min(left, items * unit_minor)
        left -= off[place]
        max_items -= items
    return off
