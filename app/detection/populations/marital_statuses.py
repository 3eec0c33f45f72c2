"""States of marriage: several words that mean nothing else; letters only where the name tells."""

from app.detection.populations.closed_sets import spread, telling, weight

_LETTERS = -5.0


def log_odds(values: list[str]) -> float:
    """For words, against letters and words that rooms and files have as well.

    >>> log_odds(["single", "married", "divorced"]), log_odds(["single", "double"]), log_odds(["S", "M"])
    (0.5, -5.0, -5.0)
    """
    if all(len(value) == 1 for value in values):
        return _LETTERS
    some = spread(values)
    return weight(sum(1 for _ in telling(some, "marital statuses")), len(some))
