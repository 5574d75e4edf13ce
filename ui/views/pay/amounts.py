"""How much of a sale is paid next, and how much is given on top."""

from __future__ import annotations

from collections.abc import Callable

from app.domain import money
from app.domain.errors import ShopError
from ui import errors, i18n
from ui.session import Session
from ui.views.pay.page import PayPage
from ui.views.pay.sale import PaySale
from ui.views.pay.stages import Stage
from ui.widgets.buttons import Button
from ui.widgets.entry import NumberEntry
from ui.widgets.labels import Label


class AmountPage(PayPage):
    """An amount to type; empty takes the choice back.

    Args:
        words: says what the amount is for, filled in anew whenever the sale changes.
        take: called with the amount in minor units, None when nothing was typed.
    """

    def __init__(
        self,
        sale: PaySale,
        session: Session,
        *,
        name_key: str,
        words: Callable[[], str],
        take: Callable[[int | None], None],
    ) -> None:
        super().__init__(sale, session)
        self._words, self._take = words, take
        self.words = Label("", "strong", wrap=True)
        self.entry = NumberEntry(name_key, decimals=session.currency.decimals)
        self.entry.on_enter = self.finish
        self.problem = Label("", "error", wrap=True)
        self.done_button = Button("pay.amount_ok", kind="go", icon="tick", on_click=self.finish)
        self.column.addWidget(self.words)
        self.column.addWidget(self.entry, 1)
        self.foot_column.addWidget(self.problem)
        self.foot_column.addWidget(self.done_button)
        self.show_sale()

    def focus_first(self) -> None:
        """Type at once."""
        self.entry.line.clear()
        self.problem.hide()
        self.entry.line.setFocus()

    def finish(self) -> None:
        """Take the amount."""
        text = self.entry.line.number()
        try:
            amount_minor = money.to_minor(text, self.session.currency) if text else None
        except ShopError as failure:
            self.problem.setText(errors.text(failure))
            self.problem.show()
            return
        self._take(amount_minor)

    def show_sale(self) -> None:
        """Say anew what the amount is for."""
        self.words.setText(self._words())


def part_page(sale: PaySale, session: Session) -> AmountPage:
    """How much is paid next; the rest in another way."""

    def words() -> str:
        return i18n.tr("pay.part_words", left=session.amount(sale.due.left_minor))

    def take(amount_minor: int | None) -> None:
        sale.due.choose_part(amount_minor or None)
        sale.choose(Stage.CHOOSE)

    return AmountPage(sale, session, name_key="pay.part_name", words=words, take=take)


def tip_page(sale: PaySale, session: Session) -> AmountPage:
    """How much is given on top."""

    def take(amount_minor: int | None) -> None:
        sale.due.tip_minor = amount_minor or 0
        sale.choose(Stage.CHOOSE)

    return AmountPage(
        sale, session, name_key="pay.tip_name", words=lambda: i18n.tr("pay.tip_words"), take=take
    )
