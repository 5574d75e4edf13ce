"""Receipts that wait for the printer; a failed print never touches a sale."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta

from app.domain import originals
from app.domain.errors import ShopError
from app.domain.outbox import Job, JobKind
from app.domain.slips import checked_reason
from app.ports.outside import Printer
from app.ports.queries import Queries
from app.services.context import Context
from app.services.handing_out import HandingOut

log = logging.getLogger(__name__)

RETRY = timedelta(seconds=30)
BATCH = 20


class PrintQueue:
    """Works off the receipts in the outbox; none waits for a printer that never was.

    Args:
        wanted: whether this till prints a receipt after every sale.
    """

    def __init__(
        self,
        context: Context,
        queries: Queries,
        *,
        handing_out: HandingOut,
        printer: Printer,
        wanted: Callable[[], bool],
    ) -> None:
        self._context = context
        self._queries = queries
        self._handing_out = handing_out
        self._printer = printer
        self._wanted = wanted

    def run_due(self) -> int:
        """Print what is due; returns how many receipts are still waiting for the printer."""
        jobs = [
            job
            for job in self._queries.due_jobs(self._context.till, self._context.now(), BATCH)
            if job.kind is JobKind.PRINT_RECEIPT
        ]
        if not jobs:
            return 0
        wanted = self._wanted()
        fresh = wanted and self.has_printer()
        return sum(not self._work_off(x, wanted=wanted if x.tries else fresh) for x in jobs)

    def has_printer(self) -> bool:
        """Whether receipts can be printed at all; may take a while, so ask on a worker."""
        return self._printer.present()

    def try_again(self) -> None:
        """Print all that waits, now; raises what the printer says, and the rest waits on."""
        while jobs := self._waiting():
            for job in jobs:
                self.print_receipt(job.subject, staff="")
                self._done([job])

    def drop(self, *, staff: str, reason: str) -> None:
        """Nobody wants the receipts any more that wait; UserError("reason_missing")."""
        words = checked_reason(reason)
        note = self._context.note("receipts.drop", self._context.till, staff=staff, after=words)
        with self._context.unit_of_work() as unit:
            unit.audit.append([note])
            unit.commit()
        while jobs := self._waiting():
            self._done(jobs)

    def print_receipt(self, order_id: str, *, staff: str) -> None:
        """Print now; Unavailable("printer_failed") when it cannot.

        Args:
            staff: who asked for it; empty: nobody, it comes with the sale.
        """
        number = self._queries.order_detail(order_id).order.number
        self._handing_out.hand_out(
            originals.receipt(order_id),
            lambda pdf: self._printer.print_pdf(pdf, title=number),
            staff=staff,
        )

    def _waiting(self) -> list[Job]:
        """Those that were tried before, also when they are not due yet."""
        soon = self._context.now() + RETRY
        jobs = self._queries.due_jobs(self._context.till, soon, BATCH)
        return [job for job in jobs if job.kind is JobKind.PRINT_RECEIPT and job.tries]

    def _done(self, jobs: Sequence[Job]) -> None:
        with self._context.unit_of_work() as unit:
            for job in jobs:
                unit.outbox.done(job.id)
            unit.commit()

    def _work_off(self, job: Job, *, wanted: bool) -> bool:
        error = self._print(job.subject) if wanted else ""
        with self._context.unit_of_work() as unit:
            if error:
                due_at = self._context.now() + RETRY
                unit.outbox.postpone(job.id, due_at=due_at, error=error)
            else:
                unit.outbox.done(job.id)
            unit.commit()
        return not error

    def _print(self, order_id: str) -> str:
        try:
            self.print_receipt(order_id, staff="")
        except ShopError as error:
            return error.key
        except Exception as error:  # one paper that cannot be made must not keep the others
            log.exception("the receipt of %s", order_id)
            return type(error).__name__
        return ""
