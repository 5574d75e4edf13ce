"""Where the program's environment lives, and whether it is ready: one small stamp file decides."""

import os
import sys
import zlib

LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}


def places(root: str) -> "list[Place]":
    """Candidates, best first: beside main.py, else (checkout not writable) in the user's cache."""
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    name = f"venv-{zlib.crc32(os.path.realpath(root).encode()):08x}"
    return [
        Place(root, os.path.join(root, ".venv")),
        Place(root, os.path.join(cache, "zhanggui", name)),
    ]


def wanted_libraries() -> "set[str]":
    """Groups of system libraries this start needs: `x11` only where there is an X display."""
    if not sys.platform.startswith("linux"):
        return set()
    return {"base", "x11"} if os.environ.get("DISPLAY") else {"base"}


class Place:
    """One virtual environment of ours.

    Attributes: `folder` the environment; `python` its interpreter; `notes` our own files in it,
    kept when it is rebuilt: `stamp` (what is installed, written last), `building` (there from the
    first change until the stamp: whoever finds it without a running setup rebuilds) and `log`;
    `lock` is held while setting up, outside so that it outlives a folder deleted by hand.
    """

    def __init__(self, root: str, folder: str) -> None:
        self.root = root
        self.folder = folder
        tail = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
        self.python = os.path.join(folder, *tail)
        self.notes = os.path.join(folder, ".setup")
        self.stamp = os.path.join(self.notes, "stamp")
        self.building = os.path.join(self.notes, "building")
        self.log = os.path.join(self.notes, "log")
        self.lock = folder + ".lock"

    def is_current(self) -> bool:
        """Whether this very process runs inside it."""
        return os.path.realpath(sys.prefix) == os.path.realpath(self.folder)

    def is_ready(self, need: str) -> bool:
        """Whether the stamp says that the lock of `need` and this screen's libraries are there."""
        stamped = self.read_stamp()
        libraries = set(stamped.get("libraries", "").split())
        return (
            stamped.get(need) == self.lock_mark(need)
            and wanted_libraries() <= libraries
            and os.access(self.python, os.X_OK)
            and not os.path.lexists(self.building)
            and (not self.is_current() or os.path.isdir(self.own_packages()))
        )

    def own_packages(self) -> str:
        """Where this interpreter's version looks; gone when the system's Python was replaced."""
        if os.name == "nt":
            return os.path.join(self.folder, "Lib", "site-packages")
        version = "python{}.{}".format(*sys.version_info[:2])
        return os.path.join(self.folder, "lib", version, "site-packages")

    def read_stamp(self) -> "dict[str, str]":
        """Name and value per line; empty when there is none."""
        try:
            with open(self.stamp, encoding="utf-8") as file:
                return dict(line.split(maxsplit=1) for line in file.read().splitlines())
        except (OSError, ValueError):
            return {}

    def lock_path(self, need: str) -> str:
        """The pinned list that `need` (run or dev) installs."""
        return os.path.join(self.root, LOCKS[need])

    def lock_mark(self, need: str) -> str:
        """Tells one state of the lock from another. Not for security: pip checks the hashes."""
        try:
            with open(self.lock_path(need), "rb") as file:
                content = file.read()
        except OSError:
            return "missing"  # never ready; installing from it says what is wrong
        return f"{len(content)}-{zlib.crc32(content):08x}"

    def is_writable(self) -> bool:
        """Whether we may create or change it, and the lock beside it."""
        folder, parent = self.folder, os.path.dirname(self.folder)
        while not os.path.lexists(parent):
            parent = os.path.dirname(parent)
        return _may_write(parent) and (_may_write(folder) or not os.path.lexists(folder))


def _may_write(folder: str) -> bool:
    return os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK)
