"""A till in trouble: customers, a bad network, a bad provider, and crashes between two steps."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from app.domain.cart import Cart
from app.domain.errors import Bug, ShopError
from app.domain.payment import Attempt, Refund
from app.domain.slips import Slip
from app.ports.gateway import Gateway
from app.ports.unit_of_work import UnitOfWork
from app.sandbox.server import SandboxThread
from app.services.wishes import Wanted
from data.database import Database
from data.ids import new_id
from tests.helpers.clock import StandingClock
from tests.helpers.sandbox import Control, wechat_values
from tests.helpers.shop import Shop
from tests.helpers.watched import CALLS

PROVIDERS = ("alipay", "wechat")
FAULTS = (
    "drop-before-execute", "drop-after-execute", "drop-mid-answer", "http-502", "empty",
    "truncated", "system-error", "unavailable", "rate-limit", "wrong-signature", "wrong-order",
    "not-found", "says-waiting", "paid-meanwhile", "retry-flag", "frequency-limited",
    "balance-low", "refund-processing", "refund-abnormal", "refund-closed", "new-certificate",
)  # fmt: skip
CRASH = "crash"
Step = tuple[str, int, int, str]
"""What happens, two numbers, and the trouble it happens in: a fault, a crash, or none."""
GOODS = (("water",), ("water", "bun"), ("bun", "bun", "bag"))


class Crash(BaseException):
    """The process is gone, between two steps."""


@dataclass(slots=True)
class Fuse:
    """Burns down by one at every step that a crash could separate from the next.

    Attributes:
        dead: the process is gone: whatever it still wants to do is not done.
    """

    steps: int | None = None
    dead: bool = False

    def burn(self) -> None:
        """Crash when it has burnt down."""
        if self.steps is not None:
            self.steps -= 1
            self.dead = self.dead or self.steps < 0
        if self.dead:
            raise Crash


class _Unit:
    """A unit of work whose commit can be the last thing that happens, or fail to happen."""

    def __init__(self, unit: UnitOfWork, fuse: Fuse) -> None:
        self._unit = unit
        self._fuse = fuse

    def __getattr__(self, name: str) -> Any:
        return getattr(self._unit, name)

    def commit(self) -> None:
        """Commit, or crash before or after it."""
        self._fuse.burn()
        self._unit.commit()
        self._fuse.burn()


class _Books:
    """A database whose transactions can be cut off."""

    def __init__(self, database: Database, fuse: Fuse) -> None:
        self._database = database
        self._fuse = fuse

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)

    @contextlib.contextmanager
    def unit_of_work(self, *, fleeting: bool = False) -> Iterator[_Unit]:
        """A transaction that may not come to its end."""
        with self._database.unit_of_work(fleeting=fleeting) as unit:
            yield _Unit(unit, self._fuse)


class _Line:
    """A gateway whose calls can be the last thing that happens."""

    def __init__(self, gateway: Gateway, fuse: Fuse) -> None:
        self._gateway = gateway
        self._fuse = fuse

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._gateway, name)
        return self._cut(found) if name in CALLS else found

    def _cut(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def cut(*args: Any, **options: Any) -> Any:
            self._fuse.burn()
            result = call(*args, **options)
            self._fuse.burn()
            return result

        return cut


@dataclass(slots=True, kw_only=True)
class Machine:
    """The provider, whose time passes with the tills'."""

    sandbox: SandboxThread
    control: Control
    clock: StandingClock


