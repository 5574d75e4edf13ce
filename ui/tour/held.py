"""A customer who forgot something: the sale is held, taken back, and paid in one key."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.domain.coins import CASH
from ui import i18n
from ui.tour import plan, selling
from ui.tour.plan import Ring
from ui.tour.sold import Sold
from ui.tour.stage import Stage
from ui.views.pay.panel import PayPanel
from ui.views.sell.hold_panels import HoldPanel, RecallPanel

Key = Qt.Key


def held_sale(stage: Stage, rings: tuple[Ring, ...]) -> Sold:
    """F6 and a name, F7 and Enter, F10."""
    lines = selling.ring_up(stage, rings)
    _hold(stage, i18n.tr("tour.hold_name"))
    _recall(stage, i18n.tr("tour.hold_name"))
    selling.check_cart(stage, lines)
    panels, printed = stage.window.panels, len(stage.tray.printed)
    stage.hands.press(Key.Key_F10)
    stage.until(lambda: isinstance(panels.panel, PayPanel), "pay")
    panel = stage.see(PayPanel, panels.panel)
    done = selling.finished(stage, panel, seconds=20)
    stage.until(lambda: len(stage.tray.printed) > printed, "printed")
    stage.picture("exact-cash")
    sold = Sold(
        way="held",
        tender=CASH,
        number=done.number,
        order_id=done.order_id,
        lines=lines,
        tendered_minor=plan.total_minor(lines),
    )
    selling.check_done(stage, panel, sold)
    return sold


def _hold(stage: Stage, name: str) -> None:
    sell, panels = selling.counter(stage), stage.window.panels
    stage.hands.press(Key.Key_F6)
    stage.until(lambda: isinstance(panels.panel, HoldPanel), "hold")
    stage.hands.type(name, stage.see(HoldPanel, panels.panel).name.input)
    stage.picture("hold")
    stage.hands.press(Key.Key_Return)
    stage.until(lambda: not sell.desk.cart.lines, "hold")
    stage.picture("held")
    stage.tidy()


def _recall(stage: Stage, name: str) -> None:
    sell, panels = selling.counter(stage), stage.window.panels
    stage.hands.press(Key.Key_F7)
    stage.until(lambda: isinstance(panels.panel, RecallPanel), "recall")
    panel = stage.see(RecallPanel, panels.panel)
    stage.until(lambda: panel.list.picks, "recall")
    stage.checks.same("holds", [name], [pick.title for pick in panel.list.picks])
    stage.picture("recall")
    stage.until(panel.filter.hasFocus, "focus")
    stage.hands.press(Key.Key_Return)
    stage.until(lambda: sell.desk.cart.lines, "recall")
    stage.picture("recalled")
