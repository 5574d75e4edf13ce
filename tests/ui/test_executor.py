"""Work leaves the GUI thread and its results come back to it, to owners that still live."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.domain.errors import UserError
from tests.helpers.immediate import ImmediateExecutor
from tests.helpers.windows import settle
from ui.executor import ThreadExecutor


@pytest.fixture
def executor(qapp: object) -> Iterator[ThreadExecutor]:
    made = ThreadExecutor()
    yield made
    made.close()


@pytest.fixture
def owner(qapp: object) -> QObject:
    return QObject()


def test_work_runs_elsewhere_and_its_result_arrives_here(
    executor: ThreadExecutor, owner: QObject, qtbot: QtBot
) -> None:
    here = threading.get_ident()
    seen: list[tuple[int, int]] = []
    executor.database(
        threading.get_ident,
        owner=owner,
        done=lambda there: seen.append((there, threading.get_ident())),
    )
    qtbot.waitUntil(lambda: len(seen) == 1)
    assert seen[0][0] != here
    assert seen[0][1] == here


def test_the_database_is_asked_one_question_at_a_time_in_order(
    executor: ThreadExecutor, owner: QObject, qtbot: QtBot
) -> None:
    began: list[int] = []
    ended: list[int] = []

    def job(number: int) -> int:
        began.append(number)
        assert len(began) == len(ended) + 1
        ended.append(number)
        return number

    arrived: list[int] = []
    for number in range(50):
        executor.database(lambda number=number: job(number), owner=owner, done=arrived.append)
    qtbot.waitUntil(lambda: len(arrived) == 50)
    assert arrived == list(range(50))


def test_background_work_does_not_wait_for_its_neighbours(
    executor: ThreadExecutor, owner: QObject, qtbot: QtBot
) -> None:
    both = threading.Barrier(2, timeout=5)
    arrived: list[int] = []
    for _ in range(2):
        executor.background(lambda: both.wait() >= 0, owner=owner, done=arrived.append)
    qtbot.waitUntil(lambda: arrived == [True, True])


def test_a_failure_goes_to_who_asked(
    executor: ThreadExecutor, owner: QObject, qtbot: QtBot
) -> None:
    failures: list[Exception] = []

    def fail() -> None:
        raise UserError("cart_empty")

    executor.database(fail, owner=owner, failed=failures.append)
    qtbot.waitUntil(lambda: len(failures) == 1)
    assert isinstance(failures[0], UserError)


def test_a_failure_nobody_waits_for_goes_to_the_window(
    executor: ThreadExecutor, owner: QObject, qtbot: QtBot
) -> None:
    failures: list[Exception] = []
    executor.on_failure = failures.append
    executor.database(lambda: 1 // 0, owner=owner)
    qtbot.waitUntil(lambda: len(failures) == 1)
    assert isinstance(failures[0], ZeroDivisionError)


def test_a_result_whose_owner_is_gone_is_dropped(
    executor: ThreadExecutor, owner: QObject, qtbot: QtBot
) -> None:
    late: list[int] = []
    on_time: list[int] = []
    go = threading.Event()
    executor.database(lambda: go.wait(5), owner=owner, done=late.append)
    shiboken6.delete(owner)
    go.set()
    other = QObject()
    executor.database(lambda: 1, owner=other, done=on_time.append)
    qtbot.waitUntil(lambda: on_time == [1])
    assert late == []


def test_nothing_is_delivered_after_the_end(qapp: object, owner: QObject) -> None:
    executor = ThreadExecutor()
    arrived: list[int] = []
    executor.database(lambda: 1, owner=owner, done=arrived.append)
    executor.close()
    settle()
    assert arrived == []


def test_the_immediate_executor_has_done_it_when_it_returns(owner: QObject) -> None:
    executor = ImmediateExecutor()
    arrived: list[int] = []
    failures: list[Exception] = []
    executor.background(lambda: 5, owner=owner, done=arrived.append)
    executor.database(lambda: 1 // 0, owner=owner, failed=failures.append)
    assert arrived == [5]
    assert len(failures) == 1
