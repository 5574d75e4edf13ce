"""Zhanggui: environment ready, then the shop is built and handed to the window or command line.

Types are named in quotes: Python 3.6 could not even read this file with annotations put off, and
is to be told in a sentence that it is too old.
"""

import os
import sys

from app import bootstrap

ROOT = os.path.dirname(os.path.abspath(__file__))
if __name__ == "__main__":
    bootstrap.ensure(ROOT, sys.argv)  # first: the machine's own Python gets no further than this

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import app
from app.names import NAMES

if TYPE_CHECKING:
    from app.domain.errors import UserError
    from app.names import Pair
    from app.ports.imports import ProductSource
    from app.ports.outside import Printer
    from app.ports.provider import Provider
    from app.sandbox.info import SandboxInfo
    from app.services.house import House
    from app.settings import Till, TillSettings
    from data.database import Database
    from data.restoring import Restored

FONTS = Path(ROOT, "reports", "fonts")


class Program:
    """Everything wired together; implements ui.commands.wiring.Wiring.

    Imports stand where they are used: the window must not wait for databases and documents.
    """

    def __init__(self) -> None:
        self._saved: TillSettings | None = None
        NAMES.bring(words_of_providers)

    def may_have_shop(self, till: "Till") -> bool:
        """Whether there are books to be looked into; a look that leaves nothing behind."""
        from app.settings import DATABASE_FILE

        known = till.database_url or till.lost is not None
        return bool(known) or (till.home / DATABASE_FILE).exists()

    @contextlib.contextmanager
    def open_house(
        self,
        till: "Till",
        printer: "Printer | None" = None,
        holder: Callable[[], str] | None = None,
    ) -> Iterator["House"]:
        """The whole shop; what it opened is closed at the end of the block."""
        from app.clock import SystemClock
        from app.gateways.current import CurrentGateways
        from app.sandbox.on_demand import SandboxOnDemand
        from app.services import house
        from data import opening
        from data.demo.source import DemoGoods
        from data.ids import new_id
        from data.pinyin import initials
        from data.secrets import KeyringSecrets
        from reports.documents import PdfDocuments

        def product_source(path: Path) -> "ProductSource":
            from data.imports.source import FileSource

            return FileSource(path, till.home)

        clock, secrets = SystemClock(), KeyringSecrets(opening.secret_files(till.home))
        with contextlib.ExitStack() as stack:
            books = stack.enter_context(self.open_books(till))
            sandbox = SandboxOnDemand(till.home / "sandbox")
            stack.callback(sandbox.stop)
            gateways = CurrentGateways(
                profile=books.queries.profile,
                settings=lambda: self._now(till),
                secrets=secrets,
                practice=sandbox.values,
                clock=clock,
            )
            stack.callback(gateways.close)
            outside = house.Outside(
                unit_of_work=books.unit_of_work,
                queries=books.queries,
                clock=clock,
                new_id=new_id,
                till=till.settings.till_code,
                documents=PdfDocuments(),
                printer=printer or NoPrinter(),
                secrets=secrets,
                gateways=gateways,
                providers=providers,
                practice_codes=sandbox.codes_page,
                demo_source=DemoGoods(),
                initials=initials,
                product_source=product_source,
                print_receipts=lambda: self._now(till).print_receipt_after_sale,
                holder=holder or new_id,
            )
            yield house.House(outside)

    @contextlib.contextmanager
    def open_books(self, till: "Till") -> Iterator["Database"]:
        """The database alone; never an empty one in the place of one that is not known."""
        from app.clock import SystemClock
        from data import housekeeping, opening

        _require_known(till)
        database = opening.open_shop(till.home, till.database_url, clock=SystemClock())
        with contextlib.closing(database), housekeeping.looked_after(database.idle):
            yield database

    def database_key_file(self, till: "Till") -> Path:
        """Where the key of customers' personal data is kept."""
        from data import opening
        from data.secrets import DATABASE_KEY

        return opening.secret_files(till.home).path(DATABASE_KEY)

    def restore(self, till: "Till", source: Path) -> "Restored":
        """Put a backup in place of the books; refused while a window has them open."""
        from app import single_instance
        from app.clock import SystemClock
        from data import restoring

        _require_known(till)
        sync = single_instance.acquire(till.home, single_instance.SYNC_NAME)
        with single_instance.acquire(till.home), sync:
            return restoring.restore(till.home, till.database_url, source, clock=SystemClock())

    def run_window(self, till: "Till", problem: "UserError | None") -> int:
        """The till itself, once per home folder."""
        from app import settings, single_instance
        from ui import qt

        qt.import_plainly()
        from ui import app as window
        from ui import crashes

        def save(changed: "TillSettings") -> None:
            settings.save(till.home, changed)
            self._saved = changed

        def open_house() -> "House":
            printer = ReceiptPrinter(lambda: self._now(till).receipt_printer)
            house = stack.enter_context(
                self.open_house(till, printer, holder=lambda: _name_of(till.home))
            )
            stack.enter_context(self._told(till, house, problems.append))
            return house

        problems: list[UserError] = [] if problem is None else [problem]

        with single_instance.acquire(till.home), contextlib.ExitStack() as stack:
            broken = stack.enter_context(crashes.reported(till.home))
            return window.run(
                open_house,
                settings=till.settings,
                save_settings=save,
                font_folder=FONTS,
                crashes=broken,
                problems=problems,
            )

    def show_failure(self, sentence: str) -> None:
        """Why there is no window, in one of its own."""
        from ui import notice

        notice.tell(sentence, FONTS)

    def _told(
        self, till: "Till", house: "House", deaf: Callable[["UserError"], object]
    ) -> contextlib.AbstractContextManager[None]:
        """Providers' messages are heard, at a till that is set to."""
        if not till.settings.notify_port:
            return contextlib.nullcontext()
        from app.gateways.listener import listening

        return listening(house.notifications.receive, till.settings.notify_port, deaf=deaf)

    def run_tour(self, out: Path, *, products: Path | None, language: str) -> int:
        """Drive the real window offscreen through a day in a shop of its own."""
        from ui import tour

        return tour.run(
            self.open_house, out, products=products, language=language, font_folder=FONTS
        )

    def serve_sandbox(
        self,
        till: "Till",
        port: int,
        *,
        fault: str | None,
        rate: int | None,
        ready: Callable[["SandboxInfo"], None],
    ) -> None:
        """The mock payment provider, until the process is told to end."""
        from app.sandbox import faults, server
        from app.settings import prepare_home

        if fault is not None:
            faults.named(fault)  # before anything is made
        prepare_home(till.home)
        server.serve(till.home / "sandbox", port, fault=fault, rate=rate, ready=ready)

    def run_developer(self, arguments: Sequence[str]) -> int:
        """`test` or `bench`, in the environment with the developers' tools."""
        bootstrap.ensure(ROOT, [sys.argv[0], *arguments])
        return main(list(arguments))

    def _now(self, till: "Till") -> "TillSettings":
        """The settings as they were saved last."""
        return self._saved or till.settings


