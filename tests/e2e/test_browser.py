"""The practice provider's page on a customer's phone: a real browser, the real till behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.order_states import Label
from app.domain.payment import Attempt, AttemptState
from tests.helpers.browser import Phone, chromium, phone
from tests.helpers.shop import Shop, beside_provider, copied

__all__ = ["chromium", "phone"]

WIRES = ("alipay", "wechat")
SPOKEN = {
    "en": {
        "browser": "en-GB,en",
        "pay": "Pay ¥5.50",
        "decline": "Decline",
        "wrong": "Pay a wrong amount",
        "pay_this": "Pay this amount",
        "paid": "✓ Paid",
        "closed": "Closed. Nothing was paid.",
        "other": "中文",
    },
    "zh": {
        "browser": "zh-CN,zh",
        "pay": "确认付款 ¥5.50",
        "decline": "取消付款",
        "wrong": "支付错误金额",
        "pay_this": "支付此金额",
        "paid": "✓ 支付成功",
        "closed": "交易已关闭，未付款。",
        "other": "English",
    },
}
ENGLISH = SPOKEN["en"]
MOST_TOUCHABLE = 44
"""Pixels that a thumb hits for sure."""
LEGIBLE = 4.5
"""Contrast that WCAG asks of small text."""

everywhere = pytest.mark.parametrize("wire", WIRES)
in_both_languages = pytest.mark.parametrize("language", SPOKEN)


@pytest.fixture
def shop(furnished_sqlite: Path, provider_keys: Path, tmp_path: Path) -> Iterator[Shop]:
    """A shop that takes money over both wires, also by customers' codes."""
    url = copied(furnished_sqlite, tmp_path / "shop")
    with beside_provider(url, tmp_path, provider_keys) as made:
        made.gateways.set_up("wechat", made.provider.info.settings["wechat"])
        yield made


def shown(shop: Shop, wire: str = "alipay") -> Attempt:
    """The till shows a code for one tea."""
    return shop.show_code(shop.cart("tea"), wire)


def state(shop: Shop, attempt: Attempt) -> AttemptState:
    """What the till knows after asking the provider over the wire."""
    return shop.check(attempt).state


@everywhere
@in_both_languages
def test_a_customer_pays_and_the_till_has_the_money(
    shop: Shop, phone: Phone, wire: str, language: str
) -> None:
    said, attempt = SPOKEN[language], shown(shop, wire)
    phone.open(attempt.qr_text, language=said["browser"])
    assert phone.language == language
    assert phone.buttons() == [said[x] for x in ("other", "pay", "decline", "wrong")]
    assert "¥5.50" in phone.text and attempt.id in phone.text
    assert state(shop, attempt) is AttemptState.PENDING
    phone.press(said["pay"])
    assert said["paid"] in phone.text and phone.buttons() == [said["other"]]
    assert state(shop, attempt) is AttemptState.SUCCEEDED
    assert shop.order(attempt).label is Label.COMPLETED
    assert phone.hosts() == {"127.0.0.1"}
    assert phone.complaints() == []


@everywhere
@in_both_languages
def test_a_customer_declines_and_nothing_was_paid(
    shop: Shop, phone: Phone, wire: str, language: str
) -> None:
    said, attempt = SPOKEN[language], shown(shop, wire)
    phone.open(attempt.qr_text, language=said["browser"])
    phone.press(said["decline"])
    assert said["closed"] in phone.text and phone.buttons() == [said["other"]]
    assert state(shop, attempt) is AttemptState.CANCELLED
    assert phone.hosts() == {"127.0.0.1"}
    assert phone.complaints() == []


@everywhere
@in_both_languages
@pytest.mark.parametrize(("amount", "enough"), [("5.49", False), ("55.00", True)])
def test_a_wrong_amount_is_noticed_by_the_till(
    shop: Shop, phone: Phone, wire: str, language: str, amount: str, enough: bool
) -> None:
    said, attempt = SPOKEN[language], shown(shop, wire)
    phone.open(attempt.qr_text, language=said["browser"])
    phone.unfold(said["wrong"])
    phone.write(amount)
    phone.press(said["pay_this"])
    assert said["paid"] in phone.text and f"¥{amount}" in phone.text
    assert state(shop, attempt) is AttemptState.MISMATCH
    assert (shop.order(attempt).label is Label.COMPLETED) == enough


