"""Nationalities: demonyms that are neither languages nor cuisines; countries and codes only where the name tells."""

from app.detection.gazetteers.terms import lists_of
from app.detection.populations.closed_sets import spread, telling, weight

_COUNTRIES, _FEW = -6.0, -3.0
_SHARE = 0.6


def log_odds(values: list[str]) -> float:
    """For columns that hold demonyms no language has for a name.

    >>> log_odds(["American", "British", "Canadian"]), log_odds(["French", "German"]), log_odds(["Peru", "Chile"])
    (0.5, -5.0, -6.0)
    >>> log_odds(["Italian", "Mexican", "American"])
    -5.0
    """
    some = spread(values)
    if not any("nationalities" in (lists := lists_of(value)) and "countries" not in lists for value in some):
        return _COUNTRIES
    if sum(not lists_of(value).isdisjoint({"nationalities", "unstated"}) for value in some) < _SHARE * len(
        some
    ):
        return _FEW
    own = [v for v in telling(some, "nationalities") if lists_of(v).isdisjoint({"countries", "languages"})]
    return weight(len(own), len(some))
