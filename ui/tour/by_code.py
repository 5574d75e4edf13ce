"""A customer who pays by QR code: on the provider's own web page, confirmed by polling."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from app import qr
from app.domain.order_states import Label, PaymentState
from app.domain.payment import AttemptState
from ui.i18n import tr
from ui.tour import selling
from ui.tour.phone import Page, Phone
from ui.tour.plan import Ring
from ui.tour.sold import Sold
from ui.tour.stage import Stage
from ui.tour.waiting import Stuck
from ui.views.pay.code import CodePage
from ui.views.pay.panel import PayPanel
from ui.views.pay.stages import Stage as PayStage
from ui.views.pay.tenders import TenderPage

T = TypeVar("T")
PROVIDER = "alipay"
_CONFIRM_S = 60.0
_LEAST_CODE_MM = 60.0
_MM_PER_INCH = 25.4
_EDGES = 8  # light modules left and right of the code


def sale_by_code(stage: Stage, rings: tuple[Ring, ...], phone: Phone) -> Sold:
    """Scan, F12, the code, the customer's page, and the till finds out by itself."""
    lines = selling.ring_up(stage, rings)
    cart = selling.counter(stage).cart.table.cart
    stage.until(lambda: not cart.flash, "quiet")
    stage.picture("sell")
    panel = selling.open_pay(stage)
    stage.picture("pay-ways")
    stage.hands.tap(stage.see(TenderPage, panel.page).buttons[PROVIDER])
    stage.until(lambda: _has_code(panel), "code", seconds=60)
    stage.picture("pay")
    address = _check_code(stage, panel)
    page = _on_phone(stage, lambda: phone.open(address))
    stage.album.put("customer-page.html", page.html.encode())
    _check_page(stage, page, panel)
    _on_phone(stage, lambda: phone.press(page, "pay"))
    paid_at = time.monotonic()
    done = selling.finished(stage, panel, seconds=_CONFIRM_S)
    confirmed_ms = round((time.monotonic() - paid_at) * 1000)
    stage.picture("paid")
    attempt = panel.sale.attempt
    sold = Sold(
        way="by_code",
        tender=PROVIDER,
        number=done.number,
        order_id=done.order_id,
        lines=lines,
        facts={
            "attempt": attempt.id if attempt else None,
            "qr_text": address,
            "confirmed_after_ms": confirmed_ms,
        },
    )
    selling.check_done(stage, panel, sold)
    _check_provider(stage, phone, sold)
    return sold


def _on_phone(stage: Stage, work: Callable[[], T]) -> T:
    """The window lives on while the phone talks to the provider."""
    try:
        return stage.ask(work)
    except (OSError, ValueError) as problem:
        raise Stuck(tr("tour.phone_failed", problem=problem)) from problem


def _has_code(panel: PayPanel) -> bool:
    if panel.sale.message:
        raise Stuck(panel.sale.message)
    return panel.sale.stage is PayStage.CODE and panel.sale.attempt is not None


def _check_code(stage: Stage, panel: PayPanel) -> str:
    """The order waits for its money, the code is large enough, the banner says TEST."""
    page, attempt = stage.see(CodePage, panel.page), panel.sale.attempt
    if attempt is None:
        raise Stuck("no attempt")
    modules = len(qr.matrix(attempt.qr_text))
    inches = page.code.width() / page.code.logicalDpiX() * modules / (modules + _EDGES)
    stage.checks.holds("code_size", inches * _MM_PER_INCH >= _LEAST_CODE_MM)
    stage.checks.holds("test_banner", page.test.isVisible())
    stage.checks.same("attempt_waits", AttemptState.PENDING, attempt.state)
    queries = stage.house.queries
    order = stage.ask(lambda: queries.order_detail(attempt.order_id)).order
    stage.checks.same("order_waits", Label.AWAITING_PAYMENT, order.label)
    stage.checks.same("order_waits", PaymentState.PENDING, order.payment)
    return attempt.qr_text


def _check_page(stage: Stage, page: Page, panel: PayPanel) -> None:
    """The customer sees how much, and to whom."""
    session = stage.window.session
    stage.checks.holds("page_amount", session.amount(panel.sale.due.now_minor) in page.words)
    stage.checks.holds("page_shop", session.profile.name in page.words)


def _check_provider(stage: Stage, phone: Phone, sold: Sold) -> None:
    """The provider's own books say the same."""
    address, number = str(sold.facts["qr_text"]), sold.facts["attempt"]
    trades = _on_phone(stage, lambda: phone.trades(address))
    found = [
        (trade["trade_status"], trade["paid_amount"])
        for trade in trades
        if trade["out_trade_no"] == number
    ]
    total = sold.as_json(stage.window.session.currency)["total"]
    stage.checks.same("provider_books", [("TRADE_SUCCESS", total)], found)
