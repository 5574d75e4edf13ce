"""Through every room behind the rail, and the reports of the day on paper."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.catalog import StockPolicy
from app.ports.queries import SalesBy
from ui import formats
from ui.i18n import tr
from ui.tour import papers
from ui.tour.plan import Day, Good, Way
from ui.tour.sold import Sold
from ui.tour.stage import Stage
from ui.views import VIEWS
from ui.views.inventory.product_step import ProductStep
from ui.views.inventory.view import InventoryView
from ui.views.orders.order_step import OrderStep
from ui.views.orders.view import OrdersView
from ui.views.reports.columns import total_key
from ui.views.reports.view import ReportsView
from ui.widgets.steps import StepPanel

_ALREADY_SEEN = frozenset({"sell", "orders", "inventory", "reports"})


def orders(stage: Stage, sales: Sequence[Sold]) -> None:
    """The list, newest first, and the first customer's order."""
    view = stage.see(OrdersView, _go(stage, "orders"))
    stage.until(lambda: len(view.table.rows) >= len(sales), "orders")
    stage.picture("orders")
    wanted = [(sold.number, sold.total_minor) for sold in reversed(sales)]
    shown = [(row.number, row.total_minor) for row in view.table.rows]
    stage.checks.same("orders_list", wanted, shown)
    place = len(sales) - 1
    cell = view.table.visualRect(view.table.rows_model.index(place, 0))
    stage.hands.touch(view.table.viewport(), cell.center())
    panels = stage.window.panels
    stage.until(lambda: isinstance(panels.panel, StepPanel), "order")
    panel = stage.see(StepPanel, panels.panel)
    step = stage.see(OrderStep, panel.step)
    stage.until(lambda: step.amount.text(), "order")
    stage.picture("order")
    total = stage.window.session.amount(sales[0].total_minor)
    stage.checks.same("order_total", total, step.amount.text())
    stage.hands.tap(panel.close_button)


def inventory(stage: Stage, day: Day) -> None:
    """The product list, and the stock history of the first thing sold."""
    view = stage.see(InventoryView, _go(stage, "inventory"))
    stage.until(lambda: view.products.table.rows, "products")
    stage.picture("inventory")
    codes = [good.code for good in day.goods().values() if _has_history(good)]
    if not codes:
        return
    stage.hands.scan(codes[0])
    panels = stage.window.panels
    stage.until(lambda: isinstance(panels.panel, StepPanel), "product")
    panel = stage.see(StepPanel, panels.panel)
    step = stage.see(ProductStep, panel.step)
    stage.hands.tap(step.history_button)
    stage.picture("stock-history")
    stage.hands.tap(panel.close_button)


def reports(stage: Stage, sales: Sequence[Sold]) -> None:
    """By day, product and tender on screen; sales and orders as PDF."""
    view = stage.see(ReportsView, _go(stage, "reports"))
    total = sum(sold.total_minor for sold in sales)
    amount = stage.window.session.amount
    for by in SalesBy:
        stage.hands.tap(view.by.pill(by.value))
        stage.until(lambda: view.table.rows, "report")
        stage.picture(f"report-by-{by.value}")
        told = tr("reports.sum", figure=tr(total_key(by)), total=amount(total))
        stage.checks.same("report_total", told, view.sums.text(), by=by.value)
    stage.hands.tap(view.buttons["print"])
    path = papers.save_preview(stage, "sales-report", "sales-report")
    papers.check_words(stage, path, [_figure(stage, total)])
    stage.tidy()
    stage.hands.tap(view.buttons["orders"])
    path = papers.save_preview(stage, "orders-report", "orders-report")
    papers.check_words(stage, path, [_figure(stage, total), *(sold.number for sold in sales)])


def others(stage: Stage) -> None:
    """Whatever else stands on the rail."""
    for entry in VIEWS:
        if entry.id not in _ALREADY_SEEN:
            _go(stage, entry.id)
            stage.picture(entry.id)


def _has_history(good: Good) -> bool:
    return good.way is Way.SCAN and good.product.stock_policy is not StockPolicy.NOT_TRACKED


def _figure(stage: Stage, minor: int) -> str:
    return formats.figure(minor, stage.window.session.currency)


def _go(stage: Stage, view_id: str) -> object:
    """Tap the rail; the view is in sight and at rest."""
    stage.hands.tap(stage.window.frame.rail.button(view_id))
    stage.until(lambda: stage.window.view_id == view_id, "view")
    stage.settle()
    return stage.window.views[view_id]
