"""What is true of the values of a column whatever the type: that they were counted, are moments, are laid out alike."""

import string
from collections.abc import Iterable

_FEWEST_SEPARATORS, _SHORTEST_LAID_OUT = 2, 8
_MASK = str.maketrans({**dict.fromkeys(string.digits, "9"), **dict.fromkeys(string.ascii_letters, "A")})
_FEWEST_MOMENTS, _MOMENTS, _YEAR_2034 = 4, frozenset({10, 13}), 2_020_000_000
_SHORTEST_SEQUENCE, _LONGEST_INTEGER = 8, 18


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
    """Whether every value counts seconds or milliseconds since 1970, between 2001 and 2034.

    >>> are_moments(["1600000000", "1612345678", "1700000001", "1655555555", "1699999999"], 5)
    True
    >>> are_moments(["4155552671", "2125550147", "3105550199", "9175552368", "6175550123"], 5)
    False
    """
    if distinct < _FEWEST_MOMENTS:
        return False
    return all(
        v.isascii() and v.isdigit() and v[0] in "12" and int(v[:10]) < _YEAR_2034 and len(v) in _MOMENTS
        for v in values
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
