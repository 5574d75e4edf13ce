"""The morning: the first start is answered, goods come in, and the catalogue is read."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from app.domain.errors import UserError
from app.ports.queries import ProductFilter
from app.services.import_results import Preview
from ui import i18n
from ui.tour import plan
from ui.tour.books import on_hand_milli
from ui.tour.stage import Stage
from ui.views.first_start import DEMO, IMPORT, FirstStart
from ui.views.inventory.bringing.rows import Which
from ui.views.inventory.view import IMPORT as IMPORT_PAGE
from ui.views.inventory.view import InventoryView

CURRENCY = "CNY"
_IMPORT_S = 600.0
_TOLD = (Which.NEW, Which.CHANGED, Which.UNCHANGED, Which.BAD, Which.WARNED)
_LOOKED_AT = 120  # products from which goods are chosen; the tiles' order has the best first


def first_start(stage: Stage, products: Path | None) -> None:
    """Name, currency, what to begin with; then the counter is in sight."""
    hands, stack = stage.hands, stage.window.frame.stack
    stage.until(lambda: isinstance(stack.currentWidget(), FirstStart), "first_start", seconds=60)
    page = stage.see(FirstStart, stack.currentWidget())
    page.name.input.setFocus()
    hands.type(i18n.tr("tour.shop_name"), page.name.input)
    _choose_currency(stage, page)
    hands.tap(page.cards[IMPORT if products else DEMO])
    stage.checks.same("currency", CURRENCY, page.currency.chosen())
    stage.picture("first-start")
    hands.tap(page.start)
    stage.until(lambda: stage.window.shell is not None, "counter", seconds=60)
    stage.settle()
    profile = stage.window.session.profile
    stage.checks.same("shop_name", i18n.tr("tour.shop_name"), profile.name)
    stage.checks.same("currency", CURRENCY, profile.currency)
    stage.checks.holds("tax_inside", profile.prices_include_tax)


def bring_in(stage: Stage, path: Path) -> dict[str, object]:
    """Import a product list on the window's own screen; what it came to.

    Raises what is wrong with the list; the picture shows that the window says so, too.
    """
    house = stage.house
    stage.until(lambda: stage.window.view_id == "inventory", "inventory")
    view = stage.see(InventoryView, stage.window.views["inventory"])
    stage.checks.same("import_page", IMPORT_PAGE, view.tabs.chosen)
    page, hands = view.bringing, stage.hands
    hands.choose_file(path, lambda: hands.tap(page.choose_button))
    stage.until(page.import_button.isVisible, "preview", seconds=_IMPORT_S)
    stage.picture("import-preview")
    expected = stage.ask(
        lambda: house.importing.preview(house.product_source(path)), seconds=_IMPORT_S
    )
    _compare_counts(stage, expected, "would")
    if not page.import_button.isEnabled():
        raise UserError("tour_no_goods")
    hands.tap(page.import_button)
    stage.until(page.done_button.isVisible, "import", seconds=_IMPORT_S)
    stage.picture("import-done")
    _compare_counts(stage, expected, "did")
    hands.tap(page.done_button)
    stage.picture("products")
    return {
        "file": path.name,
        **{which.value: getattr(expected, which.value) for which in _TOLD},
    }


def goods_of_shop(stage: Stage, brought: dict[str, object] | None) -> plan.Day:
    """Read the catalogue and choose what will be sold today."""
    queries = stage.house.queries

    def read() -> tuple[plan.Good, ...]:
        tiles = queries.tiles(None, _LOOKED_AT)
        products = [queries.product(tile.product_id) for tile in tiles]
        return plan.goods_of(
            [(product, on_hand_milli(queries, product.id)) for product in products],
            queries.tax_classes(),
        )

    goods = stage.ask(read)
    count = stage.ask(lambda: queries.count_products(ProductFilter()))
    if brought is not None:
        stage.checks.same("products", brought[Which.NEW.value], count)
    if not goods:
        raise UserError("tour_no_goods")
    return plan.day_with(goods)


def _choose_currency(stage: Stage, page: FirstStart) -> None:
    """Type its code and take what the list offers."""
    field = page.currency.input
    line = field.lineEdit()
    if page.currency.chosen() == CURRENCY or line is None:
        return
    line.setFocus()
    line.selectAll()
    stage.hands.type(CURRENCY, line)
    completer = field.completer()
    popup = completer.popup() if completer is not None else None
    if popup is None:
        return
    stage.until(popup.isVisible, "currencies")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        stage.hands.press_in(popup, key)
    stage.until(lambda: page.currency.chosen() == CURRENCY, "currencies")


def _compare_counts(stage: Stage, expected: Preview, when: str) -> None:
    view = stage.see(InventoryView, stage.window.views["inventory"])
    for which in _TOLD:
        count = getattr(expected, which.value)
        words = f"{count} {i18n.tr(f'bringing.{which}')}"
        shown = view.bringing.counts.pills[which].text().strip()
        stage.checks.same(f"import_{when}", words, shown)
