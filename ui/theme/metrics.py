"""Sizes: millimetres on the real screen, text in steps of one base size."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

MM_PER_INCH = 25.4
_PLAIN_DPI = 96.0
_DPI_RANGE = (96.0, 120.0)  # screens that lie about their size must not break the layout
_MIN_TOUCH_PX = 48
_RAIL_EM = 2.8
_QR_MM = 62.0


class Size(StrEnum):
    """How large the writing is; LARGEST is 200 %."""

    SMALL = "small"
    NORMAL = "normal"
    LARGE = "large"
    LARGEST = "largest"


_TEXT_SCALE = {Size.SMALL: 0.9, Size.NORMAL: 1.0, Size.LARGE: 1.35, Size.LARGEST: 2.0}
# Figures that are big already grow less, or they would push everything else away.
_DISPLAY_SCALE = {Size.SMALL: 1.0, Size.NORMAL: 1.0, Size.LARGE: 1.1, Size.LARGEST: 1.25}
_TOUCH_SCALE = {Size.SMALL: 1.0, Size.NORMAL: 1.0, Size.LARGE: 1.15, Size.LARGEST: 1.4}


@dataclass(frozen=True, slots=True)
class Metrics:
    """Pixel sizes for one screen and one text size.

    Attributes:
        dpi: dots per inch of the screen, device-independent, within what is believable.
    """

    dpi: float
    size: Size = Size.NORMAL

    @classmethod
    def for_screen(cls, physical_dpi: float, size: Size) -> Metrics:
        """Metrics for a screen that claims `physical_dpi`."""
        low, high = _DPI_RANGE
        return cls(max(low, min(physical_dpi, high)), size)

    def mm(self, length_mm: float) -> int:
        """Millimetres in pixels."""
        return round(length_mm * self.dpi / MM_PER_INCH)

    def em(self, times: float = 1.0) -> int:
        """Times the height of body text, in pixels."""
        return round(16 * times * _TEXT_SCALE[self.size] * self.dpi / _PLAIN_DPI)

    def display(self, points: float) -> int:
        """Big figures of so many points, in pixels."""
        return math.ceil(points / 72 * _PLAIN_DPI * _DISPLAY_SCALE[self.size])

    def touch(self, tall: float = 1.0) -> int:
        """The side of something to touch; 1 is 12.7 mm and never under 48 pixels."""
        return round(max(_MIN_TOUCH_PX, self.mm(12.7)) * tall * _TOUCH_SCALE[self.size])

    @property
    def rail_words(self) -> int:
        """The height of an icon with a word below it."""
        return max(self.touch(), self.em(_RAIL_EM))

    @property
    def gap(self) -> int:
        """Between neighbours."""
        return self.mm(2.1)

    @property
    def qr(self) -> int:
        """The side of a payment code; a customer's phone reads it at arm's length."""
        return self.mm(_QR_MM)
