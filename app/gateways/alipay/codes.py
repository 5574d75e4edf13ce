"""What Alipay's result codes mean: a value, a refusal, a wrong set-up, or nothing at all."""

from __future__ import annotations

from app.ports.gateway import Declined, Misconfigured, RateLimited, UnknownOutcome

WAITING = "10003"
ANSWERED = frozenset({"10000", WAITING})  # done; created and waiting for the customer
SET_UP = frozenset({"20001", "40001", "40002", "40003", "40006"})
REFUSED = "40004"
SLOWER = "40005"
BAD_TIME = "isv.invalid-timestamp"

NOT_EXIST = "ACQ.TRADE_NOT_EXIST"
HAS_SUCCESS = "ACQ.TRADE_HAS_SUCCESS"
CONTEXT = "ACQ.CONTEXT_INCONSISTENT"
NO_BILL = frozenset({"isp.bill_not_exist", "BILL_NOT_EXIST", "NO_BILL_DATA"})
WRONG_DAY = frozenset({"isv.invalid_arguments", "invalid_arguments", "INVAILID_ARGUMENTS"})

# What the cashier can do about a refusal; anything else: another way of paying.
_ACTIONS = {
    "ACQ.PAYMENT_AUTH_CODE_INVALID": "refresh_code",
    "ACQ.PAYMENT_FAIL": "refresh_code",
    "ACQ.PULL_MOBILE_CASHIER_FAIL": "refresh_code",
    "ACQ.TRADE_HAS_CLOSE": "new_attempt",
    "ACQ.APPLY_PC_MERCHANT_CODE_ERROR": "new_attempt",
    CONTEXT: "new_attempt",
    "ACQ.SELLER_BALANCE_NOT_ENOUGH": "top_up",
}


def raise_for(code: str, sub_code: str) -> None:
    """Raise what a believable answer's codes mean, unless it is a value.

    Declined carries `code` (the provider's) and `action` (what the cashier can do).
    """
    sub_code = sub_code.removeprefix("aop.")
    if code in ANSWERED:
        return
    if code in SET_UP:
        raise Misconfigured("provider_misconfigured", code=sub_code or code)
    if code == SLOWER:
        raise RateLimited("provider_busy", retry_after_s=0)
    if code != REFUSED or _says_nothing(sub_code):
        raise UnknownOutcome("provider_no_answer", problem=sub_code or code)
    action = _ACTIONS.get(sub_code, "other_method")
    raise Declined("payment_declined", code=sub_code, action=action)


def _says_nothing(sub_code: str) -> bool:
    """Their own trouble, in its several spellings: the call may or may not have worked."""
    if sub_code in NO_BILL:
        return False
    return sub_code.endswith("SYSTEM_ERROR") or sub_code.startswith("isp.") or not sub_code
