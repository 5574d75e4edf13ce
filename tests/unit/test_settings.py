"""Settings of the till: whatever is in the file, the till starts and says what is wrong."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import settings
from app.settings import SettingsError, TillSettings

EVERYTHING_CHANGED = TillSettings(
    till_code="A2",
    till_name="门口 1 号",
    staff_name='Wei "W" \\ 伟',
    language="zh",
    theme="contrast",
    size="large",
    database_url="postgresql+psycopg://till:s3cret@db/shop",
    invoice_printer="Laser 1",
    receipt_printer="XP-80",
    print_receipt_after_sale=True,
    payment_environment="production",
    of_providers={
        "alipay_app_id": "2021000000000000",
        "alipay_public_key": "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n",
        "alipay_notify_url": "",
        "wechat_codepay": True,
        "anybody_else": "茶",
    },
    notify_port=8970,
    undo_seconds=0,
)


def write(home: Path, text: str | bytes) -> Path:
    path = settings.settings_file(home)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_new_till_has_defaults_and_no_file_is_made(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "none") == (TillSettings(), None)
    assert not (tmp_path / "none").exists()


def test_what_was_saved_is_read_back(tmp_path: Path) -> None:
    settings.save(tmp_path / "new" / "home", EVERYTHING_CHANGED)
    assert settings.load(tmp_path / "new" / "home") == (EVERYTHING_CHANGED, None)
    for name, value in vars_of(EVERYTHING_CHANGED).items():
        assert value != getattr(TillSettings(), name), f"{name} proves nothing"


def vars_of(value: TillSettings) -> dict[str, object]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


@given(
    name=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40),
    key=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200),
)
def test_any_text_survives_the_file(
    tmp_path_factory: pytest.TempPathFactory, name: str, key: str
) -> None:
    home = tmp_path_factory.mktemp("home")
    wanted = TillSettings(till_name=name, of_providers={"any_key": key.replace("\r", "")})
    settings.save(home, wanted)
    settings.save(home, wanted)
    assert settings.load(home) == (wanted, None)


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_home_and_file_are_for_this_user_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    settings.save(home, TillSettings())
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE(settings.settings_file(home).stat().st_mode) == 0o600


def test_comments_and_unknown_keys_survive_saving(tmp_path: Path) -> None:
    write(
        tmp_path,
        '# our till\n[till]\ncode = "7" # by the door\ncolour = "red"\n[later]\nanswer = 42\n',
    )
    loaded, problem = settings.load(tmp_path)
    assert (loaded.till_code, problem) == ("7", None)
    settings.save(tmp_path, loaded)
    text = settings.settings_file(tmp_path).read_text()
    for kept in ("# our till", '"7" # by the door', 'colour = "red"', "[later]", "answer = 42"):
        assert kept in text


@pytest.mark.parametrize(
    "damage",
    [
        b"[till\ncode = ",
        b"\x00" * 64,
        b"\xff\xfe\x00garbage",
        b"a = " + b"[" * 5000,
        b'[till]\ncode = "1"\n[till]\ncode = "2"\n',
    ],
    ids=["half written", "zeros", "not utf-8", "nested too deep", "twice the same table"],
)
def test_a_damaged_file_is_set_aside_and_the_till_starts(tmp_path: Path, damage: bytes) -> None:
    write(tmp_path, damage)
    loaded, problem = settings.load(tmp_path)
    assert loaded == TillSettings()
    assert problem is not None and problem.key == "settings_damaged"
    kept = tmp_path / "settings.damaged-1.toml"
    assert problem.params["path"] == str(kept)
    assert kept.read_bytes() == damage
    _, problem = settings.load(tmp_path)
    assert problem is not None and problem.params["path"] == str(kept)
    settings.save(tmp_path, TillSettings())
    assert settings.load(tmp_path) == (TillSettings(), None)


def test_every_damaged_file_is_kept(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        write(tmp_path, f"broken {number}")
        settings.load(tmp_path)
        kept = tmp_path / f"settings.damaged-{number}.toml"
        assert kept.read_text() == f"broken {number}"


ELSEWHERE = '[database]\nurl = "postgresql://till@server/shop"\n[till\n'


@pytest.mark.parametrize(
    ("text", "has_file", "lost"),
    [
        (ELSEWHERE, False, True),
        (ELSEWHERE, True, True),
        ("\0" * 64, False, True),
        ("\0" * 64, True, False),
        ('[database]\nurl = "a server"\n', False, True),
        ("database = 3\n", False, True),
        ('[look]\nsize = "huge"\n', False, False),
        ("", False, False),
    ],
)
def test_a_database_that_damaged_settings_hide_is_not_guessed(
    tmp_path: Path, text: str, *, has_file: bool, lost: bool
) -> None:
    write(tmp_path, text)
    if has_file:
        (tmp_path / settings.DATABASE_FILE).touch()
    for _ in range(2):
        _, problem = settings.load(tmp_path)
        found = settings.lost_database(tmp_path, "", problem)
        assert (found is not None) == lost
        assert settings.lost_database(tmp_path, "sqlite:///said", problem) is None


def test_a_new_shop_may_begin_where_damaged_settings_are_taken_away(tmp_path: Path) -> None:
    write(tmp_path, ELSEWHERE)
    settings.load(tmp_path)
    (tmp_path / "settings.damaged-1.toml").unlink()
    assert settings.load(tmp_path) == (TillSettings(), None)


def test_saving_over_a_damaged_file_keeps_it_too(tmp_path: Path) -> None:
    write(tmp_path, "broken")
    settings.save(tmp_path, TillSettings(till_code="3"))
    assert settings.load(tmp_path) == (TillSettings(till_code="3"), None)
    assert (tmp_path / "settings.damaged-1.toml").read_text() == "broken"


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ('[till]\ncode = "toolong"', "till.code"),
        ('[till]\ncode = "a"', "till.code"),
        ("[till]\ncode = 1", "till.code"),
        ('[look]\nlanguage = "fr"', "look.language"),
        ('[look]\ntheme = ""', "look.theme"),
        ('[printing]\nreceipt_after_sale = "yes"', "printing.receipt_after_sale"),
        ("[sale]\nundo_seconds = -1", "sale.undo_seconds"),
        ("[sale]\nundo_seconds = true", "sale.undo_seconds"),
        ("[sale]\nundo_seconds = 1.5", "sale.undo_seconds"),
        ('[payments]\nenvironment = "Test"', "payments.environment"),
        ("[payments]\nnotify_port = 65536", "payments.notify_port"),
        ("[payments]\nalipay_app_id = 2021", "payments.alipay_app_id"),
        (f"[payments]\nalipay_public_key = '{'x' * 5001}'", "payments.alipay_public_key"),
        ("till = 5", "till"),
        ("[[look]]\nsize = 1", "look"),
    ],
)
def test_a_bad_value_falls_back_alone_and_is_named(tmp_path: Path, line: str, named: str) -> None:
    path = write(tmp_path, f'{line}\n[database]\nurl = "sqlite:///x"\n')
    loaded, problem = settings.load(tmp_path)
    assert loaded == TillSettings(database_url="sqlite:///x")
    assert problem is not None and problem.key == "settings_bad_values"
    assert problem.params == {"names": named, "path": str(path)}
    assert path.exists()


def test_saving_mends_a_value_of_the_wrong_kind(tmp_path: Path) -> None:
    write(tmp_path, "till = 5\n[sale]\nundo_seconds = true\n")
    settings.save(tmp_path, TillSettings(undo_seconds=1))
    assert settings.load(tmp_path) == (TillSettings(undo_seconds=1), None)


def test_a_bad_value_is_never_saved(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        settings.save(tmp_path, TillSettings(till_code="no!", size="huge"))
    assert caught.value.key == "settings_refused"
    assert caught.value.params == {"names": "till.code, look.size"}
    assert not settings.settings_file(tmp_path).exists()


def test_a_file_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    settings.settings_file(tmp_path).mkdir()
    loaded, problem = settings.load(tmp_path)
    assert loaded == TillSettings()
    assert problem is not None and problem.key == "settings_unreadable"
    assert settings.settings_file(tmp_path).is_dir()
    with pytest.raises(SettingsError, match="settings_unreadable"):
        settings.save(tmp_path, TillSettings())


def test_a_byte_order_mark_and_windows_lines_do_no_harm(tmp_path: Path) -> None:
    write(tmp_path, b'\xef\xbb\xbf[till]\r\ncode = "9"\r\n')
    loaded, problem = settings.load(tmp_path)
    assert (loaded.till_code, problem) == ("9", None)
    settings.save(tmp_path, loaded)
    assert settings.load(tmp_path) == (loaded, None)


def test_a_failed_write_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.save(tmp_path, TillSettings(till_code="1"))

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", no_space)
    with pytest.raises(SettingsError) as caught:
        settings.save(tmp_path, TillSettings(till_code="2"))
    assert caught.value.key == "file_not_written"
    assert caught.value.params["problem"] == "No space left on device"
    assert [p.name for p in tmp_path.iterdir()] == ["settings.toml"]
    assert settings.load(tmp_path)[0].till_code == "1"


def test_the_home_is_found_in_this_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    environ = {"ZHANGGUI_HOME": "~/by env"}
    assert settings.resolve_home("here", environ) == tmp_path / "here"
    assert settings.resolve_home(None, environ) == tmp_path / "by env"
    last = settings.resolve_home(None, {"ZHANGGUI_HOME": ""})
    assert last.is_absolute() and last.name == "zhanggui"


def test_the_database_is_found_in_this_order() -> None:
    saved = TillSettings(database_url="sqlite:///saved")
    environ = {"ZHANGGUI_DATABASE_URL": "sqlite:///env"}
    assert settings.resolve_database("sqlite:///cli", environ, saved) == "sqlite:///cli"
    assert settings.resolve_database(None, environ, saved) == "sqlite:///env"
    assert settings.resolve_database(None, {}, saved) == "sqlite:///saved"
    assert settings.resolve_database(None, {}, TillSettings()) == ""


def test_a_home_that_is_a_file_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for home in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(SettingsError) as caught:
            settings.prepare_home(home)
        assert caught.value.key == "home_unusable"
