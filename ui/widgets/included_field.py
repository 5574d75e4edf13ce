"""Whether a price has its tax in it."""

from __future__ import annotations

from ui.widgets.forms import ChoiceField, words_of

_AS_SHOP, _IN, _ON_TOP = "", "in", "on_top"
_MEANS: dict[str, bool | None] = {_AS_SHOP: None, _IN: True, _ON_TOP: False}


class IncludedField(ChoiceField):
    """As everywhere in the shop, in it, or on top.

    Args:
        in_key: the words for "in it".
    """

    def __init__(self, in_key: str) -> None:
        super().__init__("inventory.tax_included")
        self._words = {
            _AS_SHOP: "inventory.tax_as_shop",
            _IN: in_key,
            _ON_TOP: "inventory.tax_on_top",
        }
        self.retranslate()

    def included(self) -> bool | None:
        """None for as in the shop."""
        return _MEANS[self.chosen()]

    def set_included(self, included: bool | None) -> None:
        """Fill in."""
        self.choose(next(choice for choice, means in _MEANS.items() if means is included))

    def retranslate(self) -> None:
        """The language changed."""
        self.set_choices(words_of(self._words))
