"""Fills the window's style sheet with the colours and sizes in use."""

from __future__ import annotations

from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from string import Template

from ui.theme.metrics import Metrics
from ui.theme.tokens import THEMES, ThemeName

_FOLDER = Path(__file__).parent
_BORDER = 2  # one pixel above and one below, which min-height does not count


@lru_cache(maxsize=1)
def _template() -> Template:
    return Template((_FOLDER / "window.qss").read_text(encoding="utf-8"))


def sizes(metrics: Metrics) -> dict[str, int]:
    """Every length of the sheet, in pixels."""
    touch, tall = metrics.touch(), metrics.touch(1.5)
    badge, scroll = metrics.em(1.9), max(10, metrics.mm(2.6))
    return {
        "body": metrics.em(),
        "small": metrics.em(0.85),
        "heading": metrics.em(1.15),
        "title": metrics.em(1.35),
        "amount": metrics.em(1.6),
        "go_words": metrics.em(1.5),
        "em": metrics.em(),
        "pad": metrics.gap,
        "field_pad": metrics.mm(3.2),
        "field_pad_focus": metrics.mm(3.2) - 1,
        "button_pad": metrics.mm(4.2),
        "button_pad_focus": metrics.mm(4.2) - 1,
        "pill_pad": metrics.mm(3.7),
        "radius": metrics.mm(2.0),
        "touch_inner": touch - _BORDER,
        "touch_narrow": touch - 2 * metrics.gap - _BORDER,
        "tall_inner": tall - _BORDER,
        "pill_radius": touch // 2 - 1,
        "badge": badge,
        "badge_radius": badge // 2,
        "entry": metrics.touch(),
        "rail_narrow": metrics.mm(13.5),
        "rail_inner": metrics.rail_words,
        "status_inner": metrics.em(1.9),
        "header": metrics.em(2.2),
        "box": metrics.em(1.3),
        "box_half": metrics.em(1.3) // 2 + 2,
        "scroll": scroll,
        "scroll_half": scroll // 2,
    }


def sheet(theme: ThemeName, metrics: Metrics) -> str:
    """The style sheet of one theme at one size."""
    values: dict[str, object] = {**asdict(THEMES[theme]), **sizes(metrics)}
    values["theme"] = theme.value
    values["icons"] = (_FOLDER / "icons").as_posix()
    return _template().substitute(values)
