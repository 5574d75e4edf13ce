"""Settings: of the shop on every till, of this till alone, and keys that are never shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.domain import originals
from app.domain.pricing import TaxRounding
from app.domain.shop import ShopProfile
from app.settings import SettingsError, TillSettings
from tests.helpers.back_rooms import Rooms, button, sell, tap, words
from tests.helpers.screens import clipped
from tests.helpers.windows import restyle, settle
from tests.reports import reading
from ui import i18n, printing
from ui.theme import Size, ThemeName, look
from ui.views.settings.till_page import database_words


def page(rooms: Rooms, name: str):  # type: ignore[no-untyped-def]
    view = rooms.view("settings")
    view.show_page(name)
    settle()
    return view.page


def profile(rooms: Rooms) -> ShopProfile:
    found = rooms.shop.house.shop.profile()
    assert found is not None
    return found


def choose(field, choice: str) -> None:  # type: ignore[no-untyped-def]
    """A person picks from the list."""
    place = field.input.findData(choice)
    field.input.setCurrentIndex(place)
    field.input.activated.emit(place)
    settle()


def test_the_head_of_the_shop_goes_onto_its_paper(rooms: Rooms) -> None:
    shown = page(rooms, "shop")
    shown.name.set_text("转角茶行")
    shown.address.set_text("示例路 100 号")
    shown.phone.set_text("021-5550 0100")
    shown.tax_number.set_text("91310000EXAMPLE00X")
    shown.footer.set_text("谢谢惠顾")
    tap(button(shown, "Save"))
    assert rooms.news() == ["Saved"]
    paper = reading.words(
        rooms.shop.house.papers.pdf(originals.invoice(sell(rooms.shop, "tea").id))
    )
    for part in ("转角茶行", "示例路100号", "021-55500100", "91310000EXAMPLE00X", "谢谢惠顾"):
        assert part in paper
    assert "转角茶行" in rooms.window.windowTitle()


def test_hours_and_time_zone(rooms: Rooms) -> None:
    shown = page(rooms, "shop")
    shown.day_cut.set_text("4：30")
    shown.pay_minutes.set_whole(30)
    shown.zone.choose("Europe/Berlin")
    tap(button(shown, "Save"))
    after = profile(rooms)
    assert (after.day_cut_minutes, after.pay_minutes) == (270, 30)
    assert after.time_zone == "Europe/Berlin"


@pytest.mark.parametrize("wrong", ["25:00", "4:60", "4:³", "²", "soon", ""])
def test_a_time_of_day_that_is_none_is_refused_beside_its_field(rooms: Rooms, wrong: str) -> None:
    shown = page(rooms, "shop")
    shown.day_cut.set_text(wrong)
    tap(button(shown, "Save"))
    assert shown.day_cut.complaint.isVisible()
    assert profile(rooms).day_cut_minutes == 0


@pytest.mark.parametrize("wrong", ["0", "1441", "²", "1.5", "soon", ""])
def test_minutes_that_are_none_are_refused_beside_their_field(rooms: Rooms, wrong: str) -> None:
    shown = page(rooms, "shop")
    shown.pay_minutes.input.setText(wrong)
    tap(button(shown, "Save"))
    assert shown.pay_minutes.complaint.isVisible()
    assert profile(rooms).pay_minutes == ShopProfile(name="").pay_minutes


def test_a_shop_keeps_its_name(rooms: Rooms) -> None:
    shown = page(rooms, "shop")
    shown.name.set_text(" ")
    tap(button(shown, "Save"))
    assert shown.name.complaint.isVisible()
    assert profile(rooms).name == "小店"


def test_another_till_s_changes_are_there_when_the_page_is_opened(rooms: Rooms) -> None:
    rooms.view("settings")
    with rooms.shop.database.unit_of_work() as unit:
        before = profile(rooms)
        unit.shop.save_profile(replace(before, phone="110", version=before.version + 1))
        unit.commit()
    shown = page(rooms, "shop")
    assert shown.phone.text() == "110"
    shown.address.set_text("here")
    tap(button(shown, "Save"))
    assert (profile(rooms).phone, profile(rooms).address) == ("110", "here")


def test_money_of_the_shop(rooms: Rooms) -> None:
    shown = page(rooms, "money")
    shown.included.setChecked(False)
    shown.rounding.choose(TaxRounding.DOCUMENT)
    shown.cash_step.set_text("0.10")
    tap(button(shown, "Save"))
    after = profile(rooms)
    assert (after.prices_include_tax, after.cash_step_minor) == (False, 10)
    assert after.tax_rounding is TaxRounding.DOCUMENT


def test_the_currency_can_change_until_something_is_sold(rooms: Rooms) -> None:
    shown = page(rooms, "money")
    shown.currency.choose("EUR")
    tap(button(shown, "Save"))
    assert profile(rooms).currency == "EUR"
    sell(rooms.shop, "tea")
    shown = page(rooms, "money")
    assert not shown.currency.input.isEnabled()
    assert "so it stays" in words(shown)


def test_a_currency_with_other_decimals_is_refused_beside_its_field(rooms: Rooms) -> None:
    shown = page(rooms, "money")
    shown.currency.choose("JPY")
    tap(button(shown, "Save"))
    assert shown.currency.complaint.isVisible()
    assert profile(rooms).currency == "CNY"


@pytest.mark.parametrize("wrong", ["0", "little", "0.001"])
def test_a_smallest_coin_that_is_none_is_refused(rooms: Rooms, wrong: str) -> None:
    shown = page(rooms, "money")
    shown.cash_step.set_text(wrong)
    tap(button(shown, "Save"))
    assert shown.cash_step.complaint.isVisible()
    assert profile(rooms).cash_step_minor == 1


def test_a_tax_of_several_rules_is_added_and_becomes_the_usual_one(rooms: Rooms) -> None:
    shown = page(rooms, "taxes")
    tap(shown.add_button)
    rooms.type("Drinks")
    step = rooms.step
    (vat,) = step.cards
    vat.name.set_text("VAT")
    vat.percent.input.setText("9,5")
    tap(step.add_button)
    deposit = step.cards[1]
    deposit.name.set_text("Deposit")
    tap(deposit.kind.pill("fixed"))
    deposit.fixed.input.setText("0.25")
    step.usual.setChecked(True)
    tap(step.do_button)
    classes = {x.name: x for x in rooms.shop.house.queries.tax_classes()}
    drinks = classes["Drinks"]
    assert [rule.name for rule in drinks.rules] == ["VAT", "Deposit"]
    assert float(drinks.rules[0].percent or 0) == 9.5
    assert int(drinks.rules[1].fixed_minor or 0) == 25
    assert [x.name for x in classes.values() if x.is_default] == ["Drinks"]
    shown = page(rooms, "taxes")
    assert "VAT 9.5%, Deposit 0.25 each" in [pick.detail for pick in shown.list.picks]


def test_a_tax_comes_back_as_it_was_saved(rooms: Rooms) -> None:
    shown = page(rooms, "taxes")
    before = {x.id: x for x in rooms.shop.house.queries.tax_classes()}
    for pick in shown.list.picks:
        shown.list.on_pick(pick)
        tap(rooms.step.do_button)
    assert {x.id: x for x in rooms.shop.house.queries.tax_classes()} == before


@pytest.mark.parametrize("wrong", ["", "101", "-1", "much"])
def test_a_percentage_that_is_none_is_refused(rooms: Rooms, wrong: str) -> None:
    tap(page(rooms, "taxes").add_button)
    rooms.type("Odd")
    rooms.step.cards[0].name.set_text("VAT")
    rooms.step.cards[0].percent.input.setText(wrong)
    tap(rooms.step.do_button)
    assert rooms.step.cards[0].percent.complaint.isVisible()
    assert "Odd" not in [x.name for x in rooms.shop.house.queries.tax_classes()]


def test_language_colours_and_size_act_at_once(rooms: Rooms) -> None:
    shown = page(rooms, "till")
    choose(shown.theme, "contrast")
    assert look.theme is ThemeName.CONTRAST
    choose(shown.language, "zh")
    assert i18n.language() == "zh"
    assert button(shown, "保存").isVisible()
    assert shown.theme.input.currentText() == "高对比度"
    settings = rooms.window.session.settings
    assert (settings.language, settings.theme) == ("zh", "contrast")


def test_what_changes_elsewhere_is_shown_and_not_undone(rooms: Rooms) -> None:
    shown = page(rooms, "till")
    rooms.speak("zh")
    assert rooms.window.session.settings.language == "zh"
    assert shown.language.chosen() == "zh"


def test_this_till_is_saved_into_its_own_file(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[TillSettings] = []
    monkeypatch.setattr(rooms.window.session, "_save", saved.append)
    monkeypatch.setattr(printing, "names", lambda: ["Kitchen", "Office"])
    shown = page(rooms, "till")
    shown.staff.set_text("Anna")
    shown.name.set_text("Front")
    shown.code.set_text("t2")
    shown.receipt.choose("Kitchen")
    shown.print_receipt.setChecked(True)
    tap(button(shown, "Save"))
    assert (saved[-1].staff_name, saved[-1].till_name, saved[-1].till_code) == (
        "Anna",
        "Front",
        "T2",
    )
    assert (saved[-1].receipt_printer, saved[-1].print_receipt_after_sale) == ("Kitchen", True)
    assert rooms.window.frame.status.who.text() == "Till Front · Anna"


@pytest.mark.parametrize("wrong", ["", "A-1", "一"])
def test_a_till_code_that_cannot_stand_in_a_number_is_refused(rooms: Rooms, wrong: str) -> None:
    shown = page(rooms, "till")
    shown.code.set_text(wrong)
    tap(button(shown, "Save"))
    assert shown.code.complaint.isVisible()
    assert rooms.window.session.settings.till_code == "1"


def test_a_till_without_a_printer_reads_that_nothing_is_printed(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "names", lambda: [])
    shown = page(rooms, "till")
    assert shown.no_printer.isVisible()
    monkeypatch.setattr(printing, "names", lambda: ["Kitchen"])
    shown.load()
    settle()
    assert not shown.no_printer.isVisible()


def test_a_printer_that_has_gone_stays_chosen_and_is_told(rooms: Rooms) -> None:
    session = rooms.window.session
    session.set_settings(replace(session.settings, invoice_printer="Attic"))
    shown = page(rooms, "till")
    assert shown.invoice.input.currentText() == "Attic (not found now)"
    tap(button(shown, "Save"))
    assert session.settings.invoice_printer == "Attic"


def test_a_file_that_cannot_be_written_is_told(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_settings: TillSettings) -> None:
        raise SettingsError("file_not_written", path="settings.toml", problem="disk full")

    monkeypatch.setattr(rooms.window.session, "_save", refuse)
    shown = page(rooms, "till")
    shown.staff.set_text("Anna")
    tap(button(shown, "Save"))
    assert "disk full" in words(shown)
    assert rooms.window.session.staff == "李娜"


def test_the_database_is_named_without_its_password() -> None:
    url = "postgresql+psycopg://till:geheim@db.example:5432/shop"
    assert database_words(url) == "In a database server (postgresql): db.example/shop"
    assert "SQLite" in database_words("")


def typed_at_the_shop(rooms: Rooms):  # type: ignore[no-untyped-def]
    """Somebody writes address and tax number of the shop, and does not save them."""
    view = rooms.view("settings")
    tap(view.tabs.pill("shop"))
    shown = view.page
    assert not shown.not_saved.isVisible()
    for field, text in ((shown.address, "12 Mill Lane"), (shown.tax_number, "GB 123")):
        field.input.setFocus()
        rooms.type(text)
    settle()
    return view, shown


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_what_was_typed_waits_on_its_page_until_it_is_saved(rooms: Rooms, language: str) -> None:
    rooms.speak(language)
    view, shop = typed_at_the_shop(rooms)
    assert shop.not_saved.isVisible()
    tap(view.tabs.pill("till"))
    assert rooms.news() == [i18n.tr("settings.left_unsaved")]
    tap(view.page.save_button)
    assert rooms.news() == [i18n.tr("settings.saved")]
    assert profile(rooms).address == ""
    rooms.press(Qt.Key.Key_Escape)
    rooms.view("orders")
    rooms.view("settings")
    tap(view.tabs.pill("shop"))
    assert (shop.address.text(), shop.tax_number.text()) == ("12 Mill Lane", "GB 123")
    assert shop.not_saved.isVisible()
    tap(shop.save_button)
    assert (profile(rooms).address, profile(rooms).tax_number) == ("12 Mill Lane", "GB 123")
    assert not shop.not_saved.isVisible()
    tap(view.tabs.pill("till"))
    assert rooms.news() == [i18n.tr("settings.saved")]


def test_changes_can_be_discarded_and_settings_in_force_are_shown_again(rooms: Rooms) -> None:
    _view, shop = typed_at_the_shop(rooms)
    tap(shop.discard_button)
    assert shop.address.text() == ""
    assert not shop.not_saved.isVisible()
    rooms.view("orders")
    rooms.shop.house.shop.save(replace(profile(rooms), address="1 High Street"), "Ann")
    rooms.view("settings")
    assert shop.address.text() == "1 High Street"


def test_language_colours_and_size_leave_nothing_to_save(rooms: Rooms) -> None:
    shown = page(rooms, "till")
    choose(shown.language, "zh")
    choose(shown.theme, "dark")
    assert not shown.unsaved
    shown.staff.input.setFocus()
    rooms.type("An")
    choose(shown.language, "en")
    assert shown.unsaved
    assert shown.staff.text().endswith("An")
    for name in ("money", "taxes", "ways", "payments"):
        assert not page(rooms, name).unsaved


def test_a_chosen_printer_waits_to_be_saved_while_the_language_changes(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "names", lambda: ["Counter", "Office"])
    shown = page(rooms, "till")
    choose(shown.receipt, "Office")
    rooms.speak("zh")
    assert shown.receipt.chosen() == "Office"
    assert shown.unsaved


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_what_is_said_of_changes_fits_where_there_is_little_room(
    rooms: Rooms, language: str
) -> None:
    restyle(rooms.window, language=language, size=Size.LARGEST)
    rooms.window.resize(800, 480)
    view, _shop = typed_at_the_shop(rooms)
    assert clipped(rooms.window) == []
    tap(view.tabs.pill("till"))
    assert clipped(rooms.window) == []
