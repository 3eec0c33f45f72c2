"""Whether two values are the same, the same with slips, or others.

A slip is one insertion, deletion, substitution or exchange in a word of four letters or more (Damerau, CACM 7, 1964: four
in five of all misspellings). Similarities of whole texts (Jaro-Winkler, trigrams) are high for names that are others,
"Model X 64" and "Model X 128", "Johnson" and "Johnston"; so every word must have its counterpart, digits must be equal, and
two words that the gazetteers both know are two words.
"""

from collections import Counter
from enum import Enum

from app.integrity.entities.fields import Field, Form, Role
from app.quality.defects.typos import is_one_slip, known_words

_SHORTEST, _SHORTEST_CODE = 4, 6
_MOST_SLIPS = 2
_FEWEST_SHARED = 2


class Level(Enum):
    """How far two values agree; ``UNKNOWN`` where one is missing."""

    SAME = 2
    CLOSE = 1
    OTHER = 0
    UNKNOWN = -1


def level(field: Field, left: int, right: int) -> Level:
    """How far two rows agree in that column."""
    a, b = field.forms[left], field.forms[right]
    if a is None or b is None:
        return Level.UNKNOWN
    if field.codes[left] == field.codes[right]:
        return Level.SAME
    if field.is_of_words:
        is_close = _are_close(a, b, shortens=field.abbreviates)
    else:
        is_close = field.role is not Role.TRAIT and _is_one_code("".join(a), "".join(b))
    return Level.CLOSE if is_close else Level.OTHER


def _are_close(a: Form, b: Form, *, shortens: bool) -> bool:
    if "".join(a) == "".join(b):
        return True
    shared = Counter(a) & Counter(b)
    left, right = ([*(Counter(each) - shared).elements()] for each in (a, b))
    if not left or not right:  # words are missing on one side: initials, or a middle name
        extra = left or right
        is_short = all(len(word) == 1 and word.isalpha() for word in extra)
        return shortens and (is_short or shared.total() >= _FEWEST_SHARED) and not any(map(_has_digit, extra))
    return len(left) == len(right) <= _MOST_SLIPS and all(
        _is_slip(one, other) or (shortens and _shortens(one, other))
        for one, other in zip(sorted(left), sorted(right), strict=True)
    )


def _is_slip(one: str, other: str) -> bool:
    return (
        min(len(one), len(other)) >= _SHORTEST
        and not _has_digit(one + other)
        and is_one_slip(one, other)
        and not {one, other} <= known_words()
    )


def _shortens(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) and not _has_digit(longer)


def _is_one_code(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _SHORTEST_CODE and is_one_slip(one, other)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
