"""The renderer of all documents. Light to import: each kind is loaded when it is first made."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ports.documents import OrdersPaper, RefundPaper, SalePaper, SalesPaper


class PdfDocuments:
    """Implements `app.ports.documents.Documents`; holds nothing, may be used by many threads."""

    def invoice(self, paper: SalePaper) -> bytes:
        """A4 invoice, PDF."""
        from reports import invoice

        return invoice.draw(paper)

    def receipt(self, paper: SalePaper) -> bytes:
        """80 mm receipt, PDF."""
        from reports import receipt

        return receipt.draw(paper)

    def refund_receipt(self, paper: RefundPaper) -> bytes:
        """80 mm receipt for what went back, PDF."""
        from reports import refund_receipt

        return refund_receipt.draw(paper)

    def packing_slip(self, paper: SalePaper) -> bytes:
        """A4 packing slip without prices, PDF."""
        from reports import packing_slip

        return packing_slip.draw(paper)

    def sales_pdf(self, paper: SalesPaper) -> bytes:
        """Sales report with its chart, PDF."""
        from reports import sales_report

        return sales_report.draw(paper)

    def sales_chart_svg(self, paper: SalesPaper, *, dark: bool, size: tuple[float, float]) -> bytes:
        """The report's chart for the screen, SVG on a transparent ground."""
        from reports import charts

        width, height = size
        return charts.as_svg(charts.sales_chart(paper, width=width, height=height, dark=dark))

    def sales_xlsx(self, paper: SalesPaper) -> bytes:
        """Sales report, XLSX."""
        from reports import workbook

        return workbook.write(paper)

    def sales_csv(self, paper: SalesPaper) -> str:
        """Sales report, CSV."""
        from reports import csv_export

        return csv_export.write(paper)

    def orders_pdf(self, paper: OrdersPaper) -> bytes:
        """Order report, PDF."""
        from reports import orders_report

        return orders_report.draw(paper)
