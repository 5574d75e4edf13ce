"""All reads in one object, as the ports ask for them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from data.queries.orders import OrderReads
    from data.queries.payments import PaymentReads
    from data.queries.product_list import ProductListReads
    from data.queries.products import ProductReads
    from data.queries.records import RecordReads
    from data.queries.sales import SalesReads
    from data.queries.search import SearchReads
    from data.queries.shipping import ShippingReads
    from data.queries.shop import ShopReads
    from data.queries.statements import StatementReads
    from data.queries.stock import StockReads
    from data.queries.waiting import WaitingReads

    class SqlQueries(
        OrderReads,
        PaymentReads,
        ProductListReads,
        ProductReads,
        RecordReads,
        SalesReads,
        SearchReads,
        ShippingReads,
        ShopReads,
        StatementReads,
        StockReads,
        WaitingReads,
    ):
        """Every read of the window and the reports."""

else:
    from data.queries.base import Reads

    class SqlQueries(Reads):
        """Every read of the window and the reports, each read in when it is first asked for."""

        def __getattr__(self, name: str) -> Any:
            """Look in one module after the other; the first two open the shop."""
            for module, reads in _ROOMS:
                found = getattr(getattr(import_module(module), reads), name, None)
                if found is not None:
                    asked = found.__get__(self)
                    setattr(self, name, asked)
                    return asked
            raise AttributeError(name, obj=self, name=name)


_ROOMS = (
    ("data.queries.shop", "ShopReads"),
    ("data.queries.products", "ProductReads"),
    ("data.queries.search", "SearchReads"),
    ("data.queries.records", "RecordReads"),
    ("data.queries.product_list", "ProductListReads"),
    ("data.queries.orders", "OrderReads"),
    ("data.queries.payments", "PaymentReads"),
    ("data.queries.stock", "StockReads"),
    ("data.queries.shipping", "ShippingReads"),
    ("data.queries.sales", "SalesReads"),
    ("data.queries.statements", "StatementReads"),
    ("data.queries.waiting", "WaitingReads"),
)
