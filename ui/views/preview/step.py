"""A document in a panel: look at it, print it, save it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout

from app.ports.outside import OrderChanged, PaperHandedOut
from ui import files, i18n, not_printed, printing
from ui.documents import pages
from ui.theme import look
from ui.views.base import Shell
from ui.views.preview.sheets import ZOOM_STEP, Sheets
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.steps import Step, StepPanel
from ui.widgets.strips import News


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document that can be made.

    Attributes:
        title_key: what it is; number: of its order, where it has one.
        name: file name without its ending, and the printer's job.
        make: makes the PDF, off the GUI thread.
        hand_out: makes it again as it has to be by then, and remembers that it went out; None for
            a paper that needs no remembering.
        order_id: of the order whose changes may change the paper.
        printer: the configured printer's name, empty where somebody chooses each time.
    """

    title_key: str
    name: str
    make: Callable[[], bytes]
    number: str = ""
    hand_out: files.HandOut | None = None
    order_id: str = ""
    printer: str = ""


class PreviewStep(Step):
    """Made in the background; print and save wait for it."""

    def __init__(self, shell: Shell, paper: Paper) -> None:
        super().__init__(paper.title_key, fill=True)
        self._shell, self._paper = shell, paper
        self._pdf = b""
        self._printing = False
        self.sheets = Sheets(shell.executor)
        self.told = Label("common.loading", "muted")
        self.smaller = Button(icon="minus", name_key="preview.smaller", on_click=self._smaller)
        self.larger = Button(icon="plus", name_key="preview.larger", on_click=self._larger)
        self.column.addLayout(self._tools())
        self.column.addWidget(self.sheets, 1)
        self.print_button = Button(
            "preview.print", kind="primary", icon="print", action="reprint", on_click=self.print_it
        )
        self.save_button = Button("preview.save", icon="export", on_click=self._save)
        self.foot.addWidget(self.save_button, 1)
        self.foot.addWidget(self.print_button, 2)
        self._enable(False)
        for signal in (shell.bridge.order_changed, shell.bridge.paper_handed_out):
            signal.connect(self._changed)
        self._make()

    def focus_first(self) -> None:
        """Enter prints."""
        (self.print_button if self._pdf else self.sheets).setFocus()

    def on_key(self, action: str) -> bool:
        """Ctrl+P prints what is in sight."""
        if action == "reprint" and self._pdf:
            self.print_it()
            return True
        return False

    def retranslate(self) -> None:
        """The number of pages in words."""
        if self._pdf:
            self._tell_pages()

    def print_it(self) -> None:
        """On the configured printer, else on one that is chosen now; once, however often asked."""
        if self._printing:
            return
        self._printing = True
        self._shell.executor.background(
            printing.names, owner=self, done=self._print_on, failed=self._not_sent
        )

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.metrics.gap)
        for part in (self.smaller, self.larger, self.told):
            row.addWidget(part)
        row.addStretch(1)
        return row

    def _print_on(self, known: list[str]) -> None:
        paper = self._paper
        if paper.printer or not known:
            printer = printing.SystemPrinter(lambda: paper.printer)
            self._send(functools.partial(printer.print_pdf, title=paper.name))
            return
        chosen: QPrinter | None = printing.ask_printer(self, paper.name)
        if chosen is not None:
            self._send(functools.partial(printing.paint, printer=chosen))
        else:
            self._printing = False

    def _send(self, to: Callable[[bytes], None]) -> None:
        shell, paper, hand_out = self._shell, self._paper, self._hand_out()

        def done(_sent: object) -> None:
            self._printing = False
            shell.tell(News(text=i18n.tr("preview.sent"), tone="good", topic="print"))

        def failed(failure: Exception) -> None:
            self._printing = False
            again = functools.partial(self._send, to)
            not_printed.tell(
                shell,
                failure,
                again=again,
                title_key=paper.title_key,
                number=paper.number,
                name=paper.name,
                hand_out=hand_out,
            )

        shell.executor.background(
            lambda: hand_out(to), owner=shell.strips, done=done, failed=failed
        )

    def _hand_out(self) -> files.HandOut:
        pdf = self._pdf
        return self._paper.hand_out or (lambda to: to(pdf))

    def _not_sent(self, failure: Exception) -> None:
        self._printing = False
        self._shell.tell_failure(failure)

    def _changed(self, event: OrderChanged | PaperHandedOut) -> None:
        if event.order_id == self._paper.order_id:
            self._make()

    def _make(self) -> None:
        make = self._paper.make

        def job() -> tuple[bytes, tuple[pages.PageSize, ...]]:
            pdf = make()
            return pdf, pages.sizes(pdf)

        self._shell.executor.background(job, owner=self, done=self._made, failed=self._not_made)

    def _made(self, made: tuple[bytes, tuple[pages.PageSize, ...]]) -> None:
        again = bool(self._pdf)
        self._pdf, sizes = made
        self.sheets.show_pdf(self._pdf, sizes)
        self._tell_pages()
        self._enable(True)
        if not again:
            self.focus_first()

    def _not_made(self, failure: Exception) -> None:
        self.told.clear()
        self.complain(failure)

    def _save(self) -> None:
        files.save_paper(self._shell, self, name=self._paper.name, hand_out=self._hand_out())

    def _smaller(self) -> None:
        self.sheets.set_zoom(self.sheets.zoom / ZOOM_STEP)

    def _larger(self) -> None:
        self.sheets.set_zoom(self.sheets.zoom * ZOOM_STEP)

    def _tell_pages(self) -> None:
        self.told.setText(i18n.trn("preview.page_count", self.sheets.page_count))

    def _enable(self, ready: bool) -> None:
        for button in (self.smaller, self.larger, self.print_button, self.save_button):
            button.setEnabled(ready)


def open_preview(shell: Shell, paper: Paper) -> StepPanel:
    """Show a document in a panel of its own."""
    panel = StepPanel(PreviewStep(shell, paper))
    shell.panels.open(panel)
    return panel
