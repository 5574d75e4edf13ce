"""The documents of an order, ready to be previewed."""

from __future__ import annotations

import functools

from app.domain import originals
from app.domain.originals import Sheet
from ui.views.base import Shell
from ui.views.preview.step import Paper


def invoice(shell: Shell, order_id: str, number: str) -> Paper:
    """A4 invoice."""
    return _original(
        shell,
        originals.invoice(order_id),
        title_key="preview.invoice",
        name=f"invoice-{number}",
        number=number,
        printer=shell.session.settings.invoice_printer,
    )


def receipt(shell: Shell, order_id: str, number: str) -> Paper:
    """80 mm receipt."""
    return _original(
        shell,
        originals.receipt(order_id),
        title_key="preview.receipt",
        name=f"receipt-{number}",
        number=number,
        printer=shell.session.settings.receipt_printer,
    )


def refund(shell: Shell, order_id: str, number: str, wish: str) -> Paper:
    """80 mm receipt for what went back together."""
    return _original(
        shell,
        originals.refund_receipt(order_id, wish),
        title_key="preview.refund",
        name=f"refund-{number}",
        number=number,
        printer=shell.session.settings.receipt_printer,
    )


def packing_slip(shell: Shell, order_id: str, number: str) -> Paper:
    """A4 packing slip without prices."""
    papers = shell.house.papers
    return Paper(
        title_key="preview.packing_slip",
        name=f"packing-slip-{number}",
        number=number,
        make=lambda: papers.packing_slip_pdf(order_id),
        printer=shell.session.settings.invoice_printer,
    )


def _original(
    shell: Shell, sheet: Sheet, *, title_key: str, name: str, number: str, printer: str
) -> Paper:
    house, staff = shell.house, shell.session.staff
    return Paper(
        title_key=title_key,
        name=name,
        number=number,
        make=lambda: house.papers.pdf(sheet),
        hand_out=functools.partial(house.handing_out.hand_out, sheet, staff=staff),
        order_id=sheet.order_id,
        printer=printer,
    )
