"""How the window looks: tokens, sizes, palette, style sheet, icons, fonts."""

from ui.theme.look import Look, look
from ui.theme.metrics import Metrics, Size
from ui.theme.tokens import THEMES, ThemeName, Tokens

__all__ = ["THEMES", "Look", "Metrics", "Size", "ThemeName", "Tokens", "look"]
