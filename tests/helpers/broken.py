"""Faults of the sandbox that leave no answer to be believed."""

from __future__ import annotations

from collections.abc import Mapping

BROKEN: Mapping[str, tuple[int | None, str]] = {
    "drop-before-execute": (None, ""),
    "drop-after-execute": (None, ""),
    "drop-mid-answer": (200, "{"),
    "http-502": (502, "Bad Gateway"),
    "html": (200, "Maintenance"),
    "empty": (200, ""),
    "truncated": (200, "{"),
    "rate-limit": (429, "Too Many Requests"),
    "wrong-signature": (200, "{"),
    "unsigned": (200, "{"),
    "tampered-body": (200, "{"),
}
"""By name: the HTTP status, and a piece of what comes back."""
