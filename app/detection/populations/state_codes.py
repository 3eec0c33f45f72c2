"""Codes of states: those of one country explain the column better than countries, languages and chance do."""

from app.detection.populations.code_sets import log_odds_of, states
from app.detection.validators import state_code

_ONE_COUNTRY, _MANY, _SINGLE = 2.0, -4.0, -3.0
_PAIR, _MOSTLY = 2, 0.9


def log_odds(values: list[str]) -> float:
    """For codes that the states of one country explain best.

    >>> log_odds(["CA", "NY", "TX", "FL"]) > 2, log_odds(["US", "DE", "FR", "GB"]) < -3
    (True, True)
    >>> log_odds(["NSW", "VIC", "QLD"]), log_odds(["EUR", "USD", "SEK"])
    (2.0, -4.0)
    """
    if len(values) == 1:
        return _SINGLE
    if sum(len(value) == _PAIR for value in values) * 2 > len(values):
        return log_odds_of(values, states())
    best = max(
        sum(v.rpartition("-")[2] in known for v in values) for known in state_code.by_country().values()
    )
    return _ONE_COUNTRY if best >= _MOSTLY * len(values) else _MANY
