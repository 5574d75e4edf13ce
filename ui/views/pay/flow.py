"""Taking money at the Sell view: opens the panel, parks what is unknown, begins the next sale."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.errors import ShopError, UserError
from app.domain.payment import FOR_A_PERSON, LIVE, Attempt, AttemptState
from app.ports.outside import AttemptChanged
from app.services.bills import Bill
from ui import errors, i18n
from ui.views.base import View
from ui.views.pay.after import AfterSale, tell_given_back
from ui.views.pay.due import Due
from ui.views.pay.panel import PayPanel
from ui.views.pay.parked import ask_outcome
from ui.views.pay.sale import PaySale
from ui.views.pay.stages import Finished, Stage
from ui.views.sell.counter import Counter
from ui.widgets.strips import LONG_MS, News

_CART = "cart"  # topic of why the cart cannot be paid; settled once the cart is another one


class PayFlow(QObject):
    """One for the Sell view; one payment on screen at a time, any number parked.

    Attributes:
        after: the sale finished last, for reprinting.
    """

    def __init__(self, view: View, counter: Counter) -> None:
        super().__init__(view)
        self._view = view
        self._shell = view.shell
        self._counter = counter
        self._parked: set[str] = set()
        self.after = AfterSale(view.shell, self, self._next)
        self.panel: PayPanel | None = None
        self._shell.bridge.attempt_changed.connect(self._hear)
        counter.changed.connect(self._cart_changed)

    def open(self, *, tender: int = 0) -> PayPanel | None:
        """Ask how the customer pays; `tender` counts from 1 and 0 asks."""
        sale = self._new_sale()
        panel = self._open(sale) if sale is not None else None
        if sale is not None and panel is not None:
            if tender:
                panel.choose_place(tender)
            sale.load_providers(panel.providers_known)
        return panel

    def quick_cash(self) -> None:
        """F10: the exact sum in cash, finished, printed."""
        panel = self.open()
        if panel is not None:
            if not self._shell.session.settings.print_receipt_after_sale:
                panel.sale.paid.connect(lambda _finished: self.after.print_unasked())
            panel.sale.pay_cash(panel.sale.due.in_cash_minor)

    def _new_sale(self) -> PaySale | None:
        try:
            cart = self._counter.desk.checked()
        except ShopError as failure:
            text, tone = errors.text(failure), errors.tone(failure)
            self._shell.tell(News(text=text, tone=tone, topic=_CART, stay_ms=LONG_MS))
            return None
        total_minor = cart.priced().total_minor
        due = Due(left_minor=total_minor, cash_step_minor=cart.cash_step_minor)
        return PaySale(cart, due, self._shell)

    def _open(self, sale: PaySale) -> PayPanel | None:
        panel = PayPanel(sale, self._shell, park=self._park, actions=self.after.actions())
        sale.setParent(panel)
        if not self._view.open_panel(panel):
            return None
        self.panel = panel
        self._counter.held_by = lambda: sale.held or sale.part_paid
        token = self._counter.desk.cart.client_token
        sale.paid.connect(self._paid)
        sale.given_back.connect(lambda: self._given_back(panel, token))
        sale.left_for_later.connect(lambda: self._left_for_later(panel))
        panel.closed.connect(lambda: self._left(panel, token))
        return panel

    def _paid(self, finished: Finished) -> None:
        self.after.last = finished
        self._shell.strips.clear_topic("pay")  # what was said of a sale that was not paid
        if self._shell.session.settings.print_receipt_after_sale:
            self.after.look_for_printer()
        self._counter.held_by = None
        self._counter.new_sale()

    def _given_back(self, panel: PayPanel, token: str) -> None:
        """The parts go back; the goods stay on the counter and may become another order."""
        self._withdrawn(token)
        panel.close_panel()
        tell_given_back(panel.sale, self._shell)

    def _left_for_later(self, panel: PayPanel) -> None:
        """The customer pays the rest another time: the order waits, the counter is free."""
        self._counter.held_by = None
        self._counter.new_sale()
        panel.close_panel()
        rest = self._shell.session.amount(panel.sale.due.left_minor)
        self._shell.tell(News(text=i18n.tr("pay.rest_waits", amount=rest), topic="pay", stay_ms=0))

    def _left(self, panel: PayPanel, token: str) -> None:
        """The panel has gone; an order without its money is taken back."""
        if self.panel is not panel:
            return
        self.panel = None
        self._counter.held_by = None
        sale = panel.sale
        if sale.attempt is not None and sale.stage in (Stage.WRONG, Stage.GONE):
            self._tell_waits(sale.attempt, sale)
        if sale.placed and sale.finished is None:
            sale.withdraw(
                lambda _none: self._withdrawn(token),
                lambda failure: self._not_withdrawn(failure, sale.bill),
            )

    def _withdrawn(self, token: str) -> None:
        """What is still on the counter may become a new order now, and not before."""
        if self._counter.desk.cart.client_token == token:
            self._counter.desk.renew_token()

    def _not_withdrawn(self, failure: Exception, bill: Bill) -> None:
        """Money had come for the order meanwhile: it must not be taken a second time.

        A cart that has changed since stays: it is refused when it is to be paid.
        """
        unchanged = self._counter.desk.cart == bill
        if unchanged and isinstance(failure, UserError) and failure.key == "order_part_paid":
            self._take_up(failure)
            return
        self._shell.tell_failure(failure)
        if unchanged and isinstance(failure, ShopError) and failure.key == "order_already_paid":
            self._counter.new_sale()

    def _take_up(self, failure: UserError) -> None:
        """Back to the sale that was left, which says why."""
        self._shell.go("sell")
        panel = self.panel or self.open()
        if panel is not None:
            panel.sale.catch_up(failure)

    def _park(self) -> None:
        """Leave the payment to the heartbeat; the next customer is served."""
        panel = self.panel
        if panel is None or panel.sale.attempt is None:
            return
        attempt = panel.sale.attempt
        self._parked.add(attempt.id)
        self._counter.held_by = None
        if panel.sale.finished is None:
            self._counter.new_sale()
        panel.sale.attempt = None
        panel.sale.placed = False
        panel.close_panel()
        self._tell_waits(attempt, panel.sale)

    def _tell_waits(self, attempt: Attempt, sale: PaySale) -> None:
        """Nobody at the counter looks at it any more: who does, and where."""
        due, amount = sale.due, self._shell.session.amount
        came, rest = amount(attempt.paid_minor), amount(due.left_minor)
        if attempt.state not in FOR_A_PERSON:
            text = i18n.tr("pay.parked", amount=amount(attempt.amount_minor))
        elif sale.stage is Stage.GONE:
            text = i18n.tr("pay.parked_gone", amount=came)
        elif due.parts and due.left_minor:
            text = i18n.tr("pay.parked_part", amount=came, rest=rest)
        else:
            text = i18n.tr("pay.parked_wrong", amount=came)
        self._shell.tell(News(text=text, tone="warn", topic=attempt.id))

    def _hear(self, event: AttemptChanged) -> None:
        """A parked payment has got its answer, or money came for a code that was given up."""
        answered = event.attempt_id in self._parked and event.state not in LIVE
        if answered or event.state is AttemptState.LATE_PAID:
            self._parked.discard(event.attempt_id)
            ask_outcome(self._shell, event.attempt_id, owner=self)

    def _next(self) -> None:
        if self.panel is not None:
            self.panel.close_panel()

    def _cart_changed(self, _line: int) -> None:
        """The next customer's goods lie on the counter: the last one's change has been given."""
        self._shell.strips.clear_topic(_CART)
        finished = self.panel is not None and self.panel.sale.finished is not None
        if finished and self._counter.desk.cart.lines:
            self._next()
