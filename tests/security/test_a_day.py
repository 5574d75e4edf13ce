"""After a day at the real till with the real provider: who finds its files learns no secret."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import re
import sqlite3
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pypdf
import pytest

import main
from app import logs, settings
from app.domain.cart import Cart, Delivery
from app.domain.payment import Attempt, AttemptState
from app.ports.exchanges import Exchange, Outcome
from app.ports.gateway import Misconfigured
from app.ports.queries import OrderFilter
from app.sandbox.alipay.values import BUYER
from app.sandbox.wechat.values import OPENID
from app.services.desk import Desk
from app.services.house import House
from app.services.wishes import Wanted
from app.settings import Till, TillSettings
from ui import cli, i18n
from ui.commands import failures

pytestmark = pytest.mark.expects_logs

PHONE, OTHER_PHONE = "13800138000", "13911112222"
RECIPIENT, ADDRESS = "李雷雷", "上海市黄浦区南京东路 100 号"
PERSON = (PHONE, OTHER_PHONE, RECIPIENT, ADDRESS)
BUYERS = (BUYER["buyer_user_id"], BUYER["buyer_logon_id"], OPENID)
STAFF = "li"
BROKEN = ("wrong-signature", "tampered-body", "unsigned", "html", "truncated", "drop-mid-answer")


@dataclass(slots=True)
class Day:
    """What is left of it.

    Attributes:
        said: everything the command line printed.
        files: the contents of every file there was, in the middle of the day and at its end,
            packed ones unpacked; those of the home folder by their path in it.
        codes: what customers' phones showed.
        states: what became of the payments.
        exchanges: what the books have of every call and message.
    """

    home: Path
    out: Path
    said: str = ""
    files: list[tuple[str, bytes]] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    states: list[AttemptState] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)

    def run(self, *argv: str) -> None:
        """One job of the real command line."""
        written = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
        with contextlib.redirect_stdout(written), contextlib.redirect_stderr(written):
            environ = {"ZHANGGUI_HOME": str(self.home), "LANG": "C"}
            status = cli.main(argv, main.Program(), environ)
        written.seek(0)
        said = written.read()
        assert status == 0, said
        self.said += said

    def look(self) -> None:
        """Read every file as it is now."""
        for folder, prefix in ((self.home, ""), (self.out, "out/")):
            for path in sorted(x for x in folder.rglob("*") if x.is_file()):
                name = prefix + path.relative_to(folder).as_posix()
                self.files.append((name, unpacked(path)))

    def holding(self, text: str) -> set[str]:
        """The files that hold a text, however programs write it down."""
        codings = ("utf-8", "utf-16-le", "gb18030", "unicode_escape")
        forms = {*(text.encode(x) for x in codings), json.dumps(text).encode()[1:-1]}
        return {name for name, data in self.files if any(x in data for x in forms)}


def unpacked(path: Path) -> bytes:
    """What is in a file, the readable text of documents included."""
    data = path.read_bytes()
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as packed:
            return data + b"".join(packed.read(x) for x in packed.namelist())
    if path.suffix == ".pdf":
        texts = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
        return data + "".join(texts).encode()
    return data


class Customers:
    """The people before the counter, and whoever breaks things."""

    def __init__(self, attempt: Attempt) -> None:
        parts = urlsplit(attempt.qr_text)
        root = f"{parts.scheme}://{parts.netloc}/control"
        self._http = httpx.Client(base_url=root, trust_env=False, verify=False)

    def post(self, path: str, **body: object) -> dict[str, object]:
        """One thing they do."""
        answer = self._http.post(path, json=body)
        answer.raise_for_status()
        found = answer.json()
        return found if isinstance(found, dict) else {}

    def leave(self) -> None:
        """Let go of the connection."""
        self._http.close()


def sale(house: House) -> Cart:
    """Tea for somebody who wants it brought."""
    profile = house.shop.profile()
    assert profile is not None
    desk = Desk(profile, house.new_id)
    desk.add(house.lookup.product(house.lookup.search("茶")[0].product_id))
    desk.set_customer("Li Lei", PHONE, "call first")
    desk.set_delivery(Delivery(recipient=RECIPIENT, phone=OTHER_PHONE, address=ADDRESS), 500)
    return desk.checked()


def shown(house: House, provider: str, auth_code: str | None = None) -> Attempt:
    """An attempt at a provider."""
    wanted = Wanted(key=house.new_id(), provider=provider, auth_code=auth_code)
    return house.payments.start(sale(house), wanted, staff=STAFF)


def trade(day: Day, house: House) -> None:
    """A day at the counter: good sales, bad answers, refused codes, money back."""
    customers = Customers(shown(house, "alipay"))
    for provider in ("alipay", "wechat"):
        for fault in BROKEN:
            attempt = shown(house, provider)
            customers.post(f"/trades/{attempt.id}/pay")
            customers.post("/faults", name=fault, count=1)
            house.payments.check(attempt.id)
            customers.post("/faults", name=None)
            day.states.append(house.payments.check(attempt.id).state)
        house.refunds.refund_all(attempt.order_id, staff=STAFF, reason="cold")
        for refund in house.queries.order_detail(attempt.order_id).refunds:
            house.refunds.run(refund.id)
    for behaviour in ("pays", "balance"):
        code = str(customers.post("/codes", wire="alipay", behaviour=behaviour)["code"])
        day.codes.append(code)
        day.states.append(shown(house, "alipay", code).state)
    house.holds.hold(sale(house), name="back soon", staff=STAFF)
    house.checkout.pay_cash(sale(house), tendered_minor=100_000_00, staff=STAFF)
    customers.leave()
    for row in house.queries.orders(OrderFilter(), after=None, limit=100)[0]:
        for attempt in house.queries.order_detail(row.order_id).attempts:
            day.exchanges += [x.exchange for x in house.queries.exchanges(attempt.id)]


def break_down(day: Day, house: House) -> None:
    """Real money with a key that cannot be, and crashes with secrets in their hands."""
    profile = house.shop.profile()
    assert profile is not None
    key = (day.home / "sandbox/alipay/app_private_key.pem").read_text()
    house.shop.save(replace(profile, test_payments=False), staff=STAFF)
    with pytest.raises(Misconfigured) as refusal:
        house.payments.check_keys("alipay")
    logging.getLogger("app.test").error("settings", exc_info=refusal.value)
    failures.explain(refusal.value, day.home)
    sealing = (day.home / "sandbox/wechat/apiv3_key").read_text()
    bare = "".join(key.splitlines()[1:-1])
    wrapped = "\n".join(key.splitlines()[1:-1])
    for values in (
        {"private_key": key, "apiv3_key": sealing},
        f"no key: {bare}",
        f"no key: {wrapped}",
        f"code {day.codes[0]} of {BUYERS[0]} was not taken",
        {"phone": PHONE, "recipient": RECIPIENT, "address": ADDRESS, "openid": OPENID},
        {"buyer_logon_id": BUYERS[1], "auth_code": day.codes[1], "customer_phone": OTHER_PHONE},
    ):
        failures.explain(ValueError(f"cannot use {values!r}"), day.home)
        failures.explain(ValueError(f"cannot use {values}"), day.home)
        logging.getLogger("app.test").warning("cannot use %s", values)


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """The shop opens, sells, breaks down, reports, and is copied."""
    before, root = i18n.language(), tmp_path_factory.mktemp("day")
    day = Day(root / "home", root / "out")
    day.out.mkdir()
    day.run("setup", "--name", "茶行", "--demo", "--time-zone", "Asia/Shanghai")
    settings.save(
        day.home,
        TillSettings(
            payment_environment="production",
            of_providers={"alipay_app_id": "2021", "alipay_public_key": "no key"},
        ),
    )
    kept, problem = settings.load(day.home)
    assert problem is None
    till = Till(home=day.home, database_url="", settings=kept)
    logs.start(day.home)
    with main.Program().open_house(till) as house:
        trade(day, house)
        house.secrets.put(
            "alipay-private-key", (day.home / "sandbox/alipay/app_private_key.pem").read_text()
        )
        break_down(day, house)
        day.look()
        numbers = [x.number for x in house.queries.orders(OrderFilter(), after=None, limit=1)[0]]
    period = ("--from", "2020-01-01", "--to", "2099-01-01")
    day.run("orders")
    day.run("orders", "--json", "--text", PHONE)
    day.run("check", "--json")
    for name in ("a.csv", "a.xlsx", "a.pdf", "a.json"):
        day.run("report", "sales", *period, "--by", "tender", "-o", str(day.out / name))
    day.run("report", "orders", *period, "-o", str(day.out / "orders.pdf"))
    for kind in ("invoice", "receipt"):
        day.run("invoice", numbers[0], "-o", str(day.out / f"{kind}.pdf"), "--kind", kind)
    day.run("backup", str(day.out / "copy.db"))
    logs.stop()
    day.look()
    yield day
    i18n.set_language(before)


def test_the_day_was_a_day(day: Day) -> None:
    paid, refused = AttemptState.SUCCEEDED, AttemptState.DECLINED
    assert day.states == [paid] * (2 * len(BROKEN) + 1) + [refused]
    names = {name for name, _ in day.files}
    assert {"shop.db", "shop.db-wal", "logs/zhanggui.log", "out/copy.db", "out/a.xlsx"} <= names
    assert len([x for x in names if x.startswith("crash/")]) >= 12
    assert day.holding("call first") and day.holding("Li Lei"), "what may be read is found"


def test_every_key_is_in_its_own_file_alone(day: Day) -> None:
    kept = {
        "sandbox/alipay/app_private_key.pem",
        "sandbox/alipay/provider_private_key.pem",
        "sandbox/wechat/app_private_key.pem",
        "sandbox/wechat/apiv3_key",
        "secrets/database-key",
    }
    files = dict(day.files)
    for name in kept:
        for line in files[name].decode().split():
            if len(line) >= 32 and not line.startswith("-----"):
                same = {"secrets/alipay-private-key"} if "alipay/app" in name else set()
                assert day.holding(line) == {name} | same, name
                assert line not in day.said


def test_no_file_of_the_till_holds_a_customer_in_clear(day: Day) -> None:
    papers = {"out/invoice.pdf", "out/receipt.pdf"}
    for secret in PERSON:
        assert day.holding(secret) <= papers, secret
        assert secret not in day.said


def test_no_file_of_the_till_holds_a_buyers_number_or_a_payment_code(day: Day) -> None:
    for secret in (*BUYERS, *day.codes):
        theirs = {x for x in day.holding(secret) if x.startswith("sandbox/trades")}
        assert day.holding(secret) == theirs, secret
        assert secret not in day.said
    assert all(day.holding(x) for x in day.codes), "the provider knows them, so they were used"


def test_the_audit_of_exchanges_keeps_what_was_said_without_who_it_was(day: Day) -> None:
    said = "\n".join(f"{x.call} {x.reason}\n{x.request}\n{x.answer}" for x in day.exchanges)
    for masked in ("buyer_logon_id", "buyer_user_id", "openid", "auth_code", "sign"):
        assert f'"{masked}":"***"' in said.replace(": ", ":")
    assert "TRADE_SUCCESS" in said and "provider_untrusted" in said
    assert "Maintenance" in said, "what was no answer is kept too"
    assert {x.outcome for x in day.exchanges} >= {Outcome.ANSWERED, Outcome.UNKNOWN}
    for secret in (*BUYERS, *day.codes, *PERSON):
        assert secret not in said
    assert not re.search(r"[A-Za-z0-9+/]{120,}", said), "no key, and nobody's signature"
    for name, data in day.files:
        if "private" in name or name.endswith("apiv3_key"):
            assert not [x for x in data.decode().split() if len(x) >= 32 and x in said], name


def test_who_finds_the_books_reads_nothing_of_what_was_said(day: Day) -> None:
    with contextlib.closing(sqlite3.connect(day.out / "copy.db")) as books:
        (kept,) = books.execute("SELECT count(*) FROM payment_exchange").fetchone()
    assert kept == len(day.exchanges)
    for said in ("Maintenance", '"trade_state"', "biz_content"):
        assert not [x for x in day.holding(said) if x.endswith((".db", ".db-wal"))], said


def test_crash_reports_and_the_diary_tell_the_way_and_hide_the_rest(day: Day) -> None:
    texts = [x.decode() for name, x in day.files if name.startswith(("crash/", "logs/"))]
    assert [x for x in texts if logs.HIDDEN not in x] == []
    assert any("ValueError" in x and "cannot use" in x for x in texts)
    assert any("key_unreadable" in x for x in texts)


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_only_this_user_can_open_what_the_till_keeps(day: Day) -> None:
    for folder in (day.home, *(x for x in day.home.iterdir() if x.is_dir())):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700, folder
    for path in (x for x in day.home.rglob("*") if x.is_file()):
        practice = path.is_relative_to(day.home / "sandbox")  # its secret keys count, no more
        if not practice or "private" in path.name or path.name == "apiv3_key":
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
