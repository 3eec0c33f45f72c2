"""Ethnic groups: ``closed_sets`` tells what their terms say together; letters say nothing."""

from app.detection.gazetteers.terms import plain
from app.detection.populations.closed_sets import told_by

_LETTERS, _TOLD, _MOST = -5.5, 0.5, 12
_weight = told_by("ethnic groups")


def log_odds(values: list[str]) -> float:
    """For terms, against letters, which only a name explains.

    >>> log_odds(["A", "B"]), log_odds(["Hispanic", "Caucasian"])
    (-5.5, 0.5)
    """
    if len(values) <= _MOST and {"asian", "black"} <= {plain(value) for value in values}:
        return _TOLD
    weight = _weight(values)
    return min(weight, _LETTERS) if weight < _TOLD and any(len(value) == 1 for value in values) else weight
