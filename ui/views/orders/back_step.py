"""What the steps share in which goods or money of an order go back in part."""

from __future__ import annotations

from collections.abc import Callable

from app.ports.queries import OrderDetail
from ui import i18n
from ui.views.base import Shell
from ui.views.orders import going_back
from ui.views.orders.way_back import WayBack
from ui.widgets.confirm import ConfirmStep
from ui.widgets.do_step import DoStep
from ui.widgets.forms import ChoiceField, TextField
from ui.widgets.strips import News

_LONGEST_REASON = 200


class BackStep(DoStep):
    """A reason, the way back, and a button that says what it gives back.

    Money that only the cashier can give back is asked about first: the books believe it.

    Args:
        done_key: what is told afterwards, with `number`; done: called then.

    Attributes:
        key: of the one wish that this step makes.
        payment: which payment the money is taken from, where there are several.
    """

    def __init__(
        self,
        shell: Shell,
        detail: OrderDetail,
        title_key: str,
        *,
        done_key: str,
        done: Callable[[], object],
    ) -> None:
        super().__init__(title_key, kind="danger", number=detail.order.number)
        self.shell, self.detail = shell, detail
        self.key = shell.house.new_id()
        self._done_key, self._done = done_key, done
        self._amount_minor = 0
        self.reason = TextField("orders.return_reason", most=_LONGEST_REASON)
        self.way = WayBack(shell, detail)
        self.way.in_cash.toggled.connect(lambda _on: self.changed())
        choices = going_back.payment_choices(detail)
        self.payment = ChoiceField("orders.from_payment", choices)
        if not choices:
            self.payment.hide()
        self.payment.input.currentIndexChanged.connect(lambda _place: self._take_from())

    def changed(self) -> None:
        """Something was chosen or typed: offer what it means."""
        raise NotImplementedError

    def job(self) -> Callable[[], object]:
        """What is to be done, with what was filled in."""
        raise NotImplementedError

    def offer(self, amount_minor: int) -> None:
        """The button gives this back."""
        self._amount_minor = amount_minor
        self.do_button.setText(self.way.show_amount(amount_minor))
        self.way.show()
        self.do_button.setEnabled(True)

    def offer_no_money(self, key: str, *, possible: bool) -> None:
        """The button says something else, and may be pressed or not."""
        self._amount_minor = 0
        self.way.hide()
        self.do_button.setText(i18n.tr(key))
        self.do_button.setEnabled(possible)

    def do(self) -> None:
        """What the cashier has to do comes before."""
        if self.way.by_hand(self._amount_minor):
            self.do_button.setEnabled(True)  # for whoever comes back from being asked
            self._ask(self._amount_minor)
        else:
            self._send(self.failed, self.back)

    def _ask(self, amount_minor: int) -> None:
        def leave() -> None:
            asked.back()
            self.back()

        asked = ConfirmStep(
            "orders.by_hand_title",
            words=lambda: "\n".join(self.way.by_hand(amount_minor)),
            verb=lambda: i18n.tr("orders.by_hand_done"),
            keep_key="orders.by_hand_not",
            do=lambda: self._send(asked.failed, leave),
        )
        if self.panel is not None:
            self.panel.push(asked)

    def _send(self, failed: Callable[[Exception], None], leave: Callable[[], None]) -> None:
        def finished(_made: object) -> None:
            text = i18n.tr(self._done_key, number=self.detail.order.number)
            self.shell.tell(News(text=text, tone="good", topic="order"))
            leave()
            self._done()

        self.shell.executor.database(self.job(), owner=self, done=finished, failed=failed)

    def _take_from(self) -> None:
        self.way.take_from(self.payment.chosen())
        self.changed()