def test_what_is_no_amount_pays_nothing_and_leads_back(shop: Shop, phone: Phone) -> None:
    attempt = shown(shop)
    phone.open(attempt.qr_text)
    phone.unfold(ENGLISH["wrong"])
    phone.write("much")
    phone.press(ENGLISH["pay_this"])
    assert "That is not an amount." in phone.text
    phone.press("See this payment")
    assert ENGLISH["pay"] in phone.buttons()
    assert state(shop, attempt) is AttemptState.PENDING


def test_going_back_and_paying_again_pays_once(shop: Shop, phone: Phone) -> None:
    attempt = shown(shop)
    phone.open(attempt.qr_text)
    phone.press(ENGLISH["pay"])
    phone.back()
    if ENGLISH["pay"] in phone.buttons():  # the browser showed what it remembered
        phone.press(ENGLISH["pay"])
        assert "This has been paid already." in phone.text
        phone.press(ENGLISH["other"])
        assert SPOKEN["zh"]["paid"] in phone.text
    assert shop.control.trade(attempt.id)["paid_amount"] == "5.50"
    assert shop.check(attempt).paid_minor == 550


@everywhere
def test_a_page_left_open_cannot_pay_what_the_till_has_cancelled(
    shop: Shop, phone: Phone, wire: str
) -> None:
    attempt = shown(shop, wire)
    phone.open(attempt.qr_text)
    assert shop.house.payments.cancel(attempt.id, staff="li").state is AttemptState.CANCELLED
    phone.press(ENGLISH["pay"])
    assert "This has been closed already." in phone.text
    phone.press("See this payment")
    assert ENGLISH["closed"] in phone.text
    assert shop.control.trade(attempt.id)["paid_amount"] == "0.00"


def test_another_site_cannot_press_the_customers_buttons(shop: Shop, phone: Phone) -> None:
    attempt = shown(shop)
    shop.control.scan(attempt.id)
    form = f"<form method=post action={attempt.qr_text}/pay><button>A prize</button></form>"
    phone.open(f"data:text/html,{form}")
    phone.press("A prize")
    assert phone.text == "Not from there."
    assert shop.control.trade(attempt.id)["paid_amount"] == "0.00"
    assert state(shop, attempt) is AttemptState.PENDING


@everywhere
@in_both_languages
def test_a_code_that_is_too_old_pays_nothing(
    shop: Shop, phone: Phone, wire: str, language: str
) -> None:
    attempt = shown(shop, wire)
    shop.clock.advance(hours=3)
    phone.open(attempt.qr_text, language=SPOKEN[language]["browser"])
    assert {"en": "This code is too old.", "zh": "二维码已过期"}[language] in phone.text
    assert phone.buttons() == [SPOKEN[language]["other"]]
    assert shop.control.trade(attempt.id)["paid_amount"] == "0.00"


@in_both_languages
def test_a_keyboard_is_enough(shop: Shop, phone: Phone, language: str) -> None:
    said, attempt = SPOKEN[language], shown(shop)
    phone.open(attempt.qr_text, language=said["browser"])
    order = []
    for _ in range(4):
        phone.key("TAB")
        order.append(phone.focused())
        assert phone.ask("return getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert order == phone.buttons() == [said[x] for x in ("other", "pay", "decline", "wrong")]
    phone.key("SPACE")
    assert said["pay_this"] in phone.buttons(), "the line has unfolded"
    phone.open(attempt.qr_text, language=said["browser"])
    phone.key("TAB")
    phone.key("TAB")
    phone.enter()
    assert said["paid"] in phone.text
    assert state(shop, attempt) is AttemptState.SUCCEEDED


@in_both_languages
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("page", ["waiting", "paid", "closed", "control"])
def test_every_page_is_legible_and_fits_a_phone(
    shop: Shop, phone: Phone, language: str, dark: bool, page: str
) -> None:
    attempt = shown(shop)
    if page != "waiting":
        (shop.control.decline if page == "closed" else shop.control.pay)(attempt.id)
    url = attempt.qr_text if page != "control" else shop.provider.info.control
    phone.open(url, language=SPOKEN[language]["browser"], dark=dark)
    assert phone.faint(LEGIBLE) == []
    assert phone.ask(_TOO_SMALL, MOST_TOUCHABLE) == [] or page == "control"
    for size in ("100%", "200%"):
        phone.ask("document.documentElement.style.fontSize = arguments[0]", size)
        assert phone.ask("return document.documentElement.scrollWidth - screen.width") <= 0


_TOO_SMALL = """
return [...document.querySelectorAll('a, button, summary, input')]
  .map(x => [x.innerText, x.getBoundingClientRect()])
  .filter(([text, at]) => at.height > 0 && at.height < arguments[0]).map(([text, at]) => text);
"""
