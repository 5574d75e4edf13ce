"""Tones as sound: made of sine waves, and handed to whatever can play them here."""

from __future__ import annotations

import io
import math
import shutil
import struct
import subprocess
import sys
import wave
from pathlib import Path

RATE_HZ = 22_050
_VOLUME = 0.35
_FADE_S = 0.004
_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))
Notes = tuple[tuple[float, float], ...]  # pitch in Hz (0 is silence) and length in seconds


def wav(notes: Notes) -> bytes:
    """A mono 16-bit WAV file."""
    samples = b"".join(_note(pitch, length) for pitch, length in notes)
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


def play(file: Path) -> None:
    """Play a file to its end; OSError (also where nothing plays), subprocess.SubprocessError."""
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(str(file), winsound.SND_FILENAME)
        return
    quiet = subprocess.DEVNULL
    subprocess.run([*_player(), str(file)], stdout=quiet, stderr=quiet, timeout=5, check=True)


def _player() -> list[str]:
    for command in _PLAYERS:
        found = shutil.which(command[0])
        if found:
            return [found, *command[1:]]
    raise FileNotFoundError("no program that plays a sound")
