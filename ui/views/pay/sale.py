"""One payment from the first tap to the change, without any widgets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain.cart import Cart
from app.domain.errors import ShopError, Unavailable, UserError
from app.domain.payment import CAPTURED, FOR_A_PERSON, LIVE, Attempt, AttemptState, held_minor
from app.domain.slips import Slip
from app.ports.outside import AttemptChanged
from app.ports.queries import OrderDetail
from app.services.bills import Bill
from app.services.checkout import Sale
from app.services.payments import ProviderInfo, Wanted
from ui import errors
from ui.executor import Failed
from ui.tones import Tone
from ui.views.base import Shell
from ui.views.pay import words
from ui.views.pay.due import Due
from ui.views.pay.stages import Finished, Part, Stage, finished_of

T = TypeVar("T")
_GOOD = CAPTURED - FOR_A_PERSON


class PaySale(QObject):
    """Talks to the checkout and to providers; the panel only shows what stands here.

    Attributes:
        providers, loaded: the ways to pay, and whether they are known yet.
        stage, attempt, finished: where it stands; message: what went wrong last, in words.
        placed: the bill is an order that still waits for its money.
        due: what has been paid of it, and what is to be paid next.
    Signals:
        changed: look again. paid(Finished): the money is there.
        given_back: what had been paid of it goes back, and the sale is off.
        left_for_later: a part is paid, and the rest will be another time.
    """

    changed = Signal()
    paid = Signal(object)
    given_back = Signal()
    left_for_later = Signal()

    def __init__(self, bill: Bill, due: Due, shell: Shell) -> None:
        super().__init__()
        self.bill = bill
        self.stage = Stage.CHOOSE
        self.providers: tuple[ProviderInfo, ...] = ()
        self.loaded = False
        self.attempt: Attempt | None = None
        self.finished: Finished | None = None
        self.due = due
        self.message = ""
        self.placed = False
        self.deadline_s = 0.0
        self._shell = shell
        self._order_id = ""
        self._key = ""
        self._busy = False
        self._reading = False
        shell.bridge.attempt_changed.connect(self._hear)

    @property
    def busy(self) -> bool:
        """Something was sent and its answer is not here: nothing may be sent twice."""
        return self._busy

    @property
    def held(self) -> bool:
        """The order is placed and its payment runs: the cart must not change."""
        if self._busy:
            return True
        open_ = self.attempt is not None and self.attempt.state in LIVE | _GOOD
        return open_ and self.stage is not Stage.DONE

    @property
    def test_mode(self) -> bool:
        """The payment on screen moves no real money."""
        return self.attempt is not None and self.attempt.test

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

        def done(found: tuple[ProviderInfo, ...]) -> None:
            self.providers, self.loaded = found, True
            self.changed.emit()
            then()

        self._shell.executor.background(payments.providers, owner=self, done=done)

    def choose(self, stage: Stage) -> None:
        """Go to a page that sends nothing."""
        self.message = ""
        self._to(stage)

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

    def take_slip(self, slip: Slip) -> None:
        """Book what the card terminal has charged."""
        house, bill, staff = self._shell.house, self.bill, self._shell.session.staff
        if not self._begin():
            return
        wanted = self._wanted("manual_card", None)
        self.changed.emit()
        self._database(
            lambda: house.payments.take_slip(bill, wanted, slip, staff=staff),
            self._started,
            self._refused,
        )

    def confirm(self) -> None:
        """The cashier has seen the money arrive at the shop's own account."""
        attempt = self.attempt
        if attempt is None or not self._begin():
            return
        payments, staff = self._shell.house.payments, self._shell.session.staff
        self.changed.emit()
        self._database(lambda: payments.confirm(attempt.id, staff=staff), self._ended, self._failed)

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
            self.placed = False
            self.given_back.emit()

        self._database(lambda: house.orders.cancel(order_id, staff=staff), done, self._refused)

    def leave_rest(self) -> None:
        """The customer pays the rest another time; the order waits for it."""
        if self.placed and self.due.parts and not self._busy:
            self.placed = False
            self.left_for_later.emit()

    def take_rest(self) -> None:
        """Less came than was asked for: that was a part, and the rest is paid in another way."""
        if self.attempt is not None and self.attempt.too_little and self._begin():
            self.changed.emit()
            self._read_order(self.attempt)

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

    def _has_order(self) -> None:
        """The cart is an order now, to be taken back when nothing comes of it."""
        self.placed = isinstance(self.bill, Cart)

    def _database(self, job: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        self._shell.executor.database(job, owner=self, done=done, failed=failed)

    def _background(self, job: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        self._shell.executor.background(job, owner=self, done=done, failed=failed)

    def _wish(self) -> str:
        """The key of this wish for money: the same until its outcome is known."""
        self._key = self._key or self._shell.house.new_id()
        return self._key

    def _begin(self) -> bool:
        if self._busy or self.stage is Stage.DONE:
            return False
        self._busy = True
        self.message = ""
        return True

    def _to(self, stage: Stage) -> None:
        self.stage = stage
        self.changed.emit()

    def _cash_paid(self, sale: Sale) -> None:
        self._busy, self._key = False, ""
        self._order_id = sale.order.id
        finished = Finished(
            order_id=sale.order.id,
            number=sale.order.number,
            paid_minor=sale.order.total_minor,
            change_minor=sale.change_minor,
        )
        self._paid_part(sale.attempt, sale.left_minor, finished)

    def _started(self, attempt: Attempt) -> None:
        self._key = ""
        self._has_order()
        self._time(attempt)
        self._checked(attempt)

    def _time(self, attempt: Attempt) -> None:
        clock = self._shell.house.clock
        if attempt.expires_at is not None:
            left = (attempt.expires_at - clock.now()).total_seconds()
            self.deadline_s = clock.monotonic() + left

    def _checked(self, attempt: Attempt) -> None:
        self._busy = False
        asked_by_hand = self.stage is Stage.UNKNOWN
        self._take(attempt, waiting=Stage.UNKNOWN if asked_by_hand else Stage.CODE)

    def _ended(self, attempt: Attempt) -> None:
        self._busy = False
        self._take(attempt, waiting=Stage.UNKNOWN)

    def _read(self, attempt: Attempt) -> None:
        self._reading = False
        self._take(attempt, waiting=self.stage)

    def _unread(self, failure: Exception) -> None:
        self._reading = False
        self._shell.tell_failure(failure)

    def _take(self, attempt: Attempt, *, waiting: Stage) -> None:
        """Believe an attempt; `waiting` is the page while it has no answer."""
        if self.stage is Stage.DONE:
            return
        self.attempt = attempt
        state = attempt.state
        if state in _GOOD:
            self._read_order(attempt)
        elif state is AttemptState.UNKNOWN:
            self._to(Stage.UNKNOWN)
        elif state in FOR_A_PERSON:
            self.message = words.wrong(attempt, self._shell.session)
            self._to(Stage.WRONG)
        elif state in words.RETURNS:
            self.message = words.returned(attempt)
            self._to(Stage.CHOOSE)
        else:
            self._to(waiting)

    def _read_order(self, attempt: Attempt) -> None:
        queries = self._shell.house.queries

        def done(detail: OrderDetail) -> None:
            if self.attempt is attempt:
                self._order_has(detail, attempt)

        self._database(lambda: queries.order_detail(attempt.order_id), done, self._failed)

    def _order_has(self, detail: OrderDetail, attempt: Attempt) -> None:
        self._order_id = detail.order.id
        left = detail.order.total_minor - held_minor(detail.attempts, detail.refunds)
        self._paid_part(attempt, left, finished_of(detail.order))

    def _paid_part(self, attempt: Attempt, left_minor: int, finished: Finished) -> None:
        part = Part(tender=attempt.tender, amount_minor=attempt.credited_minor)
        self.due.paid(part, left_minor)
        if not self.due.left_minor:
            self._finish(finished)
            return
        self._busy = False
        self._has_order()
        self.attempt = None
        self._shell.tones.play(Tone.PAID)
        self._to(Stage.CHOOSE)

    def _finish(self, finished: Finished) -> None:
        self._busy = False
        if self.finished is None:
            self.finished = finished
            self._shell.tones.play(Tone.PAID)
            self._to(Stage.DONE)
            self.paid.emit(finished)

    def _refused(self, failure: Exception) -> None:
        self._busy = False
        if isinstance(failure, ShopError):
            self._key = ""  # it was answered; anything else may have been booked all the same
        if isinstance(failure, UserError) and failure.key == "order_already_paid":
            self._find_paid(failure)
            return
        if isinstance(failure, UserError) and failure.key == "amount_over_left":
            self.due.left_elsewhere(failure.params["left_minor"])
        self.message = errors.text(failure)
        self.changed.emit()

    def _find_paid(self, failure: ShopError) -> None:
        """The money had come already, late or at another window: the sale is done."""
        queries, number = self._shell.house.queries, str(failure.params["number"])
        self._busy = True

        def done(detail: OrderDetail) -> None:
            self._finish(finished_of(detail.order))

        self._database(
            lambda: queries.order_detail(queries.order_id_of(number)), done, self._failed
        )

    def _not_started(self, failure: Exception) -> None:
        """Nothing left the till, or the order was refused: other ways stay open."""
        # the order is committed before anything is sent, so it stands when sending failed
        if isinstance(failure, Unavailable):
            self._has_order()
        self.stage = Stage.CHOOSE
        self._refused(failure)

    def _failed(self, failure: Exception) -> None:
        """No believable answer: nothing is known, nothing is given up."""
        self._busy = False
        self.message = errors.text(failure)
        self._to(Stage.UNKNOWN)

    def _hear(self, event: AttemptChanged) -> None:
        if self.attempt is not None and event.attempt_id == self.attempt.id:
            self.look_again()
