"""Postal addresses, told by a house number beside a street word or a street ending, in several languages.

Source: UPU S42 (address elements) for what an address line consists of; words in ``gazetteers/street_*.txt``.
"""

import re
from functools import cache

from app.detection.folding import folded
from app.detection.gazetteers import words

_TOKENS = re.compile(r"[^\s,;]+")
_NUMBER = re.compile(r"#?\d{1,6}[a-z]?(?:[/\-]\d{1,5}[a-z]?)?\.?")
_BOX = re.compile(r"(?:p\.? ?o\.? ?box|postfach|apartado|casella postale|postbus|boite postale)\b")


def is_valid(value: str) -> bool:
    """Whether the value holds the street line of an address.

    >>> is_valid("12 Main Street"), is_valid("Obere Str. 57"), is_valid("Hauptstraße 5a"), is_valid("PO Box 12")
    (True, True, True, True)
    >>> is_valid("24, place Kléber"), is_valid("Street Fighter 2"), is_valid("12 Monkeys")
    (True, False, False)
    """
    text = folded(value)
    if _BOX.match(text):
        return True
    tokens = _TOKENS.findall(text) if any(map(str.isdigit, text)) else []
    streets = [i for i, token in enumerate(tokens) if _is_street(token)]
    if not streets or len(tokens) == 1:
        return False
    numbers = [i for i, token in enumerate(tokens) if _NUMBER.fullmatch(token)]
    return bool(numbers) and _is_line(tokens, numbers, streets)


def _is_line(tokens: list[str], numbers: list[int], streets: list[int]) -> bool:
    """Whether number and street word stand as in an address: near each other, not a title with a number."""
    near = any(abs(number - street) <= _NEAR for number in numbers for street in streets)
    if not near or len(tokens) > _LONGEST_ADDRESS:
        return False
    if numbers[0] == 0 or tokens[0].rstrip(".") in words("leading_street_words"):
        return True
    # In "Street Fighter 2" the street word has no name, neither before it nor, as in "Hauptstraße", within it.
    is_named = streets != [0] or tokens[0] not in words("street_words")
    return is_named and (numbers[-1] == len(tokens) - 1 or len(tokens) > _SHORT_LINE)


_NEAR, _SHORT_LINE, _LONGEST_ADDRESS = 3, 3, 16


def _is_street(token: str) -> bool:
    return token in words("street_words") or (len(token) > _SHORTEST_COMPOUND and token.endswith(_endings()))


_SHORTEST_COMPOUND = 6


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(words("street_endings")))
