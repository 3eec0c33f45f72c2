"""Joins what every row said with what the sample said into the profile of a table."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from app.model.findings import ColumnVerdict
from app.model.measurements import ColumnProfile, Measurement, TableProfile
from app.model.schema import Table
from app.quality.metrics import ORDER, SHOWS_VALUES
from app.quality.profile import Measured
from app.quality.scoring import score_table, valid_share

Mask = Callable[[str, str], str]
"""From the id of a data type and a value to what may be shown of it (``app.detection.mask``)."""

_LONGEST_SHOWN = 40
"""Characters; a longer value is a text."""


def merge_profile(
    table: Table,
    exact: Measured | None,
    sampled: Sequence[ColumnProfile],
    verdicts: Sequence[ColumnVerdict],
    *,
    mask: Mask | None = None,
    sample_statements: int = 1,
) -> TableProfile:
    """The profile of the table, columns in its order; what was counted on every row wins over the sample.

    Values of the column (minimum, maximum) are masked where the column has a finding, and also where nothing
    was concluded about it because its values were not tested: not known to be harmless is not harmless. Nor are texts
    and documents ever shown: one row in a million may name somebody, and the smallest of all rows was in no sample.
    Without ``mask`` a masked value is ``None``.
    """
    profiles = [*sampled, *(exact.columns if exact else ())]
    by_column = {verdict.column: verdict for verdict in verdicts}
    columns = tuple(
        ColumnProfile(
            column=column.name,
            measurements=tuple(
                _masked(each, by_column.get(column.name), mask)
                for each in _merged(column.name, profiles, by_column.get(column.name))
            ),
        )
        for column in table.columns
    )
    rows = exact.rows if exact else None
    return TableProfile(
        rows=rows,
        columns=columns,
        score=score_table(table, columns, verdicts, rows if exact else table.row_estimate),
        statements=(exact.statements if exact else 0) + (sample_statements if sampled else 0),
    )


def _merged(
    column: str, profiles: Iterable[ColumnProfile], verdict: ColumnVerdict | None
) -> list[Measurement]:
    """All measurements of the column, one per metric, in the order of the definitions; the last profile wins."""
    found: dict[str, Measurement] = {
        each.metric: each for profile in profiles if profile.column == column for each in profile.measurements
    }
    share = valid_share(verdict) if verdict else None
    if share is not None:
        found["valid_share"] = Measurement(metric="valid_share", value=share, exact=False)
    return sorted(found.values(), key=lambda each: ORDER[each.metric])


def _masked(measurement: Measurement, verdict: ColumnVerdict | None, mask: Mask | None) -> Measurement:
    if measurement.metric not in SHOWS_VALUES or measurement.value is None:
        return measurement
    if verdict is not None and not verdict.findings and verdict.tested and _is_plain(measurement.value):
        return measurement
    shown = None
    if mask is not None and verdict is not None and verdict.findings:
        shown = mask(verdict.findings[0].type_id, str(measurement.value))
    return replace(measurement, value=shown, masked=True)


def _is_plain(value: object) -> bool:
    """A number, a date, a code or a few words."""
    return not isinstance(value, str) or (len(value) <= _LONGEST_SHOWN and value.isprintable())
