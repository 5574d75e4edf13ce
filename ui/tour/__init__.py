"""The guided tour: the real window driven offscreen through a whole day in a shop of its own."""

from ui.tour.day import run

__all__ = ["run"]
