"""Medicines: several different ones; a dose beside the name settles it."""

from app.detection.populations.closed_sets import spread
from app.detection.recognisers import medication

_FEW, _ONE, _SEVERAL, _DOSED = -4.0, -1.0, 0.0, 1.0
_SHARE, _FIRST = 0.5, 12


def log_odds(values: list[str]) -> float:
    """For columns of which at least half name a medicine.

    >>> log_odds(["Metformin", "Aspirin"]), log_odds(["Metformin 500 mg", "Aspirin 81 mg"]), log_odds(["Aspirin", "a", "b"])
    (0.0, 1.0, -4.0)
    """
    some = spread(values)
    if not any(map(medication.is_valid, some[:_FIRST])):
        return _FEW
    named = [value for value in some if medication.is_valid(value)]
    if len(named) < _SHARE * len(some):
        return _FEW
    if any(map(medication.has_dose, named)):
        return _DOSED
    return _SEVERAL if len(named) > 1 else _ONE
