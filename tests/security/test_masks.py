"""What a provider says of its customers is hidden before anything is kept, however written."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from app.gateways.alipay import values as alipay
from app.gateways.wechat import values as wechat

WHO = "2088000000000001"
ALIPAY = ("buyer_id", "buyer_user_id", "buyer_logon_id", "buyer_open_id", "open_id", "auth_code")
WECHAT = ("openid", "sub_openid", "user_received_account", "auth_code")
CASES = [(alipay.masked, x) for x in ALIPAY] + [(wechat.masked, x) for x in WECHAT]


@pytest.mark.parametrize(("masked", "name"), CASES)
@pytest.mark.parametrize("written", ['"{}"', '"\\"{}"', "{}", '"a\\\\{}\\"b"', '"茶{}"'])
@pytest.mark.parametrize("gap", ["", " ", "\n\t"])
def test_nobody_is_kept_in_an_answer(
    masked: Callable[[str], str], name: str, written: str, gap: str
) -> None:
    value = written.replace("{}", WHO)
    raw = f'{{"total":"5.50","payer":{{"{name}"{gap}:{gap}{value}}},"trade_no":"{WHO}00"}}'
    assert json.loads(raw)
    kept = json.loads(masked(raw))
    assert kept == {"total": "5.50", "payer": {name: "***"}, "trade_no": f"{WHO}00"}
