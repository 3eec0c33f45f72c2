"""Pairs of rows worth comparing, out of all pairs there are: those that share something rare or stand side by side sorted.

Blocks of equal values and words, and the sorted neighbourhood (Hernández and Stolfo, "The merge/purge problem", SIGMOD 1995)
over names from the front and from the back, so that a slip at one end is met at the other.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from app.integrity.entities.fields import Field, Role

MOST_BLOCK: Final = 12
"""Rows that share a value or word; what more share is too common to point at anybody."""
WINDOW: Final = 4
MOST_PAIRS: Final = 50_000
"""Compared; blocks of the rarest values come first."""

Pair = tuple[int, int]


def candidates(fields: Sequence[Field]) -> list[Pair]:
    """Pairs of rows, the earlier first, at most ``MOST_PAIRS``."""
    found: dict[Pair, None] = {}
    telling = [field for field in fields if field.role is not Role.TRAIT]
    blocks = sorted((block for field in telling for block in _blocks(field)), key=len)
    names = [field for field in fields if field.role is Role.IDENTITY]
    for pair in _chained(_neighbours(names), (pair for block in blocks for pair in combinations(block, 2))):
        found[pair] = None
        if len(found) >= MOST_PAIRS:
            break
    return [*found]


def _chained(*parts: Iterable[Pair]) -> Iterator[Pair]:
    for part in parts:
        yield from part


def _blocks(field: Field) -> Iterator[list[int]]:
    """Rows of the same value, and, in names, of the same word."""
    rows: defaultdict[Hashable, list[int]] = defaultdict(list)
    for row, form in enumerate(field.forms):
        if form is None:
            continue
        rows[int(field.codes[row])].append(row)
        if field.role is Role.IDENTITY and len(form) > 1:
            for word in set(form):
                rows[word].append(row)
    yield from (block for block in rows.values() if 1 < len(block) <= MOST_BLOCK)


def _neighbours(names: Sequence[Field]) -> Iterator[Pair]:
    if not names:
        return
    rows = range(len(names[0].forms))
    texts = ["".join(word for field in names for word in sorted(field.forms[row] or ())) for row in rows]
    filled = [row for row in rows if texts[row]]
    for backwards in (False, True):
        ordered = sorted(filled, key=lambda row: texts[row][::-1] if backwards else texts[row])
        for place, row in enumerate(ordered):
            for other in ordered[place + 1 : place + 1 + WINDOW]:
                yield (min(row, other), max(row, other))