def providers() -> Mapping[str, "Provider"]:
    """Every provider there is, by its id."""
    from app.gateways.registry import PROVIDERS

    return PROVIDERS


def words_of_providers() -> Mapping[str, "Pair"]:
    """What they are called, and their settings."""
    from app.ports.provider import words_of

    return words_of(providers().values())


def _require_known(till: "Till") -> None:
    """UserError("database_lost") where nobody can say which database the shop uses."""
    from app.domain.errors import UserError

    if till.lost is not None:
        raise UserError(till.lost.key, **till.lost.params)


def _name_of(home: Path) -> str:
    """What all who share the books call the window on this home, also when it comes back."""
    import platform

    return f"{platform.node()}:{home}"


class ReceiptPrinter:
    """The system's printer of that name, with all that printing needs loaded at the first paper."""

    def __init__(self, name: Callable[[], str]) -> None:
        self._name = name

    def present(self) -> bool:
        """Whether one was chosen, or the system has one of its own."""
        from ui.printing import SystemPrinter

        return SystemPrinter(self._name).present()

    def print_pdf(self, pdf: bytes, *, title: str) -> None:
        """Print; Unavailable("printer_failed", problem=) when it cannot."""
        from ui.printing import SystemPrinter

        SystemPrinter(self._name).print_pdf(pdf, title=title)


class NoPrinter:
    """The command line prints nothing by itself."""

    def present(self) -> bool:
        """Never; what a window has yet to print is not touched from here."""
        return False

    def print_pdf(self, pdf: bytes, *, title: str) -> None:
        """Refuse."""
        from app.domain.errors import Unavailable

        raise Unavailable("printer_failed", problem="no window")


def main(argv: list[str]) -> int:
    """Run one command; `argv` is without the program's name. Returns the exit status."""
    if argv[:1] and argv[0] in bootstrap.DEVELOPER_COMMANDS:
        from tests import run

        return run.main(ROOT, argv)
    if argv == ["--version"]:
        print(f"Zhanggui {app.__version__}")
        return 0
    from ui import cli

    return cli.main(argv, Program())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
