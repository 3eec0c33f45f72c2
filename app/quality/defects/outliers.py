"""Numbers far out of the distribution of their column.

Point anomalies of Chandola, Banerjee and Kumar, "Anomaly detection: a survey" (ACM CSUR 41, 2009); how far is too far is in
``tails.py``.
"""

from collections.abc import Iterator

import numpy as np

from app.model.defects import DefectKind
from app.quality.defects.looking import ColumnLook, Floats, RowMask, TableLook
from app.quality.defects.sighting import Known, Sighting, examples_of
from app.quality.defects.tails import far

_MOST_SHARE = 0.12
_RARE_SIGN = (0.02, 0.25)
_MANY_ZEROS, _NEARLY_ALL_ZERO = 0.1, 0.9
_COMPACT = 0.15
_OFTEN, _TIMES_EACH = 4, 2
_FEWEST_RATIOS, _USUAL, _LARGE = 20, (0.02, 0.98), 0.9
_SIGNED = frozenset(
    {"lat", "lon", "lng", "latitude", "longitude", "temperature", "temp", "balance", "change", "delta", "diff", "difference", "profit",
     "adjustment", "amount", "offset", "x", "y", "z", "elevation", "net", "total", "refund", "score", "growth", "margin", "variance"}
)  # fmt: skip


def outlier(look: TableLook, known: Known) -> Iterator[Sighting]:
    """Columns with numbers far from all others; what is explained otherwise is left out."""
    for column in look:
        numbers = column.numbers
        if (
            numbers is None
            or known.has(DefectKind.OUTLIER, column.name)
            or column.days is not None
            or (column.is_unique and column.is_numbered)
            or (column.is_category and len(column.texts) <= 3)
        ):
            continue
        usable = numbers.copy()
        usable[list(known.rows(column.name))] = np.nan
        rows = np.flatnonzero(_far_by_sign(usable)).tolist()
        if rows and not _are_meant(look, column, usable, rows):
            kind = (
                DefectKind.ORPHAN
                if column.refers or (column.words[-1:] == ("id",) and not column.is_key)
                else DefectKind.OUTLIER
            )
            yield _sighting(look, column, kind, rows)
        elif negative := _wrong_sign(column, usable):
            yield _sighting(
                look,
                column,
                DefectKind.OUTLIER,
                negative,
                confidence=0.65,
                reason="negative where hardly any other is",
            )


def _sighting(
    look: TableLook,
    column: ColumnLook,
    kind: DefectKind,
    rows: list[int],
    *,
    confidence: float = 0.8,
    reason: str = "farther out than the tail of the column reaches, with a gap between",
) -> Sighting:
    is_key = column.is_named_as_key and kind is DefectKind.OUTLIER
    return Sighting(
        kind=kind, columns=(column.name,), rows=frozenset(rows), confidence=confidence - (0.35 if is_key else 0.15 if kind is DefectKind.ORPHAN else 0),
        reasons=(reason,), examples=examples_of(look, column.name, rows),
    )  # fmt: skip


def _far_by_sign(numbers: Floats) -> RowMask:
    """Debits and credits are two distributions, each with its own tail, where one sign is rare but no exception."""
    known = numbers[np.isfinite(numbers)]
    if len(known) and _is_mostly_none(known):
        return far(np.where(numbers > 0, numbers, np.nan))
    rare = min(float((known > 0).mean()), float((known < 0).mean())) if len(known) else 0.0
    if not _RARE_SIGN[0] <= rare <= _RARE_SIGN[1]:
        return far(numbers)
    with np.errstate(invalid="ignore"):
        return far(np.where(numbers > 0, numbers, np.nan)) | far(np.where(numbers < 0, numbers, np.nan))


def _is_mostly_none(known: Floats) -> bool:
    """Whether zero is one value of many and all others are above it: rain, parts, seconds of a call that was not taken."""
    return bool((known >= 0).all() and _MANY_ZEROS <= (known == 0).mean() < _NEARLY_ALL_ZERO)


def _is_second_mode(numbers: Floats, rows: list[int]) -> bool:
    """Many, close together: another kind of thing, not slips."""
    known = int(np.isfinite(numbers).sum())
    if len(rows) > _MOST_SHARE * known:
        return True
    few = numbers[rows]
    middle = float(np.nanmedian(numbers))
    return len(rows) >= max(5, 0.03 * known) and float(few.max() - few.min()) < _COMPACT * abs(
        float(np.median(few)) - middle
    )


def _are_meant(look: TableLook, column: ColumnLook, numbers: Floats, rows: list[int]) -> bool:
    return (
        _is_second_mode(numbers, rows)
        or _come_again(numbers, rows)
        or any(_is_in_proportion(numbers, other, rows) for other in look if other is not column)
    )


def _is_in_proportion(numbers: Floats, other: ColumnLook, rows: list[int]) -> bool:
    """Whether the other column is as large in these rows: twelve of a thing weigh twelve times as much."""
    if other.numbers is None or other.is_key or other.is_named_as_key:
        return False
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = numbers / other.numbers
    rest = np.isfinite(ratios)
    rest[rows] = False
    if rest.sum() < _FEWEST_RATIOS or not np.isfinite(ratios[rows]).all():
        return False
    low, high = np.quantile(ratios[rest], _USUAL)
    is_usual = bool((ratios[rows] >= low).all() and (ratios[rows] <= high).all())
    return is_usual and bool((other.numbers[rows] > np.quantile(other.numbers[rest], _LARGE)).all())


def _come_again(numbers: Floats, rows: list[int]) -> bool:
    """Slips differ; what comes again and again is a size things come in, or one article among cheaper ones."""
    return len(rows) >= _OFTEN and len(rows) >= _TIMES_EACH * len(np.unique(numbers[rows]))


def _wrong_sign(column: ColumnLook, numbers: Floats) -> list[int]:
    negative = np.flatnonzero(numbers < 0).tolist()
    known = numbers[np.isfinite(numbers)]
    if (
        not negative
        or len(known) < 20
        or len(negative) > 0.1 * len(known)
        or not _SIGNED.isdisjoint(column.words)
    ):
        return []
    above = known[known > 0]
    return negative if len(above) > 0.88 * len(known) else []
