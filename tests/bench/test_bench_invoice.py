"""An invoice costs little more than its strings on a bare canvas."""

from __future__ import annotations

import pytest

from reports import invoice
from tests.bench import ratio
from tests.reports import papers, raw_canvas


@pytest.mark.bench
@pytest.mark.parametrize("language", ["zh", "en"])
def test_twenty_lines_within_three_times_the_bare_canvas(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = papers.sale(papers.goods(20, language=language), language=language)
    strings = raw_canvas.strings_of(paper, monkeypatch)
    assert len(strings) > 200
    figure = ratio.against(
        f"20-line invoice ({language})",
        lambda: invoice.draw(paper),
        raw_canvas.bare(strings),
        at_most=3.0,
        rounds=60,
    )
    ratio.promise(figure)
