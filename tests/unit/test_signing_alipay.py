"""What is signed on Alipay's wire: the exact text, whatever stands in it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gateways.alipay import envelope

NODE = "alipay_trade_query_response"
TRICKY = ["}{", "\\/", '\\"', '"', "茶 } {", "🍵", '{"sign":"x"}', "\u2028", "a\\", "\x7f", "]["]
texts = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(TRICKY)
values = st.recursive(
    texts | st.integers() | st.booleans() | st.none(),
    lambda x: st.lists(x, max_size=3) | st.dictionaries(texts, x, max_size=3),
    max_leaves=8,
)
spaces = st.text(st.sampled_from(" \t\r\n"), max_size=3)


def test_a_request_is_signed_sorted_raw_and_without_empty_values() -> None:
    params = {
        "version": "1.0",
        "sign_type": "RSA2",
        "sign": "x",
        "notify_url": "",
        "biz_content": '{"subject":"茶 & a=b/%20"}',
        "app_id": "1",
    }
    wanted = 'app_id=1&biz_content={"subject":"茶 & a=b/%20"}&sign_type=RSA2&version=1.0'
    assert envelope.signed_text(params) == wanted
    assert envelope.notified_text(params) == wanted.replace("&sign_type=RSA2", "")


@given(
    node=st.dictionaries(texts, values, max_size=5),
    ascii_only=st.booleans(),
    slashes=st.booleans(),
    space=spaces,
    sign_first=st.booleans(),
)
def test_the_signed_text_is_found_exactly_whatever_it_holds(
    node: dict[str, object], ascii_only: bool, slashes: bool, space: str, sign_first: bool
) -> None:
    raw = json.dumps(node, ensure_ascii=ascii_only)
    if slashes:
        raw = raw.replace("/", "\\/")
    members = [f'"{NODE}"{space}:{space}{raw}{space}', f'{space}"sign":{space}"abc\\/="']
    if sign_first:
        members.reverse()
    opened = envelope.opened(f"{space}{{{','.join(members)}{space}}}{space}", NODE)
    assert opened.text == raw
    assert opened.sign == "abc/="
    assert list(opened.fields) == list(node)


def test_the_gateways_own_errors_are_found_too() -> None:
    opened = envelope.opened('{"error_response":{"code":"40002"}}', NODE)
    assert (opened.fields, opened.sign) == ({"code": "40002"}, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        "<html>",
        f'{{"{NODE}":{{}}',
        f'{{"{NODE}":{{"a":"b}}}}',
        f'{{"{NODE}":"text"}}',
        f'{{"{NODE}":[]}}',
        f'{{"{NODE}":{{}},"sign":true}}',
        f'{{"{NODE}":{{}},"{NODE}":{{}}}}',
        f'{{"{NODE}":{{}}}} {{"{NODE}":{{}}}}',
        f'{{"{NODE}":{{}},}}',
        f"{{{NODE}:{{}}}}",
        f'{{"{NODE}":{{"a":NaN}}}}',
        f'{{"{NODE}" {{}}}}',
        f'{{"{NODE}":',
        f'{{"{NODE}":{"[" * 100_000}',
        '{"alipay_trade_close_response":{}}',
    ],
)
def test_what_is_no_answer_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        envelope.opened(text, NODE)
