"""The reports as files and for the preview; made off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from app.ports.documents import SalesPaper
from app.ports.queries import SalesBy
from ui.views.base import Shell
from ui.views.preview.step import Paper


class Making:
    """One period, grouped one way."""

    def __init__(self, shell: Shell, first: date, last: date, by: SalesBy) -> None:
        self._shell = shell
        self._first, self._last, self._by = first, last, by

    def name(self, ending: str = "") -> str:
        """A file's name."""
        stem = f"sales-by-{self._by}-{self._first.isoformat()}-{self._last.isoformat()}"
        return f"{stem}.{ending}" if ending else stem

    def paper(self, language: str = "") -> SalesPaper:
        """What the report says; reads the database."""
        papers = self._shell.house.papers
        return papers.sales_report(self._first, self._last, self._by, language=language)

    def csv(self, language: str) -> Callable[[], bytes]:
        """With a mark, so that Excel sees that it is UTF-8."""
        documents = self._shell.house.papers.documents
        return lambda: documents.sales_csv(self.paper(language)).encode("utf-8-sig")

    def xlsx(self, language: str) -> Callable[[], bytes]:
        """A workbook."""
        documents = self._shell.house.papers.documents
        return lambda: documents.sales_xlsx(self.paper(language))

    def sales_preview(self) -> Paper:
        """The sales report on paper, in the shop's language for documents."""
        documents = self._shell.house.papers.documents
        return Paper(
            title_key="preview.sales_report",
            name=self.name(),
            make=lambda: documents.sales_pdf(self.paper()),
            printer=self._shell.session.settings.invoice_printer,
        )

    def orders_preview(self) -> Paper:
        """The order report of the same period."""
        papers = self._shell.house.papers
        return Paper(
            title_key="preview.orders_report",
            name=f"orders-{self._first.isoformat()}-{self._last.isoformat()}",
            make=lambda: papers.documents.orders_pdf(papers.orders_report(self._first, self._last)),
            printer=self._shell.session.settings.invoice_printer,
        )
