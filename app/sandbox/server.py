"""Running the sandbox: in a thread of the till, or as a program of its own."""

from __future__ import annotations

import contextlib
import signal
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from app import serving
from app.domain.errors import Bug, UserError
from app.sandbox.book import Book
from app.sandbox.identity import identity
from app.sandbox.info import SandboxInfo, described
from app.sandbox.provider import Now, Provider, system_now
from app.sandbox.reply import DroppableProtocol
from app.sandbox.site import site
from app.sandbox.traffic import Load
from app.sandbox.wechat import identity as wechat
from app.sandbox.wires import WIRES
from app.serving import Serving

_PORT_FILE = "port"


class SandboxThread:
    """The sandbox in a thread of this process, without a hand on its signals."""

    def __init__(
        self,
        folder: Path,
        port: int = 0,
        *,
        fault: str | None = None,
        rate: int | None = None,
        now: Now = system_now,
    ) -> None:
        self._folder = folder.absolute()
        self._port = port
        self._fault = fault
        self._rate = rate
        self._now = now
        self._running: tuple[Serving, Book] | None = None
        self._info: SandboxInfo | None = None

    @property
    def info(self) -> SandboxInfo:
        """What a shop needs; only after `start`."""
        if self._info is None:
            raise Bug("sandbox_not_started")
        return self._info

    def start(self) -> SandboxInfo:
        """Listen, then serve in the background.

        Errors: UserError("port_taken", port=), UserError("fault_unknown"), OSError where the
        folder cannot be written, ValueError and sqlite3.Error where its files are damaged.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.ExitStack() as opened:
            listener = opened.enter_context(_listen(self._folder, self._port))
            root = f"http://{serving.HOST}:{listener.getsockname()[1]}"
            book = opened.enter_context(contextlib.closing(Book(self._folder / "trades.sqlite3")))
            provider = self._provider(book, root)
            opened.pop_all()
        self._info = described(provider)
        served = Serving(site(provider), listener, name="sandbox", protocol=DroppableProtocol)
        self._running = served, book
        return self._info

    def stop(self) -> None:
        """End it and wait until it has ended; a second call does nothing."""
        if self._running is None:
            return
        served, book = self._running
        self._running = None
        served.stop()
        book.close()

    def _provider(self, book: Book, root: str) -> Provider:
        provider = Provider(
            book=book,
            alipay=identity(self._folder / "alipay"),
            wechat=wechat.identity(self._folder / "wechat"),
            now=self._now,
            root=root,
            wires=dict(WIRES),
            load=Load(rate=self._rate),
        )
        if self._fault is not None:
            provider.faults.turn_on(self._fault)
        return provider


def serve(
    folder: Path,
    port: int,
    *,
    fault: str | None = None,
    rate: int | None = None,
    ready: Callable[[SandboxInfo], None],
) -> None:
    """Serve until SIGINT or SIGTERM; to be called on the main thread.

    Args:
        port: 0 takes the one this folder had the last time, or any free one.
        fault: a fault of `faults.FAULTS` that is on from the start.
        rate: requests that are answered in any second; None for all.
        ready: called once requests are answered.
    """
    ended = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        ended.set()

    handlers = {x: signal.signal(x, end) for x in (signal.SIGINT, signal.SIGTERM)}
    sandbox = SandboxThread(folder, port, fault=fault, rate=rate)
    try:
        ready(sandbox.start())
        while not ended.wait(0.5):  # a wait without end would not notice Ctrl+C on Windows
            pass
    finally:
        sandbox.stop()
        for number, handler in handlers.items():
            signal.signal(number, handler)


def _listen(folder: Path, port: int) -> socket.socket:
    """A listening socket: on the port asked for, else the folder's last one, else any."""
    remembered = _remembered(folder) if port == 0 else port
    try:
        listener = serving.bound(remembered)
    except OSError as error:
        if port:
            raise UserError("port_taken", port=port) from error
        listener = serving.bound(0)
    bound = listener.getsockname()[1]
    if port or bound == remembered or not remembered:  # else another one serves this folder there
        (folder / _PORT_FILE).write_text(f"{bound}\n", "ascii")
    return listener


def _remembered(folder: Path) -> int:
    try:
        port = int((folder / _PORT_FILE).read_text("ascii"))
    except (OSError, ValueError):
        return 0
    return port if 0 < port < 2**16 else 0
