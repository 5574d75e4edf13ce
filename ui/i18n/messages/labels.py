"""The one label of an order, and the names of tenders: the same as on paper."""

from __future__ import annotations

from app.names import NAMES as MESSAGES

__all__ = ["MESSAGES"]
