"""The least an invoice can cost: its very strings on a bare reportlab canvas."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from app.ports.documents import SalePaper
from reports import invoice, typefaces
from reports.sheet import A4, Color, Sheet

Printed = tuple[float, float, str, tuple[str, float, Color]]


def strings_of(paper: SalePaper, monkeypatch: pytest.MonkeyPatch) -> list[Printed]:
    """Every string that the invoice prints, with its place, face and size."""
    seen: list[Printed] = []
    put = Sheet._put

    def spy(sheet: Sheet, x: float, y: float, text: str, style: tuple[str, float, Color]) -> None:
        seen.append((x, y, text, style))
        put(sheet, x, y, text, style)

    with monkeypatch.context() as patch:
        patch.setattr(Sheet, "_put", spy)
        invoice.draw(paper)
    return seen


def bare(strings: Sequence[Printed]) -> Callable[[], bytes]:
    """Draws the strings one by one, with the same fonts, and nothing else."""

    def draw() -> bytes:
        file = io.BytesIO()
        canvas = Canvas(file, pagesize=A4, initialFontName=typefaces.REGULAR)
        for x, y, text, (name, size, _) in strings:
            canvas.setFont(name, size)
            canvas.drawString(x, y, text)
        canvas.showPage()
        canvas.save()
        return file.getvalue()

    return draw
