"""The customer of a sale, the note on it, and delivery."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.helpers.fake_house import CODES
from tests.helpers.screens import SIZES
from tests.helpers.windows import press, scan, settle, type_text
from ui.main_window import MainWindow
from ui.views.sell.customer_panel import CustomerPanel
from ui.views.sell.view import SellView

Key = Qt.Key


def panel_of(window: MainWindow) -> CustomerPanel:
    press(window, Key.Key_F3)
    panel = window.panels.panel
    assert isinstance(panel, CustomerPanel)
    return panel


def test_a_customer_is_named(window: MainWindow, sell: SellView) -> None:
    panel = panel_of(window)
    type_text(window, "Wang")
    panel.phone.set_text("138 0000 0000")
    press(window, Key.Key_Return)
    assert (sell.desk.cart.customer_name, sell.desk.cart.customer_phone) == (
        "Wang",
        "138 0000 0000",
    )
    assert sell.customer.text().strip() == "Wang"


def test_a_delivery_takes_name_and_phone_over_and_adds_its_fee(
    window: MainWindow, sell: SellView
) -> None:
    scan(window, CODES["tea"])
    panel = panel_of(window)
    type_text(window, "Wang")
    panel.phone.set_text("13800138000")
    panel.deliver.click()
    panel.address.set_text("1 Long Street")
    panel.fee.set_minor(800)
    panel.finish()
    delivery = sell.desk.cart.delivery
    assert delivery is not None
    assert (delivery.recipient, delivery.phone, delivery.address) == (
        "Wang",
        "13800138000",
        "1 Long Street",
    )
    assert sell.totals.total.text() == "¥13.50"
    assert sell.desk.cart.lines[1].taxes == sell.desk.cart.lines[0].taxes != ()
    assert sell.customer.text().strip() == "Wang · delivery"


def test_what_was_typed_counts_when_money_is_taken_at_once(
    window: MainWindow, sell: SellView
) -> None:
    scan(window, CODES["tea"])
    press(window, Key.Key_F4)
    type_text(window, "3")
    press(window, Key.Key_F12)
    assert sell.desk.cart.lines[0].qty_milli == 3000
    press(window, Key.Key_Escape)
    panel = panel_of(window)
    panel.deliver.click()
    press(window, Key.Key_F12)
    assert window.panels.panel is panel
    panel.address.set_text("1 Long Street")
    press(window, Key.Key_F12)
    assert window.panels.panel is not panel
    assert sell.desk.cart.delivery is not None


@pytest.mark.parametrize("key", [Key.Key_F3, Key.Key_F4, Key.Key_F5, Key.Key_F7, Key.Key_F1])
def test_what_was_typed_counts_when_another_panel_is_opened(
    window: MainWindow, sell: SellView, key: Key
) -> None:
    scan(window, CODES["tea"])
    before = panel_of(window)
    type_text(window, "Wang")
    press(window, key)
    assert sell.desk.cart.customer_name == "Wang"
    assert window.panels.panel is not before


def test_what_was_typed_counts_when_another_line_is_opened(
    window: MainWindow, sell: SellView
) -> None:
    for name in ("tea", "water"):
        scan(window, CODES[name])
    press(window, Key.Key_F4)
    type_text(window, "3")
    sell.cart.table.on_open(sell.desk.cart.lines[0].key)
    assert [line.qty_milli for line in sell.desk.cart.lines] == [1000, 3000]


def test_esc_and_another_view_keep_what_was_typed(window: MainWindow, sell: SellView) -> None:
    panel_of(window)
    type_text(window, "Wang")
    press(window, Key.Key_Escape)
    assert window.panels.panel is None
    assert sell.desk.cart.customer_name == "Wang"
    panel_of(window).note.set_text("Door 3")
    window.go("settings")
    assert window.view_id == "settings"
    assert sell.desk.cart.note == "Door 3"


def test_esc_loses_what_cannot_be_kept_only_at_the_second_try(
    window: MainWindow, sell: SellView
) -> None:
    panel = panel_of(window)
    panel.phone.set_text("call me")
    press(window, Key.Key_Escape)
    assert window.panels.panel is panel
    assert panel.phone.input.hasFocus()
    press(window, Key.Key_Escape)
    assert window.panels.panel is None
    assert sell.desk.cart.customer_phone == ""


def test_what_is_no_phone_number_is_said_where_it_was_typed(
    window: MainWindow, sell: SellView
) -> None:
    panel = panel_of(window)
    type_text(window, "Wang")
    panel.phone.set_text("call me")
    press(window, Key.Key_Return)
    assert panel.phone.complaint.text().startswith("This is not a phone number")
    assert panel.phone.input.hasFocus()
    assert window.panels.panel is panel
    assert sell.desk.cart.customer_name == ""
    panel.phone.set_text("+86 138 0000 0000")
    panel.deliver.click()
    panel.address.set_text("1 Long Street")
    panel.delivery_phone.set_text("12")
    panel.finish()
    assert panel.delivery_phone.complaint.text()
    assert not panel.phone.complaint.text()
    panel.delivery_phone.set_text("139-0000-0000")
    panel.finish()
    assert sell.desk.cart.customer_phone == "+86 138 0000 0000"


def test_a_delivery_needs_an_address(window: MainWindow, sell: SellView) -> None:
    window.resize(*SIZES["small"])
    panel = panel_of(window)
    panel.deliver.click()
    assert panel.address.complaint.visibleRegion().isEmpty()
    panel.finish()
    settle()
    assert panel.address.input.hasFocus()
    assert not panel.address.complaint.visibleRegion().isEmpty()
    assert window.panels.panel is panel
    assert panel.address.complaint.text() == "This must be filled in."
    assert sell.desk.cart.delivery is None


def test_a_fee_that_is_no_amount_is_refused(window: MainWindow, sell: SellView) -> None:
    panel = panel_of(window)
    panel.deliver.click()
    panel.address.set_text("somewhere")
    panel.fee.input.setText("lots")
    panel.finish()
    assert window.panels.panel is panel
    assert panel.fee.complaint.text()


def test_what_was_written_is_there_again(window: MainWindow, sell: SellView) -> None:
    scan(window, CODES["tea"])
    panel = panel_of(window)
    panel.deliver.click()
    panel.address.set_text("1 Long Street")
    panel.fee.set_minor(500)
    panel.note.set_text("ring twice")
    panel.finish()
    again = panel_of(window)
    assert again.deliver.isChecked()
    assert again.address.text() == "1 Long Street"
    assert again.fee.minor() == 500
    assert again.note.text() == "ring twice"
    again.finish()
    assert sell.totals.total.text() == "¥10.50"
    assert sell.cart.note.text() == "ring twice"


def test_clear_makes_it_an_ordinary_sale(window: MainWindow, sell: SellView) -> None:
    scan(window, CODES["tea"])
    panel = panel_of(window)
    type_text(window, "Wang")
    panel.deliver.click()
    panel.address.set_text("1 Long Street")
    panel.fee.set_minor(500)
    panel.finish()
    again = panel_of(window)
    again._clear()
    assert sell.desk.cart.delivery is None
    assert sell.totals.total.text() == "¥5.50"
    assert sell.customer.text().strip() == "Customer (F3)"


def test_what_is_wrong_with_a_delivery_nobody_wants_any_more_stops_nothing(
    window: MainWindow, sell: SellView
) -> None:
    scan(window, CODES["tea"])
    panel = panel_of(window)
    type_text(window, "Wang")
    panel.deliver.click()
    panel.fee.input.setText("xyz")
    panel.finish()
    assert window.panels.panel is panel
    assert panel.fee.complaint.isVisible()
    panel._clear()
    assert window.panels.panel is None
    assert (sell.desk.cart.customer_name, sell.desk.cart.delivery) == ("", None)


def test_from_the_last_field_tab_leads_to_done(window: MainWindow, sell: SellView) -> None:
    scan(window, CODES["tea"])
    panel = panel_of(window)
    type_text(window, "Wang")
    panel.deliver.click()
    panel.address.set_text("1 Long Street")
    panel.fee.input.setFocus()
    type_text(window, "8")
    press(window, Key.Key_Tab)
    press(window, Key.Key_Return)
    assert window.panels.panel is None
    assert sell.desk.cart.delivery is not None
    assert sell.totals.total.text() == "¥13.50"
