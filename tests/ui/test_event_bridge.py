"""What is committed on any thread is told on the window's."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.payment import AttemptState
from app.ports.outside import AttemptChanged, CatalogChanged, Event, OrderChanged
from app.services.events import Bus
from tests.helpers.windows import settle
from ui.event_bridge import EventBridge

CASES: list[tuple[str, Event]] = [
    (
        "attempt_changed",
        AttemptChanged(attempt_id="a", order_id="o", state=AttemptState.SUCCEEDED),
    ),
    ("order_changed", OrderChanged(order_id="o")),
    ("catalog_changed", CatalogChanged()),
]


@pytest.mark.parametrize(("signal", "event"), CASES)
def test_each_event_is_its_own_signal(
    qapp: QApplication, qtbot: QtBot, signal: str, event: Event
) -> None:
    bus, bridge = Bus(), EventBridge()
    bridge.listen(bus.subscribe)
    threads: list[int] = []
    getattr(bridge, signal).connect(lambda *_given: threads.append(threading.get_ident()))
    worker = threading.Thread(target=bus.publish, args=(event,))
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: len(threads) == 1)
    assert threads == [threading.get_ident()]


def test_a_closed_bridge_hears_nothing(qapp: QApplication) -> None:
    bus, bridge = Bus(), EventBridge()
    bridge.listen(bus.subscribe)
    heard: list[object] = []
    bridge.order_changed.connect(heard.append)
    bridge.close()
    bus.publish(OrderChanged(order_id="o"))
    settle()
    assert heard == []
