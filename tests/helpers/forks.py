"""Processes of their own that are there at once, as starting Python takes longer than a sale.

Each is a fork of one that has imported the program and opened nothing.
"""

from __future__ import annotations

import multiprocessing

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.helpers.crash_child", "data.restoring"])
