"""Illnesses: several different words for them, in columns of words."""

from app.detection.populations.closed_sets import spread
from app.detection.recognisers import diagnosis

_FEW, _ONE, _SEVERAL = -4.0, -1.0, 0.5
_SHARE, _FIRST = 0.5, 12


def log_odds(values: list[str]) -> float:
    """For columns of which at least half name an illness.

    >>> log_odds(["Asthma", "Diabetes"]), log_odds(["Asthma"]), log_odds(["Heart failure", "Blue", "Red"])
    (0.5, -1.0, -4.0)
    """
    some = spread(values)
    if not any(map(diagnosis.is_valid, some[:_FIRST])):
        return _FEW
    named = sum(map(diagnosis.is_valid, some))
    if named < _SHARE * len(some):
        return _FEW
    return _SEVERAL if named > 1 else _ONE
