"""Blocks fill pages: none is lost, none is cut, heads repeat, what belongs together stays."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reports import flow
from reports.flow import Block

ROOM = 100.0


def block(height: float, *, head: Block | None = None, with_next: bool = False) -> Block:
    """A block that draws nothing."""
    return Block(height, lambda _sheet, _top: None, head, with_next)


HEIGHTS = st.lists(st.tuples(st.floats(1, 99), st.booleans()), max_size=40)


@given(HEIGHTS)
def test_no_block_is_lost_and_no_page_is_overfull(wanted: list[tuple[float, bool]]) -> None:
    blocks = [block(high, with_next=keep) for high, keep in wanted]
    pages = flow.paginate(blocks, ROOM)
    assert [each for page in pages for each in page] == blocks
    assert all(sum(each.height for each in page) <= ROOM + 1e-6 for page in pages)


@given(HEIGHTS)
def test_repeated_heads_are_counted_as_well(wanted: list[tuple[float, bool]]) -> None:
    head = block(7)
    blocks = [block(high * 0.9, head=head, with_next=keep) for high, keep in wanted]
    pages = flow.paginate(blocks, ROOM)
    assert [each for page in pages for each in page if each is not head] == blocks
    assert all(sum(each.height for each in page) <= ROOM + 1e-6 for page in pages)


@given(HEIGHTS)
def test_blocks_that_belong_together_share_a_page_when_one_can_hold_them(
    wanted: list[tuple[float, bool]],
) -> None:
    blocks = [block(high * 0.45, with_next=keep) for high, keep in wanted]
    pages = flow.paginate(blocks, ROOM)
    ends = [page[-1] for page in pages[:-1]]
    for end in ends:
        run = blocks[: blocks.index(end) + 1]
        together = 0.0
        for each in reversed(run):
            if not each.with_next:
                break
            together += each.height
        follower = blocks[blocks.index(end) + 1]
        assert not end.with_next or together + follower.height > ROOM


def test_a_page_that_begins_with_a_row_repeats_its_head() -> None:
    head = block(10)
    rows = [block(30, head=head) for _ in range(7)]
    pages = flow.paginate([head, *rows], ROOM)
    assert [len(page) for page in pages] == [4, 4, 2]
    assert all(page[0] is head for page in pages)


def test_two_columns_become_one_block_unless_they_are_higher_than_a_page() -> None:
    left, right = [block(30), block(30)], [block(20)]
    assert [each.height for each in flow.beside(left, right, room=ROOM)] == [60]
    assert flow.beside([block(80), block(80)], right, room=ROOM)[0] is right[0]


def test_together_keeps_all_but_the_last_with_their_next() -> None:
    assert [each.with_next for each in flow.together([block(1)] * 3)] == [True, True, False]
    assert flow.together([]) == []
