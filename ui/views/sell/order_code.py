"""The number of an order, scanned at the counter: it is no product, it leads to that order."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.errors import UserError
from app.domain.placing import is_order_number
from ui import errors, i18n
from ui.views.base import Shell
from ui.views.sell.counter import UNKNOWN_CODE
from ui.widgets.strips import News


def number_in(code: str) -> str:
    """The order number that a code is; empty when it is none."""
    number = code.strip().upper()
    return number if is_order_number(number) else ""


def offer(shell: Shell, number: str, *, owner: QObject) -> None:
    """Offer what can be done with that order, or say that there is none."""
    queries = shell.house.queries

    def known(order_id: str) -> None:
        shell.tell(
            News(
                text=i18n.tr("sell.order_code", number=number),
                topic=UNKNOWN_CODE,
                stay_ms=0,
                actions=(
                    ("sell.open_order", lambda: shell.go("orders").open_item(order_id)),
                    ("sell.return_goods", lambda: _begin_return(shell, number)),
                    ("sell.ignore", lambda: None),
                ),
            )
        )

    def failed(failure: Exception) -> None:
        if not isinstance(failure, UserError):
            shell.tell_failure(failure)
            return
        text, tone = errors.text(failure), errors.tone(failure)
        shell.tell(News(text=text, tone=tone, topic=UNKNOWN_CODE))

    shell.executor.database(
        lambda: queries.order_id_of(number), owner=owner, done=known, failed=failed
    )


def _begin_return(shell: Shell, number: str) -> None:
    """As F8 and the receipt do it."""
    shell.go("orders").on_key("return")
    panel = shell.panels.panel
    if panel is not None:
        panel.on_scan(number)
