"""What the tour expects and what it finds; every difference is one line."""

from __future__ import annotations

from ui.i18n import tr


class Checks:
    """Goes on after a difference, so that one run tells all of them.

    Attributes:
        made: how many comparisons; differences: those that failed, in words.
    """

    def __init__(self) -> None:
        self.made = 0
        self.differences: list[str] = []

    def same(self, what: str, expected: object, found: object, **params: object) -> None:
        """Compare; `what` and `params` are the words "tour.check.<what>"."""
        self.made += 1
        if expected == found:
            return
        words = tr(f"tour.check.{what}", **params)
        told = tr("tour.difference", what=words, expected=expected, found=found)
        self.complain(told)

    def holds(self, what: str, fact: bool, **params: object) -> None:
        """Something that must be so; the words say what."""
        self.made += 1
        if not fact:
            self.complain(tr("tour.not_so", what=tr(f"tour.check.{what}", **params)))

    def complain(self, words: str) -> None:
        """Something went wrong that is no comparison."""
        self.differences.append(" ".join(words.split()))
