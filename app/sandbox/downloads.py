"""Files that wait to be fetched under an address nobody can guess, for a short while."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta


class Downloads:
    """Files by their token; they go when their time is over."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[datetime, bytes]] = {}

    def put(self, content: bytes, now: datetime, life: timedelta) -> str:
        """Keep a file; its token."""
        self._files = {k: v for k, v in self._files.items() if v[0] > now}
        token = secrets.token_urlsafe(24)
        self._files[token] = (now + life, content)
        return token

    def get(self, token: str, now: datetime) -> bytes | None:
        """The file, as long as it is there."""
        until, content = self._files.get(token, (now, b""))
        return content if until > now else None
