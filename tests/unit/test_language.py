"""The language is the chosen one, else the machine's."""

from __future__ import annotations

import pytest

from ui import language


@pytest.mark.parametrize(
    ("wanted", "environ", "spoken"),
    [
        ("zh", {"LANG": "en_GB"}, "zh"),
        ("en", {"LANG": "zh_CN"}, "en"),
        ("auto", {"LANG": "zh_CN.UTF-8"}, "zh"),
        ("auto", {"LANG": "zh_CN.UTF-8", "LC_ALL": "de_DE"}, "en"),
        ("auto", {"LANG": "de_DE", "LC_MESSAGES": "zh_TW", "LC_ALL": ""}, "zh"),
        ("auto", {"LANG": "C"}, "en"),
    ],
)
def test_the_language(wanted: str, environ: dict[str, str], spoken: str) -> None:
    assert language.resolve(wanted, environ) == spoken


@pytest.mark.parametrize(
    ("of_the_system", "spoken"),
    [("Chinese (Simplified)_China", "zh"), ("zh_CN", "zh"), ("English_India", "en"), (None, "en")],
)
def test_a_system_without_such_variables_is_asked(
    monkeypatch: pytest.MonkeyPatch, of_the_system: str | None, spoken: str
) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: (of_the_system, "UTF-8"))
    assert language.resolve("auto", {}) == spoken
