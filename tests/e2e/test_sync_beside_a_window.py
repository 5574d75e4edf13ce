"""`sync` on a till whose window is open: the window settles by itself and is left to it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import main
from app import single_instance
from app.services.desk import Desk
from app.services.wishes import Wanted
from app.settings import Till, TillSettings
from data.ids import new_id
from tests.e2e.test_command_line import ROOT, RealTill, till

__all__ = ["till"]
LOOKS = 600  # a tenth of a second apart


@contextmanager
def window(home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The real window on this home, without a screen, as soon as the home is its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.unseen_window", "--home", str(home)],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    lock = home / single_instance.LOCK_NAME
    try:
        for _ in range(LOOKS):
            if lock.exists() and lock.read_text() == str(process.pid):
                break
            threading.Event().wait(0.1)
        else:
            raise TimeoutError("the window does not open")
        yield process
    finally:
        process.terminate()
        process.wait(60)


def _show_code(real: RealTill) -> None:
    settings = Till(home=real.home, database_url="", settings=TillSettings())
    with main.Program().open_house(settings) as house:
        profile = house.shop.profile()
        assert profile is not None
        desk = Desk(profile, house.new_id)
        desk.add(house.lookup.product(house.lookup.search("茶")[0].product_id))
        house.payments.start(desk.checked(), Wanted(key=new_id(), provider="alipay"), staff="li")


@pytest.mark.timeout(180)
def test_sync_beside_an_open_window_does_nothing_and_says_so(till: RealTill) -> None:
    _show_code(till)
    with window(till.home) as process:
        answer = till.answer("sync", "--seconds", "1")
        assert (answer["elsewhere"], answer["done"], answer["open_payments"]) == (True, 0, 1)
        assert "another sync, does this already" in till.run("sync", "--seconds", "1")
        assert process.poll() is None
    answer = till.answer("sync", "--seconds", "1")
    assert (answer["elsewhere"], answer["open_payments"]) == (False, 1)
