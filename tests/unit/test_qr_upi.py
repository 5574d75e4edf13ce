"""UPI payment links: the published form, and what cannot stand in one."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.errors import UserError
from app.domain.qrcodes import upi

SHOP = upi.Payee(address="chaipoint@okaxis", name="Chai Point")


def test_a_link_comes_out_as_published() -> None:
    link = upi.payload(SHOP, amount_minor=14950, note="Order 42", reference="ORD-42")
    assert link == (
        "upi://pay?pa=chaipoint@okaxis&pn=Chai%20Point&am=149.50&cu=INR&tn=Order%2042&tr=ORD-42"
    )


def test_what_is_not_said_is_left_out() -> None:
    assert upi.payload(SHOP) == "upi://pay?pa=chaipoint@okaxis&pn=Chai%20Point&cu=INR"
    coded = upi.Payee(address="a.b-c_1@bank", name="x", category="5411")
    assert upi.payload(coded).endswith("&mc=5411")


def test_signs_of_the_link_itself_are_escaped() -> None:
    payee = upi.Payee(address="shop@bank", name="चाय & Co=+#?%/")
    assert "pn=%E0%A4%9A%E0%A4%BE%E0%A4%AF%20%26%20Co%3D%2B%23%3F%25%2F&cu" in upi.payload(payee)


@pytest.mark.parametrize(
    ("changes", "key", "field"),
    [
        ({"address": "shop"}, "qr_field_form", "address"),
        ({"address": "s@bank"}, "qr_field_form", "address"),
        ({"address": "shop@1bank"}, "qr_field_form", "address"),
        ({"address": "shop@bank&am=1"}, "qr_field_form", "address"),
        ({"name": ""}, "qr_field_missing", "name"),
        ({"name": "x" * 100}, "qr_field_too_long", "name"),
        ({"category": "12"}, "qr_field_form", "category"),
    ],
)
def test_a_payee_outside_its_limits_is_refused(
    changes: dict[str, str], key: str, field: str
) -> None:
    with pytest.raises(UserError) as refusal:
        upi.Payee(**{"address": "shop@bank", "name": "Shop", **changes})
    assert (refusal.value.key, refusal.value.params["field"]) == (key, field)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"note": "x" * 51}, "qr_field_too_long"),
        ({"reference": "x" * 36}, "qr_field_form"),
        ({"reference": "a b"}, "qr_field_form"),
        ({"amount_minor": 0}, "amount_not_taken"),
    ],
)
def test_a_payment_outside_its_limits_is_refused(changes: dict[str, Any], key: str) -> None:
    with pytest.raises(UserError) as refusal:
        upi.payload(SHOP, **changes)
    assert refusal.value.key == key
