"""Where the dialogs for files begin."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ui import files


@pytest.mark.skipif(sys.platform != "linux", reason="only there a variable moves the folders")
def test_dialogs_begin_among_the_users_own_files(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    assert files.beginning() == tmp_path
    (tmp_path / "Documents").mkdir()
    assert files.beginning() == tmp_path / "Documents"
