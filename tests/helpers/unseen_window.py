"""The real window where nobody sees it: `python -m tests.helpers.unseen_window [ARGUMENT ...]`."""

from __future__ import annotations

import os
import sys

from ui import screen

if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    screen.has_screen = lambda platform, environ: True  # else the tour would be driven
    import main

    sys.exit(main.main(sys.argv[1:]))
