"""The bounded search against every set of columns looked at in plain Python."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.identifiability.groups import codes_of, sizes_of
from app.identifiability.search import (
    LARGEST_SET,
    Grouped,
    Partitions,
    Searched,
    parts_of,
    search,
    telling,
)

Row = tuple[str | None, ...]
ROWS = st.integers(1, 6).flatmap(
    lambda width: st.lists(
        st.tuples(*[st.sampled_from([None, "a", "b", "c", "d"])] * width), min_size=1, max_size=25
    )
)


def searched(rows: Sequence[Row], most_cells: int = 10**6) -> Searched:
    codes = [codes_of(column) for column in zip(*rows, strict=True)]
    return search(
        Partitions(codes), [len(sizes_of(each)) for each in codes], len(rows), most_cells=most_cells
    )


def counted(rows: Sequence[Row], members: tuple[int, ...]) -> Grouped:
    sizes = Counter(tuple(row[each] for each in members) for row in rows).values()
    return Grouped(
        members=members,
        groups=len(sizes),
        smallest=min(sizes),
        alone=sum(size == 1 for size in sizes),
        pairs=sum(size == 2 for size in sizes),
        under_five=sum(size for size in sizes if size < 5),
    )


@given(ROWS)
def test_every_set_is_counted_rightly_and_only_those_behind_a_key_are_left_out(rows: list[Row]):
    found = searched(rows)
    assert found.complete
    sizes = range(1, min(LARGEST_SET, len(rows[0])) + 1)
    for members in (m for size in sizes for m in combinations(range(len(rows[0])), size)):
        parts = [part for size in range(1, len(members)) for part in combinations(members, size)]
        if any(counted(rows, part).alone == len(rows) for part in parts):
            assert members not in found.sets
        else:
            assert found.sets[members] == counted(rows, members)


@given(ROWS)
def test_a_further_column_never_makes_the_smallest_group_larger_nor_fewer_rows_alone(rows: list[Row]):
    sets = searched(rows).sets
    for members, each in sets.items():
        for part in parts_of(members, sets):
            assert each.smallest <= part.smallest
            assert each.alone >= part.alone
            assert each.under_five >= part.under_five


@given(ROWS, st.data())
def test_copies_of_rows_never_make_the_smallest_group_smaller(rows: list[Row], data: st.DataObject):
    copies = data.draw(st.lists(st.sampled_from(rows), max_size=10))
    before, after = searched(rows).sets, searched([*rows, *copies]).sets
    assert all(after[members].smallest >= each.smallest for members, each in before.items())


@given(ROWS)
def test_what_is_not_told_is_no_worse_than_a_part_that_is(rows: list[Row]):
    found = searched(rows)
    told = {each.members for each in telling(found)}
    for members, each in found.sets.items():
        parts = [found.sets[p] for s in range(1, len(members)) for p in combinations(members, s)]
        if members not in told:
            assert any(part.alone == each.alone for part in parts)
            assert any(part.smallest == each.smallest for part in parts)


@pytest.mark.parametrize(("cells", "looked_at"), [(10**6, 14), (4 * 5, 5), (4, 1), (0, 0)])
def test_where_the_cells_do_not_last_small_sets_come_first_and_it_is_said(cells: int, looked_at: int):
    rows: list[Row] = [("a", "a", "a", "a"), ("a", "b", "a", "b"), ("b", "b", "a", "a"), ("b", "b", "b", "a")]
    found = searched(rows, most_cells=cells)
    assert len(found.sets) == looked_at
    assert found.complete == (looked_at == 14)
    assert list(map(len, found.sets)) == sorted(map(len, found.sets))
