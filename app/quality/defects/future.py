"""Dates after today in a column that tells of what has happened."""

from collections.abc import Iterator

import numpy as np

from app.model.defects import DefectKind
from app.quality.defects.looking import TableLook
from app.quality.defects.sighting import Known, Sighting, examples_of

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
            yield Sighting(
                kind=DefectKind.FUTURE_DATES, columns=(column.name,), rows=frozenset(rows), confidence=0.75,
                reasons=("dates lie in the future, nearly all others in the past",), examples=examples_of(look, column.name, rows),
            )  # fmt: skip
