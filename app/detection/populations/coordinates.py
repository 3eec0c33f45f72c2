"""Coordinates: decimal degrees with the digits a receiver gives, positive and negative, not round."""

import re

_DEGREES = re.compile(
    r"[NSEWO+\-]? ?\d{1,3}[.,](\d{3,}) ?°? ?[NSEWO]?|.*[°\u2032].*|\d{1,3} \d{1,2}.*[NSEWO]"
)
_ROUND = -1.5


def log_odds(values: list[str]) -> float:
    r"""Against columns of which few values have three or more decimals, or minutes and seconds.

    >>> log_odds(["52.3702", "-4.8952"]), log_odds(["52.5", "1.25"]), log_odds(["40°26'46\"N"]), log_odds([])
    (0.0, -1.5, 0.0, 0.0)
    """
    exact = sum(_DEGREES.fullmatch(value) is not None for value in values)
    return 0.0 if exact * 2 >= len(values) else _ROUND
