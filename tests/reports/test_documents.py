"""The one renderer behind the port: every kind of document, from many threads at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from app.ports.documents import Documents
from app.ports.queries import SalesBy
from reports.documents import PdfDocuments
from tests.reports import papers

DOCUMENTS: Documents = PdfDocuments()


def test_every_kind_of_document_is_made() -> None:
    sale, sales = papers.delivery_sale(), papers.sales()
    pdfs = [
        DOCUMENTS.invoice(sale),
        DOCUMENTS.receipt(sale),
        DOCUMENTS.packing_slip(sale),
        DOCUMENTS.sales_pdf(sales),
        DOCUMENTS.orders_pdf(papers.orders()),
    ]
    assert all(pdf.startswith(b"%PDF") for pdf in pdfs)
    assert DOCUMENTS.sales_xlsx(sales).startswith(b"PK")
    assert DOCUMENTS.sales_csv(sales).startswith("day,")
    assert b"<svg" in DOCUMENTS.sales_chart_svg(sales, dark=False, size=(520, 190))


def test_documents_made_side_by_side_are_the_same_as_one_by_one() -> None:
    sales = [papers.sale(papers.goods(count)) for count in range(1, 13)]
    reports = [papers.sales(by, count=9) for by in SalesBy]
    with ThreadPoolExecutor(6) as pool:
        invoices = list(pool.map(DOCUMENTS.invoice, sales))
        printed = list(pool.map(DOCUMENTS.sales_pdf, reports))
    assert invoices == [DOCUMENTS.invoice(sale) for sale in sales]
    assert printed == [DOCUMENTS.sales_pdf(report) for report in reports]
