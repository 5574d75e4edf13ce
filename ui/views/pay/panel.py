"""The Pay panel: shows the page of the stage a payment is at, beside the cart."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSizePolicy

from app.domain import barcode
from app.domain.coins import CASH
from ui import i18n, keys, order_words
from ui.tones import Tone
from ui.views.base import Shell
from ui.views.pay import amounts
from ui.views.pay.amounts import AmountPage
from ui.views.pay.card import CardPage
from ui.views.pay.cash import CashPage
from ui.views.pay.code import CodePage
from ui.views.pay.done import DoneActions, DonePage
from ui.views.pay.page import PayPage
from ui.views.pay.sale import PaySale
from ui.views.pay.scan import ScanPage
from ui.views.pay.stages import ASIDE, Stage
from ui.views.pay.tenders import SCAN, TenderPage, takes_slip, ways
from ui.views.pay.unknown import UnknownPage
from ui.widgets.entry import type_in
from ui.widgets.labels import AmountLabel
from ui.widgets.panels import Panel
from ui.widgets.strips import News

TICK_MS = 1000
_HEAD_POINTS = 30
_PAGES = {
    Stage.CHOOSE: "tenders",
    Stage.PART: "part",
    Stage.TIP: "tip",
    Stage.CASH: "cash",
    Stage.CARD: "card",
    Stage.SCAN: "scan",
    Stage.STARTING: "code",
    Stage.CODE: "code",
    Stage.UNKNOWN: "unknown",
    Stage.WRONG: "unknown",
    Stage.GONE: "unknown",
    Stage.DONE: "done",
}
_GOODS = 8  # so many signs have the shortest codes of goods; what is shorter was typed fast
_NAMED = frozenset({Stage.CODE, Stage.UNKNOWN, Stage.WRONG, Stage.GONE})
_TYPED = frozenset({Stage.CARD, Stage.SCAN})
_OPENS = {CASH: Stage.CASH, SCAN: Stage.SCAN}


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
        self._wanted_place = 0
        self._shown: PayPage | None = None
        self._owed = False  # the page is to have the keyboard as soon as it can take it
        self.amount = AmountLabel(_HEAD_POINTS)
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.head.insertWidget(1, self.amount, 1)
        self._area.resized.connect(self._fit)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        sale.changed.connect(self._show)
        self._show()

    def choose(self, tender: str) -> None:
        """Begin to pay in one way."""
        self._wanted_place = 0
        if self.sale.held or self.sale.stage is Stage.DONE:
            return
        if tender in _OPENS:
            self.sale.choose(_OPENS[tender])
        elif takes_slip(self.sale.providers, tender):
            self.sale.choose_terminal(tender)
        else:
            self.sale.start(tender)

    def choose_place(self, place: int) -> None:
        """Begin to pay in the way with this number, counted from 1."""
        if not self.sale.loaded and place > 1:
            self._wanted_place = place  # as soon as it is known what stands there
            return
        tenders = ways(self.sale.providers)
        if place <= len(tenders):
            self.choose(tenders[place - 1])

    def providers_known(self) -> None:
        """The way that was chosen by its number before it stood there."""
        place, self._wanted_place = self._wanted_place, 0
        if place and self.sale.stage is Stage.CHOOSE:
            self.choose_place(place)

    def may_leave(self) -> bool:
        """A payment that runs is not left by accident."""
        if self.sale.held or self.sale.part_paid:
            key = "pay.finish_first" if self.sale.held else "pay.part_first"
            self._shell.tell(News(text=i18n.tr(key), tone="warn", topic="pay"))
            return False
        return True

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
            self.sale.pay_cash(self.sale.due.in_cash_minor)
        elif action == "reprint" and self.sale.stage is Stage.DONE:
            self._actions.receipt()  # of the sale in sight, whichever was the counter's last
        elif action in ("help", "anything", "full_screen", "reprint"):
            return False
        else:
            return not self.may_leave()
        return True

    def on_scan(self, code: str) -> bool:
        """A customer's code is charged; goods end a finished payment, or add to this one.

        What was typed as fast as a scanner types belongs into the field it was typed into.
        """
        if self._is_customers(code):
            self.sale.choose(Stage.SCAN)
            if isinstance(self.page, ScanPage):
                self.page.take(code)
            return True
        typed = len(code) < _GOODS or self.sale.stage in _TYPED
        if self.sale.stage in ASIDE and typed and not barcode.is_valid(code):
            if not type_in(self.focusWidget(), code):
                self._refuse_scan()
            return True
        if self.sale.stage in _TYPED or not self.may_leave():
            self._refuse_scan()
            return True
        self.close_panel()
        return False

    def _refuse_scan(self) -> None:
        """It is heard, also by who looks at the goods, that they were not sold."""
        self._shell.tones.play(Tone.UNKNOWN)
        self._shell.tell(News(text=i18n.tr("pay.not_added"), tone="warn", topic="pay"))

    def retranslate(self) -> None:
        """Every page anew."""
        for page in self._pages.values():
            page.show_sale()
        self._show_title()

    def tick(self) -> None:
        """A second has passed."""
        self.sale.look_again()
        self.page.tick()

    @property
    def page(self) -> PayPage:
        """The page in sight."""
        return self._pages[_PAGES[self.sale.stage]]

    def _show(self) -> None:
        had_keyboard = self._has_keyboard()
        name = _PAGES[self.sale.stage]
        if name not in self._pages:
            self._pages[name] = self._build(name)
            self.body.addWidget(self._pages[name], 1)
            self.foot.addWidget(self._pages[name].foot)
        page = self._pages[name]
        page.show_sale()
        if self._shown is not page:
            self._turn_to(page)
        self._show_title()
        self._show_amount()
        self._hold_keyboard(had_keyboard)

    def _has_keyboard(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus) and focus.isEnabled()

    def _hold_keyboard(self, had: bool) -> None:
        """A button that sleeps or goes would hand the keyboard on to the rail.

        While something is under way nothing of the page can have it: the panel keeps it then.
        """
        self._owed = self._owed or (had and not self._has_keyboard())
        if self._owed and self.sale.busy:
            self._area.setFocus()
        elif self._owed:
            self._owed = False
            self.page.focus_first()

    def _turn_to(self, page: PayPage) -> None:
        """Pages out of sight are hidden: a stack would be as high as its highest one."""
        self._shown = page
        for each in self._pages.values():
            each.foot.setVisible(each is page)
        page.show()
        page.focus_first()
        for each in self._pages.values():
            each.setVisible(each is page)
        self._area.verticalScrollBar().setValue(0)

    def _fit(self) -> None:
        """A code is in sight whole, or it cannot be scanned."""
        self._show_title()
        if isinstance(self.page, CodePage):
            self.page.fit(self._area.viewport().height())
            QTimer.singleShot(0, self, self._show_code)  # by then it has its place

    def _show_code(self) -> None:
        if isinstance(self.page, CodePage):
            self._area.verticalScrollBar().setValue(0)  # with as much above it as there is room
            self._area.ensureWidgetVisible(self.page.code, 0, 0)

    def _show_title(self) -> None:
        """Whose code it is, so that staff and customer can see that they mean the same."""
        attempt = self.sale.attempt
        named = attempt is not None and self.sale.stage in _NAMED
        words = order_words.tender_names(attempt.tender) if attempt and named else ""
        self.title.setText(words or i18n.tr("pay.title"))
        wide = self.title.fontMetrics().horizontalAdvance
        self.title.setMinimumWidth(max(wide(word) for word in self.title.text().split(" ")))

    def _show_amount(self) -> None:
        due = self.sale.due
        if self.sale.finished is not None or self.sale.stage is Stage.GONE:
            self.amount.clear()
        else:
            in_cash = self.sale.stage in (Stage.CHOOSE, Stage.CASH)
            tip_minor = 0 if in_cash else due.tip_minor
            self.amount.setText(self._shell.session.amount(due.now_minor + tip_minor))

    def _is_customers(self, code: str) -> bool:
        """Whether it is a wallet's code, scanned while a way to pay is being chosen."""
        choosing = self.sale.stage in ASIDE | {Stage.CHOOSE} and not self.sale.busy
        if not choosing or SCAN not in ways(self.sale.providers):
            return False
        return self.sale.whose_code(code) is not None

    def _build(self, name: str) -> PayPage:
        sale, session = self.sale, self._shell.session
        pages: dict[str, Callable[[], PayPage]] = {
            "tenders": lambda: TenderPage(sale, session, self.choose),
            "part": lambda: amounts.part_page(sale, session),
            "tip": lambda: amounts.tip_page(sale, session),
            "cash": lambda: CashPage(sale, session),
            "card": lambda: CardPage(sale, session),
            "scan": lambda: ScanPage(sale, self._shell),
            "code": lambda: CodePage(sale, self._shell),
            "unknown": lambda: UnknownPage(sale, self._shell, self._park),
            "done": lambda: DonePage(sale, session, self._actions),
        }
        return pages[name]()

    def _back(self) -> None:
        """One step: from a page to the tenders, from the tenders to the cart."""
        if self.sale.stage in ASIDE and not self.sale.busy:
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
        elif isinstance(page, (CashPage, CardPage, AmountPage)):
            page.finish()
        elif self.sale.stage is Stage.DONE:
            self._actions.next()
