"""Languages by name: at least one that is no demonym, or English without any demonym that is no language."""

from app.detection.gazetteers.terms import lists_of, plain
from app.detection.populations.closed_sets import spread, weight

_NOT_A_LANGUAGE = frozenset(
    {"american", "british", "canadian", "australian", "mexican", "indian", "brazilian", "swiss"}
)
_DEMONYMS, _FEW, _ENGLISH = -5.0, -3.0, 0.0
_SHARE = 0.7


def log_odds(values: list[str]) -> float:
    """For columns with names only languages have.

    >>> log_odds(["Hindi", "Tamil", "Spanish"]), log_odds(["Italian", "Thai", "Indian"])
    (0.5, -5.0)
    >>> log_odds(["English", "French"]), log_odds(["English", "British"])
    (0.0, -5.0)
    """
    some = spread(values)
    if any(plain(value) in _NOT_A_LANGUAGE for value in some):
        return _DEMONYMS
    known = sum("languages" in lists_of(value) for value in some)
    if known < _SHARE * len(some):
        return _FEW if known else 0.0
    own = sum("languages" in (x := lists_of(v)) and x.isdisjoint(_OTHER_MEANINGS) for v in some)
    if own:
        return weight(own, len(some))
    return _ENGLISH if len(some) > 1 and any(plain(value) in _ENGLISH_NAMES for value in some) else _DEMONYMS


_OTHER_MEANINGS = frozenset({"nationalities", "countries", "ambiguous", "subdivisions"})
_ENGLISH_NAMES = frozenset(
    {"english", "englisch", "anglais", "ingles", "inglese", "engels", "engelska", "engelsk"}
)
