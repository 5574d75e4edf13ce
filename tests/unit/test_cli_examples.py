"""Every job shows a line that works, in both languages."""

from __future__ import annotations

import json
import re
import shlex

import pytest

from tests.unit.test_cli import Line, line
from ui import cli, i18n
from ui.commands import JOBS, options, price

__all__ = ["line"]

_TYPED = re.compile(rf"{re.escape(options.PROGRAM)} (?P<words>[^|)]+)")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("job", JOBS)
def test_the_example_in_the_help_of_a_job_is_understood(
    line: Line, job: str, language: str
) -> None:
    told = line.run("--language", language, job, "--help").out
    head = told.index(i18n.MESSAGES["cli.example"][i18n.LANGUAGES.index(language)])
    shown = told[head:].splitlines()[1]
    typed = _TYPED.search(shown)
    assert typed is not None
    _, rest = options.split(shlex.split(typed["words"]))
    assert cli.parsed(rest).job == job


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_example_of_a_cart_can_be_priced(line: Line, language: str) -> None:
    told = line.run("--language", language, "price", "--help").out
    cart = re.search(r"echo '(.+)'", told)
    assert cart is not None
    assert json.loads(price.run(cart[1]))["total"] == "30.00"
