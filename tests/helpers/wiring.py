"""A program around the command line that answers from memory."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from app.domain.errors import ShopError, UserError
from app.domain.money import currency
from app.domain.order_states import Fulfilment, Label, Lifecycle, PaymentState
from app.domain.originals import Sheet
from app.domain.shop import ShopProfile
from app.ports.documents import OrdersPaper, SalesPaper
from app.ports.queries import OrderFilter, OrderRow, SalesBy, SalesRow
from app.ports.waiting import Waiting
from app.services.comparing import Outcome
from app.services.poller import Standing, Tally
from app.settings import Till

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


def order_row(number: str, total_minor: int = 1250) -> OrderRow:
    """A finished counter sale."""
    return OrderRow(
        order_id=f"id-{number}",
        number=number,
        placed_at=NOW,
        business_date=date(2026, 1, 31),
        customer_name="Somebody",
        total_minor=total_minor,
        currency="CNY",
        items_milli=2500,
        lifecycle=Lifecycle.COMPLETED,
        payment=PaymentState.PAID,
        fulfilment=Fulfilment.NOT_REQUIRED,
        label=Label.COMPLETED,
        partly_refunded=False,
    )


def sales_row(key: str, total_minor: int, name_en: str = "") -> SalesRow:
    """Sold without discount, 13% included."""
    return SalesRow(
        key=key,
        name_en=name_en,
        orders=2,
        qty_milli=3500,
        gross_minor=total_minor,
        discount_minor=0,
        net_minor=total_minor - 100,
        tax_minor=100,
        total_minor=total_minor,
        refunded_minor=350,
        returned_milli=500,
        returned_net_minor=300,
        returned_tax_minor=50,
        rounding_minor=2,
    )


class FakeWiring:
    """Keeps what it was asked; `failure` is raised as soon as the shop is opened."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, Any]] = []
        self.failure: BaseException | None = None
        self.shop_profile: ShopProfile | None = ShopProfile(name="茶行")
        self.order_rows = [order_row("A-2", 123456), order_row("A-1")]
        self.sales_rows = [sales_row("茉莉花茶", 1250, "Jasmine tea"), sales_row("Tee", 123456)]
        self.audit_break: int | None = None
        self.wrong_stock: list[str] = []
        self.damage: list[str] = []
        self.broken: list[Exception] = []
        self.statements: dict[str, Outcome | ShopError] = {}
        self.tour_status = 0
        self.has_books = True

    def may_have_shop(self, till: Till) -> bool:
        return self.shop_profile is not None

    @contextlib.contextmanager
    def open_house(self, till: Till) -> Iterator[Any]:
        self.calls.append(("open", till))
        if self.failure is not None:
            raise self.failure
        yield SimpleNamespace(
            queries=self._queries(),
            papers=self._papers(),
            handing_out=SimpleNamespace(hand_out=self._hand_out),
            shop=self._shop(),
            poller=self._poller(),
            reconciliation=self._reconciliation(),
        )
        self.calls.append(("close", till))

    @contextlib.contextmanager
    def open_books(self, till: Till) -> Iterator[Any]:
        self.calls.append(("open", till))
        if self.failure is not None:
            raise self.failure
        yield SimpleNamespace(
            queries=self._queries(),
            check=lambda: self.damage,
            back_up=lambda target: target.write_bytes(b"copy"),
        )
        self.calls.append(("close", till))

    def database_key_file(self, till: Till) -> Path:
        return till.home / "secrets" / "database-key"

    def restore(self, till: Till, source: Path) -> Any:
        self.calls.append(("restore", (till, source)))
        if self.failure is not None:
            raise self.failure
        aside = till.home / "shop-until-then.db" if self.has_books else None
        return SimpleNamespace(database=till.home / "shop.db", set_aside=aside)

    def run_window(self, till: Till, problem: UserError | None) -> int:
        self.calls.append(("window", (till, problem)))
        if self.failure is not None:
            raise self.failure
        return 0

    def show_failure(self, sentence: str) -> None:
        self.calls.append(("failure", sentence))

    def run_tour(self, out: Path, *, products: Path | None, language: str) -> int:
        self.calls.append(("tour", (out, products, language)))
        (out / "tour.json").write_text(json.dumps({"sold": "茶"}), encoding="utf-8")
        return self.tour_status

    def run_developer(self, arguments: Sequence[str]) -> int:
        self.calls.append(("developer", list(arguments)))
        return 5

    def asked(self, name: str) -> list[Any]:
        """What a method was called with, each time."""
        return [given for called, given in self.calls if called == name]

    def _note(self, name: str, answer: Any) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            self.calls.append((name, (*args, *named.items())))
            return answer

        return call

    def _queries(self) -> Any:
        return SimpleNamespace(
            profile=lambda: self.shop_profile,
            order_id_of=self._order_id_of,
            orders=self._orders,
            audit_break=lambda: self.audit_break,
            stock_mismatches=lambda: self.wrong_stock,
            open_attempts=lambda: ["one"],
            open_differences=list,
            count_products=lambda wanted: 60,
        )

    def _order_id_of(self, number: str) -> str:
        for row in self.order_rows:
            if row.number == number:
                return row.order_id
        raise UserError("order_number_unknown", number=number)

    def _orders(
        self, wanted: OrderFilter, *, after: str | None, limit: int
    ) -> tuple[list[OrderRow], str | None]:
        self.calls.append(("orders", (wanted, after, limit)))
        start = int(after or 0)
        page = self.order_rows[start : start + min(limit, 1)]
        more = start + len(page) < len(self.order_rows)
        return page, str(start + len(page)) if more else None

    def _papers(self) -> Any:
        return SimpleNamespace(
            packing_slip_pdf=self._note("packing slip", b"%PDF slip"),
            sales_report=self._sales_report,
            orders_report=self._orders_report,
            documents=SimpleNamespace(
                sales_pdf=lambda paper: b"%PDF sales",
                sales_xlsx=lambda paper: b"PK sales",
                sales_csv=lambda paper: "day,total\n茶,1.00\n",
                orders_pdf=lambda paper: b"%PDF orders",
            ),
        )

    def _hand_out(self, sheet: Sheet, to: Callable[[bytes], object], **how: str) -> None:
        self.calls.append(("hand out", (sheet, how)))
        to(b"%PDF " + sheet.kind.lower().encode())

    def _sales_report(
        self, first: date, last: date, by: SalesBy, *, language: str = ""
    ) -> SalesPaper:
        self.calls.append(("sales", (first, last, by, language)))
        return SalesPaper(
            shop=ShopProfile(name="茶行"),
            language="zh",
            currency=currency("CNY"),
            first=first,
            last=last,
            by=by,
            rows=self.sales_rows,
            made_at=NOW,
        )

    def _orders_report(self, first: date, last: date, *, language: str = "") -> OrdersPaper:
        return OrdersPaper(
            shop=ShopProfile(name="茶行"),
            language="zh",
            currency=currency("CNY"),
            first=first,
            last=last,
            rows=self.order_rows,
            made_at=NOW,
        )

    def _shop(self) -> Any:
        return SimpleNamespace(
            open_demo=self._note("demo", None), open_empty=self._note("empty", None)
        )

    def _reconciliation(self) -> Any:
        def download_days(
            provider: str, first: date | None, last: date | None, *, staff: str
        ) -> tuple[Outcome | None, ShopError | None]:
            found = self.statements[provider]
            return (None, found) if isinstance(found, ShopError) else (found, None)

        return SimpleNamespace(
            downloadable=lambda: list(self.statements), download_days=download_days
        )

    def _poller(self) -> Any:
        tally = Tally(asked=4, settled=2, refunded=1, broken=self.broken)
        waiting = Waiting(payments=1, refunds=3, tasks=2)
        return SimpleNamespace(
            run_due=self._note("sync", tally),
            standing=lambda: Standing(here=(), away=("alipay",), waiting=waiting),
        )
