r"""Random values of a shape, to measure which share of them passes a type's pattern and test by chance (p0).

A template is a row of items: a class of characters in brackets (``[0-9A-F]``), ``.`` for any letter or digit, or a
character that stands for itself (``\`` before one that would mean something); each may be followed by a count, ``{9}``
or ``{7,12}``.
"""

import re
import string
from collections.abc import Callable
from functools import cache
from random import Random

from app.detection.matching.patterns import pattern_of
from app.detection.types import TypeDefinition

_ITEM = re.compile(r"(?:\[((?:\\.|[^\]\\])+)\]|(\.)|\\(.)|([^\[\]{}.\\]))(?:\{(\d+)(?:,(\d+))?\})?")
_RANGE = re.compile(r"\\?(.)-\\?(.)|\\?(.)", re.DOTALL)
_ANY = string.ascii_letters + string.digits


def draws(template: str) -> Callable[[Random], str]:
    """A function that draws values of the template.

    >>> draws("[A-Z]{2}-[0-9]{3}")(Random(1))
    'OU-743'

    Raises:
        ValueError: it is no template.
    """
    items = _items(template)

    def draw(random: Random) -> str:
        return "".join(
            "".join(random.choices(alphabet, k=random.randint(fewest, most)))
            for alphabet, fewest, most in items
        )

    return draw


def pass_rate(definition: TypeDefinition, template: str, count: int, seed: int = 0) -> tuple[int, int]:
    """How many of ``count`` random values fit the type's pattern, and how many of those pass its test.

    Without a value test the pattern is the test: all values count as tried.
    """
    draw, random = draws(template), Random(seed)  # noqa: S311 - a measurement, not a secret
    pattern = pattern_of(definition)
    values = [draw(random) for _ in range(count)]
    shaped = [value for value in values if pattern.fullmatch(value)]
    if definition.test is None:
        return count, len(shaped)
    return len(shaped), sum(map(definition.test, shaped))


@cache
def _items(template: str) -> tuple[tuple[str, int, int], ...]:
    items: list[tuple[str, int, int]] = []
    position = 0
    while position < len(template):
        item = _ITEM.match(template, position)
        if item is None:
            raise ValueError(f"not a template from character {position} on: {template}")
        position = item.end()
        fewest = int(item[5] or 1)
        items.append((_alphabet(item), fewest, int(item[6] or fewest)))
    return tuple(items)


def _alphabet(item: re.Match[str]) -> str:
    if item[1] is None:
        return _ANY if item[2] else item[3] or item[4]
    found = ""
    for first, last, single in _RANGE.findall(item[1]):
        found += single or "".join(map(chr, range(ord(first), ord(last) + 1)))
    return found
