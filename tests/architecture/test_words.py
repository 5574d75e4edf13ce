"""Every file says what it is, and none speaks of the place where it was written."""

from __future__ import annotations

import ast
import re

from tests.architecture import source

# Written so that no pattern is found in this very file.
NOWHERE = {
    "a registry or mirror": r"https?://[^\s]*(?:py[p]i|pythonhoste[d]|npmj[s]|debia[n])",
    "a machine's path": r"(?<![\w.])/(?:wor[k]|roo[t]|tm[p]|hom[e]/(?!somebody)\w+|User[s]/\w+)/",
    "an unfinished place": r"\b(?:TOD[O]|FIXM[E]|HAC[K])\b",
    "how it was written": r"(?i)\b(?:chatgp[t]|claud[e]|copilo[t]|languag[e] model|as an a[i]\b)",
    "a registry address": r"--(?:extra-)?index-ur[l]",
}
MAX_TEXT_BYTES = 2_000_000


def test_every_file_begins_with_what_it_is() -> None:
    silent = [
        source.name(path)
        for path in source.python_files()
        if not ast.get_docstring(source.tree(path))
    ]
    assert not silent


def test_docstrings_of_modules_are_short() -> None:
    long = [
        f"{source.name(path)} ({len(lines)} lines)"
        for path in source.python_files(*source.PACKAGES)
        if len(lines := (ast.get_docstring(source.tree(path)) or "").splitlines()) > 12
    ]
    assert not long


def test_no_file_names_a_place_or_a_way_of_working() -> None:
    found = []
    for path in source.tracked_files():
        text = _text(path)
        for what, pattern in NOWHERE.items():
            hit = re.search(pattern, text)
            if hit:
                line = text.count("\n", 0, hit.start()) + 1
                found.append(f"{source.name(path)}:{line} names {what}: {hit[0]}")
    assert not found


def _text(path: source.Path) -> str:
    """The content of a text file; nothing for anything else."""
    content = path.read_bytes()
    if b"\0" in content[:8000] or len(content) > MAX_TEXT_BYTES:
        return ""
    return content.decode("utf-8", "replace")
