"""The Pay panel: shows the page of the stage a payment is at, beside the cart."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from ui import i18n, keys
from ui.views.base import Shell
from ui.views.pay.cash import CashPage
from ui.views.pay.code import CodePage
from ui.views.pay.done import DoneActions, DonePage
from ui.views.pay.page import PayPage
from ui.views.pay.sale import PaySale, Stage
from ui.views.pay.tenders import CASH, TenderPage
from ui.views.pay.unknown import UnknownPage
from ui.widgets.labels import AmountLabel
from ui.widgets.panels import Panel
from ui.widgets.strips import News

TICK_MS = 1000
_HEAD_POINTS = 30
_PAGES = {
    Stage.CHOOSE: "tenders",
    Stage.CASH: "cash",
    Stage.STARTING: "code",
    Stage.CODE: "code",
    Stage.UNKNOWN: "unknown",
    Stage.WRONG: "unknown",
    Stage.DONE: "done",
}


class PayPanel(Panel):
    """Pages are made when they are first needed.

    Args:
        park: called to leave the payment to the heartbeat; actions: for the end of the sale.
    """

    def __init__(
        self,
        sale: PaySale,
        shell: Shell,
        *,
        park: Callable[[], object],
        actions: DoneActions,
    ) -> None:
        super().__init__("pay.title", fill=True)
        self.sale = sale
        self._shell = shell
        self._park = park
        self._actions = actions
        self._pages: dict[str, PayPage] = {}
        self._stack = QStackedWidget()
        self.amount = AmountLabel(_HEAD_POINTS)
        self.amount.setText(shell.session.amount(sale.priced.total_minor))
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.head.insertWidget(1, self.amount, 1)
        self.body.addWidget(self._stack)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        sale.changed.connect(self._show)
        self._show()

    def choose(self, tender: str) -> None:
        """Begin to pay in one way."""
        if self.sale.held or self.sale.stage is Stage.DONE:
            return
        if tender == CASH:
            self.sale.choose(Stage.CASH)
        else:
            self.sale.start_code(tender)

    def choose_place(self, place: int) -> None:
        """Begin to pay in the way with this number, counted from 1."""
        tenders = [CASH, *(provider.id for provider in self.sale.providers)]
        if place <= len(tenders):
            self.choose(tenders[place - 1])

    def may_leave(self) -> bool:
        """A payment that runs is not left by accident."""
        if self.sale.held:
            self._shell.tell(News(text=i18n.tr("pay.finish_first"), tone="warn", topic="pay"))
        return not self.sale.held

    def focus_first(self) -> None:
        """Wherever the page wants it."""
        self.page.focus_first()

    def on_key(self, action: str) -> bool:
        """Tenders, paying, going back, and no change of the cart while money moves."""
        if action.startswith(keys.TENDER):
            self.choose_place(int(action.removeprefix(keys.TENDER)))
        elif action == "back":
            self._back()
        elif action == "pay":
            self._go_on()
        elif action == "quick_cash" and self.sale.stage in (Stage.CHOOSE, Stage.CASH):
            self.sale.pay_cash(self.sale.priced.cash_due_minor)
        elif action in ("help", "anything", "full_screen", "reprint"):
            return False
        else:
            return self.sale.held and not self.may_leave()
        return True

    def on_scan(self, code: str) -> bool:
        """A scan ends a finished payment and begins the next sale, or adds to this one."""
        if not self.may_leave():
            return True
        self.close_panel()
        return False

    def retranslate(self) -> None:
        """Every page anew."""
        for page in self._pages.values():
            page.show_sale()

    def tick(self) -> None:
        """A second has passed."""
        self.sale.look_again()
        self.page.tick()

    @property
    def page(self) -> PayPage:
        """The page in sight."""
        return self._pages[_PAGES[self.sale.stage]]

    def _show(self) -> None:
        name = _PAGES[self.sale.stage]
        if name not in self._pages:
            self._pages[name] = self._build(name)
            self._stack.addWidget(self._pages[name])
            self.foot.addWidget(self._pages[name].foot)
        page = self._pages[name]
        page.show_sale()
        if self._stack.currentWidget() is not page:
            self._stack.setCurrentWidget(page)
            page.focus_first()
            self._let_only(page)
        for other in self._pages.values():
            other.foot.setVisible(other is page)
        if self.sale.stage is Stage.DONE:
            self.amount.clear()

    def _let_only(self, shown: PayPage) -> None:
        """A page that is not in sight must not make the panel wider or higher."""
        for page in self._pages.values():
            way = QSizePolicy.Policy.Preferred if page is shown else QSizePolicy.Policy.Ignored
            page.setSizePolicy(way, way)

    def _build(self, name: str) -> PayPage:
        sale, session = self.sale, self._shell.session
        if name == "tenders":
            return TenderPage(sale, session, self.choose)
        if name == "cash":
            return CashPage(sale, session)
        if name == "code":
            return CodePage(sale, self._shell)
        if name == "unknown":
            return UnknownPage(sale, self._shell, self._park)
        return DonePage(sale, session, self._actions)

    def _back(self) -> None:
        """One step: from a page to the tenders, from the tenders to the cart."""
        if self.sale.stage is Stage.CASH and not self.sale.busy:
            self.sale.choose(Stage.CHOOSE)
        elif self.sale.stage is Stage.CODE:
            self.sale.another_way()
        else:
            self.close_panel()

    def _go_on(self) -> None:
        """The Pay key again: whatever finishes this page."""
        page = self.page
        if isinstance(page, TenderPage):
            self.choose(CASH)
        elif isinstance(page, CashPage):
            page.finish()
        elif self.sale.stage is Stage.DONE:
            self._actions.next()
