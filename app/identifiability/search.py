"""The sets of columns that tell rows apart, the small ones first.

Level by level, as in Apriori: a set is looked at only if none of its parts tells all rows apart already, for then nothing
is left to find (R. Motwani and Y. Xu, "Efficient algorithms for masking and finding quasi-identifiers", 2007, whose
minimal keys these are; R. Agrawal and R. Srikant, VLDB 1994, for the levels). Bounded by a number of cells, not by a
clock, so that the same rows always give the same answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod
from typing import Final

import numpy as np

from app.identifiability.groups import FEW, Codes, dense, sizes_of, together

LARGEST_SET: Final = 4
MOST_CELLS: Final = 8_000_000
"""Rows times sets: every set of four among twelve columns of 10,000 rows, a quarter of a second."""

Members = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """A set by positions of its columns, with the sizes of its groups counted; ``pairs`` are groups of two."""

    members: Members
    groups: int
    smallest: int
    alone: int
    pairs: int
    under_five: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """All sets that were looked at, by members, and whether none is missing."""

    sets: Mapping[Members, Grouped]
    complete: bool


class Partitions:
    """Groups of rows by any set of up to four columns, put together from those of one and two columns."""

    def __init__(self, columns: Sequence[Codes]) -> None:
        self._columns = columns
        self._pairs: dict[Members, Codes] = {}
        self._in_company: dict[Members, Codes] = {}

    def of(self, members: Members) -> Codes:
        """Codes of the rows; exact, as two numbers of groups multiplied stay far below 2^63."""
        if len(members) == 1:
            return self._columns[members[0]]
        first, rest = self._pair(members[:2]), members[2:]
        return together(first, self.of(rest)) if rest else first

    def sizes(self, members: Members) -> Codes:
        """Rows of each group: who is alone in two of the columns is alone in all of them and need not be looked at."""
        if len(members) <= 2:  # noqa: PLR2004 - a pair is two
            return sizes_of(self.of(members))
        pairs = [self._rows_in_company(pair) for pair in combinations(members, 2)]
        rows = min(pairs, key=len)
        alone = len(self._columns[0]) - len(rows)
        return np.concatenate((np.ones(alone, np.int64), sizes_of(self.of(members)[rows])))

    def _pair(self, members: Members) -> Codes:
        if members not in self._pairs:
            one, other = members
            self._pairs[members] = dense(together(self._columns[one], self._columns[other]))
        return self._pairs[members]

    def _rows_in_company(self, pair: Members) -> Codes:
        if pair not in self._in_company:
            groups = self._pair(pair)
            self._in_company[pair] = np.flatnonzero(np.bincount(groups)[groups] > 1)
        return self._in_company[pair]


def search(
    partitions: Partitions, distinct: Sequence[int], rows: int, *, most_cells: int = MOST_CELLS
) -> Searched:
    """Every set of up to four columns, as far as the cells last; ``distinct`` are the values of each column.

    Of one size those whose columns have the most values come first.
    """
    left = most_cells // max(rows, 1)
    found: dict[Members, Grouped] = {}
    for size in range(1, LARGEST_SET + 1):
        wanted = sorted(
            (m for m in combinations(range(len(distinct)), size) if _is_open(m, found, rows)),
            key=lambda members: (-prod(distinct[each] for each in members), members),
        )
        for members in wanted[:left]:
            found[members] = _grouped(members, partitions.sizes(members))
        left -= len(wanted)
        if left < 0:
            break
    return Searched(sets=found, complete=left >= 0)


def telling(searched: Searched) -> list[Grouped]:
    """The sets in which some row is worse off than in every part of them: further columns that add nothing are left out."""
    return [each for each in searched.sets.values() if _adds(each, parts_of(each.members, searched.sets))]


def parts_of(members: Members, sets: Mapping[Members, Grouped]) -> list[Grouped]:
    """The sets with one column less."""
    return [sets[part] for part in combinations(members, len(members) - 1) if part]


def _is_open(members: Members, found: Mapping[Members, Grouped], rows: int) -> bool:
    """Whether no part tells all rows apart; larger parts follow from the smaller ones."""
    parts = [part for part in combinations(members, len(members) - 1) if part]
    return all(part in found and found[part].alone < rows for part in parts)


def _adds(each: Grouped, parts: Sequence[Grouped]) -> bool:
    return (
        all(each.smallest < part.smallest for part in parts)
        or all(each.alone > part.alone for part in parts)
        or all(each.under_five > part.under_five for part in parts)
    )


def _grouped(members: Members, sizes: Codes) -> Grouped:
    return Grouped(
        members=members,
        groups=len(sizes),
        smallest=int(sizes.min()),
        alone=int((sizes == 1).sum()),
        pairs=int((sizes == 2).sum()),  # noqa: PLR2004 - a pair is two
        under_five=int(sizes[sizes < FEW].sum()),
    )
