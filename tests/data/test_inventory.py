"""Products and stock as staff work with them, on a real database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.catalog import Product, StockPolicy
from app.domain.errors import UserError
from app.domain.replenishment import Reason
from app.domain.stock import Movement, MovementKind
from app.ports.outside import CatalogChanged
from tests.helpers.back_office import BackOffice
from tests.helpers.books import Books

TEA = Product(
    id="",
    name=" 茉莉花茶 ",
    sku="T1",
    barcodes=("6901424333948 ",),
    price_minor=550,
    cost_minor=300,
)


@pytest.fixture
def office(books: Books, tmp_path: Path) -> BackOffice:
    opened = BackOffice(books.database, tmp_path)
    opened.open()
    return opened


def _refusal(office: BackOffice, product: Product) -> str:
    with pytest.raises(UserError) as refused:
        office.inventory.save_product(product)
    return refused.value.key


def test_a_new_product_is_found_by_everything_it_says(office: BackOffice) -> None:
    tea = office.inventory.save_product(TEA, staff="li")
    assert (tea.name, tea.barcodes, tea.initials) == ("茉莉花茶", ("6901424333948",), "mlhc")
    assert office.product("6901424333948") == office.product("T1") == tea
    assert [x.product_id for x in office.database.queries.search("mlhc", 5)] == [tea.id]
    assert [staff for staff, _, _ in office.audit("product_saved")] == ["li"]
    assert CatalogChanged() in office.events


def test_a_changed_product_keeps_its_id_and_says_what_changed(office: BackOffice) -> None:
    tea = office.inventory.save_product(TEA)
    saved = office.inventory.save_product(replace(tea, name="龙井", price_minor=800), staff="li")
    assert saved.id == tea.id
    assert saved.version == tea.version + 1
    assert (saved.initials, office.product("T1").price_minor) == ("lj", 800)
    _, before, after = office.audit("product_saved")[1]
    assert '"price_minor": 550' in before
    assert '"price_minor": 800' in after


def test_a_product_that_another_till_changed_is_not_overwritten(office: BackOffice) -> None:
    tea = office.inventory.save_product(TEA)
    office.inventory.save_product(replace(tea, price_minor=600))
    assert _refusal(office, replace(tea, price_minor=700)) == "changed_elsewhere"
    assert office.product("T1").price_minor == 600


def test_codes_and_skus_belong_to_one_product(office: BackOffice) -> None:
    tea = office.inventory.save_product(TEA)
    milk = office.inventory.save_product(Product(id="", name="牛奶", barcodes=("012345678905",)))
    assert _refusal(office, replace(milk, barcodes=("6901424333948",))) == "barcode_taken"
    assert _refusal(office, replace(tea, barcodes=("0012345678905",))) == "barcode_taken"
    assert _refusal(office, replace(milk, sku="T1")) == "sku_taken"
    assert _refusal(office, replace(TEA, sku="", barcodes=TEA.barcodes)) == "barcode_taken"
    assert office.inventory.save_product(replace(milk, name="鲜奶")).name == "鲜奶"


def test_a_product_needs_a_name(office: BackOffice) -> None:
    assert _refusal(office, replace(TEA, name=" ")) == "product_name_missing"
    assert office.rows() == []


def test_goods_received_are_there_and_move_the_average_cost(office: BackOffice) -> None:
    tea = office.inventory.save_product(TEA)
    assert office.inventory.receive(tea.id, 10_000, None, "li").on_hand_milli == 10_000
    assert office.product("T1").cost_minor == 300
    level = office.inventory.receive(tea.id, 10_000, 400, "li", " from the market ")
    assert level.on_hand_milli == office.on_hand(tea.id) == 20_000
    assert office.product("T1").cost_minor == 350
    newest, first = office.database.queries.movements(tea.id, 5)
    assert {newest.kind, first.kind} == {MovementKind.RECEIPT}
    assert {newest.note, first.note} == {"", "from the market"}
    assert sorted(office.audit("stock_received")) == [
        ("li", "0", "10000"),
        ("li", "10000", "20000"),
    ]
    assert office.database.queries.stock_mismatches() == []


def test_a_count_moves_the_difference(office: BackOffice) -> None:
    tea = office.inventory.save_product(TEA)
    office.inventory.receive(tea.id, 10_000, None, "li")
    assert office.inventory.adjust(tea.id, 8_500, "wang", "broken").on_hand_milli == 8_500
    assert office.on_hand(tea.id) == 8_500
    assert office.audit("stock_adjusted") == [("wang", "10000", "8500")]
    adjusted = [
        x for x in office.database.queries.movements(tea.id, 5) if x.kind is MovementKind.ADJUSTMENT
    ]
    assert [(x.qty_milli, x.note) for x in adjusted] == [(-1_500, "broken")]
    office.inventory.adjust(tea.id, 8_500, "wang")
    assert len(office.database.queries.movements(tea.id, 5)) == 2


def test_counts_at_the_same_moment_are_all_right(office: BackOffice) -> None:
    tea = office.inventory.save_product(TEA)

    def count(person: int) -> None:
        for turn in range(5):
            counted = 1000 * (1 + person * 10 + turn)
            level = office.inventory.adjust(tea.id, counted, staff="li")
            assert level.on_hand_milli == counted

    with ThreadPoolExecutor(6) as people:
        list(people.map(count, range(6)))
    told = [(before, after) for _, before, after in office.audit("stock_adjusted")]
    assert len(told) == 30
    assert [after for _, after in told[:-1]] == [before for before, _ in told[1:]]
    assert str(office.on_hand(tea.id)) == told[-1][1]
    assert office.database.queries.stock_mismatches() == []


@pytest.mark.parametrize("books", ["sqlite"], indirect=True)
def test_stock_that_cannot_be_is_refused(office: BackOffice) -> None:
    tea = office.inventory.save_product(TEA)
    coffee = office.inventory.save_product(
        Product(id="", name="咖啡", stock_policy=StockPolicy.NOT_TRACKED)
    )
    inventory = office.inventory
    for work, key in (
        (lambda: inventory.receive(tea.id, 0, None, "li"), "qty_out_of_range"),
        (lambda: inventory.receive(tea.id, 1000, -1, "li"), "cost_negative"),
        (lambda: inventory.receive(coffee.id, 1000, None, "li"), "stock_not_tracked"),
        (lambda: inventory.adjust(tea.id, -1, "li"), "stock_out_of_range"),
        (lambda: inventory.adjust(coffee.id, 0, "li"), "stock_not_tracked"),
        (lambda: inventory.receive("0" * 32, 1000, None, "li"), "product_not_found"),
    ):
        with pytest.raises(UserError) as refused:
            work()
        assert refused.value.key == key
    assert office.database.queries.movements(tea.id, 5) == []


def test_advice_says_what_to_order_and_why(office: BackOffice) -> None:
    fast = office.inventory.save_product(
        replace(TEA, lead_days=7, order_cost_minor=5000, holding_cost_minor=100)
    )
    new = office.inventory.save_product(Product(id="", name="新品", price_minor=100))
    office.inventory.receive(new.id, 1_000, None, "li")
    office.inventory.receive(fast.id, 200_000, None, "li")
    for _ in range(30):
        office.clock.advance(days=1)
        _sell(office, fast, 6_000)
    office.clock.advance(days=1)
    first, second = office.inventory.advice()
    assert first.row.product_id == fast.id
    assert first.suggestion.reason is Reason.ORDER
    assert first.suggestion.order_milli > 0
    assert second.suggestion.reason is Reason.NO_DEMAND


def test_what_is_out_comes_first_even_on_its_first_day(office: BackOffice) -> None:
    low = office.inventory.save_product(
        replace(TEA, lead_days=7, order_cost_minor=5000, holding_cost_minor=100)
    )
    office.inventory.receive(low.id, 31_000, None, "li")
    for _ in range(5):
        office.clock.advance(days=1)
        _sell(office, low, 6_000)
    office.clock.advance(days=1)
    new = office.inventory.save_product(Product(id="", name="龙井", price_minor=100))
    office.inventory.receive(new.id, 10_000, None, "li")
    office.inventory.adjust(new.id, 8_000, "li")
    _sell(office, new, 9_000)
    first, second = office.inventory.advice()
    assert (first.row.product_id, first.row.on_hand_milli) == (new.id, -1_000)
    assert first.suggestion.reason is Reason.NO_HISTORY
    assert (second.row.product_id, second.suggestion.due) == (low.id, True)


def test_without_a_shop_there_is_no_advice(sqlite_books: Books, tmp_path: Path) -> None:
    closed = BackOffice(sqlite_books.database, tmp_path)
    with pytest.raises(UserError) as refused:
        closed.inventory.advice()
    assert refused.value.key == "shop_not_set_up"


def _sell(office: BackOffice, product: Product, qty_milli: int) -> None:
    sold = Movement(
        id=office.context.new_id(),
        product_id=product.id,
        kind=MovementKind.SALE,
        qty_milli=-qty_milli,
        at=office.clock.now(),
    )
    with office.database.unit_of_work() as unit:
        unit.stock.move([sold])
        unit.commit()
