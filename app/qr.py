"""Text to a QR code: a matrix of dark and light modules, without the quiet zone."""

from __future__ import annotations

_LEVELS = {"L": 1, "M": 0, "Q": 3, "H": 2}
_MASK = 3  # fixed: scoring all eight masks costs seven times as much, readers take any of them


def matrix(text: str, *, level: str = "M") -> list[list[bool]]:
    """Encode `text` (UTF-8) as rows of modules, True is dark; drawers add 4 light modules around.

    `level` is the error correction L, M, Q or H. Raises ValueError for an unknown level and for
    a text that no QR code can hold (about 2,300 bytes at M).
    """
    if level not in _LEVELS:
        raise ValueError(f"error correction level must be one of L, M, Q, H, not {level!r}")
    from qrcode.exceptions import DataOverflowError  # here: its import costs a start 25 ms
    from qrcode.main import QRCode

    code = QRCode(error_correction=_LEVELS[level], border=0, mask_pattern=_MASK)
    code.add_data(text.encode("utf-8", "replace"), optimize=0)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        raise ValueError(f"too long for a QR code: {len(text)} characters") from error
    return [[bool(module) for module in row] for row in code.modules]
