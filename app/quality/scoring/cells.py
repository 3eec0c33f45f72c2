"""Dimensions that are counted in cells: completeness, validity and consistency."""

from collections.abc import Iterator, Mapping
from typing import Final

from app.model.defects import DefectKind
from app.model.findings import ColumnVerdict, FindingKind
from app.model.measurements import ColumnProfile, Dimension, Measurement
from app.quality.metrics import METRICS
from app.quality.scoring.parts import Grounds, Loss, ScorePart, part

Phenomenon = tuple[Dimension, str]

PHENOMENA: Final[Mapping[DefectKind, Phenomenon]] = {
    DefectKind.DISGUISED_MISSING: (Dimension.COMPLETENESS, "placeholder_share"),
    DefectKind.INVALID: (Dimension.VALIDITY, "valid_share"),
    DefectKind.STRAY_SPACE: (Dimension.CONSISTENCY, "untrimmed_share"),
    DefectKind.SPELLING_VARIANT: (Dimension.CONSISTENCY, "variant_share"),
    DefectKind.ENCODING: (Dimension.CONSISTENCY, "encoding"),
    DefectKind.TYPO: (Dimension.CONSISTENCY, "typo"),
    DefectKind.FORMAT_MIX: (Dimension.CONSISTENCY, "format_mix"),
    DefectKind.UNIT_MIX: (Dimension.CONSISTENCY, "unit_mix"),
    DefectKind.SWAPPED_COLUMNS: (Dimension.CONSISTENCY, "swapped_columns"),
    DefectKind.CONTRADICTION: (Dimension.CONSISTENCY, "contradiction"),
    DefectKind.SHIFTED_DATES: (Dimension.CONSISTENCY, "shifted_dates"),
    DefectKind.DEPENDENCY_VIOLATION: (Dimension.CONSISTENCY, "dependency_violation"),
}
"""The dimension a kind of defect speaks against, and what it is counted as: with a metric of that name only the greater
of the two counts, for both saw the same cells.

The other kinds move no score. A missing value is counted as NULL or blank already; an outlier, a date to come and a
constant are remarkable and no proof of an error; duplicates and orphans are counted in rows.
"""


def column_parts(grounds: Grounds) -> Iterator[ScorePart]:
    """One part per column and dimension that was measured; none for a table without rows."""
    verdicts = {verdict.column: verdict for verdict in grounds.verdicts}
    for profile in grounds.columns if grounds.rows else ():
        verdict = verdicts.get(profile.column)
        yield from _completeness(grounds, profile)
        yield from _validity(grounds, profile, verdict)
        yield from _consistency(grounds, profile, verdict)


def _completeness(grounds: Grounds, profile: ColumnProfile) -> Iterator[ScorePart]:
    """Cells that are neither NULL, blank nor placeholder; measured where NULLs were counted."""
    rows = float(grounds.rows or 0)
    if profile.value("null_share") is not None:
        losses = _losses(grounds, profile, Dimension.COMPLETENESS, rows)
        yield part(Dimension.COMPLETENESS, (profile.column,), rows, losses, exact=True)


def _validity(grounds: Grounds, profile: ColumnProfile, verdict: ColumnVerdict | None) -> Iterator[ScorePart]:
    """Filled cells that pass the test of the type found; measured where that test tells wrong values."""
    share = valid_share(verdict) if verdict else None
    filled = filled_cells(profile, float(grounds.rows or 0))
    if share is not None and isinstance(share.value, float) and filled:
        invalid = Loss(source="valid_share", count=(1 - share.value) * filled, exact=grounds.whole)
        yield part(Dimension.VALIDITY, (profile.column,), filled, [invalid], exact=grounds.whole)


def _consistency(
    grounds: Grounds, profile: ColumnProfile, verdict: ColumnVerdict | None
) -> Iterator[ScorePart]:
    """Filled cells without stray spaces, variants and the like; measured where values were looked at."""
    filled = filled_cells(profile, float(grounds.rows or 0))
    looked_at = profile.value("untrimmed_share") is not None or (verdict is not None and verdict.sampled > 0)
    if looked_at and filled:
        losses = _losses(grounds, profile, Dimension.CONSISTENCY, filled)
        yield part(
            Dimension.CONSISTENCY, (profile.column,), filled, losses, exact=bool(losses) or grounds.whole
        )


def _losses(grounds: Grounds, profile: ColumnProfile, dimension: Dimension, cells: float) -> list[Loss]:
    """Per phenomenon the greater of what a metric and what a defect says about the column."""
    metrics = {metric.id for metric in METRICS if metric.dimension is dimension}
    losses = {
        each.metric: Loss(source=each.metric, count=each.value * cells, exact=each.exact)
        for each in profile.measurements
        if each.metric in metrics and isinstance(each.value, float)
    }
    for defect in grounds.defects:
        place = PHENOMENA.get(defect.kind)
        if place is None or place[0] is not dimension or profile.column not in defect.columns:
            continue
        # An error between columns is one error: each column bears its share of it.
        count = defect.share * cells / len(defect.columns)
        known = losses.get(place[1])
        if known is None or known.count < count:
            losses[place[1]] = Loss(source=defect.kind.value, count=count, exact=defect.exact)
    return [*losses.values()]


def filled_cells(profile: ColumnProfile, rows: float) -> float:
    """Cells of the column that hold something: neither NULL nor blank; as many as rows where unknown."""
    empty = [profile.value(metric) for metric in ("null_share", "blank_share")]
    return rows * max(1 - sum(share for share in empty if isinstance(share, float)), 0.0)


def valid_share(verdict: ColumnVerdict) -> Measurement | None:
    """Share of sampled values that fit the type the column is, with the wider side of its 95 % interval.

    ``None`` unless the type's test tells wrong values. A name that a word list does not know is no wrong name, so only
    types with check digits or a complete grammar speak.
    """
    for finding in verdict.findings:
        if finding.kind is FindingKind.TYPE and finding.decisive and finding.prevalence is not None:
            ends = [finding.prevalence_low, finding.prevalence_high]
            sides = [abs(end - finding.prevalence) for end in ends if end is not None]
            bound = max(sides) if len(sides) == len(ends) else None
            return Measurement(metric="valid_share", value=finding.prevalence, exact=False, bound=bound)
    return None
