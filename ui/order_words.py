"""How orders, payments and parcels are told in words, and how loud."""

from __future__ import annotations

from app.domain.order import HistoryRow
from app.domain.order_states import CancelReason, Label
from app.domain.payment import Attempt, AttemptState, Refund, RefundState, Way
from app.domain.reconciling.missing import EXTERNAL
from ui import i18n
from ui.widgets.labels import Tone

_LABEL_TONES: dict[Label, Tone] = {
    Label.REFUNDING: "warn",
    Label.CHECKING_PAYMENT: "warn",
    Label.AWAITING_PAYMENT: "warn",
    Label.PAYMENT_FAILED: "error",
    Label.SHIPMENT_FAILED: "error",
    Label.AWAITING_SHIPMENT: "info",
    Label.SHIPPED: "info",
    Label.IN_TRANSIT: "info",
    Label.RECEIVED: "good",
    Label.COMPLETED: "good",
    Label.PAID: "good",
}
_ATTEMPT_TONES: dict[AttemptState, Tone] = {
    AttemptState.SUCCEEDED: "good",
    AttemptState.CLAIMED: "good",
    AttemptState.PENDING: "info",
    AttemptState.CREATED: "info",
    AttemptState.UNKNOWN: "warn",
    AttemptState.LATE_PAID: "warn",
    AttemptState.DECLINED: "error",
    AttemptState.MISMATCH: "error",
}
_REFUND_TONES: dict[RefundState, Tone] = {
    RefundState.REQUESTED: "info",
    RefundState.PENDING: "info",
    RefundState.SUCCEEDED: "good",
    RefundState.FAILED: "error",
}

_SAYS_NOTHING = {"staff", *CancelReason}


_TOGETHER = "\N{NO-BREAK SPACE}"


def label(shown: Label) -> str:
    """The one word for an order."""
    return i18n.tr(f"label.{shown}")


def label_tone(shown: Label) -> Tone:
    """How loud that word is."""
    return _LABEL_TONES.get(shown, "")


def tender(name: str, *, test: bool = False) -> str:
    """A way to pay; a new provider's own id until it has words. `test`: no real money moved."""
    key = f"tender.{name}"
    said = i18n.tr(key) if i18n.known(key) else name
    return i18n.tr("attempt.practised", tender=said) if test else said


def tender_names(name: str) -> str:
    """A way to pay in English and Chinese, for customers who read the screen."""
    names = i18n.MESSAGES.get(f"tender.{name}", (name,))
    return " ".join(x.replace(" ", _TOGETHER) for x in dict.fromkeys(names))


def attempt(tried: Attempt) -> str:
    """Where an attempt stands; what a person vouched for is told from what a statement proved."""
    if tried.way is Way.CASHIER and tried.state is AttemptState.SUCCEEDED:
        return i18n.tr("attempt.verified")
    return i18n.tr(f"attempt.{tried.state}")


def attempt_tone(tried: Attempt) -> Tone:
    """How loud that is; what is not known is never painted as paid or failed."""
    return _ATTEMPT_TONES.get(tried.state, "")


def refund(back: Refund) -> str:
    """Where a refund stands; one that the till has only read of is told as such."""
    if back.reason == EXTERNAL:
        return i18n.tr("difference.EXTERNAL_REFUND")
    return i18n.tr(f"refund.{back.state}")


def refund_reason(back: Refund) -> str:
    """Why it goes back, as far as there is more to say than that staff wanted it."""
    if back.reason in _SAYS_NOTHING:
        return ""
    key = f"refund.why.{back.reason}"
    return i18n.tr(key) if i18n.known(key) else back.reason


def refund_tone(back: Refund) -> Tone:
    """How loud that is."""
    return _REFUND_TONES[back.state]


def happened(row: HistoryRow) -> str:
    """One row of an order's timeline as words: what it has become."""
    key = f"history.{row.column}.{row.after}"
    return i18n.tr(key) if i18n.known(key) else f"{row.column}: {row.after}"
