"""Moments of a row that follow one another: where something ends that another column begins."""

from collections.abc import Iterable, Iterator

import numpy as np

from app.quality.defects.looking import ColumnLook, Floats

_FEWEST, _FOLLOWING, _FEWEST_SPANS = 8, 0.97, 5


def spans_since(column: ColumnLook, others: Iterable[ColumnLook]) -> Iterator[Floats]:
    """Days from each other moment that this one follows in nearly all rows, by various spans; NaN where one is not there."""
    for other in others:
        if other is column or column.days is None or other.days is None:
            continue
        span = column.days - other.days
        known = span[np.isfinite(span)]
        follows = len(known) >= _FEWEST and float((known >= 0).mean()) >= _FOLLOWING
        if follows and len(np.unique(known)) > _FEWEST_SPANS:
            yield span
