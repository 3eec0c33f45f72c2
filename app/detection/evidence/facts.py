"""What is true of the values of a column whatever the type: that they were counted, are moments, are laid out alike."""

import re
import string
from collections.abc import Collection, Iterable

_FEWEST_SEPARATORS, _SHORTEST_LAID_OUT = 2, 8
_MASK = str.maketrans({**dict.fromkeys(string.digits, "9"), **dict.fromkeys(string.ascii_letters, "A")})
_FEWEST_MOMENTS, _MOMENTS, _YEAR_2008, _YEAR_2034 = 4, frozenset({10, 13}), 1_200_000_000, 2_020_000_000
_SHORTEST_SEQUENCE, _LONGEST_INTEGER = 8, 18
_FEWEST_NUMBERED, _STEM = 3, re.compile(r"(?![Xx]+[-_]?$)[A-Za-z]{1,8}[-_#/]?")


def are_dense(values: Iterable[str], distinct: int) -> bool:
    """Whether the distinct values are whole numbers with at most every other one missing.

    >>> are_dense([str(n) for n in range(100, 120)], 20)
    True
    """
    if distinct < _SHORTEST_SEQUENCE:
        return False
    numbers: list[int] = []
    for value in values:
        if not (value.isascii() and value.isdigit() and len(value) <= _LONGEST_INTEGER):
            return False
        numbers.append(int(value))
    return distinct >= (max(numbers) - min(numbers) + 1) / 2


def are_moments(values: Iterable[str], distinct: int) -> bool:
    """Whether every value counts seconds or milliseconds since 1970, between 2008 and 2034.

    >>> are_moments(["1600000000", "1612345678", "1700000001", "1655555555", "1699999999"], 5)
    True
    >>> are_moments(["4155552671", "2125550147", "3105550199", "9175552368", "6175550123"], 5)
    False
    """
    if distinct < _FEWEST_MOMENTS:
        return False
    return all(
        v.isascii() and v.isdigit() and len(v) in _MOMENTS and _YEAR_2008 <= int(v[:10]) < _YEAR_2034
        for v in values
    )


def are_a_series(values: Collection[str]) -> bool:
    """Whether all are the same few letters with other digits behind them, as things are numbered: ``srv01``, ``INV-7``.

    >>> are_a_series(["AS1299", "AS3356", "AS64512"]), are_a_series(["AB123", "CD456", "EF789"])
    (True, False)
    """
    if len(values) < _FEWEST_NUMBERED:
        return False
    stems = {value.rstrip(string.digits) for value in values}
    return (
        len(stems) == 1
        and _STEM.fullmatch(next(iter(stems))) is not None
        and all(v[-1:].isdigit() for v in values)
    )


def have_one_layout(values: Iterable[str]) -> bool:
    """Whether all are groups of one and the same lengths with two separators or more.

    >>> have_one_layout(["12-345-678", "98-765-432"]), have_one_layout(["12-345-678", "9-8765-432"])
    (True, False)
    """
    masks = (value.translate(_MASK) for value in values)
    first = next(masks, "")
    return _is_peculiar(first) and all(mask == first for mask in masks)


def _is_peculiar(mask: str) -> bool:
    separators = sum(not character.isalnum() for character in mask)
    return (
        separators >= _FEWEST_SEPARATORS and len(mask) - separators >= _SHORTEST_LAID_OUT and mask[0] in "9A"
    )
