"""Joins what every row said with what the sample said into the profile of a table."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from app.model.defects import SHOWN_FROM, Defect
from app.model.findings import ColumnVerdict
from app.model.measurements import ColumnProfile, Measurement, TableProfile
from app.model.schema import Table
from app.quality.metrics import ORDER, SHOWS_VALUES
from app.quality.profile import Measured
from app.quality.scoring.cells import valid_share
from app.quality.scoring.losses import losses_of
from app.quality.scoring.parts import Grounds, ScorePart
from app.quality.scoring.score import parts_of, score_table

Mask = Callable[[str, str], str]
"""From the id of a data type and a value to what may be shown of it (``app.detection.mask``)."""

MOST_LOSSES = 50
"""More are not stored; they are the smallest, and a table of a thousand columns has thousands."""

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
    defects: Sequence[Defect] = (),
    others: Sequence[ScorePart] = (),
) -> TableProfile:
    """The profile of the table, columns in its order; what was counted on every row wins over the sample.

    Values of the column (minimum, maximum) are masked where the column has a finding, and also where nothing
    was concluded about it because its values were not tested: not known to be harmless is not harmless. Nor are texts
    and documents ever shown: one row in a million may name somebody, and the smallest of all rows was in no sample.
    Without ``mask`` a masked value is ``None``. ``others`` are parts of the score that were measured elsewhere.
    Defects too unsure to be shown lower no score.
    """
    profiles = [*sampled, *(exact.columns if exact else ())]
    whole = _is_whole(sampled)
    by_column = {verdict.column: verdict for verdict in verdicts}
    columns = tuple(
        ColumnProfile(
            column=column.name,
            measurements=tuple(
                _masked(each, by_column.get(column.name), mask)
                for each in _merged(column.name, profiles, by_column.get(column.name), whole)
            ),
        )
        for column in table.columns
    )
    rows = exact.rows if exact else None
    grounds = Grounds(
        table=table,
        columns=columns,
        verdicts=tuple(verdicts),
        rows=rows if exact else table.row_estimate,
        whole=whole,
        defects=tuple(defect for defect in defects if defect.confidence >= SHOWN_FROM),
        others=tuple(others),
    )
    return TableProfile(
        rows=rows,
        columns=columns,
        score=score_table(grounds),
        losses=losses_of(parts_of(grounds))[:MOST_LOSSES],
        statements=(exact.statements if exact else 0) + (sample_statements if sampled else 0),
        defects=tuple(sorted(defects, key=lambda defect: -defect.confidence)),
    )


def _merged(
    column: str, profiles: Iterable[ColumnProfile], verdict: ColumnVerdict | None, whole: bool
) -> list[Measurement]:
    """All measurements of the column, one per metric, in the order of the definitions; the last profile wins."""
    found: dict[str, Measurement] = {
        each.metric: each for profile in profiles if profile.column == column for each in profile.measurements
    }
    if verdict is not None and (share := valid_share(verdict)) is not None:
        found["valid_share"] = replace(share, exact=True, bound=None) if whole else share
    return sorted(found.values(), key=lambda each: ORDER[each.metric])


def _is_whole(sampled: Sequence[ColumnProfile]) -> bool:
    """Whether the sample was the whole table, as what was measured on it says."""
    measured = [each for profile in sampled for each in profile.measurements]
    return bool(measured) and all(each.exact for each in measured)


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
