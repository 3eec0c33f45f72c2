"""Illnesses in words: one word that only names of illnesses hold, or with an ending only they have.

Lists: ``gazetteers/diseases.txt`` and ``disease_endings.txt``.
"""

import re
from functools import cache

from app.detection.cells.folding import folded
from app.detection.gazetteers import words
from app.detection.gazetteers.terms import lists_of, terms_of

_WORDS = re.compile(r"[^\W\d_]+(?:-\d+)?")
_LONGEST, _SHORTEST_ENDED, _MOST_WORDS = 400, 7, 40

# What ends so in Greek as well.
_NO_ILLNESSES = frozenset(
    [
        "hypnosis",
        "osmosis",
        "metamorphosis",
        "symbiosis",
        "mitosis",
        "meiosis",
        "apotheosis",
        "prognosis",
        "diagnosis",
        "anorthosis",
    ]
)


def is_valid(value: str) -> bool:
    """Whether the value names an illness.

    >>> is_valid("Type 2 diabetes mellitus"), is_valid("Acute bronchitis"), is_valid("Blue Shirt")
    (True, True, False)
    >>> is_valid("糖尿病"), is_valid("Herzinsuffizienz"), is_valid("Hipertensión arterial")
    (True, True, True)
    """
    if "diseases" in lists_of(value):
        return True
    found = _WORDS.findall(folded(value[:_LONGEST]))[:_MOST_WORDS]
    return any(word in terms_of("diseases") or _ends_so(word) for word in found)


def _ends_so(word: str) -> bool:
    return len(word) >= _SHORTEST_ENDED and word.endswith(_endings()) and word not in _NO_ILLNESSES


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(words("disease_endings")))
