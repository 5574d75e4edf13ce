"""What the tour leaves behind: numbered pictures, papers, and the names of all of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app import settings, single_instance
from app.domain.errors import UserError

DOCUMENT = "tour.json"
SHOP = "shop"
_KIND = "zhanggui-tour"
_SAMPLES = 64  # points across and down that are looked at
_LEAST_COLOURS = 4


class Album:
    """One folder. What an earlier tour left in it makes room.

    Attributes:
        files: names of everything made so far, in order.
        blank: pictures with next to nothing on them.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self.files: list[str] = []
        self.blank: list[str] = []
        self._number = 0

    @property
    def home(self) -> Path:
        """The home folder of the tour's shop."""
        return self.out / SHOP

    @contextmanager
    def opened(self) -> Iterator[None]:
        """The folder for one tour alone, without what an earlier one left in it.

        Errors: UserError("tour_folder_taken") when the shop in it is none of a tour,
        UserError("already_running").
        """
        earlier = self._earlier()
        if self.home.exists() and earlier is None:
            raise UserError("tour_folder_taken", path=str(self.home))
        settings.prepare_home(self.home)
        with single_instance.acquire(self.home):
            for name in (earlier or {}).get("files", ()):
                if Path(name).name == name:
                    (self.out / name).unlink(missing_ok=True)
            for left in self.home.iterdir():
                if left.name != single_instance.LOCK_NAME:
                    shutil.rmtree(left) if left.is_dir() else left.unlink()
            self.write_document({})
            yield

    def picture(self, widget: QWidget, name: str) -> None:
        """A picture of a widget as it is now."""
        self._number += 1
        file = f"{self._number:02d}-{name}.png"
        shot = widget.grab().toImage()
        if not shot.save(str(self.out / file)):
            raise UserError("file_not_written", path=str(self.out / file), problem="PNG")
        self.files.append(file)
        if is_blank(shot):
            self.blank.append(file)

    def has(self, name: str) -> bool:
        """Whether there is a picture of this name."""
        return any(file.endswith(f"-{name}.png") for file in self.files)

    def put(self, name: str, data: bytes) -> Path:
        """Keep a paper or a page."""
        path = self.path(name)
        settings.write_atomically(path, data, mode=0o644)
        return path

    def path(self, name: str) -> Path:
        """Where something of this name goes, in place of what is there; it counts as made."""
        self.files.append(name)
        path = self.out / name
        path.unlink(missing_ok=True)
        return path

    def write_document(self, document: dict[str, Any]) -> None:
        """Write tour.json."""
        told = {"kind": _KIND, **document, "files": self.files}
        text = json.dumps(told, ensure_ascii=False, indent=2)
        settings.write_atomically(self.out / DOCUMENT, text.encode(), mode=0o644)

    def _earlier(self) -> dict[str, Any] | None:
        with suppress(OSError, ValueError):
            found = json.loads((self.out / DOCUMENT).read_text(encoding="utf-8"))
            if isinstance(found, dict) and found.get("kind") == _KIND:
                return found
        return None


def is_blank(shot: QImage) -> bool:
    """Whether a picture shows next to nothing."""
    wide, high = shot.width(), shot.height()
    if not wide or not high:
        return True
    points = range(_SAMPLES)
    seen = {
        shot.pixel(x * (wide - 1) // _SAMPLES, y * (high - 1) // _SAMPLES)
        for x in points
        for y in points
    }
    return len(seen) < _LEAST_COLOURS
