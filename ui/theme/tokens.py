"""Design tokens: every colour of the window by the job it does, in three themes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ThemeName(StrEnum):
    """Which set of colours."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Colours as #rrggbb. A name ending in `_text` is readable on the colour before it."""

    ground: str  # behind everything
    card: str  # tables, tiles, panels
    sunken: str  # quiet buttons and pills
    line: str  # hairlines inside cards
    edge: str  # outlines of cards and fields
    text: str
    muted: str  # second-rank text, on card, ground and sunken
    rail: str
    rail_on: str
    rail_text: str
    rail_on_text: str
    accent: str  # chosen pill, primary button, links
    accent_text: str
    go: str  # taking money
    go_text: str
    danger: str  # text and outline of what takes away
    danger_soft: str
    danger_soft_text: str
    warn_soft: str
    warn_soft_text: str
    info_soft: str
    info_soft_text: str
    good_soft: str
    good_soft_text: str
    chosen: str  # the selected row
    chosen_text: str
    flash: str  # the row that was just scanned
    flash_text: str
    focus: str  # the ring around what has the keyboard
    go_focus: str  # the same on the button that takes the money


_LIGHT = Tokens(
    ground="#f2f4f8",
    card="#ffffff",
    sunken="#e8ebf1",
    line="#e3e7ee",
    edge="#c4cbd6",
    text="#15202e",
    muted="#4d5969",
    rail="#15202e",
    rail_on="#26333f",
    rail_text="#b9c4d0",
    rail_on_text="#ffffff",
    accent="#1b58cf",
    accent_text="#ffffff",
    go="#0a7a3c",
    go_text="#ffffff",
    danger="#b3241b",
    danger_soft="#fde7e4",
    danger_soft_text="#7d130c",
    warn_soft="#fff1cf",
    warn_soft_text="#6b4300",
    info_soft="#e2ecfd",
    info_soft_text="#123f95",
    good_soft="#dcf3e4",
    good_soft_text="#0a5228",
    chosen="#dbe7fb",
    chosen_text="#15202e",
    flash="#c3efd2",
    flash_text="#15202e",
    focus="#b85f00",
    go_focus="#b85f00",
)

_DARK = Tokens(
    ground="#0d141b",
    card="#18212b",
    sunken="#23303c",
    line="#27333f",
    edge="#3c4a58",
    text="#eef2f6",
    muted="#a7b3c0",
    rail="#070c11",
    rail_on="#1b242d",
    rail_text="#a7b3c0",
    rail_on_text="#ffffff",
    accent="#6aa5ff",
    accent_text="#07121f",
    go="#35c777",
    go_text="#04140b",
    danger="#ff8077",
    danger_soft="#47191a",
    danger_soft_text="#ffd3cf",
    warn_soft="#4a3608",
    warn_soft_text="#ffe3a3",
    info_soft="#14325e",
    info_soft_text="#cfe1ff",
    good_soft="#0f3d24",
    good_soft_text="#bdf2d2",
    chosen="#1d3c66",
    chosen_text="#ffffff",
    flash="#175c36",
    flash_text="#ffffff",
    focus="#ffb92e",
    go_focus="#ffb92e",
)

_CONTRAST = Tokens(
    ground="#000000",
    card="#000000",
    sunken="#141414",
    line="#5c5c5c",
    edge="#ffffff",
    text="#ffffff",
    muted="#e2e2e2",
    rail="#000000",
    rail_on="#1c1c1c",
    rail_text="#ffffff",
    rail_on_text="#ffff00",
    accent="#ffff00",
    accent_text="#000000",
    go="#00ff66",
    go_text="#000000",
    danger="#ff8a80",
    danger_soft="#5c0000",
    danger_soft_text="#ffffff",
    warn_soft="#4d3b00",
    warn_soft_text="#ffffff",
    info_soft="#00224d",
    info_soft_text="#ffffff",
    good_soft="#003d19",
    good_soft_text="#ffffff",
    chosen="#0037ff",
    chosen_text="#ffffff",
    flash="#00661f",
    flash_text="#ffffff",
    focus="#00ffff",
    go_focus="#3355ff",
)

THEMES: dict[ThemeName, Tokens] = {
    ThemeName.LIGHT: _LIGHT,
    ThemeName.DARK: _DARK,
    ThemeName.CONTRAST: _CONTRAST,
}
