"""The whole day, from the first start to the books in the evening."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.domain.errors import UserError
from app.settings import Till
from ui import i18n
from ui.commands import failures
from ui.i18n import tr
from ui.tour import books, by_code, held, opening, papers, rooms, selling
from ui.tour.album import Album
from ui.tour.checks import Checks
from ui.tour.phone import Phone
from ui.tour.plan import Day
from ui.tour.record import Record, say
from ui.tour.sold import Sold
from ui.tour.stage import OpenHouse, Stage, settings_of_tour
from ui.tour.waiting import Stuck

DONE, DIFFERENT = 0, 1
_STEPS = 10


class Tour:
    """One run.

    Attributes:
        stage, record: where it happens, and what is told about it.
    """

    def __init__(self, stage: Stage, record: Record, products: Path | None) -> None:
        self.stage, self.record, self._products = stage, record, products
        self._phone = Phone(record.language)
        self._day = Day((), (), ())

    def in_the_window(self) -> None:
        """Everything that staff do; the first step that fails ends the day."""
        stage, record = self.stage, self.record
        steps: tuple[tuple[str, Callable[[], object]], ...] = (
            ("first_start", partial(opening.first_start, stage, self._products)),
            ("goods", self._goods),
            ("sale_by_code", self._sale_by_code),
            ("papers", lambda: papers.receipt_and_invoice(stage, record.sales[0])),
            ("cash_sale", lambda: self._sold(selling.cash_sale(stage, self._day.in_cash))),
            ("held_sale", lambda: self._sold(held.held_sale(stage, self._day.held))),
            ("orders", lambda: rooms.orders(stage, record.sales)),
            ("inventory", lambda: rooms.inventory(stage, self._day)),
            ("reports", lambda: rooms.reports(stage, record.sales)),
            ("others", lambda: rooms.others(stage)),
        )
        try:
            for name, do in steps:
                with record.step(name):
                    do()
                    stage.tidy()
        except Exception:
            stage.album.picture(stage.window, "stuck")
            raise
        papers.keep_receipts(stage, record.sales)

    def in_the_books(self, open_house: OpenHouse) -> None:
        """The shop opened anew."""
        stage, record = self.stage, self.record
        with record.step("books"), open_house(stage.till, stage.tray) as house:
            queries = house.queries
            books.check(queries, record.checks, record.sales, self._day)
            for sold in record.sales:
                record.states[sold.number] = books.states(queries.order_detail(sold.order_id))
            record.stock += books.stock(queries, self._day)

    def _goods(self) -> None:
        stage, record = self.stage, self.record
        record.currency = stage.window.session.currency
        if self._products is not None:
            record.brought = opening.bring_in(stage, self._products)
        self._day = opening.goods_of_shop(stage, record.brought)

    def _sale_by_code(self) -> None:
        self._sold(by_code.sale_by_code(self.stage, self._day.by_code, self._phone))

    def _sold(self, sold: Sold) -> None:
        self.record.sales.append(sold)


def run(
    open_house: OpenHouse,
    out: Path,
    *,
    products: Path | None,
    language: str,
    font_folder: Path,
) -> int:
    """Drive the day, write pictures, papers and tour.json into `out`; the exit status.

    Every difference from what was expected is a line on standard error and makes it 1.
    UserError for a catalogue from which nothing can be sold.
    """
    i18n.set_language(language)
    album, checks = Album(out), Checks()
    with album.opened():
        till = Till(home=album.home, database_url="", settings=settings_of_tour(language))
        record = Record(album=album, checks=checks, language=language, count=_STEPS + 1)
        tour = Tour(Stage(album, checks, till), record, products)
        try:
            _go(tour, open_house, font_folder)
        finally:
            record.write()
    for line in checks.differences:
        say(line)
    return DIFFERENT if checks.differences else DONE


def _go(tour: Tour, open_house: OpenHouse, font_folder: Path) -> None:
    """The day itself; what ends it early is one more difference."""
    stage, record = tour.stage, tour.record
    try:
        with stage.lit(open_house, font_folder):
            tour.in_the_window()
        tour.in_the_books(open_house)
    except Exception as problem:
        record.checks.complain(_in_words(problem, stage.till.home))
        if isinstance(problem, UserError) and not record.sales:
            raise  # about the catalogue that was given
    for file in stage.album.blank:
        record.checks.complain(tr("tour.blank", file=file))
    record.complete = True


def _in_words(problem: Exception, home: Path) -> str:
    if isinstance(problem, Stuck):
        return str(problem)
    return failures.explain(problem, home)[1]
