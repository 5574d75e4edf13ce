"""Words: every text of the window comes from the catalog, in both languages, and none is idle."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from app.names import NAMES
from ui import i18n
from ui.i18n import messages
from ui.i18n.live import say, say_again

ROOT = Path(__file__).parents[2]
SETTERS = {
    "addAction",
    "addItem",
    "addRow",
    "addTab",
    "setAccessibleDescription",
    "setAccessibleName",
    "setHeaderLabels",
    "setPlaceholderText",
    "setStatusTip",
    "setText",
    "setTitle",
    "setToolTip",
    "setWindowTitle",
}
CONSTRUCTORS = {"QAction", "QCheckBox", "QGroupBox", "QLabel", "QPushButton", "QRadioButton"}
ASKING = {"tr", "trn"}


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((ROOT / "ui").rglob("*.py")):
        if "messages" not in path.parts:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    for path, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                yield f"{path.relative_to(ROOT)}:{node.lineno}", name, node


def is_wordy(node: ast.expr) -> bool:
    """Whether a literal has letters in it; signs and empty texts need no translation."""
    if isinstance(node, ast.JoinedStr):
        return any(is_wordy(part) for part in node.values)
    value = node.value if isinstance(node, ast.Constant) else None
    return isinstance(value, str) and any(sign.isalpha() for sign in value)


def written() -> tuple[set[str], re.Pattern[str]]:
    """Every text of the program's sources, and a pattern of those that are composed there."""
    plain: set[str] = set()
    composed: set[str] = set()
    for folder in ("ui", "app", "data"):
        for path in (ROOT / folder).rglob("*.py"):
            if "messages" not in path.parts:
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                    if isinstance(node, ast.Constant) and isinstance(node.value, str):
                        plain.add(node.value)
                    elif isinstance(node, ast.JoinedStr):
                        composed |= pattern(node)
    return plain, re.compile("|".join(sorted(composed)))


def pattern(node: ast.JoinedStr) -> set[str]:
    parts = [str(x.value) if isinstance(x, ast.Constant) else None for x in node.values]
    letters = sum(sign.isalpha() for part in parts if part for sign in part)
    told = "".join(".+" if part is None else re.escape(part) for part in parts)
    return {told} if letters >= 3 else set()


def placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def test_no_text_of_the_window_is_written_in_the_code() -> None:
    bare = [
        place
        for place, name, call in calls()
        if name in SETTERS | CONSTRUCTORS and any(is_wordy(given) for given in call.args)
    ]
    assert bare == []


def test_every_key_that_is_asked_for_has_words() -> None:
    unknown = [
        (place, given.value)
        for place, name, call in calls()
        if name in ASKING | {"say"}
        for given in call.args[:2]
        if isinstance(given, ast.Constant)
        and isinstance(given.value, str)
        and not i18n.known(given.value)
    ]
    assert unknown == []


def test_no_words_are_idle() -> None:
    plain, composed = written()
    idle = [
        key
        for key in i18n.MESSAGES
        if key.removesuffix("_one") not in plain
        and key.removeprefix("error.") not in plain
        and not composed.fullmatch(key)
    ]
    assert idle == []


def test_nothing_is_said_twice() -> None:
    areas = [
        importlib.import_module(f"{messages.__name__}.{area.name}").MESSAGES
        for area in pkgutil.iter_modules(messages.__path__)
    ]
    often = Counter(key for words in (*areas, NAMES) for key in words)
    assert sum(map(len, areas)) > 1000
    assert [key for key, times in often.items() if times > 1] == []


def test_both_languages_say_something_and_ask_for_the_same() -> None:
    differing = [
        key
        for key, (english, chinese) in i18n.MESSAGES.items()
        if not english.strip()
        or not chinese.strip()
        or placeholders(english) != placeholders(chinese)
    ]
    assert differing == []


def test_chinese_words_are_chinese() -> None:
    names = {"first.english", "app.title"}
    english = [
        key
        for key, (_, chinese) in i18n.MESSAGES.items()
        if key not in names
        and not key.startswith("example.")  # typed, not read
        and any(sign.isascii() and sign.isalpha() for sign in strip_names(chinese))
        and not any(ord(sign) > 0x2E7F for sign in chinese)
    ]
    assert english == []


def strip_names(words: str) -> str:
    return "".join(text for text, _, _, _ in string.Formatter().parse(words))


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    i18n.set_language("en")


def test_one_thing_is_not_several() -> None:
    assert i18n.trn("status.checking", 1) == "1 payment being checked"
    assert i18n.trn("status.checking", 2) == "2 payments being checked"


def test_a_shop_s_own_words_follow_the_language_where_there_are_two() -> None:
    assert i18n.name_of("茶", "Tea") == "Tea"
    assert i18n.name_of("茶", "") == "茶"
    i18n.set_language("zh_CN")
    assert i18n.name_of("茶", "Tea") == "茶"


def test_what_was_said_is_said_again_in_the_other_language(qapp: object) -> None:
    label = QLabel()
    say(label.setText, "sell.pay", hint="F12")
    say(label.setAccessibleName, "sell.pay")
    assert (label.text(), label.accessibleName()) == ("Pay (F12)", "Pay")
    i18n.set_language("zh")
    say_again()
    assert (label.text(), label.accessibleName()) == ("收款 (F12)", "收款")


def test_saying_something_else_takes_the_place_of_what_was_said(qapp: object) -> None:
    label = QLabel()
    say(label.setText, "sell.pay")
    say(label.setText, "sell.hold")
    i18n.set_language("zh")
    say_again()
    assert label.text() == "挂单"
