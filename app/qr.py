"""Text to a QR code: a matrix of dark and light modules, without the quiet zone."""

from __future__ import annotations

_LEVEL = 0  # M: what banks' standards ask for
_MASK = 3  # fixed: scoring all eight masks costs seven times as much, readers take any of them


def matrix(text: str) -> list[list[bool]]:
    """Encode `text` (UTF-8) as rows of modules, True is dark; drawers add 4 light modules around.

    Raises ValueError for a text that no QR code can hold (about 2,300 bytes).
    """
    from qrcode.exceptions import DataOverflowError  # here: its import costs a start 25 ms
    from qrcode.main import QRCode

    code = QRCode(error_correction=_LEVEL, border=0, mask_pattern=_MASK)
    code.add_data(text.encode("utf-8", "replace"), optimize=0)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        raise ValueError(f"too long for a QR code: {len(text)} characters") from error
    return [[bool(module) for module in row] for row in code.modules]
