"""All reads in one object, as the ports ask for them."""

from __future__ import annotations

from data.queries.orders import OrderReads
from data.queries.payments import PaymentReads
from data.queries.products import ProductReads
from data.queries.records import RecordReads
from data.queries.sales import SalesReads
from data.queries.search import SearchReads
from data.queries.shipping import ShippingReads
from data.queries.stock import StockReads


class SqlQueries(
    OrderReads,
    PaymentReads,
    ProductReads,
    RecordReads,
    SalesReads,
    SearchReads,
    ShippingReads,
    StockReads,
):
    """Every read of the window and the reports."""
