"""Phone numbers and addresses cannot be read without the shop's key."""

from __future__ import annotations

import pytest
import sqlalchemy

from app.domain.cart import Cart, Delivery
from app.domain.errors import Bug, Unavailable
from app.domain.holds import HeldCart
from app.domain.money import currency
from app.domain.order import Order
from app.ports.queries import OrderFilter
from data import engine
from data.crypto import Vault
from data.database import open_database
from data.ids import new_id
from data.tables.all import metadata
from tests.helpers.books import KEY, NOW, Books, make_line, make_order

PHONE, OTHER_PHONE, ADDRESS = "13800138000", "13911112222", "上海市黄浦区南京东路 100 号"
DELIVERY = Delivery(recipient="李雷雷", phone=OTHER_PHONE, address=ADDRESS)
SECRETS = (PHONE, OTHER_PHONE, ADDRESS, DELIVERY.recipient)


def test_what_was_sealed_opens_in_its_place_only() -> None:
    vault = Vault(KEY)
    sealed = vault.seal(PHONE, "orders.phone:1")
    assert sealed is not None and vault.open(sealed, "orders.phone:1") == PHONE
    for wrong in (lambda: vault.open(sealed, "orders.phone:2"), lambda: vault.open(b"\x01", "x")):
        with pytest.raises(Unavailable) as caught:
            wrong()
        assert caught.value.key == "personal_data_locked"


def test_equal_texts_do_not_look_equal() -> None:
    vault = Vault(KEY)
    assert vault.seal(PHONE, "x") != vault.seal(PHONE, "x")


def test_nothing_stays_nothing() -> None:
    vault = Vault(KEY)
    assert vault.seal("", "x") is None
    assert vault.open(None, "x") == ""
    assert vault.mark(" - ") is None


def test_a_number_is_marked_alike_however_it_is_written() -> None:
    vault = Vault(KEY)
    assert vault.mark("138 0013-8000") == vault.mark(PHONE)
    assert vault.mark(PHONE) != Vault(bytes(32)).mark(PHONE)
    assert PHONE.encode() not in (vault.mark(PHONE) or b"")


def test_a_key_that_is_too_short_is_refused() -> None:
    with pytest.raises(Bug):
        Vault(b"short")


def keep_somebody(books: Books) -> Order:
    """An order and a held cart of a customer."""
    order = make_order(make_line(), customer_phone=PHONE, delivery=DELIVERY)
    cart = Cart(
        client_token=new_id(),
        currency=currency("CNY"),
        customer_phone=PHONE,
        delivery=DELIVERY,
    )
    held = HeldCart(
        id=new_id(), name="", cart=cart, total_minor=0, till="1", staff="li", held_at=NOW
    )
    books.add_order(order)
    with books.unit_of_work() as unit:
        unit.holds.add(held)
        unit.commit()
    return order


def test_no_table_holds_personal_data(books: Books) -> None:
    order = keep_somebody(books)
    door = sqlalchemy.create_engine(books.url)
    with door.connect() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(table.select()):
                said = " ".join(bytes(x).hex() if _is_binary(x) else str(x) for x in row)
                shown = [*SECRETS, *(x.encode().hex() for x in SECRETS)]
                assert not any(x in said for x in shown), table.name
        kept = connection.execute(metadata.tables["orders"].select()).one()
    door.dispose()
    assert order.number in kept, "the rows looked through are the right ones"


def _is_binary(value: object) -> bool:
    return isinstance(value, bytes | memoryview)


def test_the_database_file_holds_no_personal_data(sqlite_books: Books) -> None:
    order = keep_somebody(sqlite_books)
    path = engine.sqlite_path(engine.parse(sqlite_books.url))
    assert path is not None
    files = list(path.parent.glob("shop.db*"))
    written = b"".join(x.read_bytes() for x in files)
    assert order.number.encode() in written  # the bytes looked through are the right ones
    escaped = [x.encode("unicode_escape") for x in SECRETS]  # as JSON might write them
    for secret in [*(x.encode() for x in SECRETS), *escaped]:
        assert secret not in written


@pytest.mark.parametrize("kept", [PHONE, f"+86 {PHONE}", f"0086-{PHONE}"])
def test_an_exact_phone_number_finds_its_order(books: Books, kept: str) -> None:
    order = books.add_order(make_order(make_line(), customer_phone=kept))
    for typed, found in (("+86 138-0013-8000", 1), (PHONE, 1), ("13800138", 0), ("8000", 0)):
        rows, _ = books.queries.orders(OrderFilter(text=typed), after=None, limit=5)
        assert [x.order_id for x in rows] == [order.id] * found


def test_another_key_locks_the_person_and_leaves_the_books_open(books: Books) -> None:
    order = books.add_order(make_order(make_line(), customer_phone=PHONE))
    stranger = open_database(books.url, key=bytes(32), clock=books.clock)
    rows, _ = stranger.queries.orders(OrderFilter(), after=None, limit=5)
    assert [x.number for x in rows] == [order.number]
    with pytest.raises(Unavailable) as caught:
        stranger.queries.order_detail(order.id)
    assert caught.value.key == "personal_data_locked"
    stranger.close()
