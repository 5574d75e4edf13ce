"""Settings of the ways to pay: the shop's own bank code, cards, tips, odd money."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.qrcodes.schemes import SCHEMES
from tests.helpers.back_rooms import Rooms, button, tap
from tests.ui.test_settings_view import choose, page, profile
from ui.views.settings.ways_page import WaysPage

GERMAN = "DE71110220330123456789"


def ways(rooms: Rooms, currency: str = "EUR") -> WaysPage:
    """The page, in a shop that sells in this currency."""
    rooms.shop.change(currency=currency)
    shown = page(rooms, "ways")
    assert isinstance(shown, WaysPage)
    return shown


def test_a_bank_code_asks_for_what_its_standard_needs(rooms: Rooms) -> None:
    shown = ways(rooms)
    assert not any(field.isVisible() for field in shown.payee.values())
    choose(shown.scheme, "epc")
    asked = {name for name, field in shown.payee.items() if field.isVisible()}
    assert asked == {"name", "iban", "bic"}
    shown.payee["name"].set_text("Corner shop")
    shown.payee["iban"].set_text(GERMAN)
    tap(button(shown, "Save"))
    expected = {"scheme": "epc", "name": "Corner shop", "iban": GERMAN}
    assert profile(rooms).bank_code == expected
    assert page(rooms, "ways").payee["iban"].text() == GERMAN


@pytest.mark.parametrize("wrong", ["DE71110220330123456788", "hello", ""])
def test_an_account_that_cannot_be_is_refused_beside_its_field(rooms: Rooms, wrong: str) -> None:
    shown = ways(rooms)
    choose(shown.scheme, "epc")
    shown.payee["name"].set_text("Corner shop")
    shown.payee["iban"].set_text(wrong)
    tap(button(shown, "Save"))
    assert shown.payee["iban"].complaint.isVisible()
    assert profile(rooms).bank_code == {}


def test_only_standards_of_the_shops_currency_are_offered(rooms: Rooms) -> None:
    shown = ways(rooms, "BRL")
    offered = {shown.scheme.input.itemData(place) for place in range(shown.scheme.input.count())}
    assert offered == {"none", "pix"}
    assert not shown.none_fits.isVisible()


def test_a_shop_whose_currency_has_no_standard_is_told(rooms: Rooms) -> None:
    shown = ways(rooms, "CNY")
    assert shown.none_fits.isVisible()
    assert not shown.scheme.isVisible()


def test_the_rest_of_the_page_is_kept(rooms: Rooms) -> None:
    shown = ways(rooms)
    before = profile(rooms)
    for tick in (shown.card, shown.tips, shown.late, shown.cash_back):
        tick.click()
    tap(button(shown, "Save"))
    changed = {"tips": True, "refund_late_money": True, "cash_refunds": True}
    after = replace(before, card_terminal=False, **changed)  # type: ignore[arg-type]
    assert replace(profile(rooms), version=before.version) == after


def test_every_value_of_every_standard_has_a_field(rooms: Rooms) -> None:
    shown = ways(rooms)
    for scheme in SCHEMES.values():
        assert set(scheme.fields) <= shown.payee.keys()
