"""A till finds its database and the key of personal data, and never makes a second key."""

from __future__ import annotations

import os
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.domain.errors import Unavailable, UserError
from app.domain.shop import ShopProfile
from app.services.context import Context
from app.services.events import Bus
from app.services.shop import ShopService
from app.settings import Till, load, lost_database
from data import housekeeping, opening
from data.database import Database
from data.demo.source import DemoGoods
from data.ids import new_id
from data.pinyin import initials
from data.secrets import DATABASE_KEY
from main import Program
from tests.helpers.clock import StandingClock


def open_once(home: Path, url: str = "", *, shop: bool = False) -> str:
    """Open and close; the name of the shop in it."""
    database = opening.open_shop(home, url, clock=StandingClock())
    try:
        if shop:
            with database.unit_of_work() as unit:
                unit.shop.save_profile(ShopProfile(name="茶行"))
                unit.commit()
        profile = database.queries.profile()
        return profile.name if profile else ""
    finally:
        database.close()


def key_of(home: Path) -> Path:
    return opening.secret_files(home).path(DATABASE_KEY)


@pytest.mark.parametrize("name", ["plain", "two words", "what? 100%20 #1", "掌柜", "a;b&c=d"])
def test_the_database_lies_in_the_home_whatever_that_is_called(tmp_path: Path, name: str) -> None:
    home = tmp_path / name
    open_once(home, shop=True)
    assert open_once(home) == "茶行"
    assert (home / "shop.db").is_file()
    if os.name == "posix":
        assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_the_key_is_made_once(tmp_path: Path) -> None:
    open_once(tmp_path)
    key = key_of(tmp_path).read_bytes()
    open_once(tmp_path, shop=True)
    assert key_of(tmp_path).read_bytes() == key


def test_a_shop_without_its_key_is_not_opened(tmp_path: Path) -> None:
    open_once(tmp_path, shop=True)
    key = key_of(tmp_path).read_bytes()
    key_of(tmp_path).unlink()
    for _ in range(2):
        with pytest.raises(UserError) as caught:
            open_once(tmp_path)
        assert caught.value.params == {"path": str(key_of(tmp_path))}
    assert not key_of(tmp_path).exists()
    key_of(tmp_path).write_bytes(key)
    assert open_once(tmp_path) == "茶行"


def test_a_database_without_a_shop_may_get_a_new_key(tmp_path: Path) -> None:
    open_once(tmp_path)
    key_of(tmp_path).unlink()
    open_once(tmp_path)
    assert key_of(tmp_path).is_file()


def test_a_second_till_needs_the_key_of_the_first(tmp_path: Path, postgres_url: str) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    open_once(first, postgres_url, shop=True)
    with pytest.raises(UserError, match="key_missing"):
        open_once(second, postgres_url)
    assert not key_of(second).exists()
    key_of(second).parent.mkdir(parents=True, exist_ok=True)
    key_of(second).write_bytes(key_of(first).read_bytes())
    assert open_once(second, postgres_url) == "茶行"


def _shop_service(database: Database) -> ShopService:
    context = Context(
        unit_of_work=database.unit_of_work,
        clock=StandingClock(),
        new_id=new_id,
        bus=Bus(),
        till="1",
    )
    return ShopService(context, database.queries, demo_source=DemoGoods(), initials=initials)


def test_tills_that_start_together_agree_on_one_key(tmp_path: Path, postgres_url: str) -> None:
    homes = [tmp_path / "first", tmp_path / "second"]
    tills = [opening.open_shop(home, postgres_url, clock=StandingClock()) for home in homes]
    assert key_of(homes[0]).read_bytes() != key_of(homes[1]).read_bytes()

    def first_start(till: Database) -> str:
        try:
            return _shop_service(till).open_demo(ShopProfile(name="茶行")).name
        except UserError as error:
            return error.key

    with ThreadPoolExecutor(2) as people:
        said = list(people.map(first_start, tills))
    assert sorted(said) == ["key_differs", "茶行"]
    opener, other = said.index("茶行"), said.index("key_differs")
    with pytest.raises(UserError, match="key_differs"):
        tills[other].queries.profile()
    for till in tills:
        till.close()
    with pytest.raises(UserError, match="key_differs"):
        open_once(homes[other], postgres_url)
    key_of(homes[other]).write_bytes(key_of(homes[opener]).read_bytes())
    assert open_once(homes[other], postgres_url) == "茶行"


def test_no_empty_shop_is_opened_in_the_place_of_one_that_is_not_known(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[database]\nurl = "postgresql://till@server/sh')
    settings, problem = load(tmp_path)
    lost = lost_database(tmp_path, "", problem)
    till = Till(home=tmp_path, database_url="", settings=settings, lost=lost)
    with pytest.raises(UserError, match="database_lost"), Program().open_books(till):
        pass
    assert [p.name for p in tmp_path.iterdir()] == ["settings.damaged-1.toml"]


def test_a_home_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="home_unusable"):
        open_once(tmp_path / "file")


def test_housekeeping_goes_on_until_the_end_whatever_happens() -> None:
    third = threading.Event()
    calls = 0

    def idle() -> None:
        nonlocal calls
        calls += 1
        if calls >= 3:
            third.set()
        raise Unavailable("database_busy")

    with housekeeping.looked_after(idle, every_s=0.001):
        assert third.wait(10)
    after = calls
    assert not [t for t in threading.enumerate() if t.name == "housekeeping"]
    assert calls == after
