"""What every page of the Pay panel is."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.session import Session
from ui.theme import look
from ui.views.pay.sale import PaySale
from ui.widgets.flow import flowing


class PayPage(QWidget):
    """Shows one stage of a payment; `show_sale` is called whenever the sale has changed.

    Attributes:
        column: what scrolls; foot: buttons that are always in sight, in `foot_column`.
    """

    def __init__(self, sale: PaySale, session: Session) -> None:
        super().__init__()
        self.sale = sale
        self.session = session
        self.foot = QWidget()
        self.foot_column = QVBoxLayout(self.foot)
        self.foot_column.setContentsMargins(0, 0, 0, 0)
        self.foot_column.setSpacing(look.metrics.gap)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.metrics.gap)

    def show_sale(self) -> None:
        """Write everything anew."""

    def put_in_row(self, *buttons: QWidget) -> None:
        """Buttons side by side at the foot, or one below the other where it is narrow."""
        for button in buttons:
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.foot_column.addWidget(flowing(*buttons))

    def tick(self) -> None:
        """A second has passed."""

    def focus_first(self) -> None:
        """Put the keyboard where the work begins."""
        self.setFocus()
