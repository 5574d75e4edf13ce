"""A scanner before a QR code, played by a library that had no part in drawing it."""

from __future__ import annotations

import zxingcpp
from PIL import Image


def decoded(modules: list[list[bool]], *, unit: int = 4) -> str:
    """Scan a matrix with its quiet zone of four modules."""
    side = len(modules) + 8
    image = Image.new("L", (side, side), 255)
    for y, line in enumerate(modules):
        for x, dark in enumerate(line):
            if dark:
                image.putpixel((x + 4, y + 4), 0)
    found = zxingcpp.read_barcodes(
        image.resize((side * unit, side * unit), Image.Resampling.NEAREST)
    )
    return found[0].text
