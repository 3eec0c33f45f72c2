"""What values like those of a column would be by chance: each position keeps its characters, in another order.

A column of numbers has constant positions (an area code, a year, a batch) and favourite digits. Random digits would
not have them, so a share of valid values that such a column has anyway would look like evidence. Shuffling every
position by itself keeps what the positions are like and breaks what holds between them, which is what a check digit or
a numbering plan is about. (A permutation test by position: P. Good, Permutation Tests, Springer 2000, chapter 3.)
"""

import string
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from random import Random

from app.detection.evidence.intervals import wilson

_MOST_VALUES, _FEWEST_DRAWS = 200, 280
_FEWEST_CONSTANT = 4
_STEPS = (7, 3, 11, 5, 13, 2, 17, 9, 19, 4, 23, 6, 29, 8, 31, 10)


def shuffled(values: Sequence[str]) -> list[str]:
    """About 300 to 500 values of the most frequent length whose positions were mixed; the same ones every time.

    Empty where all values of that length are one and the same, and for no values.

    >>> shuffled(["11", "22"])[:4]
    ['21', '12', '11', '22']
    >>> shuffled(["33", "33"])
    []
    """
    if not values:
        return []
    length, _ = Counter(map(len, values)).most_common(1)[0]
    rows = [value for value in values if len(value) == length][:_MOST_VALUES]
    columns = list(zip(*rows, strict=True))
    if all(len(set(column)) == 1 for column in columns):
        return []
    rounds = -(-_FEWEST_DRAWS // len(rows))
    return [value for turn in range(rounds) for value in _turned(columns, len(rows), turn)]


def pass_rate(values: Sequence[str], test: Callable[[str], bool]) -> float | None:
    """The share of the shuffled values that pass, 0 to 1; ``None`` where nothing can be shuffled.

    It is the upper end of the 95 % interval: a share estimated too low would make evidence out of noise, times the
    number of values.
    """
    drawn = shuffled(values)
    return wilson(sum(map(test, drawn)), len(drawn))[1] if drawn else None


def redrawn(values: Sequence[str], count: int = 200) -> list[str]:
    """Random values as any of that layout: what is constant stays, digits become digits and letters letters of A to Z.

    Of the most frequent length; the same ones every time; empty for no values or where everything is constant.

    >>> redrawn(["SO17", "SO42", "SO20", "SO69"], 3)
    ['SO16', 'SO11', 'SO84']
    """
    if not values:
        return []
    length, _ = Counter(map(len, values)).most_common(1)[0]
    columns = list(zip(*(value for value in values if len(value) == length), strict=True))
    alphabets = [column[0] if _is_constant(column) else _alphabet(column) for column in columns]
    if all(len(alphabet) == 1 for alphabet in alphabets):
        return []
    random = Random(length)  # noqa: S311 - a measurement, not a secret
    return ["".join(map(random.choice, alphabets)) for _ in range(count)]


def _is_constant(column: Sequence[str]) -> bool:
    """A mark always; a letter or digit where enough values have it that it is no coincidence."""
    return len(set(column)) == 1 and (len(column) >= _FEWEST_CONSTANT or not column[0].isalnum())


def _alphabet(column: Sequence[str]) -> str:
    """Digits where all are, letters where some are, else what stands there."""
    found = "".join(set(column))
    if found.isascii() and found.isdigit():
        return string.digits
    if found.isascii() and found.isalpha():
        return string.ascii_uppercase
    return (
        string.ascii_uppercase + string.digits
        if found.isascii() and found.isalnum()
        else "".join(sorted(found))
    )


def _turned(columns: Sequence[Sequence[str]], count: int, turn: int) -> list[str]:
    """Each position of the rows turned by another number of rows."""
    turned: list[Sequence[str]] = []
    for place, column in enumerate(columns):
        offset = (_STEPS[(place + turn) % len(_STEPS)] * (place + 1) + turn * (place % 7 + 1)) % count
        turned.append([*column[offset:], *column[:offset]])
    return ["".join(characters) for characters in islice(zip(*turned, strict=True), count)]
