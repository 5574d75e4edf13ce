"""Amounts in Chinese financial capitals (人民币大写), as written on invoices and cheques."""

from __future__ import annotations

from app.domain.errors import UserError

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_LIMIT_FEN = 10**18


def amount_in_capitals(fen: int) -> str:
    """Write an amount of yuan, given in fen: 7046 is 柒拾元肆角陆分.

    A whole amount of yuan or jiao ends in 整, one with fen does not; a gap before the fen or
    inside the yuan is one 零. Amounts of 10^16 yuan and more are refused.
    """
    if abs(fen) >= _LIMIT_FEN:
        raise UserError("amount_too_large", field="amount")
    if fen < 0:
        return "负" + amount_in_capitals(-fen)
    yuan, cents = divmod(fen, 100)
    if cents == 0:
        return f"{_whole(yuan) or '零'}元整"
    head = f"{_whole(yuan)}元" if yuan else ""
    return head + _jiao_and_fen(cents, after_yuan=bool(yuan))


def _jiao_and_fen(cents: int, *, after_yuan: bool) -> str:
    jiao, fen = divmod(cents, 10)
    if fen == 0:
        return f"{_DIGITS[jiao]}角整"
    gap = "零" if after_yuan else ""
    return (f"{_DIGITS[jiao]}角" if jiao else gap) + f"{_DIGITS[fen]}分"


def _whole(number: int) -> str:
    """Write a whole number; zero is nothing."""
    for unit, name in ((10**8, "亿"), (10**4, "万")):
        if number >= unit:
            high, low = divmod(number, unit)
            gap = "零" if 0 < low < unit // 10 else ""
            return _whole(high) + name + gap + _whole(low)
    return _below_ten_thousand(number)


def _below_ten_thousand(number: int) -> str:
    written, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit == 0:
            gap = bool(written)
            continue
        written += ("零" if gap else "") + _DIGITS[digit] + _PLACES[place]
        gap = False
    return written
