"""Country codes: two letters against states, languages and chance; three letters against words and currencies."""

from app.detection.gazetteers.terms import codes
from app.detection.populations.code_sets import COUNTRIES, log_odds_of

_THREE, _ODD, _SINGLE = 2.0, -5.0, -4.0
_LONG, _SHARE, _FEWEST = 3, 0.8, 3


def log_odds(values: list[str]) -> float:
    """For codes that countries explain best.

    >>> log_odds(["US", "DE", "FR", "JP", "GB"]) > 3, log_odds(["CA", "NY", "TX", "FL"]) < -3
    (True, True)
    >>> log_odds(["USA", "GER", "FRA"]), log_odds(["MON", "TUE", "WED"])
    (2.0, -5.0)
    """
    long = [value for value in values if len(value) == _LONG]
    if len(long) * 2 <= len(values):
        return log_odds_of(values, [COUNTRIES]) if len(values) > 1 else _SINGLE
    known = sum(value.lower() in codes("alpha3_codes") for value in long)
    if known < _SHARE * len(long):
        return _ODD
    return _THREE if known >= _FEWEST else 0.0
