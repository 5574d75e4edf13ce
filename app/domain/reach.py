"""Whether a provider answers, told from its calls with some patience in both directions."""

from __future__ import annotations

from dataclasses import dataclass, replace

SILENCES, SILENT_S = 3, 4.0
"""So many calls in a row without an answer, over so many seconds: it is away."""
ANSWERS = 2
"""So many answers in a row: it is back."""
ASK_AGAIN_S = (2.0, 5.0, 10.0, 20.0, 30.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What the calls so far say. Times are seconds that never go back.

    Attributes:
        silences, answers: in a row; answers are counted only while it is away.
        silent_since_s: when the first call of the row without an answer was made.
        last_s: when the last of them was given up.
    """

    online: bool = True
    silences: int = 0
    answers: int = 0
    silent_since_s: float = 0.0
    last_s: float = 0.0


def answered(reach: Reach) -> Reach:
    """A call was answered, be it with a refusal."""
    if reach.online or reach.answers + 1 >= ANSWERS:
        return Reach()
    return replace(reach, answers=reach.answers + 1)


def silent(reach: Reach, *, asked_s: float, now_s: float) -> Reach:
    """A call that was made at `asked_s` brought nothing that could be believed."""
    since_s = min(asked_s, reach.silent_since_s) if reach.silences else asked_s
    silences = reach.silences + 1
    away = silences >= SILENCES and now_s - since_s >= SILENT_S
    return Reach(
        online=reach.online and not away,
        silences=silences,
        silent_since_s=since_s,
        last_s=now_s,
    )


def ask_again_s(reach: Reach) -> float | None:
    """When to find out by a question of its own; None while there is no doubt."""
    if not reach.silences:
        return None
    if reach.answers:
        return reach.last_s
    return reach.last_s + ASK_AGAIN_S[min(reach.silences, len(ASK_AGAIN_S)) - 1]
