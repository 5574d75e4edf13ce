"""The sales chart, drawn once with shapes: vector in the PDF and SVG on the screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle

from reportlab.graphics import renderPDF, renderSVG
from reportlab.graphics.shapes import STATE_DEFAULTS, Drawing, Line, Rect, String
from reportlab.lib.colors import Color as Paint

from app.domain import money
from app.domain.money import Currency
from app.ports.documents import SalesPaper
from app.ports.queries import SalesBy
from reports import sales_columns, typefaces, words
from reports import text as texts
from reports.sheet import ACCENT, HAIRLINE, INK, MUTED, Color, Sheet
from reports.words import Say

STATE_DEFAULTS["fontName"] = typefaces.REGULAR  # else every chart lists Helvetica, not embedded

_SIZE = 7.6
_CLIPPING = re.compile(
    r"<title>.*?</title>|<desc>.*?</desc>|<clipPath.*?</clipPath>| style=\"clip-path[^\"]*\"",
    re.DOTALL,
)
_MOST_DAYS = 92  # a bar a day up to a quarter, then a bar a month
_MOST_NAMES = 12
_TICKS = 5


@dataclass(frozen=True, slots=True)
class _Theme:
    bar: Color
    text: Color
    label: Color
    grid: Color


_LIGHT = _Theme(bar=ACCENT, text=MUTED, label=INK, grid=HAIRLINE)
_DARK = _Theme(
    bar=(0.42, 0.63, 0.98),
    text=(0.66, 0.71, 0.77),
    label=(0.93, 0.95, 0.97),
    grid=(0.24, 0.28, 0.33),
)


@dataclass(frozen=True, slots=True)
class _Bar:
    name: str
    minor: int


class _Plot:
    """A drawing with the few shapes a chart needs, in one theme."""

    def __init__(self, wide: float, high: float, theme: _Theme) -> None:
        self.drawing = Drawing(wide, high)
        self.theme = theme

    def text(
        self, x: float, y: float, text: str, *, align: str = "left", color: Color | None = None
    ) -> None:
        """One line at a baseline, in as many faces as it needs."""
        wide = texts.width(text, _SIZE)
        x -= {"left": 0.0, "centre": wide / 2, "right": wide}[align]
        for name, part in texts.runs(text):
            paint = Paint(*(color or self.theme.text))
            self.drawing.add(String(x, y, part, fontName=name, fontSize=_SIZE, fillColor=paint))
            x += texts.width(part, _SIZE)

    def bar(self, x: float, y: float, wide: float, high: float) -> None:
        """A filled bar."""
        paint = Paint(*self.theme.bar)
        self.drawing.add(Rect(x, y, wide, high, fillColor=paint, strokeColor=None))

    def grid(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A thin line."""
        paint = Paint(*self.theme.grid)
        self.drawing.add(Line(x0, y0, x1, y1, strokeColor=paint, strokeWidth=0.5))


def sales_chart(paper: SalesPaper, *, width: float, height: float, dark: bool = False) -> Drawing:
    """Upright bars by day (by month over long periods), lying bars for products and tenders."""
    say = words.speaker(paper.language)
    plot = _Plot(width, height, _DARK if dark else _LIGHT)
    plot.text(0, height - 9, _title(paper, say), color=plot.theme.label)
    if not paper.rows:
        plot.text(width / 2, height / 2, say("report.empty"), align="centre")
    elif paper.by is SalesBy.DAY:
        _upright(plot, _by_time(paper), paper.currency, paper.language)
    else:
        _lying(plot, _by_name(paper, say), paper.currency)
    return plot.drawing


def chart_height(paper: SalesPaper) -> float:
    """How high the chart wants to be, in points."""
    if paper.by is SalesBy.DAY or not paper.rows:
        return 170.0
    return 26.0 + 17.0 * min(len(paper.rows), _MOST_NAMES)


def draw_on(sheet: Sheet, drawing: Drawing, x: float, y: float) -> None:
    """Put the chart on a page, its lower left corner at (x, y)."""
    renderPDF.draw(drawing, sheet.canvas, x, y)


def as_svg(drawing: Drawing) -> bytes:
    """The chart as an SVG document, without the clipping that Qt would paint black."""
    svg: str = renderSVG.drawToString(drawing)
    return _CLIPPING.sub("", svg).encode("utf-8")


def _by_time(paper: SalesPaper) -> list[_Bar]:
    """A bar for every day of the period, also for those without sales."""
    sold = {sales_columns.day(row): row.total_minor for row in paper.rows}
    first, last = min(paper.first, *sold), max(paper.last, *sold)
    days = [first + timedelta(days=place) for place in range((last - first).days + 1)]
    if len(days) <= _MOST_DAYS:
        return [_Bar(f"{day:%m-%d}", sold.get(day, 0)) for day in days]
    return _by_month(days, sold)


