"""One payment from the first tap to the change, without any widgets."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.cart import Cart
from app.domain.errors import Unavailable
from app.domain.payment import Attempt
from app.domain.slips import Slip
from app.ports.outside import AttemptChanged
from app.services.bills import Bill
from app.services.checkout import Sale
from app.services.payments import ProviderInfo
from app.services.wishes import Wanted
from ui.executor import Failed
from ui.views.base import Shell
from ui.views.pay.due import Due
from ui.views.pay.stages import Finished, Stage
from ui.views.pay.standing import Standing


class PaySale(Standing):
    """Talks to the checkout and to providers; the panel only shows what stands here.

    Attributes:
        providers, loaded: the ways to pay, and whether they are known yet; fetching: they are
            being asked for.
    """

    def __init__(self, bill: Bill, due: Due, shell: Shell) -> None:
        super().__init__(bill, due, shell)
        self.providers: tuple[ProviderInfo, ...] = ()
        self.loaded = self.fetching = False
        self._terminal = ""  # whose slip is asked for
        self._reading = False
        shell.bridge.attempt_changed.connect(self._hear)

    def whose_code(self, code: str) -> str | None:
        """The provider whose customer shows this code, set up here or not."""
        from app.ports.provider import whose_code  # nobody shows a code before the first sale

        return whose_code(code, self._shell.house.providers.values())

    def resume(self, attempt: Attempt) -> None:
        """Go on with a payment that an earlier panel, or program, began."""
        self._time(attempt)
        self._take(attempt, waiting=Stage.UNKNOWN if attempt.never_shown else Stage.CODE)

    def load_providers(self, then: Callable[[], object]) -> None:
        """Ask which providers there are, then call `then`."""
        payments = self._shell.house.payments
        self.fetching = True
        self.changed.emit()

        def done(found: tuple[ProviderInfo, ...]) -> None:
            self.providers, self.loaded, self.fetching = found, True, False
            self.changed.emit()
            then()

        def failed(failure: Exception) -> None:
            self.fetching = False
            self.changed.emit()
            self._shell.tell_failure(failure)

        self._background(payments.providers, done, failed)

    def pay_cash(self, tendered_minor: int) -> None:
        """Take cash; a second press while the first is under way is nothing."""
        house, bill, staff = self._shell.house, self.bill, self._shell.session.staff
        if not self._begin():
            return
        key, now_minor = self._wish(), self.due.now_minor
        self._database(
            lambda: house.checkout.pay_cash(
                bill, tendered_minor=tendered_minor, staff=staff, key=key, amount_minor=now_minor
            ),
            self._cash_paid,
            self._refused,
        )

    def start(self, provider: str, *, auth_code: str | None = None) -> None:
        """Show the customer a code, or charge the customer's own."""
        house, bill, staff = self._shell.house, self.bill, self._shell.session.staff
        if not self._begin():
            return
        wanted = self._wanted(provider, auth_code)
        self._to(Stage.STARTING)
        self._background(
            lambda: house.payments.start(bill, wanted, staff=staff),
            self._started,
            self._not_started,
        )

    def choose_terminal(self, provider: str) -> None:
        """A terminal of its own charges: what its slip says is asked for."""
        self._terminal = provider
        self.choose(Stage.CARD)

    def take_slip(self, slip: Slip) -> None:
        """Book what the card terminal has charged."""
        house, bill, staff = self._shell.house, self.bill, self._shell.session.staff
        if not self._begin():
            return
        wanted = self._wanted(self._terminal, None)
        self.changed.emit()
        self._database(
            lambda: house.vouching.take_slip(bill, wanted, slip, staff=staff),
            self._started,
            self._refused,
        )

    def confirm(self) -> None:
        """The cashier has seen the money arrive at the shop's own account."""
        attempt = self.attempt
        if attempt is None or not self._begin():
            return
        vouching, staff = self._shell.house.vouching, self._shell.session.staff
        self.changed.emit()
        self._database(lambda: vouching.confirm(attempt.id, staff=staff), self._ended, self._failed)

    def check(self) -> None:
        """The customer says it is paid: the provider is asked, nobody else is believed."""
        attempt = self.attempt
        if attempt is None or not self._begin():
            return
        payments, number = self._shell.house.payments, attempt.id
        self._to(Stage.UNKNOWN)
        self._background(lambda: payments.check(number), self._checked, self._failed)

    def another_way(self) -> None:
        """End the attempt; when the customer was faster, the sale is paid."""
        attempt = self.attempt
        if attempt is None or not self._begin():
            return
        payments, staff = self._shell.house.payments, self._shell.session.staff
        self.changed.emit()
        self._background(
            lambda: payments.cancel(attempt.id, staff=staff), self._ended, self._failed
        )

    def give_back(self) -> None:
        """The customer wants the money of the parts back: the order is cancelled."""
        if not self.due.parts or not self._begin():
            return
        house, staff, order_id = self._shell.house, self._shell.session.staff, self._order_id
        self.changed.emit()

        def done(_order: object) -> None:
            self._busy = False
            self.attempt, self.placed = None, False
            self.given_back.emit()

        self._database(lambda: house.orders.cancel(order_id, staff=staff), done, self._refused)

    def leave_rest(self) -> None:
        """The customer pays the rest another time; the order waits for it."""
        if self.part_paid and not self._busy:
            self.placed = False
            self.left_for_later.emit()

    def take_rest(self) -> None:
        """A wrong amount came: that was a part, and the rest is paid in another way."""
        if self.stage is Stage.WRONG and self.finished is None and not self._busy:
            self.attempt = None
            self.choose(Stage.CHOOSE)

    def look_again(self) -> None:
        """Read the attempt; the heartbeat asks the provider meanwhile."""
        attempt = self.attempt
        if attempt is None or self._reading or self.stage not in (Stage.CODE, Stage.UNKNOWN):
            return
        self._reading = True
        payments = self._shell.house.payments
        self._database(lambda: payments.attempt(attempt.id), self._read, self._unread)

    def withdraw(self, done: Callable[[object], None], failed: Failed) -> None:
        """Take the placed order back, so that the cart can change and become another one."""
        cart = self.bill
        if not self.placed or self.finished is not None or not isinstance(cart, Cart):
            return
        self.placed = False
        checkout, staff = self._shell.house.checkout, self._shell.session.staff
        self._shell.executor.database(
            lambda: checkout.withdraw(cart, staff=staff),
            owner=self._shell.bridge,
            done=done,
            failed=failed,
        )

    def _wanted(self, provider: str, auth_code: str | None) -> Wanted:
        return Wanted(
            key=self._wish(),
            provider=provider,
            amount_minor=self.due.now_minor,
            tip_minor=self.due.tip_minor,
            auth_code=auth_code,
        )

    def _cash_paid(self, sale: Sale) -> None:
        self._key = ""
        if sale.left_minor:
            self.attempt = sale.attempt
            self._read_order(sale.attempt)
            return
        finished = Finished(
            order_id=sale.order.id,
            number=sale.order.number,
            paid_minor=sale.order.total_minor,
            change_minor=sale.change_minor,
        )
        self._finish(finished)

    def _started(self, attempt: Attempt) -> None:
        self._key = ""
        self._has_order()
        self._time(attempt)
        self._checked(attempt)

    def _checked(self, attempt: Attempt) -> None:
        self._busy = False
        asked_by_hand = self.stage is Stage.UNKNOWN
        self._take(attempt, waiting=Stage.UNKNOWN if asked_by_hand else Stage.CODE)

    def _ended(self, attempt: Attempt) -> None:
        self._busy = False
        self._take(attempt, waiting=Stage.UNKNOWN)

    def _read(self, attempt: Attempt) -> None:
        """It may have been left since it was asked for."""
        self._reading = False
        if self.attempt is not None and self.attempt.id == attempt.id:
            self._take(attempt, waiting=self.stage)

    def _unread(self, failure: Exception) -> None:
        self._reading = False
        self._shell.tell_failure(failure)

    def _not_started(self, failure: Exception) -> None:
        """Nothing left the till, or the order was refused: other ways stay open."""
        # the order is committed before anything is sent, so it stands when sending failed
        if isinstance(failure, Unavailable):
            self._has_order()
        self.stage = Stage.CHOOSE
        self._refused(failure)

    def _hear(self, event: AttemptChanged) -> None:
        if self.attempt is not None and event.attempt_id == self.attempt.id:
            self.look_again()
