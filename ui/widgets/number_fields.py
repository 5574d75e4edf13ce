"""Form fields for whole numbers and percentages."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from PySide6.QtWidgets import QLineEdit

from app.domain.errors import UserError
from ui.typed_numbers import plain_number
from ui.widgets.forms import Field

_MOST_PERCENT_DECIMALS = 3


class WholeField(Field):
    """A whole number within limits; empty reads as None."""

    def __init__(self, key: str, *, least: int = 0, most: int = 9999, hint_key: str = "") -> None:
        self.input = QLineEdit()
        super().__init__(key, self.input, hint_key=hint_key)
        self._least, self._most = least, most
        self.input.textEdited.connect(lambda _text: self.complain(None))

    def whole(self) -> int | None:
        """The number; UserError("whole_out_of_range") when it is none or outside."""
        written = plain_number(self.input.text())
        if not written:
            return None
        if not written.isdecimal() or not self._least <= int(written) <= self._most:
            raise UserError("whole_out_of_range", least=self._least, most=self._most)
        return int(written)

    def required(self) -> int:
        """The number; UserError("field_empty") when there is none."""
        found = self.whole()
        if found is None:
            raise UserError("field_empty")
        return found

    def set_whole(self, number: int | None) -> None:
        """Fill in."""
        self.input.setText("" if number is None else str(number))
        self.complain(None)


class PercentField(Field):
    """A percentage from 0 to 100; empty reads as None."""

    def __init__(self, key: str) -> None:
        self.input = QLineEdit()
        super().__init__(key, self.input)
        self.input.textEdited.connect(lambda _text: self.complain(None))

    def percent(self) -> Decimal | None:
        """The percentage; UserError("percent_out_of_range") when it is none."""
        written = plain_number(self.input.text()).removesuffix("%")
        if not written:
            return None
        try:
            found = Decimal(written)
        except InvalidOperation:
            raise UserError("percent_out_of_range") from None
        rounded = round(found, _MOST_PERCENT_DECIMALS)
        if not found.is_finite() or not 0 <= found <= 100 or rounded != found:
            raise UserError("percent_out_of_range")
        return found

    def required(self) -> Decimal:
        """The percentage; UserError("field_empty") when there is none."""
        found = self.percent()
        if found is None:
            raise UserError("field_empty")
        return found

    def set_percent(self, percent: Decimal | None) -> None:
        """Fill in."""
        self.input.setText("" if percent is None else f"{percent.normalize():f}")
        self.complain(None)
