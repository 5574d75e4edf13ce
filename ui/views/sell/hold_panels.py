"""Putting a sale aside under a name, and taking one back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit

from app.domain import cart as carts
from app.domain.errors import ShopError
from app.domain.holds import HeldCart
from ui import errors, formats, i18n
from ui.i18n.live import say
from ui.views.base import Shell
from ui.views.sell.counter import Counter
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.forms import TextField
from ui.widgets.labels import Label
from ui.widgets.panels import Panel
from ui.widgets.pick_list import Pick, PickList
from ui.widgets.strips import LONG_MS, News


class _CartPanel(Panel):
    """Stays until the answer is there: a cart on its way would be lost with it."""

    def __init__(self, title_key: str, counter: Counter, shell: Shell, *, fill: bool) -> None:
        super().__init__(title_key, fill=fill)
        self._counter = counter
        self._shell = shell
        self._busy = False

    def may_leave(self) -> bool:
        """Not while a cart is on its way."""
        return not self._busy

    def _begin(self, work: Callable[[], object]) -> None:
        """Once, and with every scan in the cart that came before."""
        if not self._busy:
            self._busy = True
            self._counter.when_idle(work)

    def _end(self) -> None:
        self._busy = False


class HoldPanel(_CartPanel):
    """Asks for a name; F6 or Enter again holds without one.

    Args:
        held: called when the cart is safely put aside.
    """

    def __init__(self, counter: Counter, shell: Shell, *, held: Callable[[], object]) -> None:
        super().__init__("sell.hold_title", counter, shell, fill=False)
        self._held = held
        self.name = TextField("sell.hold_name", hint_key="sell.hold_hint")
        self.name.set_text(counter.desk.cart.customer_name)
        self.name.input.returnPressed.connect(self.finish)
        self.complaint = Label("", "error", wrap=True)
        self.button = Button(
            "sell.hold", kind="primary", icon="hold", action="hold", on_click=self.finish
        )
        self.body.addWidget(self.name)
        self.body.addWidget(self.complaint)
        self.foot.addWidget(self.button, 1)

    def focus_first(self) -> None:
        """Type at once."""
        self.name.input.setFocus()
        self.name.input.selectAll()

    def on_key(self, action: str) -> bool:
        """F6 again: hold it."""
        if action == "hold":
            self.finish()
        return action == "hold"

    def finish(self) -> None:
        """Put the cart aside; the button sleeps until the answer is here."""
        self.button.setEnabled(False)
        self._begin(self._hold)

    def _hold(self) -> None:
        self._counter.put_aside(name=self.name.text(), done=self._done, failed=self._failed)

    def _done(self, held: HeldCart) -> None:
        self._end()
        self.close_panel()
        self._held()
        text = i18n.tr("sell.held", name=held.name)
        self._shell.tell(News(text=text, tone="good", topic="hold"))

    def _failed(self, failure: Exception) -> None:
        self._end()
        self.button.setEnabled(True)
        self.complaint.setText(errors.text(failure))


class RecallPanel(_CartPanel):
    """Held sales of all tills, newest first; Enter takes the first.

    Args:
        recalled: called when a cart lies on the desk again.
    """

    def __init__(self, counter: Counter, shell: Shell, *, recalled: Callable[[], object]) -> None:
        super().__init__("sell.recall_title", counter, shell, fill=True)
        self._recalled = recalled
        self._holds: tuple[HeldCart, ...] = ()
        self.filter = QLineEdit()
        say(self.filter.setPlaceholderText, "sell.recall_filter")
        say(self.filter.setAccessibleName, "sell.recall_filter")
        self.filter.textChanged.connect(lambda _text: self._show())
        self.filter.returnPressed.connect(self._take_current)
        self.list = PickList("sell.recall_title")
        self.list.on_pick = self._take
        self.empty = EmptyState("hold", "sell.no_holds", "sell.no_holds_hint")
        self.empty.hide()
        for part in (self.filter, self.list, self.empty):
            self.body.addWidget(part)
        shell.executor.database(shell.house.holds.all, owner=self, done=self._loaded)

    def focus_first(self) -> None:
        """Type to narrow, Enter to take."""
        (self.filter if self._holds else self.close_button).setFocus()

    def on_key(self, action: str) -> bool:
        """F7 again goes back."""
        if action == "recall":
            self.close_panel()
        return action == "recall"

    def retranslate(self) -> None:
        """Rows speak the other language."""
        self._show()

    def _loaded(self, holds: Sequence[HeldCart]) -> None:
        self._holds = tuple(holds)
        self._show()
        self.focus_first()

    def _show(self) -> None:
        wanted = self.filter.text().strip().lower()
        picks = [self._pick(held) for held in self._holds if wanted in held.name.lower()]
        self.list.fill(picks, choose_first=True)
        self.list.setVisible(bool(self._holds))
        self.filter.setVisible(bool(self._holds))
        self.empty.setVisible(not self._holds)

    def _pick(self, held: HeldCart) -> Pick:
        session = self._shell.session
        pieces = i18n.trn("sell.pieces", formats.quantity(carts.count_milli(held.cart)))
        at = formats.clock_time(session.shop_time(held.held_at))
        detail = i18n.tr("sell.held_detail", pieces=pieces, at=at, till=held.till)
        return Pick(
            id=held.id, title=held.name, detail=detail, figure=session.amount(held.total_minor)
        )

    def _take_current(self) -> None:
        current = self.list.current()
        if current is not None:
            self._take(current)

    def _take(self, pick: Pick) -> None:
        self._begin(lambda: self._swap(pick))

    def _swap(self, pick: Pick) -> None:
        """What lies on the desk is put aside first, so that no sale is ever lost."""
        self._shell.strips.clear_topic("hold")
        if self._counter.desk.cart.lines:
            self._counter.put_aside(done=lambda _held: self._swapped(pick), failed=self._failed)
        else:
            self._recall(pick)

    def _swapped(self, pick: Pick) -> None:
        self._shell.tell(News(text=i18n.tr("sell.put_aside"), topic="hold"))
        self._recall(pick)

    def _recall(self, pick: Pick) -> None:
        holds, staff = self._shell.house.holds, self._shell.session.staff
        self._shell.executor.database(
            lambda: holds.recall(pick.id, staff=staff),
            owner=self,
            done=self._took,
            failed=self._failed,
        )

    def _took(self, taken: tuple[HeldCart, tuple[str, ...]]) -> None:
        held, repriced = taken
        self._end()
        self._counter.edit(lambda desk: desk.load(held.cart))
        self.close_panel()
        self._recalled()
        if repriced:
            text = i18n.tr("sell.repriced", names=i18n.tr("common.comma").join(repriced))
            self._shell.tell(News(text=text, tone="warn", topic="hold", stay_ms=LONG_MS))

    def _failed(self, failure: Exception) -> None:
        self._end()
        self._shell.tell_failure(failure)
        if isinstance(failure, ShopError):
            holds = self._shell.house.holds
            self._shell.executor.database(holds.all, owner=self, done=self._loaded)
