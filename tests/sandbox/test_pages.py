"""The customer's page and the control page, as a browser sees and uses them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import httpx
import pytest

from app.gateways.registry import PROVIDERS
from app.sandbox.faults import FAULTS
from app.sandbox.pages import fault_words
from app.sandbox.server import SandboxThread
from tests.helpers.clock import StandingClock
from tests.helpers.sandbox import wechat_values
from tests.helpers.tills import TOTAL, Till, new_no

HTML = {"accept": "text/html", "accept-language": "en-GB,en;q=0.9"}


class Page(HTMLParser):
    """What is on a page: its text, its forms, what it would load from elsewhere."""

    def __init__(self, answer: httpx.Response) -> None:
        super().__init__()
        self.status = answer.status_code
        self.language = ""
        self.actions: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.scripts = 0
        self.text = ""
        self.feed(answer.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "html":
            self.language = found["lang"] or ""
        if tag == "form":
            assert found["method"] == "post"
            self.actions.append(found["action"] or "")
        if tag == "a":
            self.links.append(found["href"] or "")
        self.scripts += tag == "script"
        if tag in {"img", "link", "iframe", "script"}:
            self.loaded.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def browser(running_sandbox: SandboxThread) -> Iterator[httpx.Client]:
    """A browser that follows redirects and sends the origin with its forms."""
    root = running_sandbox.info.url.removesuffix("/gateway.do")
    with httpx.Client(
        base_url=root, headers=HTML, trust_env=False, verify=False, follow_redirects=True
    ) as browser:
        yield browser


def shown(till: Till, subject: str = "Corner shop 1-42") -> tuple[str, str]:
    """A number, and the address its code holds."""
    number = new_no()
    charge = till.gateway.create(till.request(number, subject=subject))
    return number, charge.qr_text or ""


def test_opening_the_page_is_the_scan(till: Till, browser: httpx.Client) -> None:
    number, address = shown(till)
    assert till.control.trade(number)["trade_status"] == "NOT_SCANNED"
    page = Page(browser.get(address))
    assert till.control.trade(number)["trade_status"] == "WAIT_BUYER_PAY"
    assert page.status == 200
    for words in ("Corner shop 1-42", "¥12.50", number, "Pay", "Decline", "no real money"):
        assert words in page.text


def test_the_buttons_pay_and_decline(till: Till, browser: httpx.Client) -> None:
    number, address = shown(till)
    page = Page(browser.get(address))
    pay, decline, _ = page.actions
    done = Page(browser.post(pay))
    assert "Paid" in done.text
    assert not done.actions
    assert till.control.trade(number)["paid_amount"] == "12.50"
    assert browser.post(decline).status_code == 409
    number, address = shown(till)
    decline = Page(browser.get(address)).actions[1]
    assert "Closed" in Page(browser.post(decline)).text
    assert till.control.trade(number)["trade_status"] == "TRADE_CLOSED"


def test_a_wrong_amount_can_be_paid(till: Till, browser: httpx.Client) -> None:
    number, address = shown(till)
    *_, wrong = Page(browser.get(address)).actions
    assert browser.post(wrong, data={"amount": "much"}).status_code == 400
    assert "¥12.49" in Page(browser.post(wrong, data={"amount": "12.49"})).text
    assert till.control.trade(number)["paid_amount"] == "12.49"


def test_a_refusal_leads_back_to_the_payment_in_either_language(
    till: Till, browser: httpx.Client
) -> None:
    _, address = shown(till)
    pay = Page(browser.get(address)).actions[0]
    browser.post(pay)
    refused = Page(browser.post(pay))
    assert refused.status == 409
    back, other = sorted(refused.links)
    assert "Paid" in Page(browser.get(back)).text
    assert "支付成功" in Page(browser.get(other)).text


def test_an_address_that_somebody_made_up_stays_text(browser: httpx.Client) -> None:
    made_up = "/qr/%22%3E%3Cscript%3E/pay"
    page = Page(browser.post(made_up, content=b"[", headers={"content-type": "text/plain"}))
    assert (page.status, page.scripts) == (400, 0)


def test_the_page_speaks_the_browsers_language_or_the_chosen_one(
    till: Till, browser: httpx.Client
) -> None:
    _, address = shown(till)
    chinese = Page(browser.get(address, headers={"accept-language": "zh-CN,zh;q=0.9,en;q=0.8"}))
    assert chinese.language == "zh"
    assert "确认付款" in chinese.text
    assert Page(browser.get(address, headers={"accept-language": "de,fr"})).language == "en"
    chosen = Page(browser.get(f"{address}?lang=zh"))
    assert chosen.language == "zh"
    assert "支付成功" in Page(browser.post(chosen.actions[0])).text


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(
    till: Till, browser: httpx.Client
) -> None:
    _, address = shown(till)
    for url in (address, "/control"):
        answer = browser.get(url)
        page = Page(answer)
        assert (page.loaded, page.scripts) == ([], 0)
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "http" not in answer.text.replace("http-502", "").replace("HTTP", "")


def test_what_a_shop_writes_stays_text(till: Till, browser: httpx.Client) -> None:
    _, address = shown(till, '<script>alert("x")</script><b>')
    for url in (address, "/control"):
        page = Page(browser.get(url))
        assert page.scripts == 0
        assert '<script>alert("x")<' in page.text


def test_unknown_codes_and_trades_are_said_to_be_unknown(browser: httpx.Client) -> None:
    for address in ("/qr/nonsense", "/qr/nonsense/pay"):
        send = browser.post if address.endswith("pay") else browser.get
        page = Page(send(address))
        assert page.status == 404
        assert "no such code" in page.text


def test_a_refund_shows_on_the_page(till: Till, browser: httpx.Client) -> None:
    number, address = shown(till)
    Page(browser.get(address))
    till.control.pay(number)
    till.gateway.cancel(number)
    assert "Refunded: ¥12.50" in Page(browser.get(address)).text
    assert "全部退款" in Page(browser.get("/control?lang=zh")).text


def test_the_control_page_plays_the_customer_too(till: Till, browser: httpx.Client) -> None:
    number, _ = shown(till)
    page = Page(browser.get("/control"))
    assert number in page.text
    assert "Not scanned yet" in page.text
    pay = next(x for x in page.actions if number in x and "/pay?" in x)
    after = browser.post(pay, data={"amount": ""})
    assert after.url.path == "/control"
    assert till.control.trade(number)["trade_status"] == "TRADE_SUCCESS"


def test_the_control_page_switches_faults(till: Till, browser: httpx.Client) -> None:
    form = {"name": "html", "count": "3", "seconds": "", "method": ""}
    page = Page(browser.post("/control/faults", data=form))
    assert "html × 3" in page.text
    page = Page(browser.post("/control/faults", data={"name": ""}))
    assert "html × 3" not in page.text


def test_the_control_page_gives_customers_codes(browser: httpx.Client) -> None:
    form = {"wire": "wechat", "behaviour": "password"}
    after = Page(browser.post("/control/codes", data=form, headers=HTML))
    assert re.search(r"13\d{16} WeChat Pay: asks for a password", after.text)


def test_a_refund_under_way_can_be_let_arrive(till: Till, browser: httpx.Client) -> None:
    wechat = PROVIDERS["wechat"].make(wechat_values(till.info), StandingClock())
    other = Till(gateway=wechat, info=till.info, control=till.control, clock=StandingClock())
    number = other.paid()
    till.control.fault("refund-processing", count=1)
    wechat.refund(number, refund_no=new_no(), money=TOTAL, total=TOTAL)
    actions = Page(browser.get("/control")).actions
    browser.post(next(x for x in actions if number in x and "/settle?" in x))
    assert till.control.trade(number)["refunded_amount"] == "12.50"
    wechat.disconnect()


def test_the_control_page_stays_in_its_language(browser: httpx.Client) -> None:
    page = Page(browser.get("/?lang=zh"))
    assert page.language == "zh"
    told = (fault_words.described(fault, "zh") for fault in FAULTS.values())
    for words in ("支付宝：直接付款", "微信支付：余额不足", *told):
        assert words in page.text
    codes = next(x for x in page.actions if "/codes" in x)
    form = {"wire": "alipay", "behaviour": "pays"}
    assert Page(browser.post(codes, data=form)).language == "zh"


def test_the_root_leads_to_control(browser: httpx.Client) -> None:
    assert browser.get("/").url.path == "/control"
