"""Words about time."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "time.seconds_ago": ("{n} s ago", "{n} 秒前"),
    "time.minutes_ago": ("{n} min ago", "{n} 分钟前"),
    "time.hours_ago": ("{n} h ago", "{n} 小时前"),
}
