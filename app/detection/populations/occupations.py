"""Occupations: tools, files, parts of programs and what a user may do are called driver, editor and manager too."""

from app.detection.cells.folding import folded
from app.detection.gazetteers import words
from app.detection.populations.closed_sets import spread
from app.detection.recognisers import occupation

_FEW, _NONE, _AMBIGUOUS, _TOLD, _ROLES = -2.0, 0.0, -3.0, 0.0, -7.0
_SHARE, _ROLES_SHARE = 0.5, 0.8


def log_odds(values: list[str]) -> float:
    """Against columns of roles of users, and those of which few values are occupations, or all that are have another meaning.

    >>> log_odds(["Nurse", "Driver"]), log_odds(["driver", "editor"]), log_odds(["Nurse", "Blue", "Red"])
    (0.0, -3.0, -2.0)
    >>> log_odds(["admin", "editor", "viewer"])
    -7.0
    """
    some = spread(values)
    roles = [value for value in some if folded(value) in words("access_roles")]
    if len(roles) >= _ROLES_SHARE * len(some) > 0:
        return _ROLES
    found = [value for value in some if occupation.is_valid(value)]
    if not found:
        return _NONE
    if len(found) < _SHARE * len(some):
        return _FEW
    return (
        _TOLD if any(folded(value) not in words("ambiguous_occupations") for value in found) else _AMBIGUOUS
    )
