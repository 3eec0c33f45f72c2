"""Metrics of cells as texts."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import numpy as np

from app.model.measurements import Measurement
from app.model.sample import LONGEST_CELL
from app.model.schema import DataType
from app.quality.placeholders import PLACEHOLDER_TEXTS, is_placeholder
from app.quality.sampling.counted import MOMENTS, NUMBERS, Counted
from app.quality.sampling.disguises import moments_in, numbers_in, truths
from app.quality.sampling.encoding import damaged
from app.quality.sampling.intervals import mean_bound

_LONGEST_PLACEHOLDER: Final = max(map(len, PLACEHOLDER_TEXTS))


def nulls_and_blanks(column: Counted) -> Iterator[Measurement]:
    """NULL, empty (no character), blank (empty or spaces) and placeholder cells; shares are of all cells."""
    nulls = column.cells - column.filled
    for name, matched in (
        ("null", nulls),
        ("blank", column.blanks),
        ("placeholder", column.cells_of(_placeholders(column.texts))),
    ):
        yield from column.count(f"{name}_count", matched)
        yield from column.share(f"{name}_share", matched, column.cells)
    yield from column.count("empty_count", column.counts.get("", 0))


def spellings(column: Counted) -> Iterator[Measurement]:
    """Stray spaces, variants, damaged encodings, and what is kept as text although it is something else.

    A variant is one beside its usual spelling: a sample holds fewer of both, so its share is no estimate with a bound.
    """
    untrimmed = [text for text in column.texts if text != text.strip()]
    yield from column.share("untrimmed_share", column.cells_of(untrimmed), column.written)
    yield from column.share("variant_share", variants(column.texts), column.written, is_bounded=False)
    if column.data_type is DataType.TEXT:
        yield from column.share("encoding_share", column.cells_of(damaged(column.texts)), column.written)
        yield from column.share(
            "number_as_text_share", column.cells_of(numbers_in(column.texts)), column.written
        )
        yield from column.share(
            "date_as_text_share", column.cells_of(moments_in(column.texts)), column.written
        )
    if column.data_type in {DataType.TEXT, DataType.INTEGER, DataType.DECIMAL}:
        yield from column.share("boolean_as_other_share", truths(column.texts), column.written)


def _placeholders(texts: Iterable[str]) -> list[str]:
    """Those among the texts; nearly every text is told by its length or its beginning not to be one."""
    return [
        text
        for text in texts
        if (len(text) <= _LONGEST_PLACEHOLDER or text[0] in " 01" or text[-1] == " ") and is_placeholder(text)
    ]


def lengths(column: Counted) -> Iterator[Measurement]:
    """Shortest, longest and mean length in characters, NULL left out; no bound for the mean where cells came cut."""
    if column.counts:
        sizes = np.fromiter(map(len, column.counts), np.int64, len(column.counts))
        every = np.repeat(sizes, np.fromiter(column.counts.values(), np.int64, sizes.size)).astype(np.float64)
        longest = int(sizes.max())
        yield from column.said("min_length", int(sizes.min()))
        yield from column.said("max_length", longest)
        bound = mean_bound(every, column.drawn.fraction) if longest < LONGEST_CELL else None
        yield from column.said("mean_length", float(every.mean()), bound)


def booleans(column: Counted) -> Iterator[Measurement]:
    """True and false, as servers write them, of a boolean column; the share is of the cells that are not NULL."""
    if column.data_type is DataType.BOOLEAN:
        true = column.cells_of(text for text in column.texts if text.lower() in {"true", "t", "1"})
        false = column.cells_of(text for text in column.texts if text.lower() in {"false", "f", "0"})
        yield from column.count("true_count", true)
        yield from column.share("true_share", true, column.filled)
        yield from column.count("false_count", false)


def ends(column: Counted) -> Iterator[Measurement]:
    """The smallest and the largest text of a whole table; a sample says nothing about the ends."""
    if column.drawn.is_whole and column.counts and column.data_type not in NUMBERS | MOMENTS:
        yield from column.said("min", min(column.counts))
        yield from column.said("max", max(column.counts))


def variants(texts: Mapping[str, int]) -> int:
    """Cells whose text differs only in case or spacing from one that occurs more often.

    Of several texts that occur equally often the first in the mapping counts as the right one.

    >>> variants({"Paris": 5, "paris": 1, " Paris": 2, "Rome": 4})
    3
    """
    folded = [" ".join(text.casefold().split()) for text in texts]
    if len(set(folded)) == len(texts):
        return 0
    groups: dict[str, list[int]] = {}
    for key, count in zip(folded, texts.values(), strict=True):
        groups.setdefault(key, []).append(count)
    return sum(sum(counts) - max(counts) for counts in groups.values())
