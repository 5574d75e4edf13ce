"""Published payloads of bank QR codes."""

from __future__ import annotations

import gzip
import json
from typing import Any

from tests.helpers.shared import shared_path

Vector = dict[str, Any]


def vectors(scheme: str) -> list[Vector]:
    """The vectors of one standard; skips the test where the real data is absent."""
    packed = shared_path("data/qr/qr_vectors.json.gz").read_bytes()
    return [x for x in json.loads(gzip.decompress(packed)) if x["scheme"] == scheme]


def vector(scheme: str, name: str) -> Vector:
    """One vector by how its name begins."""
    return next(x for x in vectors(scheme) if x["name"].startswith(name))
