"""At the counter: goods are rung up, the cart must say what the catalogue says, cash is taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from app.domain import money
from app.domain.coins import CASH
from ui import formats, i18n
from ui.tour import plan
from ui.tour.plan import Line, Ring, Way
from ui.tour.sold import Sold
from ui.tour.stage import Stage
from ui.tour.waiting import Stuck
from ui.views.pay.cash import CashPage
from ui.views.pay.done import DonePage
from ui.views.pay.panel import PayPanel
from ui.views.pay.stages import Finished
from ui.views.pay.tenders import TenderPage
from ui.views.sell.cart_model import Column
from ui.views.sell.number_panel import AskPricePanel
from ui.views.sell.view import SellView

Key = Qt.Key
_COLUMNS = (Column.ITEM, Column.QTY, Column.PRICE, Column.AMOUNT)


def counter(stage: Stage) -> SellView:
    """The Sell view, in sight."""
    if stage.window.view_id != "sell":
        stage.hands.tap(stage.window.frame.rail.button("sell"))
        stage.settle()
    return stage.see(SellView, stage.window.views["sell"])


def ring_up(stage: Stage, rings: Sequence[Ring]) -> tuple[Line, ...]:
    """Put everything into an empty cart; the lines that must stand there now."""
    sell = counter(stage)
    panel = stage.window.panels.panel
    if isinstance(panel, PayPanel) and rings[0].good.way is not Way.SCAN:
        stage.hands.press(Key.Key_F12)  # only a scan begins the next sale by itself
    for count, ring in enumerate(rings, start=1):
        _ring_up(stage, sell, ring)
        _wait_for(stage, sell, 1000 * sum(done.times for done in rings[:count]))
    lines = plan.lines_of(rings)
    check_cart(stage, lines)
    return lines


def open_pay(stage: Stage) -> PayPanel:
    """F12: the ways to pay."""
    stage.hands.press(Key.Key_F12)
    panels = stage.window.panels
    stage.until(lambda: isinstance(panels.panel, PayPanel), "pay")
    panel = stage.see(PayPanel, panels.panel)
    page = stage.see(TenderPage, panel.page)
    stage.until(lambda: len(page.buttons) > 1, "providers", seconds=60)
    return panel


def finished(stage: Stage, panel: PayPanel, *, seconds: float) -> Finished:
    """Wait for the end of a payment; what the last page says is checked by the caller."""

    def ended() -> bool:
        if panel.sale.message:
            raise Stuck(panel.sale.message)
        return isinstance(panel.page, DonePage) and panel.sale.finished is not None

    stage.until(ended, "paid", seconds=seconds)
    done = panel.sale.finished
    if done is None:
        raise Stuck(i18n.tr("tour.wait.paid"))
    return done


def cash_sale(stage: Stage, rings: Sequence[Ring]) -> Sold:
    """Notes are typed in, and the change is the largest thing on the screen."""
    lines = ring_up(stage, rings)
    due, currency = plan.total_minor(lines), stage.window.session.currency
    tendered = plan.handed_over_minor(due, 10**currency.decimals)
    panel = open_pay(stage)
    stage.until(stage.see(TenderPage, panel.page).buttons[CASH].hasFocus, "focus")
    stage.hands.press(Key.Key_Return)
    stage.until(lambda: isinstance(panel.page, CashPage), "cash")
    page = stage.see(CashPage, panel.page)
    stage.checks.same("due", due, page.due_minor)
    stage.hands.type(money.plain(tendered, currency), page.entry.line)
    stage.picture("cash")
    stage.hands.press(Key.Key_Return)
    done = finished(stage, panel, seconds=20)
    stage.picture("change")
    sold = Sold(
        way="in_cash",
        tender=CASH,
        number=done.number,
        order_id=done.order_id,
        lines=lines,
        tendered_minor=tendered,
    )
    check_done(stage, panel, sold)
    return sold


def check_done(stage: Stage, panel: PayPanel, sold: Sold) -> None:
    """The end of a sale says its number, and largest the change, that there is none, or the sum."""
    page, amount = stage.see(DonePage, panel.page), stage.window.session.amount
    number = i18n.tr("pay.order", number=sold.number)
    stage.checks.same("done_number", number, page.number.text(), number=sold.number)
    largest = amount(sold.change_minor or sold.total_minor)
    if sold.tender == CASH and not sold.change_minor:
        largest = i18n.tr("pay.no_change")
    stage.checks.same("done_amount", largest, page.change.text(), number=sold.number)
    stage.checks.same("cart_empty", 0, len(counter(stage).desk.cart.lines))


def check_cart(stage: Stage, lines: Sequence[Line]) -> None:
    """What stands in the cart's table, and the total beside it, must be these lines."""
    session, sell = stage.window.session, counter(stage)
    model = sell.cart.table.cart
    shown = [
        tuple(str(model.index(row, column).data()) for column in _COLUMNS)
        for row in range(model.rowCount())
    ]
    wanted = [
        (
            i18n.name_of(line.good.product.name, line.good.product.name_en),
            formats.whole(line.times * 1000),
            session.figure(line.good.unit_minor),
            session.figure(line.total_minor),
        )
        for line in lines
    ]
    stage.checks.same("cart_lines", wanted, shown)
    total = session.amount(plan.total_minor(lines))
    stage.checks.same("cart_total", total, sell.totals.total.text())


def _ring_up(stage: Stage, sell: SellView, ring: Ring) -> None:
    good, hands = ring.good, stage.hands
    if good.way is not Way.SCAN or ring.times > 1:
        hands.press(Key.Key_F2)
    if ring.times > 1:
        hands.type(f"{ring.times}*", sell.line)
    if good.way is Way.SCAN:
        hands.scan(good.code)
    else:
        hands.type(good.code, sell.line)
        if good.way is Way.SEARCH:
            _choose_result(stage, sell, good.product.id)
        hands.press(Key.Key_Return)
    if good.product.ask_price:
        _say_price(stage, good.unit_minor)


def _choose_result(stage: Stage, sell: SellView, product_id: str) -> None:
    """Down to the product among the results."""
    box = sell.line.results

    def place() -> int:
        ids = [pick.id for pick in box.picks] if box.isVisible() else []
        return ids.index(product_id) if product_id in ids else -1

    stage.until(lambda: place() >= 0, "found")
    wanted = place()
    for _ in range(max(1, wanted)):
        stage.hands.press(Key.Key_Down)
    if not wanted:
        stage.hands.press(Key.Key_Up)


def _say_price(stage: Stage, unit_minor: int) -> None:
    """The program asks what goods without a price cost today."""
    panels = stage.window.panels
    stage.until(lambda: isinstance(panels.panel, AskPricePanel), "ask_price")
    panel = stage.see(AskPricePanel, panels.panel)
    if not stage.album.has("price-asked"):
        stage.picture("price-asked")
    text = money.plain(unit_minor, stage.window.session.currency)
    stage.hands.type(text, panel.entry.line)
    stage.hands.press(Key.Key_Return)
    stage.until(lambda: panels.panel is not panel, "ask_price")


def _wait_for(stage: Stage, sell: SellView, milli: int) -> None:
    """Until so much lies in the cart."""
    stage.until(lambda: sum(line.qty_milli for line in sell.desk.cart.lines) == milli, "cart")
