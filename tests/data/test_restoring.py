"""A backup takes the place of the books: checked first, and the old ones are kept."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import signal
import sqlite3
import sys
from datetime import date
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.domain.errors import ShopError
from app.domain.shop import ShopProfile
from app.ports.queries import OrderFilter
from data import backup, opening, restoring
from data.database import Database
from data.secrets import DATABASE_KEY
from tests.helpers.books import make_line, make_order

CLOCK = SystemClock()
DAY = date(2026, 3, 31)
FATAL = ("os.link", "os.rename", "os.remove", "shutil.copyfile")
"""What changes which file is called what: the moments at which a power cut could matter."""


def opened(home: Path) -> Database:
    return opening.open_shop(home, "", clock=CLOCK)


def sell(database: Database) -> str:
    order = make_order(make_line())
    with database.unit_of_work() as unit:
        unit.orders.add(order)
        unit.commit()
    return order.number


def numbers(home: Path) -> set[str]:
    """The orders in the books, which must hold."""
    database = opened(home)
    try:
        assert database.is_set_up()
        assert database.check() == []
        rows, _ = database.queries.orders(OrderFilter(), after=None, limit=50)
        return {row.number for row in rows}
    finally:
        database.close()


def next_numbers(home: Path, count: int) -> list[int]:
    """Begin so many orders."""
    with contextlib.closing(opened(home)) as database, database.unit_of_work() as unit:
        found = [unit.orders.next_number("1", DAY) for _ in range(count)]
        unit.commit()
        return found


class Kept:
    """A shop, a backup of it, and what was sold before and after that."""

    def __init__(self, home: Path, copy: Path) -> None:
        self.home, self.copy = home, copy
        database = opened(home)
        with database.unit_of_work() as unit:
            unit.shop.save_profile(ShopProfile(name="茶行"))
            unit.commit()
        self.old = {sell(database)}
        database.back_up(copy)
        self.now = self.old | {sell(database)}
        database.close()

    def restore(self) -> restoring.Restored:
        return restoring.restore(self.home, "", self.copy, clock=CLOCK)

    def refused(self) -> ShopError:
        """Nothing was changed, and nothing is left lying about."""
        with pytest.raises(ShopError) as caught:
            self.restore()
        assert numbers(self.home) == self.now
        assert self.files() == ["shop.db"]
        return caught.value

    def files(self) -> list[str]:
        return sorted(x.name for x in self.home.glob("shop*"))


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "a home? 100% 掌柜", tmp_path / "copy? #1.db")


def test_a_backup_is_the_books_again_and_the_books_are_kept(kept: Kept, tmp_path: Path) -> None:
    done = kept.restore()
    assert done.database == kept.home / "shop.db"
    assert numbers(kept.home) == kept.old
    assert done.set_aside is not None
    assert kept.files() == sorted(["shop.db", done.set_aside.name])
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(kept.home / "secrets", elsewhere / "secrets")
    shutil.copy(done.set_aside, elsewhere / "shop.db")
    assert numbers(elsewhere) == kept.now
    assert kept.copy.exists()


def test_no_order_number_is_given_twice(kept: Kept, tmp_path: Path) -> None:
    """A number since the backup is on a customer's receipt, and perhaps at a provider."""
    assert next_numbers(kept.home, 2) == [1, 2]
    later = tmp_path / "later.db"
    shutil.copy(kept.home / "shop.db", later)
    assert next_numbers(kept.home, 2) == [3, 4]
    kept.restore()
    assert next_numbers(kept.home, 1) == [5]
    restoring.restore(kept.home, "", later, clock=CLOCK)
    assert next_numbers(kept.home, 1) == [6]


def test_what_was_not_yet_in_the_file_is_set_aside_with_it(kept: Kept) -> None:
    """A till that was cut off leaves its last sales in the log beside the file."""
    file = kept.home / "shop.db"
    database = opened(kept.home)
    kept.now |= {sell(database)}
    for name in ("shop.db", "shop.db-wal"):
        shutil.copy(kept.home / name, kept.home / f"{name}.cut")
    database.close()
    for name in ("shop.db", "shop.db-wal"):
        (kept.home / f"{name}.cut").rename(kept.home / name)
    aside = kept.restore().set_aside
    assert numbers(kept.home) == kept.old
    assert aside is not None
    assert sorted(x.name for x in kept.home.glob("*-wal")) == []
    shutil.copy(aside, file)
    assert numbers(kept.home) == kept.now


def test_there_may_be_no_books_yet(kept: Kept, tmp_path: Path) -> None:
    fresh = tmp_path / "new machine"
    shutil.copytree(kept.home / "secrets", fresh / "secrets")
    done = restoring.restore(fresh, "", kept.copy, clock=CLOCK)
    assert done.set_aside is None
    assert numbers(fresh) == kept.old


def test_damaged_books_are_set_aside_as_they_are(kept: Kept) -> None:
    (kept.home / "shop.db").write_bytes(b"not a database" * 500)
    (kept.home / "shop.db-wal").write_bytes(b"nor a log")
    aside = kept.restore().set_aside
    assert numbers(kept.home) == kept.old
    assert aside is not None
    assert aside.read_bytes().startswith(b"not a database")
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"nor a log"


