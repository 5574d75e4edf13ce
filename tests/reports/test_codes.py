"""Codes are drawn as few rectangles and read back as what was meant."""

from __future__ import annotations

import string
from datetime import UTC, datetime

import pypdfium2
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from app import qr
from reports import codes
from reports.sheet import Sheet

PRINTABLE = st.text(st.sampled_from(string.printable[:95]), min_size=1, max_size=30)
MATRIX = st.integers(1, 12).flatmap(
    lambda side: st.lists(
        st.lists(st.booleans(), min_size=side, max_size=side), min_size=side, max_size=side
    )
)


def scanned(text: str, *, bars: bool) -> list[str]:
    """Draw a code by itself and scan it."""
    sheet = Sheet(
        (700, 200), title="", author="", language="en", at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    if bars:
        codes.draw_code128(sheet, text, x=30, top=150, high=80, module=1.0, align="left")
    else:
        codes.draw_qr(sheet, text, x=30, top=170, side=140)
    with pypdfium2.PdfDocument(sheet.finish()) as document:
        image = document[0].render(scale=3).to_pil().convert("L")
    return [code.text for code in zxingcpp.read_barcodes(image)]


@settings(max_examples=40)
@given(PRINTABLE)
def test_bars_read_back_as_the_text(text: str) -> None:
    assert scanned(text, bars=True) == [text]


@settings(max_examples=25)
@given(PRINTABLE)
def test_qr_codes_read_back_as_the_text(text: str) -> None:
    assert scanned(text, bars=False) == [text]


def test_every_symbol_has_eleven_modules_and_the_stop_sign_thirteen() -> None:
    for value in range(106):
        assert sum(map(int, codes._symbol(value))) == 11, value
    assert sum(map(int, codes._symbol(106))) == 13
    assert len({codes._symbol(value) for value in range(107)}) == 107


def test_digits_are_packed_in_pairs() -> None:
    assert len(codes.code128("12345678")) < len(codes.code128("abcdefgh"))
    assert sum(codes.code128("20261104-T1-0042")) <= 11 * 16 + 13


@given(PRINTABLE, st.floats(50, 500))
def test_the_module_lets_the_code_and_its_quiet_zones_fit(text: str, room: float) -> None:
    module = codes.module_for(text, room=room, most=1.0)
    assert (sum(codes.code128(text)) + 20) * module <= room + 0.01


def test_what_bars_cannot_hold_is_known() -> None:
    assert codes.can_be_barcode("A-1 z~")
    assert not any(map(codes.can_be_barcode, ("", "前台", "a\nb", "é")))


@given(MATRIX)
def test_merged_rectangles_cover_exactly_the_dark_modules(modules: list[list[bool]]) -> None:
    covered = [
        (x, y)
        for column, row, wide, high in codes.merged(modules)
        for x in range(column, column + wide)
        for y in range(row, row + high)
    ]
    dark = {(x, y) for y, line in enumerate(modules) for x, on in enumerate(line) if on}
    assert len(covered) == len(set(covered))
    assert set(covered) == dark


def test_a_qr_code_needs_far_fewer_rectangles_than_modules() -> None:
    modules = qr.matrix("20261104-T1-0042")
    assert len(codes.merged(modules)) < sum(map(sum, modules)) * 0.6
