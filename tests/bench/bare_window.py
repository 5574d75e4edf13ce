"""The least a PySide6 program can do: an empty main window. Prints when it was painted."""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget


class Page(QWidget):
    """Says when it has been painted, and ends the program."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Painted."""
        QTimer.singleShot(0, self._done)

    def _done(self) -> None:
        print(time.monotonic(), flush=True)
        QApplication.quit()


app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(Page())
window.resize(1366, 768)
window.show()
app.exec()
