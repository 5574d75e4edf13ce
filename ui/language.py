"""Which of the two languages to speak."""

from __future__ import annotations

from collections.abc import Mapping


def resolve(wanted: str, environ: Mapping[str, str]) -> str:
    """Turn "zh", "en" or "auto" into "zh" or "en"; auto follows the machine."""
    if wanted != "auto":
        return wanted
    spoken = next(filter(None, map(environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), None)
    if spoken is None:
        import locale  # a start waits for it only where the machine says nothing

        spoken = locale.getlocale()[0] or ""
    return "zh" if spoken.lower().startswith(("zh", "chinese")) else "en"
