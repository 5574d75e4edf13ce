"""What WeChat Pay's error codes mean: a refusal, a wrong set-up, or nothing at all.

The same code is spelt with and without underscores in different places; here it has none.
"""

from __future__ import annotations

from app.ports.gateway import Declined, Misconfigured, RateLimited, UnknownOutcome

SIGN_ERROR = "SIGNERROR"
SET_UP = frozenset({SIGN_ERROR, "NOAUTH", "MCHNOTEXISTS", "APPIDMCHIDNOTMATCH"})
NOT_EXIST = frozenset({"ORDERNOTEXIST", "ORDERNOTEXISTS", "RESOURCENOTEXISTS"})
PAID = "ORDERPAID"
NUMBER_USED = "OUTTRADENOUSED"
PASSWORD = "USERPAYING"
NO_BALANCE = "NOTENOUGH"
NO_BILL = "NOSTATEMENTEXIST"
BILL_LATER = "STATEMENTCREATING"
_BUSY = frozenset({"FREQUENCYLIMITED", "FREQUENCYLIMITEXCEED", "RATELIMITEXCEEDED"})
_SAYS_NOTHING = frozenset({"", "SYSTEMERROR", "BANKERROR", "BIZERRNEEDRETRY"})

# What the cashier can do about a refusal; anything else: another way of paying.
_ACTIONS = {
    NUMBER_USED: "new_attempt",
    "ORDERCLOSED": "new_attempt",
    "ORDERREVERSED": "new_attempt",
    "AUTHCODEERROR": "refresh_code",
    "AUTHCODEINVALID": "refresh_code",
    "AUTHCODEEXPIRE": "refresh_code",
}


def plain(code: object) -> str:
    """A code without underscores; empty for what is none."""
    return code.replace("_", "").upper() if isinstance(code, str) else ""


def raise_for(status: int, code: str) -> None:
    """Raise what a believable answer means, unless it is a value.

    Declined carries `code` (plain) and `action` (what the cashier can do).
    """
    if 200 <= status < 300:
        return
    if code in SET_UP:
        raise Misconfigured("provider_misconfigured", code=code)
    if code in _BUSY:
        raise RateLimited("provider_busy", retry_after_s=0)
    if not 400 <= status < 500 or code in _SAYS_NOTHING:
        raise UnknownOutcome("provider_no_answer", problem=code or f"HTTP {status}")
    raise Declined("payment_declined", code=code, action=_ACTIONS.get(code, "other_method"))
