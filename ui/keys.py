"""The keyboard: one table of what each key does, shown on buttons and on the F1 sheet."""

from __future__ import annotations

import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """One thing a key does; its words are "key.<action>". The first sequence is the one shown."""

    action: str
    sequences: tuple[str, ...]
    group: str = "sell"


KEYS: tuple[Key, ...] = (
    Key("help", ("F1",), "window"),
    Key("search", ("F2",)),
    Key("customer", ("F3",)),
    Key("quantity", ("F4",)),
    Key("discount", ("F5",)),
    Key("hold", ("F6",)),
    Key("recall", ("F7",)),
    Key("return", ("F8",)),
    Key("pay", ("F12", "F9"), "pay"),
    Key("quick_cash", ("F10",), "pay"),
    Key("full_screen", ("F11",), "window"),
    Key("remove", ("Del",)),
    Key("undo", ("Ctrl+Z",)),
    Key("redo", ("Ctrl+Y", "Ctrl+Shift+Z")),
    Key("tender_1", ("Alt+1",), "pay"),
    Key("tender_2", ("Alt+2",), "pay"),
    Key("tender_3", ("Alt+3",), "pay"),
    Key("tender_4", ("Alt+4",), "pay"),
    Key("tender_5", ("Alt+5",), "pay"),
    Key("tender_6", ("Alt+6",), "pay"),
    Key("reprint", ("Ctrl+P",), "pay"),
    Key("anything", ("Ctrl+K",), "window"),
    Key("back", ("Esc",), "window"),
)

_BY_ACTION = {key.action: key for key in KEYS}
TENDER = "tender_"


_MAC = {"Ctrl+": "⌘", "Alt+": "⌥", "Shift+": "⇧"}  # Qt takes Ctrl for the command key there


def written(sequence: str, platform: str = sys.platform) -> str:
    """A sequence as it stands on the keys of this machine."""
    if platform == "darwin":
        for name, sign in _MAC.items():
            sequence = sequence.replace(name, sign)
    return sequence


def hint(action: str) -> str:
    """What to write on the button that does the same: "F6"."""
    return written(_BY_ACTION[action].sequences[0])


def view_sequence(place: int) -> str:
    """The key that opens the view at this place of the rail, counted from 0."""
    return f"Ctrl+{place + 1}"
