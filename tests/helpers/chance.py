"""Chance that is another one in every run, and can be had again after a failure."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager

SEED = "ZHANGGUI_TEST_SEED"


@contextmanager
def dice() -> Iterator[random.Random]:
    """Dice for a block; what fails in it says which they were."""
    seed = os.environ.get(SEED) or str(random.SystemRandom().randrange(10**9))
    try:
        yield random.Random(seed)
    except BaseException as failure:
        failure.add_note(f"By chance; {SEED}={seed} repeats it.")
        raise
