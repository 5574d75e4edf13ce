"""What a column of a list is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from ui.widgets.labels import Tone

R = TypeVar("R")


@dataclass(frozen=True, kw_only=True)
class Column(Generic[R]):
    """One column; its head is the message `key`.

    Attributes:
        text: what a row says in it; detail: a second, smaller line below that.
        wide_em: width in text heights; the column with 0 takes what the others leave.
        figure: stands at the right, as numbers do.
        tone: given, the text is drawn as a pill in this tone.
        gives_way: where there is no room, the highest goes first; 0 never goes.
        sort: what the list is asked to sort by when the head is clicked; empty: it cannot.
    """

    key: str
    text: Callable[[R], str]
    detail: Callable[[R], str] | None = None
    wide_em: float = 0.0
    figure: bool = False
    tone: Callable[[R], Tone] | None = None
    gives_way: int = 0
    sort: str = ""
