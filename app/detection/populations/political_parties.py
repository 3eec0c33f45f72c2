"""Parties and leanings: ``closed_sets`` tells what their terms say together; letters say nothing."""

from app.detection.populations.closed_sets import told_by

_LETTERS, _TOLD = -5.5, 0.5
_weight = told_by("political parties")


def log_odds(values: list[str]) -> float:
    """For terms, against letters, which only a name explains.

    >>> log_odds(["A", "B"]), log_odds(["Democrat", "Republican"])
    (-5.5, 0.5)
    """
    weight = _weight(values)
    return min(weight, _LETTERS) if weight < _TOLD and any(len(value) == 1 for value in values) else weight
