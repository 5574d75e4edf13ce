"""Typed settings of this till, kept in settings.toml in its home folder.

Imports nothing of the shop. Whatever is in the file, a till starts: what cannot be read falls
back to its default and is reported.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import tomlkit

FILE_NAME = "settings.toml"
DATABASE_FILE = "shop.db"


class SettingsError(ValueError):
    """Settings or the home folder cannot be used; `key` and `params` name the message."""

    def __init__(self, key: str, /, **params: object) -> None:
        super().__init__(key, params)
        self.key = key
        self.params = params


@dataclass(frozen=True, slots=True, kw_only=True)
class TillSettings:
    """What belongs to this till and not to the shop. No secret is kept here.

    Attributes:
        language: zh, en, or auto (the machine's).
        database_url: empty means SQLite in the home folder.
        invoice_printer, receipt_printer: the system's name; empty means its default printer.
        payment_environment: "test" talks to the built-in mock provider.
        of_providers: texts and flags, by the names that providers keep them under; what they
            are is the providers' business.
        notify_port: where this machine listens to a relay; 0 for not at all.
        undo_seconds: how long a finished sale offers "Undo sale".
    """

    till_code: str = "1"
    till_name: str = ""
    staff_name: str = ""
    language: str = "auto"
    theme: str = "auto"
    size: str = "normal"
    database_url: str = ""
    invoice_printer: str = ""
    receipt_printer: str = ""
    print_receipt_after_sale: bool = False
    payment_environment: str = "test"
    of_providers: Mapping[str, str | bool] = field(default_factory=dict)
    notify_port: int = 0
    undo_seconds: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Till:
    """One till: where it keeps its things, and how it is set.

    Attributes:
        database_url: the one in force; empty means SQLite in `home`.
        lost: why nobody can say which database this shop uses; None when it is known.
    """

    home: Path
    database_url: str
    settings: TillSettings
    lost: SettingsError | None = None


Check = Callable[[object], bool]


def _text(pattern: str) -> Check:
    flags = re.ASCII | re.DOTALL
    return lambda value: isinstance(value, str) and bool(re.fullmatch(pattern, value, flags))


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _number(most: int) -> Check:
    return lambda value: (
        isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most
    )


_ADDRESS = re.compile(rb"(postgres|sqlite)[a-z+]*:/")
_LINE = _text(r"[^\x00-\x1f\x7f]{0,200}")
_LONG = _text(r"[^\x00]{0,5000}")


def _brought(value: object) -> bool:
    return _flag(value) or _LONG(value)


_PAYMENTS = "payments"
"""Where the settings of providers stand too, each under the name its provider gives it."""

# One row per setting: where it stands in the file, and what it may be.
_ROWS: Mapping[str, tuple[str, str, Check]] = {
    "till_code": ("till", "code", _text(r"[A-Z0-9]{1,4}")),
    "till_name": ("till", "name", _LINE),
    "staff_name": ("till", "staff", _LINE),
    "language": ("look", "language", _text("zh|en|auto")),
    "theme": ("look", "theme", _text("light|dark|contrast|auto")),
    "size": ("look", "size", _text("small|normal|large|largest")),
    "database_url": ("database", "url", _text(r"[^\x00-\x20\x7f]{0,1000}")),
    "invoice_printer": ("printing", "invoice_printer", _LINE),
    "receipt_printer": ("printing", "receipt_printer", _LINE),
    "print_receipt_after_sale": ("printing", "receipt_after_sale", _flag),
    "payment_environment": ("payments", "environment", _text("test|production")),
    "notify_port": ("payments", "notify_port", _number(65_535)),
    "undo_seconds": ("sale", "undo_seconds", _number(600)),
}


def settings_file(home: Path) -> Path:
    """Where the settings of a home folder are."""
    return home / FILE_NAME


def load(home: Path) -> tuple[TillSettings, SettingsError | None]:
    """Read the settings; never raises. The second value is a problem to tell people about.

    A file that is not TOML is kept beside as settings.damaged-N.toml, and is told of until new
    settings are saved or it is taken away; a bad value falls back to its default.
    Problem keys: settings_unreadable, settings_damaged, settings_bad_values.
    """
    path = settings_file(home)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        kept = _last_kept(path)
        return TillSettings(), SettingsError("settings_damaged", path=str(kept)) if kept else None
    except OSError as error:
        return TillSettings(), SettingsError(
            "settings_unreadable", path=str(path), problem=error.strerror or str(error)
        )
    document = _parsed(raw)
    if document is None:
        return TillSettings(), SettingsError("settings_damaged", path=str(_set_aside(path)))
    return _from_document(document, path)


def _parsed(raw: bytes) -> dict[str, Any] | None:
    import tomllib  # not where nothing was ever saved

    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _from_document(
    document: Mapping[str, Any], path: Path
) -> tuple[TillSettings, SettingsError | None]:
    good: dict[str, Any] = {}
    bad: list[str] = []
    for name, (table, key, check) in _ROWS.items():
        section = document.get(table, {})
        if not isinstance(section, Mapping):
            bad.append(table)
        elif key in section and not check(section[key]):
            bad.append(f"{table}.{key}")
        elif key in section:
            good[name] = section[key]
    others = _of_providers(document)
    good["of_providers"] = {key: value for key, value in others.items() if _brought(value)}
    bad += [f"{_PAYMENTS}.{key}" for key, value in others.items() if not _brought(value)]
    settings = replace(TillSettings(), **good)
    if not bad:
        return settings, None
    names = ", ".join(dict.fromkeys(bad))
    return settings, SettingsError("settings_bad_values", names=names, path=str(path))


def _of_providers(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """What stands beside the till's own settings of payments."""
    section = document.get(_PAYMENTS)
    own = {key for table, key, _ in _ROWS.values() if table == _PAYMENTS}
    return {k: v for k, v in section.items() if k not in own} if isinstance(section, dict) else {}


def _kept(path: Path, number: int) -> Path:
    return path.with_name(f"settings.damaged-{number}.toml")


def _free_number(path: Path) -> int:
    number = 1
    while _kept(path, number).exists():
        number += 1
    return number


def _last_kept(path: Path) -> Path | None:
    number = _free_number(path) - 1
    return _kept(path, number) if number else None


def _set_aside(path: Path) -> Path:
    """Move a damaged file out of the way; where that fails it stays and is named itself."""
    kept = _kept(path, _free_number(path))
    try:
        path.rename(kept)
    except OSError:
        return path
    return kept


def save(home: Path, settings: TillSettings) -> None:
    """Write the settings atomically, readable by this user alone; keeps what it does not know.

    Errors: SettingsError settings_refused, home_unusable, file_not_written.
    """
    bad = [f"{table}.{key}" for table, key, check, value in _written(settings) if not check(value)]
    if bad:
        raise SettingsError("settings_refused", names=", ".join(bad))
    path = settings_file(home)
    prepare_home(home)
    write_atomically(path, _document_text(path, settings).encode())


def _written(settings: TillSettings) -> Iterator[tuple[str, str, Check, object]]:
    """Every setting: its table, its key, what it may be and what it is."""
    for name, (table, key, check) in _ROWS.items():
        yield table, key, check, getattr(settings, name)
    for key, value in settings.of_providers.items():
        yield _PAYMENTS, key, _brought, value


def _document_text(path: Path, settings: TillSettings) -> str:
    import tomlkit

    document = _editable(path)
    for table, key, _, value in _written(settings):
        if not isinstance(document.get(table), Mapping):
            document[table] = tomlkit.table()
        section: Any = document[table]
        if section.get(key) != value or isinstance(section.get(key), bool) != _flag(value):
            section[key] = value
    return tomlkit.dumps(document)


def _editable(path: Path) -> tomlkit.TOMLDocument:
    """The file as it stands, comments and unknown keys included; a damaged one is set aside."""
    import tomlkit

    try:
        return tomlkit.parse(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return tomlkit.document()
    except OSError as error:
        problem = error.strerror or str(error)
        raise SettingsError("settings_unreadable", path=str(path), problem=problem) from error
    except (ValueError, RecursionError):
        _set_aside(path)
        return tomlkit.document()


def resolve_home(cli_home: str | None, environ: Mapping[str, str]) -> Path:
    """The home folder, absolute: --home, else ZHANGGUI_HOME, else the user's data folder."""
    chosen = cli_home or environ.get("ZHANGGUI_HOME", "")
    if chosen:
        return Path(os.path.abspath(os.path.expanduser(chosen)))
    import platformdirs

    return Path(platformdirs.user_data_path("zhanggui", appauthor=False))


def resolve_database(
    cli_url: str | None, environ: Mapping[str, str], settings: TillSettings
) -> str:
    """The database: --database, else ZHANGGUI_DATABASE_URL, else the settings; empty: SQLite."""
    return cli_url or environ.get("ZHANGGUI_DATABASE_URL", "") or settings.database_url


def lost_database(home: Path, url: str, problem: SettingsError | None) -> SettingsError | None:
    """Why nobody can say which database the shop uses: SettingsError("database_lost", path=).

    Args:
        url: what `resolve_database` found; not empty means that somebody said it.
        problem: what `load` said of the settings.

    A database in the home folder is the shop's unless the damaged settings speak of another.
    """
    if url or problem is None or not _hides_database(problem):
        return None
    path = Path(str(problem.params["path"]))
    if (home / DATABASE_FILE).exists() and not _speaks_of_another(path):
        return None
    return SettingsError("database_lost", path=str(path))


def _hides_database(problem: SettingsError) -> bool:
    names = str(problem.params.get("names", "database")).split(", ")
    return not {"database", "database.url"}.isdisjoint(names)


def _speaks_of_another(path: Path) -> bool:
    try:
        return _ADDRESS.search(path.read_bytes()) is not None
    except OSError:
        return False


def prepare_home(home: Path) -> None:
    """Make the home folder, for this user alone; SettingsError("home_unusable")."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        problem = error.strerror or str(error)
        raise SettingsError("home_unusable", path=str(home), problem=problem) from error


def write_atomically(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Write a file so that it is there whole or not at all, also after a power cut.

    Errors: SettingsError("file_not_written", path=, problem=).
    """
    import tempfile

    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with open(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, mode)
            os.replace(name, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(name)
            raise
        sync_folder(path.parent)
    except OSError as error:
        problem = error.strerror or str(error)
        raise SettingsError("file_not_written", path=str(path), problem=problem) from error


def sync_folder(folder: Path) -> None:
    """Make a rename durable; systems that cannot open folders do it by themselves."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
