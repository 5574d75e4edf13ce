"""How differences between the books and a statement are told."""

from __future__ import annotations

from app.domain import money
from app.domain.reconciling.model import Difference, Finding
from ui import formats, i18n


def finding(found: Difference) -> str:
    """What kind of difference it is."""
    return i18n.tr(f"difference.{found.finding}")


def amounts(found: Difference) -> str:
    """What each side says, as far as it says anything."""
    foreign = found.currency != found.ours_currency  # ¥ is the sign of more than one
    theirs = _amount(found.theirs_minor, found.currency, foreign)
    ours = _amount(found.ours_minor, found.ours_currency, foreign)
    if found.finding is Finding.TOLD_REFUND and not theirs:
        return i18n.tr("difference.some_of", ours=ours)
    if theirs and ours:
        return i18n.tr("difference.both", theirs=theirs, ours=ours)
    return theirs or ours


def _amount(minor: int | None, code: str, named: bool) -> str:
    if minor is None:
        return ""
    shown = formats.amount(minor, money.currency(code))
    return f"{shown} {code}" if named else shown
