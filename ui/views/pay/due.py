"""What is to be paid next of a sale that may be paid in parts."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain import coins
from app.domain.payment import held_minor, kept_minor
from app.ports.queries import OrderDetail
from ui.views.pay.stages import Part


@dataclass(slots=True, kw_only=True)
class Due:
    """The money side of one sale at the counter, in minor units.

    Attributes:
        left_minor: what the order still costs.
        cash_step_minor: the smallest coin.
        part_minor: how much the next payment is to be; None for all that is left.
        tip_minor: asked for on top of the next payment, if that is not in cash.
        parts: what has been paid, here or anywhere else.
    """

    left_minor: int
    cash_step_minor: int
    part_minor: int | None = None
    tip_minor: int = 0
    parts: list[Part] = field(default_factory=list)

    @property
    def now_minor(self) -> int:
        """What is to be paid next."""
        return self.left_minor if self.part_minor is None else self.part_minor

    @property
    def in_cash_minor(self) -> int:
        """What is to be paid next in coins that there are; a part is what was agreed on."""
        if self.part_minor is not None:
            return self.part_minor
        return coins.payable(self.left_minor, self.cash_step_minor)

    def choose_part(self, amount_minor: int | None) -> None:
        """Pay so much next, and the rest in another way."""
        whole = amount_minor is None or amount_minor >= self.left_minor
        self.part_minor = None if whole else amount_minor

    def follow(self, detail: OrderDetail) -> None:
        """What the books say has come, and what is left."""
        attempts, refunds = detail.attempts, detail.refunds
        kept = [(x.tender, kept_minor(x, refunds)) for x in attempts]
        self.parts = [Part(tender=tender, amount_minor=minor) for tender, minor in kept if minor]
        self.left_minor = max(0, detail.order.total_minor - held_minor(attempts, refunds))
        self.part_minor, self.tip_minor = None, 0
