"""What the reports of a period share: their head, their pages, their file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.shop import ShopProfile
from reports import flow, page, sale_facts
from reports import text as texts
from reports.flow import Block
from reports.sheet import A4, ACCENT, INNER, MARGIN, MUTED, Sheet, baseline, leading
from reports.words import Say

_NAME_WIDTH = INNER * 0.5


@dataclass(frozen=True, slots=True)
class About:
    """Whose report, of what, of which days (both included), made when (shop time)."""

    shop: ShopProfile
    language: str
    title: str
    first: date
    last: date
    made_at: datetime


def head(about: About, say: Say) -> Block:
    """Shop and time of making on the left, title and period on the right."""
    name = sale_facts.shop_name(about.shop, about.language)
    names = texts.wrap_most(name, 14, _NAME_WIDTH, most=3, bold=True)
    made = say("report.made", at=sale_facts.moment(about.made_at))
    high = max(len(names) * leading(14), leading(18)) + leading(9) + 8

    def draw(sheet: Sheet, top: float) -> None:
        right = MARGIN + INNER
        sheet.lines(MARGIN, top, names, 14, bold=True)
        y = top - len(names) * leading(14)
        sheet.lines(MARGIN, y, [made], 8.6, color=MUTED)
        sheet.lines(right, top, [about.title], 18, bold=True, color=ACCENT, align="right")
        y = top - leading(18) - baseline(10)
        sheet.text(right, y, period(about, say), 10, bold=True, align="right")

    return Block(high, draw)


def period(about: About, say: Say) -> str:
    """The days the report is about."""
    if about.first == about.last:
        return about.first.isoformat()
    return say("report.period", first=about.first.isoformat(), last=about.last.isoformat())


def finish(about: About, blocks: Sequence[Block], say: Say) -> bytes:
    """Lay the blocks out on A4 pages and return the PDF."""
    shop = sale_facts.shop_name(about.shop, about.language)
    sheet = Sheet(
        A4,
        title=f"{about.title} {period(about, say)}",
        author=shop,
        language=about.language,
        at=about.made_at,
    )
    furniture = page.Furniture(say, f"{shop} · {about.title} · {period(about, say)}")
    pages = flow.paginate(blocks, page.ROOM)
    flow.draw_pages(sheet, pages, top=page.TOP, furniture=furniture)
    return sheet.finish()
