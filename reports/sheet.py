"""A document being drawn: text in embedded faces, rules, boxes. Points, y upwards, as in PDF."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from reports import text as texts
from reports import typefaces

rl_config.useA85 = 0  # text armour that only makes files larger and slower to write

Color = tuple[float, float, float]
INK: Color = (0.08, 0.11, 0.15)
MUTED: Color = (0.36, 0.41, 0.47)
HAIRLINE: Color = (0.80, 0.83, 0.86)
TINT: Color = (0.945, 0.955, 0.97)
ACCENT: Color = (0.09, 0.34, 0.74)
ALERT: Color = (0.72, 0.10, 0.10)
BLACK: Color = (0.0, 0.0, 0.0)

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
MARGIN = 15 * MM
INNER = A4[0] - 2 * MARGIN
"""Width between the margins of an A4 page."""


def leading(size: float) -> float:
    """Distance of two lines of text; Chinese needs more air than Latin."""
    return size * 1.38


class Sheet:
    """One PDF in the making.

    The text of a page is gathered and written once, above everything else on it: far less to
    write, and to read, than one text object a string.
    """

    def __init__(
        self,
        size: tuple[float, float],
        *,
        title: str,
        author: str,
        language: str,
        at: datetime,
    ) -> None:
        typefaces.shipped(typefaces.REGULAR)
        self._file = io.BytesIO()
        self.canvas = Canvas(
            self._file,
            pagesize=size,
            invariant=1,
            initialFontName=typefaces.REGULAR,
            lang={"zh": "zh-CN"}.get(language, language),
        )
        self.canvas.setTitle(texts.printable(title))
        self.canvas.setAuthor(texts.printable(author))
        self.canvas.setCreator("Zhanggui")
        self.canvas.setDateFormatter(lambda *_: _pdf_date(at))
        self._begin_page()

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        color: Color = INK,
        align: str = "left",
    ) -> None:
        """Print one line with its baseline at `y`; `align` says which end of it is at `x`."""
        if align != "left":
            wide = texts.width(text, size, bold=bold)
            x -= wide if align == "right" else wide / 2
        for name, part in texts.runs(text, bold=bold):
            self._put(x, y, part, (name, size, color))
            x += texts.width(part, size, bold=bold)

    def lines(
        self,
        x: float,
        top: float,
        lines: Sequence[str],
        size: float,
        *,
        bold: bool = False,
        color: Color = INK,
        align: str = "left",
    ) -> None:
        """Print lines downwards from `top`, each in a slot `leading(size)` high."""
        y = top - baseline(size)
        for line in lines:
            self.text(x, y, line, size, bold=bold, color=color, align=align)
            y -= leading(size)

    def rule(
        self,
        x0: float,
        x1: float,
        y: float,
        *,
        thick: float = 0.5,
        color: Color = HAIRLINE,
    ) -> None:
        """A horizontal line."""
        self.fill(x0, y - thick / 2, x1 - x0, thick, color=color)

    def dashes(self, x0: float, x1: float, y: float) -> None:
        """A dashed line, for paper that has no greys."""
        self.canvas.setDash(2.4, 1.8)
        self.canvas.setLineWidth(0.7)
        self.canvas.setStrokeColorRGB(*BLACK)
        self.canvas.line(x0, y, x1, y)
        self.canvas.setDash()

    def fill(self, x: float, y: float, wide: float, high: float, *, color: Color = TINT) -> None:
        """A filled rectangle with its lower left corner at (x, y)."""
        self._fill_color(color)
        self.canvas.rect(x, y, wide, high, stroke=0, fill=1)

    def frame(
        self,
        x: float,
        y: float,
        wide: float,
        high: float,
        *,
        thick: float = 0.8,
        color: Color = INK,
        radius: float = 0.0,
    ) -> None:
        """An outlined rectangle, its corners rounded by `radius`."""
        self.canvas.setLineWidth(thick)
        self.canvas.setStrokeColorRGB(*color)
        self.canvas.roundRect(x, y, wide, high, radius, stroke=1, fill=0)

    def blacken(self, rectangles: Sequence[tuple[float, float, float, float]]) -> None:
        """Fill many rectangles (x, y, width, height) black as one shape, without seams."""
        path = self.canvas.beginPath()
        for rectangle in rectangles:
            path.rect(*rectangle)
        self._fill_color(BLACK)
        self.canvas.drawPath(path, stroke=0, fill=1)

    def stamp(self, x: float, y: float, text: str, size: float, *, degrees: float) -> None:
        """A word in a tilted frame around (x, y), like a rubber stamp's."""
        wide = texts.width(text, size, bold=True)
        self._write_text()
        self.canvas.saveState()
        self.canvas.translate(x, y)
        self.canvas.rotate(degrees)
        self.frame(
            -wide / 2 - size * 0.6,
            -size * 0.72,
            wide + size * 1.2,
            size * 1.44,
            thick=size / 11,
            color=ALERT,
            radius=size * 0.2,
        )
        self.text(0, -size * 0.36, text, size, bold=True, color=ALERT, align="centre")
        self._write_text()
        self.canvas.restoreState()

    def next_page(self) -> None:
        """Finish this page and begin another of the same size."""
        self._write_text()
        self.canvas.showPage()
        self._begin_page()

    def finish(self) -> bytes:
        """Finish the last page and return the whole document."""
        self._write_text()
        self.canvas.save()
        return self._file.getvalue()

    def _begin_page(self) -> None:
        self._filled: Color | None = None
        self._text: PDFTextObject = self.canvas.beginText()
        self._style: tuple[str, float, Color] | None = None

    def _put(self, x: float, y: float, text: str, style: tuple[str, float, Color]) -> None:
        if style != self._style:
            name, size, color = style
            if self._style is None or self._style[:2] != style[:2]:
                self._text.setFont(name, size)
            if self._style is None or self._style[2] != color:
                self._text.setFillColorRGB(*color)
            self._style = style
        self._text.setTextOrigin(round(x, 2), round(y, 2))
        self._text.textLine(text)

    def _write_text(self) -> None:
        if self._style is not None:
            self.canvas.drawText(self._text)
        self._filled = None
        self._text = self.canvas.beginText()
        self._style = None

    def _fill_color(self, color: Color) -> None:
        if color != self._filled:
            self.canvas.setFillColorRGB(*color)
            self._filled = color


def baseline(size: float) -> float:
    """How far below the top of its slot a line of text stands."""
    return (leading(size) - size) / 2 + size * typefaces.ASCENT


def _pdf_date(at: datetime) -> str:
    zone = at.strftime("%z") or "+0000"
    return f"D:{at:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"
