"""The look: readable in every theme, large enough to touch, the same in both directions."""

from __future__ import annotations

import itertools
import re

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontMetricsF
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QPushButton

from ui.theme import THEMES, Metrics, Size, ThemeName, fonts, icons, look
from ui.theme.drawings import DRAWINGS
from ui.theme.sheet import sheet
from ui.theme.tokens import Tokens
from ui.views.pay.done import CHANGE_POINTS
from ui.views.sell.totals import TOTAL_POINTS

ON_GROUND = ("ground", "card", "sunken")
PAIRS = [
    *itertools.product(("text", "muted"), ON_GROUND),
    ("danger", "card"),
    ("rail_text", "rail"),
    ("rail_on_text", "rail_on"),
    ("accent_text", "accent"),
    ("go_text", "go"),
    ("chosen_text", "chosen"),
    ("flash_text", "flash"),
    *((f"{name}_soft_text", f"{name}_soft") for name in ("danger", "warn", "info", "good")),
]


def contrast_ratio(first: str, second: str) -> float:
    """How far two colours are apart, 1..21, as WCAG 2.2 defines it."""
    lights = sorted((_luminance(first), _luminance(second)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ThemeName)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_can_be_read(theme: ThemeName, ink: str, ground: str) -> None:
    tokens = THEMES[theme]
    assert contrast_ratio(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("theme", ThemeName)
@pytest.mark.parametrize("ground", ["ground", "card", "sunken", "accent", "rail"])
def test_the_focus_can_be_seen(theme: ThemeName, ground: str) -> None:
    """What has the keyboard differs by its ring from where it lies, or from what it rings."""
    tokens = THEMES[theme]
    seen = contrast_ratio(tokens.focus, getattr(tokens, ground))
    around = contrast_ratio(tokens.focus, tokens.card)
    assert max(seen, around) >= 3


def test_the_focus_on_the_button_that_pays_is_told_by_brightness_alone_in_high_contrast() -> None:
    tokens = THEMES[ThemeName.CONTRAST]
    assert contrast_ratio(tokens.go_focus, tokens.go) >= 3
    assert contrast_ratio(tokens.go_focus, tokens.card) >= 3


def test_contrast_is_measured_as_the_standard_says() -> None:
    assert contrast_ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast_ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("dpi", [40.0, 96.0, 118.0, 600.0])
def test_everything_to_touch_is_large_enough(size: Size, dpi: float) -> None:
    metrics = Metrics.for_screen(dpi, size)
    assert metrics.touch() >= 48
    assert metrics.touch(1.5) >= 72
    assert metrics.gap >= 8
    assert metrics.qr >= 60 / 25.4 * metrics.dpi


def test_a_screen_that_lies_about_its_size_does_not_break_the_layout() -> None:
    assert Metrics.for_screen(9.0, Size.NORMAL).em() == 16
    assert Metrics.for_screen(5000.0, Size.NORMAL).em() == 20


def test_the_largest_writing_is_twice_the_normal() -> None:
    assert Metrics(96.0, Size.LARGEST).em() == 2 * Metrics(96.0, Size.NORMAL).em()


def test_total_and_change_keep_their_size() -> None:
    for size in Size:
        metrics = Metrics(96.0, size)
        assert metrics.display(TOTAL_POINTS) >= 40 / 72 * 96
        assert metrics.display(CHANGE_POINTS) >= 64 / 72 * 96


@pytest.mark.parametrize("theme", ThemeName)
def test_the_sheet_has_no_hole(theme: ThemeName) -> None:
    assert "$" not in sheet(theme, Metrics(96.0))


def test_a_theme_is_colours_alone() -> None:
    """Whatever fits in one fits in all."""

    def colourless(theme: ThemeName) -> str:
        return re.sub(f"#[0-9a-f]{{6}}|-{theme}.svg", "", sheet(theme, Metrics(96.0)))

    assert len({colourless(theme) for theme in ThemeName}) == 1


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_icon_is_a_drawing(name: str) -> None:
    assert QSvgRenderer(QByteArray(icons.svg(name))).isValid()


def test_figures_all_have_the_same_width(qapp: QApplication) -> None:
    for bold in (False, True):
        metrics = QFontMetricsF(fonts.sized(40, bold=bold))
        assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_an_icon_follows_the_theme(qapp: QApplication) -> None:
    button = QPushButton()
    look.put_icon(button, "cash")
    light = button.icon().cacheKey()
    look.apply(ThemeName.DARK, Size.NORMAL)
    dark = button.icon().cacheKey()
    look.apply(ThemeName.LIGHT, Size.NORMAL)
    assert light != dark
    assert button.icon().cacheKey() == light


def test_tokens_are_whole_colours() -> None:
    for tokens in THEMES.values():
        for name in Tokens.__dataclass_fields__:
            colour = getattr(tokens, name)
            assert len(colour) == 7 and int(colour[1:], 16) >= 0