@dataclass(slots=True)
class Trouble:
    """One shop of its own before the provider, and everything that can happen to it.

    Each thing that can happen takes two numbers, which choose the order, payment, amount or time.
    """

    machine: Machine
    folder: Path
    database: Database
    fuse: Fuse = field(default_factory=Fuse)
    shop: Shop = field(init=False)
    carts: list[Cart] = field(init=False)

    def __post_init__(self) -> None:
        self.shop = self._opened()
        self.carts = [self.shop.cart(*codes) for codes in GOODS]

    def happens(self, step: Step) -> None:
        """Let one thing happen in its trouble; a crash starts the till again.

        What cannot be done at the moment is refused and changes nothing; only a Bug is passed on.
        """
        what, which, much, trouble = step
        if trouble == CRASH:
            self.fuse.steps = which
        elif trouble:
            self.machine.control.fault(trouble, count=1 + much % 2, seconds=0)
        try:
            HAPPENINGS[what](self, which, much)
        except Bug:
            raise
        except (ShopError, httpx.HTTPStatusError):
            pass
        except Crash:
            self.restart(0, 0)

    def _show(self, which: int, much: int) -> None:
        """A code for a part or all of a sale."""
        self._start(which, much)

    def _scan_customer(self, which: int, much: int) -> None:
        """The cashier scans a customer's code."""
        behaviour = ("pays", "password", "balance")[much % 3]
        code = self.machine.control.code(self._provider(which), behaviour)
        self._start(which, much, auth_code=code)

    def _cash(self, which: int, much: int) -> None:
        """Cash for a part or all of a sale."""
        self.shop.house.checkout.pay_cash(
            self._cart(which), tendered_minor=5000, staff="li", amount_minor=_part(much)
        )

    def _card(self, which: int, much: int) -> None:
        """A card slip for a part or all of a sale."""
        wish = Wanted(key=new_id(), provider="manual_card", amount_minor=_part(much))
        slip = Slip(number="7", last_four="4242")
        self.shop.house.vouching.take_slip(self._cart(which), wish, slip, staff="li")

    def _pay(self, which: int, much: int) -> None:
        """A customer pays; now and then another amount."""
        attempt = self._attempt(which)
        self.machine.control.pay(attempt.id, "1.00" if much % 10 == 9 else None)

    def _scan(self, which: int, much: int) -> None:
        """A customer opens a code, or turns it down."""
        number = self._attempt(which).id
        self.machine.control.decline(number) if much % 4 == 3 else self.machine.control.scan(number)

    def _check(self, which: int, much: int) -> None:
        """Somebody presses "check now"."""
        self.shop.check(self._attempt(which))

    def _push(self, which: int, much: int) -> None:
        """The provider tells of a payment."""
        attempt = self._attempt(which)
        pushed = self.machine.control.notification(attempt.id)
        self.shop.house.notifications.receive(attempt.provider, pushed.headers, pushed.body)

    def _cancel(self, which: int, much: int) -> None:
        """The cashier ends a code."""
        self.shop.house.payments.cancel(self._attempt(which).id, staff="li")

    def _give_up(self, which: int, much: int) -> None:
        """A manager waits no longer."""
        attempt = self._attempt(which)
        self.shop.house.vouching.give_up(attempt.id, staff="chen", reason="in a hurry")

    def _withdraw(self, which: int, much: int) -> None:
        """The sale is taken back before it was paid."""
        self.shop.house.checkout.withdraw(self._cart(which), staff="li")

    def _undo(self, which: int, much: int) -> None:
        """The order is cancelled, or the finished sale voided."""
        order_id = self._order_id(which)
        with contextlib.suppress(ShopError):
            self.shop.house.orders.cancel(order_id, staff="li")
        self.shop.house.orders.void(order_id, staff="li")

    def _reinstate(self, which: int, much: int) -> None:
        """A cancelled order is taken up again."""
        self.shop.house.orders.reinstate(self._order_id(which), staff="chen")

    def _refund(self, which: int, much: int) -> None:
        """A part of the money goes back, now and then in cash; what is due is done at once."""
        made = self.shop.house.refunds.refund_amount(
            self._order_id(which),
            much % 120 + 1,
            key=new_id(),
            staff="li",
            reason="damaged",
            in_cash=much % 5 == 4,
        )
        for refund in made:
            self.shop.house.refunds.run(refund.id)

    def _retry(self, which: int, much: int) -> None:
        """A refund is sent again."""
        refunds = self.refunds()
        if refunds:
            self.shop.house.refunds.retry(refunds[which % len(refunds)].id)

    def _settle(self, which: int, much: int) -> None:
        """A refund that is under way at the provider arrives."""
        self.machine.control.settle(self._attempt(which).id)

    def _wait(self, which: int, much: int) -> None:
        """Time passes, seconds or minutes, and the till does what is due."""
        self.shop.clock.advance(seconds=much % 20 + 1 if which % 2 else much)
        self.shop.house.poller.run_due()

    def _mend(self, which: int, much: int) -> None:
        """All is well again outside."""
        self.machine.control.clear()

    def restart(self, which: int, much: int) -> None:
        """The till starts again on the same books; what it only had in mind is gone."""
        self.fuse.dead = True
        self.fuse = Fuse()
        self.shop.gateways.disconnect()
        self.shop = self._opened()

    def end(self) -> None:
        """Everything works again and hours pass; whatever is still open then stays open."""
        self.machine.control.clear()
        self.restart(0, 0)
        for attempt in self.attempts():
            with contextlib.suppress(httpx.HTTPStatusError):
                self.machine.control.settle(attempt.id)
        for seconds in (*[35] * 12, *[600] * 12, *[3700] * 4):
            self.shop.clock.advance(seconds=seconds)
            self.shop.house.poller.run_due()

    def attempts(self) -> list[Attempt]:
        """All there are, oldest first."""
        return [x for cart in self.carts for x in self._of(cart, "attempts_of")]

    def refunds(self) -> list[Refund]:
        """All there are."""
        return [x for cart in self.carts for x in self._of(cart, "refunds_of")]

    def close(self) -> None:
        """Let go of everything."""
        self.shop.close()

    def _opened(self) -> Shop:
        books: Any = _Books(self.database, self.fuse)
        name = str(self.folder)
        shop = Shop(self.folder, books, self.machine.sandbox, self.machine.clock, holder=name)
        shop.connect(self.machine.control)
        values = {**wechat_values(self.machine.sandbox.info), "codepay": "yes"}
        shop.gateways.set_up("wechat", values)
        made: dict[str, Any] = shop.gateways.offered()
        for name in PROVIDERS:
            made[name] = _Line(made[name], self.fuse)
        return shop

    def _of(self, cart: Cart, what: str) -> Iterator[Any]:
        with self.database.unit_of_work() as unit:
            order = unit.orders.by_token(cart.client_token)
            if order is not None:
                yield from getattr(unit.payments, what)(order.id)

    def _start(self, which: int, much: int, **wanted: Any) -> None:
        provider = self._provider(which)
        self.shop.show_code(self._cart(which), provider, amount_minor=_part(much), **wanted)

    def _cart(self, which: int) -> Cart:
        return self.carts[which % len(self.carts)]

    def _provider(self, which: int) -> str:
        return PROVIDERS[which // len(self.carts) % len(PROVIDERS)]

    def _attempt(self, which: int) -> Attempt:
        """One of the newest at a provider."""
        return _newest([x for x in self.attempts() if x.provider in PROVIDERS], which)

    def _order_id(self, which: int) -> str:
        """The order of one of the newest payments."""
        return _newest(self.attempts(), which).order_id


def _newest(attempts: list[Attempt], which: int) -> Attempt:
    if not attempts:
        raise ShopError("nothing_yet")
    return attempts[-1 - which % min(2, len(attempts))]


def _part(much: int) -> int | None:
    """All that is left, or a part of it."""
    return None if much % 3 else much % 150 + 1


HAPPENINGS: Mapping[str, Callable[[Trouble, int, int], None]] = {
    "show": Trouble._show,
    "scan customer": Trouble._scan_customer,
    "cash": Trouble._cash,
    "card": Trouble._card,
    "pay": Trouble._pay,
    "scan": Trouble._scan,
    "check": Trouble._check,
    "push": Trouble._push,
    "cancel": Trouble._cancel,
    "give up": Trouble._give_up,
    "withdraw": Trouble._withdraw,
    "undo": Trouble._undo,
    "reinstate": Trouble._reinstate,
    "refund": Trouble._refund,
    "retry": Trouble._retry,
    "settle": Trouble._settle,
    "wait": Trouble._wait,
    "mend": Trouble._mend,
    "restart": Trouble.restart,
}
