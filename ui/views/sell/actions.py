"""The row of buttons under the cart."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.services.desk import Desk
from ui.theme import look
from ui.widgets.buttons import ActionButton, Fit

# action of ui.keys -> words, icon
_BUTTONS = {
    "quantity": ("sell.quantity", "quantity"),
    "discount": ("sell.discount", "discount"),
    "hold": ("sell.hold", "hold"),
    "recall": ("sell.recall", "recall"),
    "remove": ("sell.remove", "remove"),
}
_HIGHEST = 1.2  # times what is touched: two lines of large writing have no room


class Actions(QWidget):
    """Every button does what its key does; where there is no room, icons go first, then words.

    Args:
        act: called with the action.
    """

    def __init__(self, act: Callable[[str], object]) -> None:
        super().__init__()
        self._act = act
        self.buttons: dict[str, ActionButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.metrics.gap)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for action, (words, icon) in _BUTTONS.items():
            away = action == "remove"
            button = ActionButton(
                words,
                icon=icon,
                action=action,
                token="danger" if away else "text",
                kind="action-danger" if away else "action",
            )
            button.clicked.connect(partial(self._clicked, action))
            self.buttons[action] = button
            row.addWidget(button)
        look.changed.connect(self.fit)

    def minimumSizeHint(self) -> QSize:
        """It can do with icons alone."""
        return QSize(len(_BUTTONS) * look.metrics.touch(), look.metrics.touch())

    def show_desk(self, desk: Desk) -> None:
        """Only what can be done now is offered."""
        for action in ("quantity", "discount", "hold", "remove"):
            self.buttons[action].setEnabled(bool(desk.cart.lines))

    def show_held(self, count: int) -> None:
        """How many sales are put aside."""
        self.buttons["recall"].reword("sell.recall_count" if count else "sell.recall", n=count)
        self.fit()

    def retranslate(self) -> None:
        """Words have other widths now."""
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much of icon and words as there is room for."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Choose how much to show."""
        for fit in Fit:
            for action, button in self.buttons.items():
                button.show_as(_short(action, fit))
            sizes = [button.sizeHint() for button in self.buttons.values()]
            needed = sum(x.width() for x in sizes) + look.metrics.gap * (len(sizes) - 1)
            highest = max(x.height() for x in sizes)
            if needed <= self.width() and highest <= look.metrics.touch(_HIGHEST):
                break

    def _clicked(self, action: str, _checked: bool = False) -> None:
        self._act(action)


def _short(action: str, fit: Fit) -> Fit:
    """Where there is no room for icons beside words, the bin needs no word."""
    return Fit.ICON if action == "remove" and fit in {Fit.WORDS, Fit.TWO_LINES} else fit
