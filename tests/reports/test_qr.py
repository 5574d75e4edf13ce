"""Text to QR: every length reads back, and what cannot be encoded is refused."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import qr
from tests.helpers.qr_scanner import decoded


@settings(max_examples=30)
@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1, max_size=300))
def test_any_ascii_text_reads_back(text: str) -> None:
    assert decoded(qr.matrix(text)) == text


@pytest.mark.parametrize("length", [1, 20, 120, 400, 1000])
def test_every_length_reads_back(length: int) -> None:
    text = ("https://qr.example/pay/0123456789?" * 40)[:length]
    assert decoded(qr.matrix(text)) == text


def test_chinese_reads_back() -> None:
    assert decoded(qr.matrix("订单 20261104-前台-0001")) == "订单 20261104-前台-0001"


def test_the_matrix_is_square_with_a_finder_in_three_corners_and_no_quiet_zone() -> None:
    modules = qr.matrix("x")
    assert all(len(line) == len(modules) for line in modules)
    for y, x in ((0, 0), (0, -7), (-7, 0)):
        assert all(modules[y][x + step] for step in range(7) if x + step < 0 or x == 0)
    assert all(isinstance(cell, bool) for line in modules for cell in line)


def test_a_text_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        qr.matrix("x" * 3000)


def test_importing_it_costs_a_start_nothing() -> None:
    program = "import sys; import app.qr; sys.exit('qrcode' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], timeout=60, check=False).returncode == 0
