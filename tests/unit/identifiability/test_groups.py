"""Groups of rows, counted by hand and against plain Python."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.identifiability.groups import codes_of, dense, sizes_of, together, values_per_group

CELLS = st.lists(
    st.sampled_from([None, "", " ", "a", "A ", "b", "c  d", "C D", "\ud800", "\x00"]), max_size=40
)


def reading(cell: str | None) -> str:
    return " ".join((cell or "").casefold().split())


@given(CELLS)
def test_cells_share_a_code_exactly_when_they_read_alike(cells: list[str | None]):
    codes = codes_of(cells).tolist()
    assert len(codes) == len(cells)
    for code, cell in zip(codes, cells, strict=True):
        assert (code == 0) == (reading(cell) == "")
        assert [code == other for other in codes] == [reading(cell) == reading(each) for each in cells]


@pytest.mark.parametrize("scale", [1, 10**12])
@given(st.lists(st.integers(0, 9), max_size=40))
def test_sizes_are_the_counts_of_the_codes_however_large_these_are(scale: int, codes: list[int]):
    sizes = sizes_of(np.array(codes, np.int64) * scale).tolist()
    assert sorted(sizes) == sorted(Counter(codes).values())


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=40))
def test_rows_are_together_exactly_when_both_codes_are_equal(pairs: list[tuple[int, int]]):
    one, other = (np.array([pair[i] for pair in pairs], np.int64) for i in (0, 1))
    assert sorted(sizes_of(dense(together(one, other)))) == sorted(Counter(pairs).values())


@pytest.mark.parametrize(
    ("groups", "values", "different", "rows"),
    [
        ([0, 0, 1, 1], [1, 1, 1, 2], [1, 2], [2, 2]),
        ([0, 0, 1], [1, 0, 0], [2, 0], [2, 1]),
        ([0, 1, 1], [0, 0, 0], [0, 0], [1, 2]),
    ],
)
def test_a_missing_value_is_one_of_a_group_but_gives_nothing_away_alone(
    groups: Sequence[int], values: Sequence[int], different: list[int], rows: list[int]
):
    counted = values_per_group(np.array(groups), np.array(values))
    assert [each.tolist() for each in counted] == [different, rows]
