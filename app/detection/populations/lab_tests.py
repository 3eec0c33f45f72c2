"""Laboratory tests: several of them; ``closed_sets`` weighs them. Numbers are results, which the name has to tell."""

from app.detection.populations.closed_sets import told_by

_NUMBERS = 0.0
_weight = told_by("lab tests")


def log_odds(values: list[str]) -> float:
    """For columns of names of tests.

    >>> log_odds(["Hemoglobin", "HbA1c"]), log_odds(["120/80", "135/85"]), log_odds(["Blue", "Red"])
    (0.5, 0.0, 0.0)
    """
    if any(value[0].isdigit() or value[0] in "<>-" for value in values[:3]):
        return _NUMBERS
    return _weight(values)
