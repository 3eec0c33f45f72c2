"""Language codes: two letters against countries, states and chance; locale codes speak for themselves."""

from app.detection.gazetteers.terms import codes
from app.detection.populations.code_sets import LANGUAGES, log_odds_of

_LOCALES, _THREE, _ODD, _SINGLE = 3.0, 1.0, -5.0, -4.0
_LONG, _SHARE = 3, 0.9


def log_odds(values: list[str]) -> float:
    """For codes that languages explain best.

    >>> log_odds(["en", "de", "fr", "ja"]) > 2, log_odds(["DE", "FR", "US"]) < 0, log_odds(["en-US", "de-DE"])
    (True, True, 3.0)
    >>> log_odds(["eng", "deu", "fra"]), log_odds(["THE", "AND", "FOR"]), log_odds(["en"])
    (1.0, -5.0, -4.0)
    >>> log_odds(["Go", "Python", "Haskell"])
    -5.0
    """
    locales = [value for value in values if len(value) > _LONG and ("-" in value or "_" in value)]
    if locales:
        return _LOCALES if len(locales) * 2 >= len(values) else log_odds_of(values, [LANGUAGES])
    if sum(len(value) <= _LONG for value in values) * 2 < len(values):
        return _ODD
    long = [value for value in values if len(value) == _LONG]
    if len(long) * 2 <= len(values):
        return log_odds_of(values, [LANGUAGES]) if len(values) > 1 else _SINGLE
    usual = codes("language_codes_3")
    is_lower = all(value.islower() for value in long)
    return _THREE if is_lower and sum(value in usual for value in long) >= _SHARE * len(long) else _ODD
