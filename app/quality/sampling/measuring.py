"""The profile of every sampled column of a table."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from app.model.findings import ColumnVerdict
from app.model.measurements import ColumnProfile, Measurement
from app.model.sample import Sample
from app.model.schema import Column, Table
from app.quality.metrics import METRIC, ORDER
from app.quality.sampling.counted import MOMENTS, NUMBERS, Counted, counted
from app.quality.sampling.distinct import estimate_distinct
from app.quality.sampling.drawn import Drawn, drawn_of
from app.quality.sampling.line import Line, line_of
from app.quality.sampling.moments import of_moments
from app.quality.sampling.numbers import of_numbers
from app.quality.sampling.spread import distribution_of
from app.quality.sampling.texts import booleans, ends, lengths, nulls_and_blanks, spellings
from app.quality.showing import Mask, Showing


def measure_sample(
    table: Table,
    sample: Sample,
    verdicts: Sequence[ColumnVerdict] = (),
    *,
    mask: Mask | None = None,
    now: datetime | None = None,
) -> tuple[ColumnProfile, ...]:
    """What every sampled column shows, in the order of the table, values masked by the verdicts.

    A column that was left out of the sample gets no profile; a share of nothing is left out. ``now`` is when the sample
    was drawn, with its zone; without it nothing is said about the future.
    """
    drawn = drawn_of(table, sample.facts)
    by_column = {verdict.column: verdict for verdict in verdicts}
    return tuple(
        Showing(by_column.get(column.name), mask).profile(
            _profile(column, drawn, sample.values[column.name], now)
        )
        for column in table.columns
        if column.name in sample.values
    )


def _profile(
    column: Column, drawn: Drawn, cells: Sequence[str | None], now: datetime | None
) -> ColumnProfile:
    found = counted(drawn, column.data_type, cells)
    line = line_of(column.data_type, found.texts)
    applying = (
        each for each in _measurements(found, line, now) if METRIC[each.metric].applies_to(column.data_type)
    )
    return ColumnProfile(
        column=column.name,
        measurements=tuple(sorted(applying, key=lambda each: ORDER[each.metric])),
        distribution=distribution_of(found, line),
    )


def _measurements(column: Counted, line: Line | None, now: datetime | None) -> Iterator[Measurement]:
    yield from nulls_and_blanks(column)
    yield from spellings(column)
    yield from _distinct(column)
    yield from lengths(column)
    yield from booleans(column)
    yield from ends(column)
    if line is not None and column.data_type in NUMBERS:
        yield from of_numbers(column, line)
    elif line is not None and column.data_type in MOMENTS:
        yield from of_moments(column, line, now)


def _distinct(column: Counted) -> Iterator[Measurement]:
    """Different values; what is unique or repeated in a sample says nothing of the table, so only of a whole one."""
    drawn, seen = column.drawn, len(column.counts)
    if not drawn.is_whole:
        if drawn.likely_rows and column.cells:
            values = drawn.likely_rows * column.filled / column.cells
            found = estimate_distinct(column.counts.values(), values, column.cells / drawn.likely_rows)
            # An estimated number of rows is no ground for a bound.
            bound = found.bound if drawn.table_rows is not None else None
            yield from column.said("distinct_count", round(found.value), bound)
        return
    once = sum(1 for count in column.counts.values() if count == 1)
    yield from column.said("distinct_count", seen)
    yield from column.said("duplicate_count", column.filled - seen)
    yield from column.said("unique_count", once)
    yield from column.share("distinct_share", seen, column.filled)
    yield from column.share("unique_share", once, column.filled)
