"""Postal addresses, told by a house number beside a street word or a street ending, in several languages.

Source: UPU S42 (address elements) for what an address line consists of; words in ``gazetteers/street_*.txt``.
"""

import re

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
    tokens = _TOKENS.findall(text)
    numbers = [i for i, token in enumerate(tokens) if _NUMBER.fullmatch(token)]
    streets = [i for i, token in enumerate(tokens) if _is_street(token)]
    if not numbers or not streets or len(tokens) < 2:  # noqa: PLR2004 - a name and a number
        return False
    return len(tokens) > 3 or numbers[0] == 0 or numbers[-1] == len(tokens) - 1 and streets != [0] or _leads(text)  # noqa: PLR2004, RUF021


def _leads(text: str) -> bool:
    """Whether a Romance or Slavic street word leads, as in "calle Mayor 5"."""
    return text.split()[0].rstrip(".") in _LEADING


_LEADING = frozenset(
    "rue avenue avenida av avda boulevard bd chemin impasse place quai cours calle c/ carrera camino paseo plaza via "
    "viale piazza corso vicolo largo rua travessa praca alameda ulica ul aleja al plac jalan jl ulitsa ул улица "
    "prospekt strada bulevardul".split()
)


def _is_street(token: str) -> bool:
    return token in words("street_words") or any(
        token.endswith(ending) and len(token) > len(ending) + 2 for ending in words("street_endings")
    )
