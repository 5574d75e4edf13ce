"""Short tones for the cashier: never blocking, silent where nothing can play."""

from __future__ import annotations

import logging
import queue
import threading
from enum import StrEnum
from pathlib import Path

log = logging.getLogger(__name__)


class Tone(StrEnum):
    """What there is to hear."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    PAID = "paid"


NOTES = {
    Tone.KNOWN: ((1760.0, 0.07),),
    Tone.UNKNOWN: ((220.0, 0.14), (0.0, 0.05), (220.0, 0.18)),
    Tone.PAID: ((1046.5, 0.09), (1568.0, 0.16)),
}


class Tones:
    """Plays on a thread of its own; while one tone is being handed out, others may be dropped."""

    def __init__(self, *, on: bool) -> None:
        self.on = on
        self._wanted: queue.SimpleQueue[Tone] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def play(self, tone: Tone) -> None:
        """Ask for a tone; returns at once."""
        if not self.on:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="tones", daemon=True)
            self._thread.start()
        self._wanted.put(tone)

    def _run(self) -> None:
        import subprocess
        import tempfile

        from ui import sounds  # with the first tone, here, where nobody waits for it

        folder = tempfile.TemporaryDirectory(prefix="tones-")  # taken away at the end
        while True:
            tone = self._wanted.get()
            file = Path(folder.name, f"{tone}.wav")
            try:
                if not file.exists():
                    file.write_bytes(sounds.wav(NOTES[tone]))
                sounds.play(file)
            except (OSError, subprocess.SubprocessError) as problem:
                log.info("no sound: %s", problem)
                self.on = False
                return
