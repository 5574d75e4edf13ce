"""The audit chain: each entry carries the hash of the one before it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """Who did what, when, at which till, and what it changed (no secrets, no personal data)."""

    at: datetime
    staff: str
    till: str
    action: str
    subject: str
    before: str = ""
    after: str = ""


def chain_hash(previous: str, entry: AuditEntry) -> str:
    """SHA-256 over the previous hash and the entry's fields, as 64 hex digits."""
    text = json.dumps(
        [
            previous,
            int(entry.at.timestamp() * 1_000_000),
            entry.staff,
            entry.till,
            entry.action,
            entry.subject,
            entry.before,
            entry.after,
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()
