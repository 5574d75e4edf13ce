"""The diary keeps no secret, is read by nobody else, and never disturbs the work."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import logs

PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIEow+secret/part\nmore\n-----END RSA PRIVATE KEY-----"


@pytest.fixture(autouse=True)
def stopped() -> Iterator[None]:
    yield
    logs.stop()


def diary(home: Path) -> str:
    return (home / "logs" / "zhanggui.log").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "secret",
    [
        PEM,
        PEM.replace("\n", "\\n"),
        PEM.partition("-----END")[0],
        "https://openapi/gateway.do?app_id=1&sign=MIIEow%2Bsecret&x=1",
        '{"alipay_trade_query_response":{"code":"10000"},"sign":"MIIEow"}',
        "auth_code=MIIEow",
        '{\\"auth_code\\":\\"MIIEow\\"}',
        "Authorization: MIIEow",
        "postgresql+psycopg://till:MIIEow@db/shop",
        "password='MIIEow' PASSWORD = MIIEow",
        "Delivery(recipient='MIIEow', phone='MIIEow', address='1 \\' MIIEow')",
        "(sqlite3.Error) x\n[SQL: INSERT]\n[parameters: ('MIIEow', 2)]\n(Background)",
        "key " + "MIIEow" * 30,
        "key " + ("MIIEow" * 12 + "\n") * 3 + "MIIEow==",
        repr("key " + ("MIIEow" * 12 + "\r\n") * 3 + "MIIEow=="),
        repr({"apiv3_key": "MIIEow", "private_key": "MIIEow"}),
        '{"payer":{"openid":"MIIEow"},"sub_openid":"MIIEow","buyer_logon_id":"MIIEow"}',
    ],
)
def test_what_is_secret_is_masked(secret: str) -> None:
    masked = logs.mask(f"before {secret}")
    assert "MIIEow" not in masked and logs.HIDDEN in masked and masked.startswith("before ")


@pytest.mark.parametrize("code", ["281234567890123456", "4242424242424242", "2088000000000001"])
def test_customers_codes_cards_and_numbers_are_masked(code: str) -> None:
    assert logs.mask(f"({code}) refused: {code}.") == "(***) refused: ***."


@pytest.mark.parametrize(
    "text",
    [
        "trade 2026013122001400000000000001 is paid",
        "barcode 6901234567892, attempt 01a1fe2fb7fc701fa80763370862b350",
        "order 1-20260131-0007 placed, 3 lines, total 1250",
        "client_token=0192f3c4 design=new sign",
        "http://127.0.0.1:8080/control/trades",
        'File "/home/somebody/shops/zhanggui/app/services/checkout.py", line 3, in place',
        "a" * 64,
    ],
)
def test_what_is_not_secret_stays(text: str) -> None:
    assert logs.mask(text) == text


def test_the_diary_is_masked_also_in_parameters_and_tracebacks(tmp_path: Path) -> None:
    logs.start(tmp_path)
    logging.getLogger("app.test").info("asked with %s", "sign=MIIEow")
    try:
        raise ValueError(PEM)
    except ValueError:
        logging.getLogger("data.test").info("failed", exc_info=True)
    text = diary(tmp_path)
    assert "asked with sign=***" in text and "ValueError" in text and "MIIEow" not in text


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_the_diary_is_for_this_user_alone_also_after_it_was_turned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "MAX_BYTES", 2000)
    logs.start(tmp_path)
    for number in range(200):
        logging.getLogger("app.test").info("line %s of many", number)
    files = list((tmp_path / "logs").iterdir())
    assert len(files) == logs.KEPT_FILES + 1
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert "line 199" in diary(tmp_path)


def test_others_programs_chatter_is_left_out(tmp_path: Path) -> None:
    logs.start(tmp_path)
    logging.getLogger("httpx").info("HTTP Request")
    logging.getLogger("app.gateways").info("asked")
    assert "HTTP Request" not in diary(tmp_path) and "asked" in diary(tmp_path)


def test_without_room_the_diary_is_silent(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    for home in (tmp_path / "file", None):
        logs.start(home)
        logging.getLogger("app.test").info("nobody hears")
    logs.start(tmp_path)
    [handler] = [h for h in logging.getLogger().handlers if h.get_name() == logs.__name__]
    monkeypatch.setattr(handler, "format", full_disk)
    logging.getLogger("app.test").info("nobody hears")
    assert capfd.readouterr() == ("", "")


def full_disk(_: logging.LogRecord) -> str:
    raise OSError(28, "No space left on device")


def test_starting_again_moves_the_diary(tmp_path: Path) -> None:
    for name in ("one", "two"):
        logs.start(tmp_path / name)
        logging.getLogger("app.test").info("in %s", name)
    assert "in two" not in diary(tmp_path / "one") and "in two" in diary(tmp_path / "two")


@pytest.mark.expects_logs
def test_a_crash_report_tells_the_way_and_no_secret(tmp_path: Path) -> None:
    try:
        raise ValueError("password=hunter2")
    except ValueError as error:
        path = logs.write_crash(tmp_path, error)
    assert path is not None and path.parent == tmp_path / "crash"
    text = path.read_text(encoding="utf-8")
    assert "test_logs.py" in text and "ValueError" in text and "hunter2" not in text


@pytest.mark.expects_logs
def test_a_crash_report_that_cannot_be_written_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert logs.write_crash(tmp_path / "file", ValueError()) is None
