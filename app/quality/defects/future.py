"""Dates after today in a column that tells of what has happened."""

from collections.abc import Iterator

import numpy as np

from app.model.defects import DefectKind
from app.quality.defects.looking import Floats, TableLook
from app.quality.defects.sighting import Known, Sighting, examples_of
from app.quality.defects.spans import spans_since

_AHEAD = frozenset(
    {"due", "end", "expires", "expiry", "expiration", "exp", "until", "to", "next", "planned", "plan", "scheduled", "schedule", "target",
     "deadline", "valid", "delivery", "estimated", "eta", "expected", "forecast", "renewal", "renew", "required", "appointment", "event",
     "start", "departure", "arrival", "checkin", "checkout", "check", "maturity", "warranty", "follow", "review", "retirement", "release"}
)  # fmt: skip
_MOST_SHARE = 0.15
_TOLERANCE_DAYS = 1.0
"""Of time zones."""


def future_dates(look: TableLook, known: Known) -> Iterator[Sighting]:
    """Columns of which nearly all dates are past and some are not."""
    for column in look:
        days = column.days
        if days is None or not _AHEAD.isdisjoint(column.words):
            continue
        rows = known.unexplained(column.name, np.flatnonzero(days > look.today + _TOLERANCE_DAYS).tolist())
        dated = int(np.isfinite(days).sum())
        if rows and len(rows) <= _MOST_SHARE * dated:
            agreed = any(_is_usual(span, rows) for span in spans_since(column, look))
            yield Sighting(
                kind=DefectKind.FUTURE_DATES, columns=(column.name,), rows=frozenset(rows), confidence=0.4 if agreed else 0.75,
                reasons=("dates lie in the future, nearly all others in the past",), examples=examples_of(look, column.name, rows),
            )  # fmt: skip


def _is_usual(span: Floats, rows: list[int]) -> bool:
    """Whether what those rows have agreed on lasts no longer than what is over."""
    others = np.delete(span, rows)
    inside = span[rows]
    return bool(
        np.all(np.isfinite(inside)) and np.any(np.isfinite(others)) and inside.max() <= np.nanmax(others)
    )
