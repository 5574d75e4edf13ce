"""Papers that leave the shop, on paper or as files; each is remembered once it has gone."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from app.domain.originals import Sheet
from app.ports.outside import PaperHandedOut
from app.services.context import Context
from app.services.papers import Papers

log = logging.getLogger(__name__)


class HandingOut:
    """The only way out for papers of which there is one original."""

    def __init__(self, context: Context, papers: Papers) -> None:
        self._context = context
        self._papers = papers
        self._door = threading.Lock()

    def hand_out(
        self, sheet: Sheet, to: Callable[[bytes], object], *, staff: str, language: str = ""
    ) -> None:
        """Make the PDF as it has to be by now, give it to `to`, and remember that it went out.

        What `to` raises is raised, and nothing is remembered then. One at a time goes out of this
        till, so that of two that are wanted at once the second is a copy.
        """
        with self._door:
            to(self._papers.pdf(sheet, language=language))
            self._remember(sheet, staff)

    def _remember(self, sheet: Sheet, staff: str) -> None:
        try:
            with self._context.unit_of_work() as unit:
                unit.orders.add_history([sheet.went_out(self._context.now(), staff)])
                unit.commit()
        except Exception:  # the paper is out: to say that it is not would bring a second one
            log.exception("the %s of %s went out unnoted", sheet.kind, sheet.order_id)
        else:
            self._context.publish([PaperHandedOut(order_id=sheet.order_id)])
