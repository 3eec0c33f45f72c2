"""Genders: two or more words, or the two letters of one language; digits only where the name tells.

``M`` and ``F`` alone are genders nearly always, ``M`` and ``W`` (German) and ``H`` and ``F`` (French) mostly; ``H`` and
``M`` (Spanish, or high and medium), ``K`` and ``M`` (Polish, or thousand and million) and a single letter are not. The
weights are judgements.
"""

from collections.abc import Set as AbstractSet

from app.detection.gazetteers.terms import plain
from app.detection.populations.closed_sets import spread, telling

_WORDS, _ONE_WORD, _ONE_LETTER, _AMBIGUOUS_WORDS, _NONE = 2.0, 3.0, -2.5, -4.0, -7.0
_SINGLE_LETTERS = frozenset("MFWK")
_SEXES = (
    ({"M", "F"}, 2.5),
    ({"M", "W"}, 2.0),
    ({"H", "F"}, 1.0),
    ({"V", "M"}, 0.5),
    ({"K", "M"}, -2.0),
    ({"\u0416", "\u041c"}, 2.5),
    ({"\u0416", "M"}, 2.5),
)
_COMPANIONS = frozenset("XUODNI?-9") | {"UNKNOWN", "OTHER", "NB", "N/A", "NA", "UNK", "NULL", "NONE"}


def log_odds(values: list[str]) -> float:
    """For words of both sexes or their letters, against letters and digits that mean anything.

    >>> log_odds(["female", "male"]), log_odds(["f", "m", "x"]), log_odds(["1", "2"]), log_odds(["M", "L"])
    (2.0, 2.5, -7.0, -7.0)
    >>> log_odds(["men", "women"]), log_odds(["Male"])
    (-4.0, 3.0)
    >>> log_odds(["M"]), log_odds(["1"])
    (-2.5, -7.0)
    """
    words = sum(1 for _ in telling((v for v in spread(values) if len(v) > 1 or not v.isascii()), "genders"))
    if words:
        return _ONE_WORD if len(values) == 1 else _WORDS
    if any(len(value) > 1 for value in values) and not _letters(values):
        return _WORDS if _are_a_pair({plain(value) for value in spread(values)}) else _AMBIGUOUS_WORDS
    if len(values) == 1 and values[0].upper() in _SINGLE_LETTERS:
        return _ONE_LETTER
    return _letters(values) or _NONE


def _are_a_pair(words: AbstractSet[str]) -> bool:
    """Whether the words name both sexes of adults, each in the singular, and little else."""
    return len(words) <= _MOST_GENDERS and any(pair <= words for pair in _ADULTS)


_ADULTS = (
    {"man", "woman"},
    {"mann", "frau"},
    {"men", "women", "non binary"},
    {"boy", "girl"},
    {"muž", "žena"},
    {"муж", "жена"},
)
_MOST_GENDERS = 4


def _letters(values: list[str]) -> float:
    """The weight of a pair of letters that stands for both sexes; 0 where there is none."""
    found = {value.upper() for value in values}
    return next((w for pair, w in _SEXES if _is_pair(found, pair)), 0.0)


def _is_pair(found: AbstractSet[str], pair: AbstractSet[str]) -> bool:
    return pair <= found and found - pair <= _COMPANIONS
