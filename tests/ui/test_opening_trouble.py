"""What is met while the shop opens is told in the window, with the way to mend it."""

from __future__ import annotations

import socket
from contextlib import ExitStack

import pytest

from app.domain.errors import UserError
from app.gateways import addresses
from app.gateways.listener import listening
from app.services.house import House
from tests.helpers.back_rooms import Rooms, button, tap
from tests.helpers.screens import clipped, looks
from tests.helpers.shop import Shop
from tests.helpers.windows import ENGLISH, close_window, open_window, settle
from ui.opening import Opening


@pytest.mark.expects_logs
def test_a_till_whose_port_is_taken_says_so_and_leads_to_the_settings(
    qapp: object, room_shop: Shop
) -> None:
    window = open_window(room_shop.house, settings=ENGLISH)
    problems: list[UserError] = []
    with ExitStack() as stack, socket.socket() as other:
        other.bind((addresses.LOOPBACK, 0))
        other.listen()
        port = other.getsockname()[1]

        def open_house() -> House:
            take = room_shop.house.notifications.receive
            stack.enter_context(listening(take, port, deaf=problems.append))
            return room_shop.house

        Opening(window, open_house, problems=problems).start()
        settle()
    rooms = Rooms(room_shop, window)
    (told,) = rooms.news()
    assert f"Port {port} is taken" in told
    for name, shown in looks(window):
        assert clipped(shown.frame.strips) == [], name
    rooms.speak("en")
    tap(button(window.frame.strips, "Payment settings"))
    assert window.view_id == "settings"
    assert "Port for messages" in window.views["settings"].page.notify_port.label.text()
    close_window(window)
