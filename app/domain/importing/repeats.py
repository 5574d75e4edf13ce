"""Rows that name the same thing twice in one file: the first counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.domain import texts
from app.domain.importing.model import Goods, Note, Reading, Rejected, Repeat, SourceRow

_Key = tuple[str, str]
_NOWHERE = SourceRow(0, ())


def mark(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Turn a later row for the same thing into a Repeat, or Rejected when it contradicts."""
    seen: dict[_Key, Goods] = {}
    names: dict[str, Goods] = {}
    for reading in readings:
        if not isinstance(reading, Goods):
            yield reading
            continue
        key, first = _earlier(reading, seen, names)
        if first is not None:
            yield _repeated(reading, first, key)
            continue
        seen.update(dict.fromkeys(_keys(reading), reading))
        names.setdefault(reading.name, reading)
        yield reading


def _keys(goods: Goods) -> list[_Key]:
    codes = [("barcode", texts.same_code(code)) for code in goods.barcodes]
    return [*codes, ("sku", goods.sku)] if goods.sku else codes


def _earlier(
    goods: Goods, seen: dict[_Key, Goods], names: dict[str, Goods]
) -> tuple[_Key, Goods | None]:
    keys = _keys(goods)
    if not keys:
        return ("name", goods.name), names.get(goods.name)
    key = next((key for key in keys if key in seen), keys[0])
    return key, seen.get(key)


def _repeated(goods: Goods, first: Goods, key: _Key) -> Reading:
    params: dict[str, object] = {"line": first.source.line_no, "field": key[0], "value": key[1]}
    if _same(goods, first):
        return Repeat(goods.source, goods.name, Note("import_repeats_line", params))
    return Rejected(goods.source, goods.name, Note("import_contradicts_line", params))


def _same(one: Goods, other: Goods) -> bool:
    return _content(one) == _content(other)


def _content(goods: Goods) -> Goods:
    return replace(goods, source=_NOWHERE, warnings=())
