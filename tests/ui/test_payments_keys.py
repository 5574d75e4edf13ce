"""A payment made with keys that this till has no more."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.helpers.accounts import old_account, other_account
from tests.helpers.back_rooms import Rooms, cells, show_code, words
from tests.ui.test_payments_cases import NEXT, STATE, anew, open_first


def test_a_payment_made_with_other_keys_waits_for_them_or_for_a_manager(
    provided_rooms: Rooms,
) -> None:
    rooms = provided_rooms
    shop = rooms.shop
    show_code(shop, "tea")
    other_account(shop, "alipay")
    view = anew(rooms)
    assert cells(view.table, STATE) == ["Made with other keys"]
    assert cells(view.table, NEXT) == ["your turn"]
    open_first(rooms)
    assert "Put those keys back in Settings" in words(rooms.step)
    assert [doing.value for doing in rooms.step.buttons] == ["confirm", "give_up"]
    rooms.press(Qt.Key.Key_Escape)
    old_account(shop, "alipay")
    view = anew(rooms)
    assert cells(view.table, STATE) != ["Made with other keys"]


def test_a_refund_says_that_it_waits_for_the_keys_of_its_payment(provided_rooms: Rooms) -> None:
    rooms = provided_rooms
    shop = rooms.shop
    attempt = show_code(shop, "tea")
    shop.control.pay(attempt.id)
    shop.check(attempt)
    other_account(shop, "alipay")
    shop.house.refunds.refund_all(attempt.order_id, staff="li", reason="")
    shop.house.poller.run_due()
    anew(rooms)
    open_first(rooms)
    assert "Put those keys back in Settings" in words(rooms.step)
    assert [doing.value for doing in rooms.step.buttons] == ["check"]
