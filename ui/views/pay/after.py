"""What can be done after a sale: its papers, and undoing it while that is offered."""

from __future__ import annotations

import functools
from collections.abc import Callable

from PySide6.QtCore import QObject

from app.domain import originals
from app.domain.coins import CASH
from app.ports.queries import OrderDetail
from ui import i18n, not_printed
from ui.views.base import Shell
from ui.views.orders.going_back import to_hand_over
from ui.views.pay.done import DoneActions
from ui.views.pay.sale import PaySale
from ui.views.pay.stages import Finished
from ui.widgets.labels import Tone
from ui.widgets.strips import LONG_MS, News


class AfterSale(QObject):
    """Knows the sale finished last.

    Args:
        leave: closes the panel, for the next sale.
    """

    def __init__(self, shell: Shell, parent: QObject, leave: Callable[[], object]) -> None:
        super().__init__(parent)
        self._shell, self._leave = shell, leave
        self.last: Finished | None = None
        self._told_no_printer = False
        self._undone = ""  # id of the order that was voided, or is about to be

    def actions(self) -> DoneActions:
        """For the page at the end of a sale."""
        return DoneActions(
            receipt=self.print_last, invoice=self.show_invoice, undo=self.undo, next=self._leave
        )

    def print_last(self) -> None:
        """Print the receipt of the last sale; a failure never touches the sale."""
        if self.last is None:
            self._shell.tell(News(text=i18n.tr("pay.nothing_yet"), topic="print"))
        else:
            self._print(self.last)

    def look_for_printer(self) -> None:
        """Say once that there is none; the queue prints where there is one."""
        self._if_there_is_a_printer(lambda: None)

    def print_unasked(self) -> None:
        """Print the receipt of the last sale, where there is a printer."""
        if self.last is not None:
            self._if_there_is_a_printer(functools.partial(self._print, self.last))

    def _if_there_is_a_printer(self, do: Callable[[], object]) -> None:
        def looked(there: bool) -> None:
            if there:
                do()
            elif not self._told_no_printer:
                self._told_no_printer = True
                not_printed.tell_no_printer(self._shell)

        printing = self._shell.house.printing
        self._shell.executor.background(printing.has_printer, owner=self, done=looked)

    def show_invoice(self) -> None:
        """Preview the invoice of the last sale."""
        if self.last is not None:
            from ui.views.preview import papers
            from ui.views.preview.step import open_preview

            last = self.last
            open_preview(self._shell, papers.invoice(self._shell, last.order_id, last.number))

    def undo(self) -> None:
        """Void the last sale, once."""
        last, shell = self.last, self._shell
        if last is None or self._undone == last.order_id:
            return
        self._undone = last.order_id
        house, staff = shell.house, shell.session.staff

        def undo() -> OrderDetail:
            house.orders.void(last.order_id, staff=staff)
            return house.queries.order_detail(last.order_id)

        def done(detail: OrderDetail) -> None:
            self._leave()
            by_hand = to_hand_over(detail)
            text = " ".join([i18n.tr("pay.undone", number=last.number), *by_hand])
            tone: Tone = "warn" if by_hand else "good"
            shell.tell(News(text=text, tone=tone, topic="pay", stay_ms=LONG_MS))

        def failed(failure: Exception) -> None:
            self._undone = ""
            shell.tell_failure(failure)

        shell.executor.database(undo, owner=self, done=done, failed=failed)

    def _print(self, last: Finished) -> None:
        shell, house, staff = self._shell, self._shell.house, self._shell.session.staff

        def done(_printed: None) -> None:
            shell.tell(News(text=i18n.tr("pay.printed"), tone="good", topic="print"))

        def failed(failure: Exception) -> None:
            not_printed.tell(
                shell,
                failure,
                again=functools.partial(self._print, last),
                title_key="preview.receipt",
                number=last.number,
                name=f"receipt-{last.number}",
                hand_out=functools.partial(
                    house.handing_out.hand_out, originals.receipt(last.order_id), staff=staff
                ),
            )

        shell.executor.background(
            lambda: house.printing.print_receipt(last.order_id, staff=staff),
            owner=self,
            done=done,
            failed=failed,
        )


def tell_given_back(sale: PaySale, shell: Shell) -> None:
    """What had been paid goes back; cash is for the cashier to hand over."""
    cash_minor = sum(x.amount_minor for x in sale.due.parts if x.tender == CASH)
    key = "pay.given_back_cash" if cash_minor else "pay.given_back"
    text = i18n.tr(key, amount=shell.session.amount(cash_minor))
    shell.tell(News(text=text, tone="warn", topic="pay", stay_ms=0))
