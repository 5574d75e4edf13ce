"""Where one payment stands, and what every answer makes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain.cart import Cart
from app.domain.errors import ShopError, UserError
from app.domain.order_states import Lifecycle
from app.domain.payment import CAPTURED, LIVE, Attempt, AttemptState
from app.ports.queries import OrderDetail
from app.services.bills import Bill
from ui import errors
from ui.executor import Failed
from ui.tones import Tone
from ui.views.base import Shell
from ui.views.pay import words
from ui.views.pay.due import Due
from ui.views.pay.stages import Finished, Stage, finished_of

T = TypeVar("T")
_ANSWERED = frozenset({Stage.WRONG, Stage.GONE, Stage.DONE})
_PAID_MEANWHILE = frozenset({"order_already_paid", "order_part_paid", "amount_over_left"})


class Standing(QObject):
    """Believes what it is told by the shop's rooms; of itself it only reads orders.

    Attributes:
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

    @property
    def busy(self) -> bool:
        """Something was sent and its answer is not here: nothing may be sent twice."""
        return self._busy

    @property
    def held(self) -> bool:
        """The order is placed and its payment runs: the cart must not change."""
        if self._busy:
            return True
        open_ = self.attempt is not None and self.attempt.state in LIVE | CAPTURED
        return open_ and self.stage not in _ANSWERED

    @property
    def part_paid(self) -> bool:
        """Less than the cart costs was paid: neither cart nor customer may be lost sight of."""
        return self.placed and bool(self.due.parts) and self.finished is None

    @property
    def test_mode(self) -> bool:
        """The payment on screen moves no real money."""
        return self.attempt is not None and self.attempt.test

    def choose(self, stage: Stage) -> None:
        """Go to a page that sends nothing."""
        self.message = ""
        self._to(stage)

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

    def _time(self, attempt: Attempt) -> None:
        clock = self._shell.house.clock
        if attempt.expires_at is not None:
            left = (attempt.expires_at - clock.now()).total_seconds()
            self.deadline_s = clock.monotonic() + left

    def _take(self, attempt: Attempt, *, waiting: Stage) -> None:
        """Believe an attempt; `waiting` is the page while it has no answer."""
        if self.stage in _ANSWERED:
            return
        self.attempt = attempt
        state = attempt.state
        if state in CAPTURED:
            self._read_order(attempt)
        elif state is AttemptState.UNKNOWN:
            self._to(Stage.UNKNOWN)
        elif state in words.RETURNS:
            self.message = words.returned(attempt)
            self._to(Stage.CHOOSE)
        else:
            self._to(waiting)

    def _read_order(self, attempt: Attempt) -> None:
        queries = self._shell.house.queries

        def done(detail: OrderDetail) -> None:
            if self.attempt is attempt:
                self._has_come(detail, attempt)

        self._database(lambda: queries.order_detail(attempt.order_id), done, self._failed)

    def _has_come(self, detail: OrderDetail, attempt: Attempt) -> None:
        """Money came: all there is to pay, or a part; a wrong amount is told as well."""
        wrong = attempt.state is AttemptState.MISMATCH
        self._follow(detail)
        if detail.order.lifecycle is Lifecycle.CANCELLED:
            self.due.parts.clear()  # none of them is this sale's: it becomes another order
            self.message = words.gone(attempt, self._shell.session)
            self._to(Stage.GONE)
            return
        if wrong:
            left_minor = self.due.left_minor
            self.message = words.wrong(attempt, left_minor, self._shell.session)
        if not self.due.left_minor:
            self._finish(finished_of(detail.order), Stage.WRONG if wrong else Stage.DONE)
            return
        if not wrong:
            self.attempt = None
            self._shell.tones.play(Tone.PAID)
        self._to(Stage.WRONG if wrong else Stage.CHOOSE)

    def _follow(self, detail: OrderDetail) -> None:
        """The books say what the order has, whoever took it."""
        self._busy = False
        self._order_id = detail.order.id
        self._has_order()
        self.due.follow(detail)

    def _finish(self, finished: Finished, stage: Stage = Stage.DONE) -> None:
        self._busy = False
        if self.finished is None:
            self.finished = finished
            self._shell.tones.play(Tone.PAID)
            self._to(stage)
            self.paid.emit(finished)

    def _refused(self, failure: Exception) -> None:
        self._busy = False
        if isinstance(failure, ShopError):
            self._key = ""  # it was answered; anything else may have been booked all the same
        if isinstance(failure, UserError) and failure.key in _PAID_MEANWHILE:
            self.catch_up(failure)
            return
        self.message = errors.text(failure)
        self.changed.emit()

    def catch_up(self, failure: UserError) -> None:
        """Money had come meanwhile, late or at another window: all there is to pay, or a part."""
        queries, number = self._shell.house.queries, str(failure.params["number"])
        self._busy = True

        def done(detail: OrderDetail) -> None:
            self._follow(detail)
            if not self.due.left_minor:
                self._finish(finished_of(detail.order))
                return
            self.message = errors.text(failure)
            self.changed.emit()

        self._database(
            lambda: queries.order_detail(queries.order_id_of(number)), done, self._failed
        )

    def _failed(self, failure: Exception) -> None:
        """No believable answer: nothing is known, nothing is given up."""
        self._busy = False
        self.message = errors.text(failure)
        self._to(Stage.UNKNOWN)
