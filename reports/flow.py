"""From blocks to pages: blocks know their height, pages break between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reports.sheet import Sheet

Draw = Callable[[Sheet, float], None]
"""Draws itself downwards from the given y."""

Furniture = Callable[[Sheet, int, int], None]
"""Draws what every page has, given its number and how many there are."""


@dataclass(frozen=True, slots=True)
class Block:
    """Something that is never cut.

    Attributes:
        head: repeated at the top of a page that begins with this block.
        with_next: stays on the page of the block after it.
    """

    height: float
    draw: Draw
    head: Block | None = None
    with_next: bool = False


Page = list[Block]


def gap(height: float) -> Block:
    """Empty space."""
    return Block(height, lambda _sheet, _top: None)


def paginate(blocks: Iterable[Block], room: float) -> list[Page]:
    """Fill pages that are `room` high; a block higher than a page gets one to itself."""
    pages: list[Page] = [[]]
    left = room
    for group in _groups(blocks, room):
        need = sum(block.height for block in group)
        if need > left and pages[-1]:
            head = group[0].head
            pages.append([head] if head else [])
            left = room - (head.height if head else 0.0)
        pages[-1] += group
        left -= need
    return pages


def draw_pages(
    sheet: Sheet, pages: Sequence[Page], *, top: float, furniture: Furniture | None = None
) -> None:
    """Draw every page from `top` down."""
    for number, page in enumerate(pages, start=1):
        if number > 1:
            sheet.next_page()
        if furniture:
            furniture(sheet, number, len(pages))
        stack(page).draw(sheet, top)


def stack(blocks: Sequence[Block]) -> Block:
    """Blocks one under the other as one block."""

    def draw(sheet: Sheet, top: float) -> None:
        for block in blocks:
            block.draw(sheet, top)
            top -= block.height

    return Block(sum(block.height for block in blocks), draw)


def beside(left: Sequence[Block], right: Sequence[Block], *, room: float) -> list[Block]:
    """Two columns as one block; one after the other where they are higher than a page."""
    one, other = stack(left), stack(right)
    height = max(one.height, other.height)
    if height > room:
        return [*right, *left]

    def draw(sheet: Sheet, top: float) -> None:
        one.draw(sheet, top)
        other.draw(sheet, top)

    return [Block(height, draw)]


def together(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, to be kept on one page as far as one can hold them."""
    return [*(replace(block, with_next=True) for block in blocks[:-1]), *blocks[-1:]]


def _groups(blocks: Iterable[Block], room: float) -> Iterator[Page]:
    """Blocks that stay together, as far as a page can hold them together."""
    group: Page = []
    for block in blocks:
        if group and _height_with_head(group) + block.height > room:
            yield group
            group = []
        group.append(block)
        if not block.with_next:
            yield group
            group = []
    if group:
        yield group


def _height_with_head(group: Page) -> float:
    """What the group takes at the top of a page."""
    head = group[0].head
    return sum(block.height for block in group) + (head.height if head else 0.0)
