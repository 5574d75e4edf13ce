"""One payment from the first tap to the change, without any widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from app.domain.cart import Cart
from app.domain.errors import Unavailable
from app.domain.payment import LIVE, Attempt, AttemptState
from app.ports.outside import AttemptChanged
from app.services.checkout import Sale
from app.services.payments import ProviderInfo, Wanted
from ui import errors, i18n
from ui.executor import Failed
from ui.tones import Tone
from ui.views.base import Shell

_RETURNS = {
    AttemptState.DECLINED: "pay.declined",
    AttemptState.EXPIRED: "pay.expired",
    AttemptState.CANCELLED: "pay.cancelled",
}
_FOR_A_PERSON = frozenset({AttemptState.MISMATCH, AttemptState.LATE_PAID})


class Stage(Enum):
    """Where the payment stands; UNKNOWN is neither paid nor failed."""

    CHOOSE = auto()
    CASH = auto()
    STARTING = auto()
    CODE = auto()
    UNKNOWN = auto()
    WRONG = auto()
    DONE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A paid sale; `change_minor` is None where there is no change to give."""

    order_id: str
    number: str
    paid_minor: int
    change_minor: int | None = None


class PaySale(QObject):
    """Talks to the checkout and to providers; the panel only shows what stands here.

    Attributes:
        stage, attempt, finished: where it stands; message: what went wrong last, in words.
        placed: the cart has become an order that still waits for its money.
    Signals:
        changed: look again. paid(Finished): the money is there.
    """

    changed = Signal()
    paid = Signal(object)

    def __init__(self, cart: Cart, shell: Shell) -> None:
        super().__init__()
        self.cart = cart
        self.priced = cart.priced()
        self.stage = Stage.CHOOSE
        self.providers: tuple[ProviderInfo, ...] = ()
        self.attempt: Attempt | None = None
        self.finished: Finished | None = None
        self.message = ""
        self.placed = False
        self.deadline_s = 0.0
        self._shell = shell
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
        live = self.attempt is not None and self.attempt.state in LIVE
        return self._busy or (live and self.stage is not Stage.DONE)

    @property
    def test_mode(self) -> bool:
        """The provider of the code on screen moves no real money."""
        provider = self.attempt.provider if self.attempt else ""
        return any(x.test_mode for x in self.providers if x.id == provider)

    def load_providers(self, then: Callable[[], object]) -> None:
        """Ask which providers there are, then call `then`."""
        payments = self._shell.house.payments

        def done(found: tuple[ProviderInfo, ...]) -> None:
            self.providers = tuple(x for x in found if x.caps.shows_qr)
            self.changed.emit()
            then()

        self._shell.executor.background(payments.providers, owner=self, done=done)

    def choose(self, stage: Stage) -> None:
        """Go to a page that sends nothing."""
        self.message = ""
        self._to(stage)

    def pay_cash(self, tendered_minor: int) -> None:
        """Finish the sale with cash; a second press while the first is under way is nothing."""
        checkout, cart, staff = self._shell.house.checkout, self.cart, self._shell.session.staff
        if not self._begin():
            return
        self._shell.executor.database(
            lambda: checkout.pay_cash(cart, tendered_minor=tendered_minor, staff=staff),
            owner=self,
            done=self._cash_paid,
            failed=self._refused,
        )

    def start_code(self, provider: str) -> None:
        """Show the customer a code."""
        house, cart, staff = self._shell.house, self.cart, self._shell.session.staff
        if not self._begin():
            return
        self._to(Stage.STARTING)
        wanted = Wanted(key=house.new_id(), provider=provider)
        self._shell.executor.background(
            lambda: house.payments.start(cart, wanted, staff=staff),
            owner=self,
            done=self._started,
            failed=self._not_started,
        )

    def check(self) -> None:
        """The customer says it is paid: the provider is asked, nobody else is believed."""
        attempt = self.attempt
        if attempt is None or not self._begin():
            return
        payments, number = self._shell.house.payments, attempt.id
        self._to(Stage.UNKNOWN)
        self._shell.executor.background(
            lambda: payments.check(number), owner=self, done=self._checked, failed=self._failed
        )

    def another_way(self) -> None:
        """End the attempt; when the customer was faster, the sale is paid."""
        attempt = self.attempt
        if attempt is None or not self._begin():
            return
        payments, staff = self._shell.house.payments, self._shell.session.staff
        self.changed.emit()
        self._shell.executor.background(
            lambda: payments.cancel(attempt.id, staff=staff),
            owner=self,
            done=self._ended,
            failed=self._failed,
        )

    def look_again(self) -> None:
        """Read the attempt; the heartbeat asks the provider meanwhile."""
        attempt = self.attempt
        if attempt is None or self._reading or self.stage not in (Stage.CODE, Stage.UNKNOWN):
            return
        self._reading = True
        payments = self._shell.house.payments
        self._shell.executor.database(
            lambda: payments.attempt(attempt.id), owner=self, done=self._read, failed=self._unread
        )

    def withdraw(self, done: Callable[[object], None], failed: Failed) -> None:
        """Take the placed order back, so that the cart can change and become another one."""
        if not self.placed or self.finished is not None:
            return
        self.placed = False
        checkout, cart, staff = self._shell.house.checkout, self.cart, self._shell.session.staff

        self._shell.executor.database(
            lambda: checkout.withdraw(cart, staff=staff),
            owner=self._shell.bridge,
            done=done,
            failed=failed,
        )

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
        self._finish(
            Finished(
                order_id=sale.order.id,
                number=sale.order.number,
                paid_minor=sale.order.total_minor,
                change_minor=sale.change_minor,
            )
        )

    def _started(self, attempt: Attempt) -> None:
        self.placed = True
        clock = self._shell.house.clock
        if attempt.expires_at is not None:
            left = (attempt.expires_at - clock.now()).total_seconds()
            self.deadline_s = clock.monotonic() + left
        self._checked(attempt)

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
        if state is AttemptState.SUCCEEDED:
            self._fetch_number(attempt)
        elif state is AttemptState.UNKNOWN:
            self._to(Stage.UNKNOWN)
        elif state in _FOR_A_PERSON:
            self.message = i18n.tr(
                "pay.wrong_amount", amount=self._shell.session.amount(attempt.paid_minor)
            )
            self._to(Stage.WRONG)
        elif state in _RETURNS:
            self.message = i18n.tr(_RETURNS[state])
            self._to(Stage.CHOOSE)
        else:
            self._to(waiting)

    def _fetch_number(self, attempt: Attempt) -> None:
        queries = self._shell.house.queries

        def done(number: str) -> None:
            self._finish(
                Finished(order_id=attempt.order_id, number=number, paid_minor=attempt.paid_minor)
            )

        self._shell.executor.database(
            lambda: queries.order_detail(attempt.order_id).order.number, owner=self, done=done
        )

    def _finish(self, finished: Finished) -> None:
        self._busy = False
        if self.finished is None:
            self.finished = finished
            self._shell.tones.play(Tone.PAID)
            self._to(Stage.DONE)
            self.paid.emit(finished)

    def _refused(self, failure: Exception) -> None:
        self._busy = False
        self.message = errors.text(failure)
        self.changed.emit()

    def _not_started(self, failure: Exception) -> None:
        """Nothing left the till, or the order was refused: other ways stay open."""
        self._busy = False
        # the order is committed before anything is sent, so it stands when sending failed
        self.placed = self.placed or isinstance(failure, Unavailable)
        self.message = errors.text(failure)
        self._to(Stage.CHOOSE)

    def _failed(self, failure: Exception) -> None:
        """No believable answer: nothing is known, nothing is given up."""
        self._busy = False
        self.message = errors.text(failure)
        self._to(Stage.UNKNOWN)

    def _hear(self, event: AttemptChanged) -> None:
        if self.attempt is not None and event.attempt_id == self.attempt.id:
            self.look_again()
