"""A customer's code is told apart from the codes of goods."""

from __future__ import annotations

import pytest

from app.gateways.registry import PROVIDERS
from app.ports.provider import whose_code


@pytest.mark.parametrize(
    ("code", "provider"),
    [
        ("28763443825664394", "alipay"),
        ("2512345678901234", "alipay"),
        ("309999999999999999999999", "alipay"),
        ("130061098828009406", "wechat"),
        (" 134512345678901234\n", "wechat"),
        ("6901234567892", None),
        ("952000000001", None),
        ("3112345678901234", None),
        ("251234567890123", None),
        ("2512345678901234567890123", None),
        ("1612345678901234", None),
        ("160061098828009406", None),
        ("１３００６１０９８８２８００９４０６", None),
        ("", None),
    ],
)
def test_a_code_tells_whose_it_is(code: str, provider: str | None) -> None:
    assert whose_code(code, PROVIDERS.values()) == provider
