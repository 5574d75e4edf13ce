"""Money for an order that still waits for it: its panel opens in the Orders view."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.order_states import Lifecycle
from app.domain.payment import LIVE, REFUND_OPEN, held_minor
from app.ports.queries import OrderDetail
from app.services.bills import Placed
from ui.views.base import Shell
from ui.views.pay.after import AfterSale, tell_given_back
from ui.views.pay.due import Due
from ui.views.pay.panel import PayPanel
from ui.views.pay.sale import PaySale
from ui.views.pay.stages import Finished


def waits_for_money(detail: OrderDetail) -> bool:
    """Whether an order may be paid now, or its payment that runs can be gone on with."""
    order = detail.order
    held = held_minor(detail.attempts, detail.refunds)
    going_back = any(x.state in REFUND_OPEN for x in detail.refunds)
    return order.lifecycle is Lifecycle.PLACED and not going_back and held < order.total_minor


def take_payment(shell: Shell, order_id: str) -> None:
    """Where the payment of an order goes on; at the order, when it waits for no money now."""
    queries = shell.house.queries

    def done(detail: OrderDetail) -> None:
        if waits_for_money(detail):
            OrderPayment(shell, detail).open()
        else:
            shell.go("orders").open_item(order_id)

    shell.executor.database(lambda: queries.order_detail(order_id), owner=shell.bridge, done=done)


class OrderPayment(QObject):
    """One payment of one order, or the one that runs; leaving leaves the order as it is."""

    def __init__(self, shell: Shell, detail: OrderDetail) -> None:
        super().__init__(shell.bridge)
        self._shell, self._order_id = shell, detail.order.id
        left_minor = detail.order.total_minor - held_minor(detail.attempts, detail.refunds)
        step_minor = shell.session.profile.cash_step_minor
        due = Due(left_minor=left_minor, cash_step_minor=step_minor)
        self.sale = PaySale(Placed(self._order_id), due, shell)
        self._running = next((x for x in detail.attempts if x.state in LIVE), None)
        self._after = AfterSale(shell, self, self._leave)
        self.panel = PayPanel(self.sale, shell, park=self._leave, actions=self._after.actions())
        self.sale.setParent(self.panel)
        self.sale.paid.connect(self._paid)
        self.sale.given_back.connect(self._given_back)
        self.panel.closed.connect(self.deleteLater)

    def open(self) -> None:
        """Show the ways to pay, or the payment that runs already."""
        if self._shell.go("orders").open_panel(self.panel):
            if self._running is not None:
                self.sale.resume(self._running)
            self.sale.load_providers(self.panel.providers_known)

    def _paid(self, finished: Finished) -> None:
        self._after.last = finished

    def _given_back(self) -> None:
        self._leave()
        tell_given_back(self.sale, self._shell)

    def _leave(self) -> None:
        """Back to the order; a payment that runs is looked after by the heartbeat."""
        self.sale.attempt = None
        self.panel.close_panel()
        self._shell.go("orders").open_item(self._order_id)