def test_a_bad_backup_is_refused_before_anything_is_touched(kept: Kept, tmp_path: Path) -> None:
    whole = kept.copy.read_bytes()
    kept.copy.write_bytes(whole[: len(whole) // 2])
    assert kept.refused().key == "backup_bad"
    kept.copy.write_bytes(b"a letter to the bank")
    assert kept.refused().key == "backup_bad"
    kept.copy.unlink()
    with sqlite3.connect(kept.copy) as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    assert kept.refused().key == "backup_bad"
    kept.copy.write_bytes(b"")
    assert kept.refused().key == "backup_empty"
    kept.copy.unlink()
    assert kept.refused().key == "file_missing"
    kept.copy = kept.home / "shop.db"
    assert kept.refused().key == "restore_same_file"


def test_a_backup_of_a_newer_program_is_refused(kept: Kept) -> None:
    with sqlite3.connect(kept.copy) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()
    assert kept.refused().key == "database_newer"


def test_a_backup_needs_the_key_it_was_made_with(kept: Kept, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "secrets").mkdir(parents=True)
    with pytest.raises(ShopError, match="key_missing"):
        restoring.restore(other, "", kept.copy, clock=CLOCK)
    assert list((other / "secrets").iterdir()) == []
    other_shop = Kept(tmp_path / "another shop", tmp_path / "another.db")
    key = kept.home / "secrets" / DATABASE_KEY
    mine = key.read_bytes()
    key.write_bytes((other_shop.home / "secrets" / DATABASE_KEY).read_bytes())
    with pytest.raises(ShopError, match="key_differs"):
        kept.restore()
    key.write_bytes(mine)
    assert numbers(kept.home) == kept.now
    assert kept.files() == ["shop.db"]


def test_books_that_are_open_are_not_replaced(kept: Kept) -> None:
    database = opened(kept.home)
    with pytest.raises(ShopError, match="database_busy"):
        kept.restore()
    database.close()
    assert numbers(kept.home) == kept.now


def test_a_server_is_restored_by_its_own_tools(kept: Kept) -> None:
    with pytest.raises(ShopError, match="restore_by_server"):
        restoring.restore(kept.home, "postgresql://u@127.0.0.1/x", kept.copy, clock=CLOCK)


def test_a_file_system_without_links_is_copied(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError("not supported")

    monkeypatch.setattr("os.link", no_links)
    aside = kept.restore().set_aside
    assert numbers(kept.home) == kept.old
    assert aside is not None
    shutil.copy(aside, kept.home / "shop.db")
    assert numbers(kept.home) == kept.now


def test_two_restorings_in_one_second_keep_both(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = CLOCK.now()
    monkeypatch.setattr(SystemClock, "now", lambda _self: now)
    first, second = kept.restore().set_aside, kept.restore().set_aside
    assert first != second
    assert len(kept.files()) == 3


@pytest.mark.skipif(os.name != "posix", reason="only there a process can be killed like this")
def test_a_kill_at_any_moment_leaves_the_old_books_or_the_new(kept: Kept, tmp_path: Path) -> None:
    """Kills at every change of a name, one after the other, until one restoring gets through."""
    from tests.helpers.forks import FORKS  # the other tests run where there are none

    seen = []
    for moment in range(1, 60):
        home = tmp_path / f"home {moment}"
        shutil.copytree(kept.home, home)
        child = FORKS.Process(target=_killed, args=(moment, home, kept.copy))
        child.start()
        child.join(60)
        found = numbers(home)
        assert found in (kept.old, kept.now), moment
        seen.append(found == kept.old)
        if child.exitcode == 0:
            break
        assert child.exitcode == -signal.SIGKILL
        done = restoring.restore(home, "", kept.copy, clock=CLOCK)
        assert numbers(home) == kept.old
        assert done.set_aside is not None
        assert not done.set_aside.samefile(home / "shop.db")
        assert not list(home.glob("*.restoring*"))
    assert (seen[0], seen[-1]) == (False, True)
    assert len(seen) > 5


def _killed(moment: int, home: Path, copy: Path) -> None:
    """Restore in this process, and be killed at that change of a name, counted from 1."""
    moments = itertools.count(1)

    def watch(event: str, args: tuple[object, ...]) -> None:
        if event in FATAL and str(home) in str(args[0]) and next(moments) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    restoring.restore(home, "", copy, clock=CLOCK)


def test_a_copy_that_is_not_sound_is_no_copy(kept: Kept, tmp_path: Path) -> None:
    damaged = bytearray(kept.copy.read_bytes())
    for place in range(4096 * 3, len(damaged), 4096):
        damaged[place : place + 64] = b"\xff" * 64
    kept.copy.write_bytes(bytes(damaged))
    with sqlite3.connect(kept.copy) as source, pytest.raises(sqlite3.Error):
        backup.write_copy(source, tmp_path / "made.db")
    source.close()
    assert kept.refused().key == "backup_bad"
