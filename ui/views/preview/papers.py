"""The documents of an order, ready to be previewed."""

from __future__ import annotations

from ui.views.base import Shell
from ui.views.preview.step import Paper


def invoice(shell: Shell, order_id: str, number: str, *, copy: bool) -> Paper:
    """A4 invoice."""
    papers = shell.house.papers
    return Paper(
        title_key="preview.invoice",
        name=f"invoice-{number}",
        make=lambda: papers.invoice_pdf(order_id, copy=copy),
        printer=shell.session.settings.invoice_printer,
    )


def receipt(shell: Shell, order_id: str, number: str, *, copy: bool) -> Paper:
    """80 mm receipt."""
    papers = shell.house.papers
    return Paper(
        title_key="preview.receipt",
        name=f"receipt-{number}",
        make=lambda: papers.receipt_pdf(order_id, copy=copy),
        printer=shell.session.settings.receipt_printer,
    )


def refund(shell: Shell, order_id: str, number: str, wish: str) -> Paper:
    """80 mm receipt for what went back together."""
    papers = shell.house.papers
    return Paper(
        title_key="preview.refund",
        name=f"refund-{number}",
        make=lambda: papers.refund_pdf(order_id, wish),
        printer=shell.session.settings.receipt_printer,
    )


def packing_slip(shell: Shell, order_id: str, number: str) -> Paper:
    """A4 packing slip without prices."""
    papers = shell.house.papers
    return Paper(
        title_key="preview.packing_slip",
        name=f"packing-slip-{number}",
        make=lambda: papers.packing_slip_pdf(order_id),
        printer=shell.session.settings.invoice_printer,
    )
