"""Not paid and not failed: no believable answer, no money yet, or money in a wrong amount."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from app.domain.payment import AttemptState
from ui import i18n
from ui.theme import icons, look
from ui.views.base import Shell
from ui.views.pay.code import checked_words
from ui.views.pay.page import PayPage
from ui.views.pay.sale import PaySale
from ui.views.pay.stages import Stage
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, restyle


class _Known(StrEnum):
    """What there is to say; its words are `pay.<value>_title` and `pay.<value>_words`."""

    UNKNOWN = "unknown"
    UNSEEN = "unseen"
    CODELESS = "codeless"
    ASKING = "asking"
    WAITING = "waiting"
    WRONG = "wrong"
    GONE = "gone"


_CALM = frozenset({_Known.ASKING, _Known.WAITING})
_FOR_PAYMENTS = frozenset({_Known.WRONG, _Known.GONE})
_NO_CODE = frozenset({_Known.UNSEEN, _Known.CODELESS})


class UnknownPage(PayPage):
    """Also the page of a plain "not paid yet", and of money that came in a wrong amount.

    Args:
        park: called to leave this payment to the heartbeat and serve the next customer.
    """

    def __init__(self, sale: PaySale, shell: Shell, park: Callable[[], object]) -> None:
        super().__init__(sale, shell.session)
        self._shell = shell
        self._park = park
        self._for_manager: tuple[str, _Known] | None = None  # a payment, and how it stood then
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = Label("", "title", wrap=True)
        self.words = Label("", "body", wrap=True)
        self.state = Label("", "body", wrap=True)
        for label in (self.title, self.words, self.state):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.manager = Button("pay.call_manager", icon="person", on_click=self._tell_manager)
        self.hold = Button("pay.hold_and_next", kind="primary", icon="next", on_click=park)
        self.ask = Button("pay.ask_now", icon="refresh", on_click=sale.check)
        self.code = Button("pay.show_code", icon="qr", on_click=lambda: sale.choose(Stage.CODE))
        self.rest = Button("pay.take_rest", kind="go", icon="cash", on_click=sale.take_rest)
        self.back = Button("pay.give_back", kind="danger", on_click=sale.give_back)
        self.payments = Button("view.payments", icon="payments", on_click=self._to_payments)
        self._frame = self._card()
        self.column.addWidget(self._frame)
        self.column.addStretch(1)
        self.other = Button("pay.another_way", on_click=sale.another_way)
        self._buttons = (
            self.rest, self.back, self.code, self.other, self.ask, self.manager, self.payments,
        )  # fmt: skip
        for button in self._buttons:
            self.column.addWidget(button)
        self.foot_column.addWidget(self.hold)
        look.changed.connect(self._draw)
        self._draw()
        self.show_sale()

    def focus_first(self) -> None:
        """Serving the next customer is what mostly comes next, but not before this one's rest."""
        button = self.hold if self.rest.isHidden() else self.rest
        button.setFocus()

    def show_sale(self) -> None:
        """Say what is known, and offer what can be done about it."""
        sale, known = self.sale, self._known()
        self.title.setText(i18n.tr(f"pay.{known}_title"))
        self.words.setText(self._told(known))
        part = known is _Known.WRONG and sale.finished is None
        pending = sale.attempt is not None and sale.attempt.state is AttemptState.PENDING
        offered = {
            self.rest: part,
            self.back: part and bool(sale.due.parts),
            self.code: pending and known in _CALM | {_Known.UNKNOWN},
            self.other: known in _CALM | _NO_CODE,
            self.ask: known not in _FOR_PAYMENTS,
            self.manager: known not in _CALM,
            self.payments: known in _FOR_PAYMENTS,
        }
        for button in self._buttons:
            button.setVisible(offered[button])
            button.setEnabled(not sale.busy)
        self.state.setVisible(known not in _FOR_PAYMENTS | {_Known.ASKING})
        self._paint(known)
        self.tick()

    def _known(self) -> _Known:
        attempt = self.sale.attempt
        told = {Stage.WRONG: _Known.WRONG, Stage.GONE: _Known.GONE}.get(self.sale.stage)
        if told is not None:
            return told
        if attempt is None:
            return _Known.UNKNOWN
        if attempt.never_shown:
            return _Known.UNSEEN if attempt.unanswered else _Known.CODELESS
        if attempt.state is not AttemptState.PENDING or self.sale.message:
            return _Known.UNKNOWN
        if self.sale.busy:
            return _Known.ASKING
        return _Known.UNKNOWN if attempt.unanswered else _Known.WAITING

    def _told(self, known: _Known) -> str:
        attempt = self.sale.attempt
        if attempt is not None and self._for_manager == (attempt.id, known):
            amount = self.session.amount(attempt.amount_minor)
            return i18n.tr("pay.manager", number=attempt.id, amount=amount)
        own_words = self.sale.message if known not in _NO_CODE else ""
        return own_words or i18n.tr(f"pay.{known}_words")

    def tick(self) -> None:
        """When the provider was last heard."""
        self.state.setText(checked_words(self.sale, self._shell))

    def _tell_manager(self) -> None:
        """The number stays in sight while nothing else is known: it is typed in elsewhere."""
        if self.sale.attempt is not None:
            self._for_manager = self.sale.attempt.id, self._known()
            self.show_sale()

    def _card(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("kind", "strip")
        frame.setProperty("tone", "warn")
        column = QVBoxLayout(frame)
        column.setContentsMargins(*(4 * [look.metrics.gap * 2]))
        for part in (self._picture, self.title, self.words, self.state):
            column.addWidget(part)
        return frame

    def _to_payments(self) -> None:
        self._park()
        self._shell.go("payments")

    def _paint(self, known: _Known) -> None:
        """An answer is no warning."""
        tone = "info" if known in _CALM else "warn"
        if self._frame.property("tone") != tone:
            self._frame.setProperty("tone", tone)
            restyle(self._frame)
        self._draw()

    def _draw(self) -> None:
        side, calm = look.metrics.em(2.6), self._frame.property("tone") == "info"
        colour = look.tokens.info_soft_text if calm else look.tokens.warn_soft_text
        self._picture.setPixmap(icons.pixmap("info" if calm else "warning", colour, side))
