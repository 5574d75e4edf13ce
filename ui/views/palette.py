"""Ctrl+K: find anything by its name - a view, a command, a product, an order, a look."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from app.domain.errors import UserError
from app.ports.counter import ProductHit
from app.settings import SettingsError
from ui import errors, i18n
from ui.i18n.live import say
from ui.views import palette_picks
from ui.views.base import Shell
from ui.widgets.labels import Label
from ui.widgets.panels import Panel
from ui.widgets.pick_list import Pick, PickList
from ui.widgets.strips import News

_PRODUCTS = 20


class Palette(Panel):
    """One line and what it finds; Enter takes the first."""

    def __init__(self, shell: Shell, act: Callable[[str], object]) -> None:
        super().__init__("palette.title", fill=True)
        self._shell = shell
        self._act = act
        self._asked = ""
        self.line = _Line(self)
        self.list = PickList("palette.title")
        self.list.on_pick = self._take
        self.body.addWidget(self.line)
        self.body.addWidget(self.list, 1)
        self.nothing = Label("palette.nothing", "muted")
        self.body.addWidget(self.nothing)
        self.line.textChanged.connect(self._look_up)
        self.line.returnPressed.connect(self._take_current)
        self._look_up("")

    def focus_first(self) -> None:
        """Type at once."""
        self.line.setFocus()

    def _look_up(self, text: str) -> None:
        self._asked = text.strip()
        self._show(())
        if self._asked:
            wanted, lookup = self._asked, self._shell.house.lookup
            self._shell.executor.database(
                lambda: lookup.search(wanted, _PRODUCTS),
                owner=self,
                done=lambda hits: self._show(hits) if wanted == self._asked else None,
            )

    def _show(self, hits: Sequence[ProductHit]) -> None:
        begin, within = palette_picks.found(self._asked)
        picks = [*begin, *map(self._product, hits), *within]
        if self._asked:
            title = i18n.tr("palette.orders", text=self._asked)
            picks.append(Pick(id="orders:", title=title, detail=i18n.tr("palette.order")))
        self.list.fill(picks, choose_first=True)
        self.nothing.setVisible(not picks)

    def _product(self, hit: ProductHit) -> Pick:
        return Pick(
            id=f"product:{hit.product_id}",
            title=i18n.name_of(hit.name, hit.name_en),
            detail=i18n.tr("palette.product"),
            figure="" if hit.ask_price else self._shell.session.amount(hit.price_minor),
        )

    def _take_current(self) -> None:
        current = self.list.current()
        if current is not None:
            self._take(current)

    def _take(self, pick: Pick) -> None:
        kind, _, name = pick.id.partition(":")
        text = self._asked
        self.close_panel()
        if kind == "view":
            self._shell.go(name)
        elif kind == "command":
            self._act(name)
        elif kind == "product":
            self._shell.go("sell").open_item(name)
        elif kind in palette_picks.SETTINGS:
            self._choose(kind, name)
        else:
            self._shell.go("orders").search_for(text)

    def _choose(self, kind: str, value: str) -> None:
        try:
            palette_picks.choose(self._shell.session, kind, value)
        except SettingsError as error:
            failure = UserError(error.key, **error.params)
            self._shell.tell(News(text=errors.text(failure), tone="error", topic="settings"))


class _Line(QLineEdit):
    """Arrow keys move in the list below."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._palette = palette
        say(self.setPlaceholderText, "palette.hint")
        say(self.setAccessibleName, "palette.title")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down belong to the list."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._palette.list.step(step)
