"""The words on paper are complete in both languages, and every one of them is used."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from app.domain.order_states import Label
from app.gateways.registry import PROVIDERS
from app.names import NAMES
from app.ports.queries import SalesBy
from reports import words
from reports.words import WORDS
from ui import i18n

SOURCES = sorted(Path(words.__file__).parent.glob("*.py"))
KEY_FAMILIES = ("report.key.", "title.sales.", "stamp.")


def placeholders(text: str) -> set[str]:
    """The parameters of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_have_words_and_the_same_parameters(key: str) -> None:
    english, chinese = WORDS[key]
    assert english.strip()
    assert chinese.strip()
    assert placeholders(english) == placeholders(chinese)
    assert not re.search(r"[\u4e00-\u9fff]", english)


def strings_in(path: Path) -> set[str]:
    """Every string literal of a source file."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def asked_in(path: Path) -> set[str]:
    """Every literal key that a source file asks words for."""
    calls = (n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call))
    said = (c.args[0] for c in calls if isinstance(c.func, ast.Name) and c.func.id == "say")
    return {arg.value for arg in said if isinstance(arg, ast.Constant)}


def test_no_key_is_unknown_or_unused() -> None:
    others = [path for path in SOURCES if path.name != "words.py"]
    assert set().union(*map(asked_in, others)) <= WORDS.keys()
    used = set().union(*map(strings_in, others))
    unused = {key for key in WORDS if key not in used and not key.startswith(KEY_FAMILIES)}
    assert not unused


def test_every_label_and_every_report_has_a_name() -> None:
    for language in ("en", "zh"):
        say = words.speaker(language)
        assert all(say(f"label.{label.value}") for label in Label)
        assert all(say(f"report.key.{by.value}") for by in SalesBy)
        assert all(say(f"title.sales.{by.value}") for by in SalesBy)


@pytest.mark.parametrize("name", ["label.PAID", "tender.cash", *(f"tender.{x}" for x in PROVIDERS)])
def test_paper_and_window_call_a_thing_by_one_name(name: str) -> None:
    said = words.speaker("en")(name), words.speaker("zh")(name)
    assert said == i18n.MESSAGES[name]


def test_every_way_to_pay_has_a_name_and_no_other_has() -> None:
    named = {key.removeprefix("tender.") for key in NAMES if key.startswith("tender.")}
    assert named == {"cash", *PROVIDERS}


def test_no_word_for_people_is_written_outside_the_catalogue() -> None:
    for path in SOURCES:
        if path.name in {"words.py", "text.py"}:
            continue
        code = re.sub(r'""".*?"""|#.*', "", path.read_text("utf-8"), flags=re.DOTALL)
        assert not re.search(r"[\u4e00-\u9fff]", code), path.name


def test_a_tender_without_words_shows_its_id() -> None:
    say = words.speaker("en")
    assert words.tender(say, "cash") == "Cash"
    assert words.tender(say, "pix") == "pix"


def test_an_unknown_language_gets_english() -> None:
    assert words.speaker("fr")("sum.total") == "Total"