def _by_month(days: Sequence[date], sold: dict[date, int]) -> list[_Bar]:
    months: dict[str, int] = {}
    for day in days:
        name = f"{day:%Y-%m}"
        months[name] = months.get(name, 0) + sold.get(day, 0)
    return [_Bar(name, minor) for name, minor in months.items()]


def _by_name(paper: SalesPaper, say: Say) -> list[_Bar]:
    """The largest rows, largest first."""
    rows = sorted(paper.rows, key=lambda row: -row.total_minor)[:_MOST_NAMES]
    return [_Bar(sales_columns.key_text(paper, row, say), row.total_minor) for row in rows]


def _title(paper: SalesPaper, say: Say) -> str:
    rows, code = len(paper.rows), paper.currency.code
    figure = say(sales_columns.total_word(paper.by))
    if paper.by is SalesBy.DAY or rows <= _MOST_NAMES:
        return say("chart.title", figure=figure, currency=code)
    return say("chart.largest", figure=figure, currency=code, shown=_MOST_NAMES, count=rows)


def _upright(plot: _Plot, bars: Sequence[_Bar], cur: Currency, language: str) -> None:
    step = tick_step(max(bar.minor for bar in bars), cur)
    top_value = step * max(1, -(-max(bar.minor for bar in bars) // step))
    ticks = range(0, top_value + 1, step)
    left = 8 + max(texts.width(compact(tick, cur, language), _SIZE) for tick in ticks)
    right, bottom = plot.drawing.width, 18.0
    scale = (plot.drawing.height - 24 - bottom) / top_value
    for tick in ticks:
        y = bottom + tick * scale
        plot.grid(left, y, right, y)
        plot.text(left - 5, y - 2.6, compact(tick, cur, language), align="right")
    slot = (right - left) / len(bars)
    every = _label_step(bars, slot)
    for place, bar in enumerate(bars):
        x = left + place * slot
        wide = min(slot * 0.72, 34.0)
        if bar.minor > 0:
            plot.bar(x + (slot - wide) / 2, bottom, wide, bar.minor * scale)
        if place % every == 0:
            plot.text(x + slot / 2, 5, bar.name, align="centre")


def _label_step(bars: Sequence[_Bar], slot: float) -> int:
    """Label every so many bars, so that labels never touch."""
    need = max(texts.width(bar.name, _SIZE) for bar in bars) + 5
    return max(1, -(-int(need) // max(int(slot), 1)))


def _lying(plot: _Plot, bars: Sequence[_Bar], cur: Currency) -> None:
    wide, high = plot.drawing.width, plot.drawing.height
    names = [texts.clip(bar.name, _SIZE, wide * 0.34) for bar in bars]
    figures = [money.display(bar.minor, replace(cur, symbol="")) for bar in bars]
    left = 8 + max(texts.width(name, _SIZE) for name in names)
    room = wide - left - max(texts.width(figure, _SIZE) for figure in figures) - 8
    most = max(1, *(bar.minor for bar in bars))
    slot = (high - 20) / len(bars)
    for place, (bar, name, figure) in enumerate(zip(bars, names, figures, strict=True)):
        y = high - 20 - (place + 0.5) * slot
        long = max(bar.minor, 0) / most * room
        plot.text(left - 6, y - 2.6, name, align="right", color=plot.theme.label)
        if long > 0:
            plot.bar(left, y - min(slot * 0.34, 6.0), long, min(slot * 0.68, 12.0))
        plot.text(left + long + 5, y - 2.6, figure)
    plot.grid(left, 0, left, high - 20)


def tick_step(most_minor: int, cur: Currency) -> int:
    """The distance of grid lines, in minor units: 1, 2 or 5 times a power of ten whole units.

    No more than _TICKS of them are needed to reach `most_minor`.
    """
    step: int = 10**cur.decimals
    for up, down in cycle(((2, 1), (5, 2), (2, 1))):
        if step * _TICKS >= most_minor:
            break
        step = step * up // down
    return step


def compact(minor: int, cur: Currency, language: str) -> str:
    """A round amount in few characters: 900, 12k or 1.2万."""
    units = minor // 10**cur.decimals
    for size, sign in words.scales(language):
        if units >= max(size, 10_000):
            whole, tenths = divmod(units * 10 // size, 10)
            return f"{whole:,}.{tenths}{sign}" if tenths else f"{whole:,}{sign}"
    return f"{units:,}"
