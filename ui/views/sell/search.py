"""Search as you type at the counter; only the newest question is answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.errors import ShopError
from ui import formats, i18n
from ui.views.base import Shell
from ui.views.sell.counter import Counter, split_times
from ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from app.ports.counter import ProductHit
    from ui.widgets.pick_list import Pick

_MOST = 30


class CounterSearch(QObject):
    """Connects the search box with the counter."""

    def __init__(self, box: SearchBox, counter: Counter, shell: Shell) -> None:
        super().__init__(box)
        self._box = box
        self._counter = counter
        self._shell = shell
        self._wanted = ""
        self._asking = False
        box.on_search = self._search
        box.on_enter = self._enter

    def take_times(self) -> int | None:
        """The factor in the line ("5*"), which is emptied; UserError for a wrong one."""
        factor, rest = split_times(self._box.text())
        if factor is not None and not rest:
            self._box.clear()
            return factor
        return None

    def _search(self, text: str) -> None:
        try:
            self._wanted = split_times(text)[1]
        except ShopError:  # told when it is entered: it may become a quantity yet
            self._wanted = ""
        if not self._wanted:
            self._box.show_results(())
        elif not self._asking:
            self._ask()

    def _ask(self) -> None:
        wanted, lookup = self._wanted, self._shell.house.lookup
        self._asking = True

        def done(hits: Sequence[ProductHit]) -> None:
            self._answered(wanted, hits)

        def failed(failure: Exception) -> None:
            self._asking = False
            self._shell.tell_failure(failure)

        self._shell.executor.database(
            lambda: lookup.search(wanted, _MOST), owner=self, done=done, failed=failed
        )

    def _answered(self, asked: str, hits: Sequence[ProductHit]) -> None:
        self._asking = False
        if not self._wanted:
            return
        if asked != self._wanted:
            self._ask()
            return
        self._box.show_results([self._pick(hit) for hit in hits])

    def _enter(self, text: str, pick: Pick | None) -> None:
        try:
            times, rest = split_times(text)
        except ShopError as failure:
            self._counter.refuse(failure)
            return
        if pick is None and not rest:
            return
        self._wanted = ""
        self._box.clear()
        if pick is not None:
            self._counter.sell(pick.id, times_milli=times)
        else:
            self._counter.type_in(rest, times_milli=times)

    def _pick(self, hit: ProductHit) -> Pick:
        from ui.widgets.pick_list import Pick

        known = [hit.sku, hit.barcode]
        if hit.available_milli is not None:
            left = formats.counted(hit.available_milli, hit.unit)
            known.append(i18n.tr("sell.in_stock", qty=left))
        price = self._shell.session.amount(hit.price_minor)
        return Pick(
            id=hit.product_id,
            title=i18n.name_of(hit.name, hit.name_en),
            detail="  ·  ".join(part for part in known if part),
            figure=i18n.tr("sell.ask_price") if hit.ask_price else price,
        )
