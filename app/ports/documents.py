"""Paper: plain data in, PDF or workbook bytes out. Documents decide layout and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.cart import Delivery
    from app.domain.money import Currency
    from app.domain.order_states import Label
    from app.domain.pricing import TaxTotal
    from app.domain.shop import ShopProfile
    from app.ports.queries import OrderRow, SalesBy, SalesRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One line on paper; `name` is already in the paper's language."""

    name: str
    sku: str
    qty_milli: int
    unit: str
    unit_minor: int
    discount_minor: int
    tax_text: str  # "13%"
    tax_minor: int
    total_minor: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPayment:
    """One payment or refund on paper; refunds are negative."""

    tender: str  # id of the tender: cash, alipay, ...
    amount_minor: int
    tendered_minor: int = 0
    change_minor: int = 0
    rounding_minor: int = 0
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SalePaper:
    """Everything an invoice, a receipt or a packing slip says about one order.

    `at` is shop time (aware); `language` is "zh" or "en"; `copy` marks a reprint.
    """

    shop: ShopProfile
    language: str
    currency: Currency
    number: str
    at: datetime
    till: str
    staff: str
    label: Label
    customer_name: str
    customer_phone: str
    delivery: Delivery | None
    carrier: str
    tracking_number: str
    note: str
    lines: tuple[PaperLine, ...]
    taxes: tuple[TaxTotal, ...]
    prices_include_tax: bool
    discount_minor: int
    net_minor: int
    tax_minor: int
    total_minor: int
    payments: tuple[PaperPayment, ...]
    copy: bool = False
    test_payments: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRefund:
    """Money that goes back in one way; `done` once that is certain.

    Attributes:
        rounding_minor: cash only; amount + rounding is what was handed over.
    """

    tender: str
    amount_minor: int
    rounding_minor: int = 0
    done: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundPaper:
    """What a customer is given for goods or money that went back together.

    Attributes:
        number: of the order.
        at: shop time.
        lines: goods that came back, none where only money did; net and tax are theirs.
        total_minor: the money that goes back; less than the goods were sold for where some of it
            had gone back before.
    """

    shop: ShopProfile
    language: str
    currency: Currency
    number: str
    at: datetime
    till: str
    staff: str
    reason: str
    lines: tuple[PaperLine, ...]
    net_minor: int
    tax_minor: int
    total_minor: int
    refunds: tuple[PaperRefund, ...]
    copy: bool = False
    test_payments: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesPaper:
    """The sales report of a period."""

    shop: ShopProfile
    language: str
    currency: Currency
    first: date
    last: date
    by: SalesBy
    rows: Sequence[SalesRow]
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdersPaper:
    """The order report of a period."""

    shop: ShopProfile
    language: str
    currency: Currency
    first: date
    last: date
    rows: Sequence[OrderRow]
    made_at: datetime


class Documents(Protocol):
    """Renders paper. Never touches the database."""

    def invoice(self, paper: SalePaper) -> bytes:
        """A4 invoice, PDF."""

    def receipt(self, paper: SalePaper) -> bytes:
        """80 mm receipt, PDF, one page as long as it needs."""

    def refund_receipt(self, paper: RefundPaper) -> bytes:
        """80 mm receipt for what went back, PDF."""

    def packing_slip(self, paper: SalePaper) -> bytes:
        """A4 packing slip without prices, PDF."""

    def sales_pdf(self, paper: SalesPaper) -> bytes:
        """Sales report with its chart, PDF."""

    def sales_chart_svg(self, paper: SalesPaper, *, dark: bool, size: tuple[float, float]) -> bytes:
        """The same chart for the screen; `size` is width and height in points of its type."""

    def sales_xlsx(self, paper: SalesPaper) -> bytes:
        """Sales report as a workbook with real numbers and dates."""

    def sales_csv(self, paper: SalesPaper) -> str:
        """Sales report as CSV (comma, dot decimals, header row)."""

    def orders_pdf(self, paper: OrdersPaper) -> bytes:
        """Order report, PDF."""
