"""Metrics of cells as texts."""

from collections.abc import Iterator, Mapping

from app.model.measurements import Measurement
from app.model.sample import LONGEST_CELL
from app.model.schema import DataType
from app.quality.placeholders import is_placeholder
from app.quality.sampling.counted import MOMENTS, NUMBERS, Counted, spelled_out
from app.quality.sampling.disguises import is_moment, is_number, truths
from app.quality.sampling.encoding import damaged
from app.quality.sampling.intervals import mean_bound


def nulls_and_blanks(column: Counted) -> Iterator[Measurement]:
    """NULL, empty, blank and placeholder cells."""
    nulls = column.cells - column.filled
    for name, matched in (
        ("null", nulls),
        ("blank", column.blanks),
        ("placeholder", column.cells_where(is_placeholder)),
    ):
        yield from column.count(f"{name}_count", matched)
        yield from column.share(f"{name}_share", matched, column.cells)
    yield from column.count("empty_count", column.counts.get("", 0))


def spellings(column: Counted) -> Iterator[Measurement]:
    """Stray spaces, variants, damaged encodings, and what is kept as text although it is something else.

    A variant is one beside its usual spelling: a sample holds fewer of both, so its share is no estimate with a bound.
    """
    yield from column.share("untrimmed_share", column.cells_where(_is_untrimmed), column.written)
    yield from column.share("variant_share", variants(column.texts), column.written, is_bounded=False)
    if column.data_type is DataType.TEXT:
        wrong = damaged(column.texts.keys())
        yield from column.share("encoding_share", sum(column.texts[text] for text in wrong), column.written)
        yield from column.share("number_as_text_share", column.cells_where(is_number), column.written)
        yield from column.share("date_as_text_share", column.cells_where(is_moment), column.written)
    if column.data_type in {DataType.TEXT, DataType.INTEGER, DataType.DECIMAL}:
        yield from column.share("boolean_as_other_share", truths(column.texts), column.written)


def lengths(column: Counted) -> Iterator[Measurement]:
    """Shortest, longest and mean length; no bound for the mean where cells came cut."""
    if column.counts:
        sizes = [(len(text), count) for text, count in column.counts.items()]
        longest = max(sizes)[0]
        yield from column.said("min_length", min(sizes)[0])
        yield from column.said("max_length", longest)
        every = spelled_out(sizes)
        bound = mean_bound(every, column.drawn.fraction) if longest < LONGEST_CELL else None
        yield from column.said("mean_length", sum(every) / len(every), bound)


def booleans(column: Counted) -> Iterator[Measurement]:
    """True and false, as servers write them."""
    if column.data_type is DataType.BOOLEAN:
        true = column.cells_where(lambda text: text.lower() in {"true", "t", "1"})
        false = column.cells_where(lambda text: text.lower() in {"false", "f", "0"})
        yield from column.count("true_count", true)
        yield from column.share("true_share", true, column.filled)
        yield from column.count("false_count", false)


def ends(column: Counted) -> Iterator[Measurement]:
    """The smallest and the largest text of a whole table; a sample says nothing about the ends."""
    if column.drawn.is_whole and column.counts and column.data_type not in NUMBERS | MOMENTS:
        yield from column.said("min", min(column.counts))
        yield from column.said("max", max(column.counts))


def _is_untrimmed(text: str) -> bool:
    return text != text.strip()


def variants(texts: Mapping[str, int]) -> int:
    """Cells whose text differs only in case or spacing from one that occurs more often.

    Of several texts that occur equally often the first in the mapping counts as the right one.

    >>> variants({"Paris": 5, "paris": 1, " Paris": 2, "Rome": 4})
    3
    """
    groups: dict[str, list[int]] = {}
    for text, count in texts.items():
        groups.setdefault(" ".join(text.casefold().split()), []).append(count)
    if len(groups) == len(texts):
        return 0
    return sum(sum(counts) - max(counts) for counts in groups.values())
