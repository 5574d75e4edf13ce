"""Lines of text break where a reader expects and never lose or hide a character."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import text as texts
from reports import typefaces

SIZES = st.floats(4, 30)


@given(st.text(), SIZES, st.floats(20, 500), st.booleans())
def test_no_line_is_wider_than_its_room(text: str, size: float, width: float, bold: bool) -> None:
    for line in texts.wrap(text, size, width, bold=bold):
        if len(line) > 1:
            assert texts.width(line, size, bold=bold) <= width + 0.01


@given(st.text(st.sampled_from("ab 中文，。（）12.\u00a0")), st.floats(30, 200))
def test_wrapping_loses_nothing_but_spaces(text: str, width: float) -> None:
    lines = texts.wrap(text, 9, width)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(st.sampled_from("中文字a，。（）！”“")), st.floats(60, 200))
def test_closing_punctuation_never_begins_a_line_and_opening_never_ends_one(
    text: str, width: float
) -> None:
    runs_fit = all(len(part) < 5 for part in _runs_of_marks(text))
    for line in texts.wrap(text, 9, width)[1:] if runs_fit else []:
        assert line[:1] not in "，。）！”" or _begins_with_marks(text)
    for line in texts.wrap(text, 9, width)[:-1] if runs_fit else []:
        assert line[-1:] not in "（“"


def _runs_of_marks(text: str) -> list[str]:
    return "".join(char if char in "，。（）！”“" else " " for char in text).split()


def _begins_with_marks(text: str) -> bool:
    return text[:1] in "，。）！”"


def test_latin_breaks_at_spaces_and_chinese_anywhere() -> None:
    assert texts.wrap("Jasmine tea from the hills", 9, 60) == ["Jasmine tea", "from the hills"]
    assert texts.wrap("茉莉花茶五百毫升", 10, 40) == ["茉莉花茶", "五百毫升"]


def test_a_word_longer_than_the_line_is_cut() -> None:
    lines = texts.wrap("x" * 100, 9, 60)
    assert len(lines) > 5
    assert "".join(lines) == "x" * 100


def test_line_breaks_in_the_text_are_kept() -> None:
    assert texts.wrap("one\ntwo", 9, 500) == ["one", "two"]


def test_even_a_line_too_narrow_for_one_character_makes_progress() -> None:
    assert texts.wrap("中文", 9, 1) == ["中", "文"]


def test_clipping_ends_in_an_ellipsis_and_fits() -> None:
    clipped = texts.clip("A rather long name", 9, 50)
    assert clipped.endswith("…")
    assert texts.width(clipped, 9) <= 50
    assert texts.clip("short", 9, 50) == "short"


@given(st.text(), st.booleans())
def test_every_printed_character_has_a_glyph(text: str, bold: bool) -> None:
    for name, part in texts.runs(text, bold=bold):
        if name in (typefaces.REGULAR, typefaces.BOLD):
            assert typefaces.shipped(name).widths.keys() >= set(part)
        else:
            faces = [typefaces.borrowed(char) for char in part]
            assert all(face is not None and face.name == name for face in faces)


def test_what_no_font_has_is_seen_as_a_box(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typefaces, "borrowed", lambda _: None)
    texts._mixed.cache_clear()
    try:
        assert texts.runs("a𠮷\ud800b") == ((typefaces.REGULAR, "a□□b"),)
    finally:
        texts._mixed.cache_clear()


@pytest.mark.parametrize("bytes_left", [6, 12, 300, 2000, 100_000])
def test_a_broken_font_of_the_machine_lends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bytes_left: int
) -> None:
    font = Path(typefaces.__file__).with_name("fonts") / "NotoSansSC-Regular-gb2312.ttf"
    broken = tmp_path / "DejaVuSans.ttf"
    broken.write_bytes(font.read_bytes()[:bytes_left])
    monkeypatch.setattr(typefaces, "_system_fonts", lambda: (("Broken", broken),))
    assert typefaces.borrowed.__wrapped__("龘") is None


def test_marks_without_ink_vanish_and_accents_are_composed() -> None:
    assert texts.printable("a\u200bb\ufe0fc\u202ed") == "abcd"
    assert texts.printable("e\u0301") == "é"
    assert texts.printable("a\tb\x00c") == "a b c"


def test_hebrew_is_laid_out_from_right_to_left_and_numbers_are_not() -> None:
    shown = texts.printable("ab שלום עולם 12")
    assert shown.replace(texts.PLACEHOLDER, "") in ("ab םלוע םולש 12", "ab   12")


def test_the_shipped_fonts_have_every_word_and_sign_that_paper_uses() -> None:
    from app.domain import capitals, iso4217
    from reports.words import WORDS

    said = {char for pair in WORDS.values() for text in pair for char in text}
    said |= set(capitals.amount_in_capitals(1_234_567_890_123_456_78))
    said |= {char for symbol in iso4217.SYMBOLS.values() for char in symbol}
    said |= set(texts.PLACEHOLDER + "×·…#万亿kM")
    for name in (typefaces.REGULAR, typefaces.BOLD):
        assert said <= typefaces.shipped(name).widths.keys()
