"""Occupations: tools, files and parts of programs are called driver, editor and manager too."""

from app.detection.folding import folded
from app.detection.gazetteers import words
from app.detection.populations.closed_sets import spread
from app.detection.recognisers import occupation

_FEW, _NONE, _AMBIGUOUS, _TOLD = -2.0, 0.0, -3.0, 0.0
_SHARE = 0.5


def log_odds(values: list[str]) -> float:
    """Against columns of which few values are occupations, or all that are have another meaning.

    >>> log_odds(["Nurse", "Driver"]), log_odds(["driver", "editor"]), log_odds(["Nurse", "Blue", "Red"])
    (0.0, -3.0, -2.0)
    """
    some = spread(values)
    found = [value for value in some if occupation.is_valid(value)]
    if not found:
        return _NONE
    if len(found) < _SHARE * len(some):
        return _FEW
    return (
        _TOLD if any(folded(value) not in words("ambiguous_occupations") for value in found) else _AMBIGUOUS
    )
