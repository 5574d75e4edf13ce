"""Short sounds for the cashier: generated, never blocking, silent where nothing can play."""

from __future__ import annotations

import io
import logging
import math
import queue
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import wave
from enum import StrEnum
from pathlib import Path

RATE_HZ = 22_050
_VOLUME = 0.35
_FADE_S = 0.004
_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))
log = logging.getLogger(__name__)


class Tone(StrEnum):
    """What there is to hear."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    PAID = "paid"


# Pairs of pitch in Hz and length in seconds; pitch 0 is silence.
_NOTES = {
    Tone.KNOWN: ((1760.0, 0.07),),
    Tone.UNKNOWN: ((220.0, 0.14), (0.0, 0.05), (220.0, 0.18)),
    Tone.PAID: ((1046.5, 0.09), (1568.0, 0.16)),
}


def wav(tone: Tone) -> bytes:
    """A tone as a mono 16-bit WAV file."""
    samples = b"".join(_note(pitch, length) for pitch, length in _NOTES[tone])
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(samples)
    return target.getvalue()


def _note(pitch_hz: float, length_s: float) -> bytes:
    count, fade = int(RATE_HZ * length_s), int(RATE_HZ * _FADE_S)
    values = []
    for at in range(count):
        edge = min(1.0, at / fade, (count - at) / fade)
        loud = _VOLUME * edge * math.sin(2 * math.pi * pitch_hz * at / RATE_HZ)
        values.append(int(32767 * loud))
    return struct.pack(f"<{count}h", *values)


class Tones:
    """Plays on a thread of its own; while one tone is being handed out, others may be dropped."""

    def __init__(self, *, on: bool) -> None:
        self.on = on and _can_play()
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
        folder = tempfile.TemporaryDirectory(prefix="tones-")  # taken away at the end
        while True:
            tone = self._wanted.get()
            file = Path(folder.name, f"{tone}.wav")
            try:
                if not file.exists():
                    file.write_bytes(wav(tone))
                _play(file)
            except (OSError, subprocess.SubprocessError) as problem:
                log.info("no sound: %s", problem)
                self.on = False
                return


def _can_play() -> bool:
    return sys.platform == "win32" or _player() is not None


def _player() -> list[str] | None:
    for command in _PLAYERS:
        found = shutil.which(command[0])
        if found:
            return [found, *command[1:]]
    return None


def _play(file: Path) -> None:
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(str(file), winsound.SND_FILENAME)
        return
    command = _player()
    if command is not None:
        quiet = subprocess.DEVNULL
        subprocess.run([*command, str(file)], stdout=quiet, stderr=quiet, timeout=5, check=False)
