"""Codes for scanners: QR and Code 128 (ISO/IEC 15417), as black rectangles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from app import qr
from reports.sheet import Sheet

# Six widths a value, bar and space by turns; the stop sign has a seventh.
_WIDTHS = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132"
    "122231113222123122123221223211221132221231213212223112312131311222321122321221312212"
    "322112322211212123212321232121111323131123131321112313132113132311211313231113231311"
    "112133112331132131113123113321133121313121211331231131213113213311213131311123311321"
    "331121312113312311332111314111221411431111111224111422121124121421141122141221112214"
    "112412122114122411142112142211241211221114413111241112134111111242121142121241114212"
    "124112124211411212421112421211212141214121412121111143111341131141114113114311411113"
    "4113111131411141313111414111312114122112142112322331112"
)
_TO_C, _TO_B, _START_B, _START_C, _STOP = 99, 100, 104, 105, 106
_QUIET_MODULES = 10

Rectangle = tuple[float, float, float, float]


def draw_qr(sheet: Sheet, text: str, *, x: float, top: float, side: float) -> None:
    """Draw a QR code, its quiet zone outside of the square at (x, top)."""
    modules = qr.matrix(text)
    unit = side / len(modules)
    sheet.blacken(
        [
            (
                round(x + column * unit, 3),
                round(top - (row + high) * unit, 3),
                round(wide * unit, 3),
                round(high * unit, 3),
            )
            for column, row, wide, high in merged(modules)
        ]
    )


def merged(modules: Sequence[Sequence[bool]]) -> list[tuple[int, int, int, int]]:
    """Cover the dark modules with few rectangles: (column, row, width, height) in modules."""
    done: list[tuple[int, int, int, int]] = []
    growing: dict[tuple[int, int], int] = {}  # a run (column, width) and the row it began in
    for row, line in enumerate([*modules, []]):
        runs = set(_dark_runs(line))
        for run in [run for run in growing if run not in runs]:
            first = growing.pop(run)
            done.append((run[0], first, run[1], row - first))
        for run in runs:
            growing.setdefault(run, row)
    return sorted(done)


def _dark_runs(line: Sequence[bool]) -> Iterator[tuple[int, int]]:
    column = 0
    for dark, run in groupby(line):
        wide = sum(1 for _ in run)
        if dark:
            yield column, wide
        column += wide


def can_be_barcode(text: str) -> bool:
    """Whether Code 128 has every character of a text."""
    return bool(text) and text.isascii() and text.isprintable()


def draw_code128(
    sheet: Sheet, text: str, *, x: float, top: float, high: float, module: float, align: str
) -> None:
    """Draw bars of `module` points each; `align` says which end of them is at `x`."""
    widths = code128(text)
    total = sum(widths) * module
    left = x - {"left": 0.0, "centre": total / 2, "right": total}[align]
    bars: list[Rectangle] = []
    for place, wide in enumerate(widths):
        if place % 2 == 0:
            bars.append((round(left, 3), round(top - high, 3), round(wide * module, 3), high))
        left += wide * module
    sheet.blacken(bars)


def module_for(text: str, *, room: float, most: float) -> float:
    """The widest bar module, in points, at which the code and its quiet zones fit into `room`."""
    return min(most, room / (sum(code128(text)) + 2 * _QUIET_MODULES))


def code128(text: str) -> list[int]:
    """Widths in modules of bars and spaces, by turns, beginning with a bar."""
    values = list(_values(text))
    check = (values[0] + sum(place * value for place, value in enumerate(values))) % 103
    return [int(digit) for value in (*values, check, _STOP) for digit in _symbol(value)]


def _symbol(value: int) -> str:
    return _WIDTHS[6 * value :] if value == _STOP else _WIDTHS[6 * value : 6 * value + 6]


def _values(text: str) -> Iterator[int]:
    """Symbol values: pairs of digits in set C where that is shorter, all else in set B."""
    in_c = _digits_at(text, 0) >= 4
    yield _START_C if in_c else _START_B
    place = 0
    while place < len(text):
        digits = _digits_at(text, place)
        if in_c and digits >= 2:
            yield int(text[place : place + 2])
            place += 2
        elif in_c:
            in_c = False
            yield _TO_B
        elif digits >= 4 and digits % 2 == 0:
            in_c = True
            yield _TO_C
        else:
            yield ord(text[place]) - 32
            place += 1


def _digits_at(text: str, place: int) -> int:
    end = place
    while end < len(text) and text[end].isdigit():
        end += 1
    return end - place
